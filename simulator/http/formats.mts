import type { HttpResponse } from './response.mts';
import type { IncomingRequest } from './request.mts';
import { buildXml } from './xml.mts';

/** How the body of a request or a response is written. */
export type Format = 'json' | 'xml';

/** What an API reads and writes. */
export interface Formats {
	/** Of responses. */
	gives: Format[];
	/** Of requests. */
	takes: Format[];
}

/**
 * What most APIs take and give.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
 */
export const bothFormats: Formats = { gives: ['json', 'xml'], takes: ['json', 'xml'] };

const XML_TYPE = 'application/xml;charset=UTF-8';

const NOT_ACCEPTABLE = 406;

/** @returns the format that a media type stands for, undefined for another */
export function formatOf(type: string): Format | undefined {
	if (/^\s*(application|text)\/json\b/i.test(type)) return 'json';
	return /^\s*(application|text)\/xml\b/i.test(type) ? 'xml' : undefined;
}

/** A part of an `Accept` header: JSON is the default where the part leaves it open. */
function rangeOf(part: string): { format: Format; quality: number } | undefined {
	const [type, ...parameters] = part.split(';');
	const format = /^\s*(application|\*)\/\*\s*$/i.test(type) ? 'json' : formatOf(type);
	const quality = parameters.map((one) => /^\s*q=([\d.]+)\s*$/i.exec(one)?.[1]).find(Boolean);
	return format && { format, quality: Number(quality ?? 1) || 0 };
}

/**
 * @param accept header of a request
 * @param formats that an API gives
 * @returns the one that the request likes best, undefined where it takes none of them
 */
export function wantedFormat(accept: string, formats: Format[]): Format | undefined {
	return accept
		.split(',')
		.flatMap((part) => rangeOf(part) ?? [])
		.filter(({ format, quality }) => formats.includes(format) && quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.at(0)?.format;
}

/**
 * @param request that is answered
 * @returns the response in XML, where the request wants that and the body is not text already
 */
export function inWantedFormat(
	{ headers: { accept } }: Pick<IncomingRequest, 'headers'>,
	response: HttpResponse,
): HttpResponse {
	const { body, type, status } = response;
	const isObject = typeof body === 'object' && body !== null && !Buffer.isBuffer(body);
	if (!isObject || type !== undefined || status === NOT_ACCEPTABLE) return response;
	if (wantedFormat(accept ?? '', bothFormats.gives) !== 'xml') return response;
	return { ...response, body: buildXml(body), type: XML_TYPE };
}
