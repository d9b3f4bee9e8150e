import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { Rejection } from './response.mts';
import type { IncomingRequest } from './request.mts';
import { errorResponse, notSimulated } from './errors.mts';
import { bothFormats, formatOf, wantedFormat, type Formats } from './formats.mts';
import { entriesOf, parseXml, XmlError } from './xml.mts';
import type { Schema } from '../../contract/readContract.mts';

// Property glide.rest.max_content_length:
// https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/r_ControllingMaxRequestSize.md
const MAX_BODY_BYTES = 10 * 1024 * 1024;

const HIGHEST_DECODED = 64 * 1024 * 1024;

/** @returns the body as it was before it was compressed; as it came where it cannot be told */
export function decoded(body: unknown, encoding: string | undefined): unknown {
	if (!Buffer.isBuffer(body) || encoding?.toLowerCase() !== 'gzip') return body;
	try {
		return gunzipSync(body, { maxOutputLength: HIGHEST_DECODED });
	} catch {
		return body;
	}
}

const noHeader = errorResponse(400, 'Bad Request', 'A required header is missing');

/** @throws Rejection 400 without `Accept`, 406 where it takes none of the formats */
export function checkAccept(
	{ headers: { accept } }: IncomingRequest,
	{ gives }: Formats = bothFormats,
): void {
	if (accept === undefined) throw new Rejection(noHeader);
	if (!wantedFormat(accept, gives)) throw new Rejection(errorResponse(406));
}

/** How an API differs from most. */
export interface Transport {
	/** Whether a request must name the media type of its body; a change must when left out. */
	needsType?: boolean;
	/** What the API reads and writes; JSON and XML when left out. */
	formats?: Formats;
}

/**
 * Refuses a request that does not give its media types, or whose media types or size an API does not
 * take.
 *
 * @throws Rejection 406, 415, or 400 for a missing header and for more than 10 MB
 */
export function checkTransport(
	request: IncomingRequest,
	{
		needsType = request.method !== 'GET' && request.method !== 'HEAD',
		formats = bothFormats,
	}: Transport = {},
): void {
	// https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
	if (needsType && request.headers['content-type'] === undefined) throw new Rejection(noHeader);
	checkAccept(request, formats);
	if (!Buffer.isBuffer(request.body)) return;
	if (request.body.length > MAX_BODY_BYTES) {
		throw new Rejection(
			unreadable(
				`Rejected large REST payload with content-length = ${request.body.length} bytes. Max allowed: ${MAX_BODY_BYTES} bytes.`,
			),
		);
	}
	const type = request.headers['content-type'];
	if (request.body.length === 0 || !type) return;
	const format = formatOf(type);
	if (!format || !formats.takes.includes(format)) throw new Rejection(errorResponse(415));
}

const unreadable = (detail: string) =>
	errorResponse(400, 'Exception while reading request', detail);

const noJson = unreadable('The payload is not valid JSON.');

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns the value in a body of XML; undefined where the body is another */
function xmlValue(bytes: Buffer, { headers }: IncomingRequest): unknown {
	if (formatOf(headers['content-type'] ?? '') !== 'xml') return undefined;
	try {
		return parseXml(bytes.toString('utf8'));
	} catch (error) {
		if (!(error instanceof XmlError)) throw error;
		throw new Rejection(error.isRead ? unreadable(error.message) : notSimulated(error.message));
	}
}

/** XML does not tell a list of one from a value: the schema does. */
function shaped({ type, items, properties }: Schema, value: unknown): unknown {
	if ([type].flat().includes('array')) {
		const list = value === '' ? [] : (entriesOf(value) ?? [value].flat());
		return items ? list.map((one) => shaped(items, one)) : list;
	}
	if (!isRecord(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name,
			properties && Object.hasOwn(properties, name) ? shaped(properties[name], inner) : inner,
		]),
	);
}

/**
 * @param request as it arrived
 * @param schema of the body, for lists in XML
 * @returns the members of the body in JSON or XML, none for an empty body
 * @throws Rejection 400 where the body is no object, 501 for XML that is not read
 */
export function bodyMembers(
	request: IncomingRequest,
	schema: Schema = {},
): Record<string, unknown> {
	if (!Buffer.isBuffer(request.body) || request.body.length === 0) return {};
	const xml = xmlValue(request.body, request);
	if (xml === '') return {};
	const value = xml === undefined ? tryParse(request.body) : shaped(schema, onlyEntry(xml));
	if (isRecord(value)) return value;
	throw new Rejection(xml === undefined ? noJson : noElements);
}

const noElements = unreadable('The payload has no elements.');

const onlyEntry = (value: unknown) =>
	Array.isArray(value) && value.length === 1 ? (value as unknown[])[0] : value;

/** The samples of the Table API have JSON in single quotes, which the page's instance takes. */
function singleQuoted(bytes: Buffer): unknown {
	const text = bytes.toString('utf8');
	return text.includes('"') ? undefined : tryParse(Buffer.from(text.replaceAll("'", '"')));
}

/**
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 * @param request as it arrived
 * @returns the record in the body, none for an empty body; of several the first
 * @throws Rejection 400 where the body is no record, 501 for XML that is not read
 */
export function bodyRecord(request: IncomingRequest): {
	record: Record<string, unknown>;
	others: boolean;
} {
	if (!Buffer.isBuffer(request.body) || request.body.length === 0) {
		return { record: {}, others: false };
	}
	const xml = xmlValue(request.body, request);
	if (xml === '') return { record: {}, others: false };
	const value = xml ?? tryParse(request.body) ?? singleQuoted(request.body);
	const [record, ...others] = [value].flat() as unknown[];
	if (isRecord(record)) return { record, others: others.length > 0 };
	throw new Rejection(xml === undefined ? noJson : noElements);
}

/**
 * @param body bytes of a form
 * @returns its fields; of a field that occurs twice the first
 */
export function formFields(body: unknown): Record<string, string> {
	const pairs = Buffer.isBuffer(body) ? [...new URLSearchParams(body.toString('utf8'))] : [];
	return Object.fromEntries(pairs.reverse());
}

/** @returns whether a content type is that of a form */
export function isForm(type: string | undefined): boolean {
	return /^application\/x-www-form-urlencoded\b/i.test(type ?? '');
}

const isMultipart = (type: string | undefined) => /^multipart\//i.test(type ?? '');

/** @returns the body for the request log: JSON where it is JSON, a form's fields, text; of a file its size */
export function bodyForLog(body: unknown, type: string | undefined): unknown {
	if (!Buffer.isBuffer(body) || body.length === 0) return undefined;
	if (isForm(type)) return formFields(body);
	if (!isUtf8(body) || isMultipart(type)) return `${body.length} bytes of ${type ?? 'no type'}`;
	return tryParse(body) ?? body.toString('utf8');
}

function tryParse(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		return undefined;
	}
}
