import { STATUS_CODES } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { bodyMembers, checkTransport } from '../http/body.mts';
import { errorResponse, notSimulated } from '../http/errors.mts';
import { inWantedFormat, type Formats } from '../http/formats.mts';
import type { IncomingRequest } from '../http/request.mts';
import { Rejection, type HttpResponse } from '../http/response.mts';
import { JSON_TYPE, textOf } from '../http/send.mts';
import type { InstanceState } from '../instanceState.mts';
import { authenticate } from '../login/auth.mts';
import { noticeHeaders } from '../notices.mts';
import { asText } from '../records/values.mts';

const MEGABYTE = 1024 * 1024;

// https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/batch-api.md
const MOST_INPUT = 5 * MEGABYTE;

const MOST_OUTPUT = 10 * MEGABYTE;

/** Then a quota rule ends it. */
const LONGEST_MS = 30_000;

const jsonAlone: Formats = { gives: ['json'], takes: ['json'] };

/**
 * A request of a batch needs no `Accept`: ServiceNow's client for Python sends none.
 *
 * @see https://github.com/ServiceNow/PySNC/blob/1.2.1/test/test_snc_api_write.py
 */
const UNASKED = { accept: JSON_TYPE };

/** What of the batch holds for each of its requests. */
const inherited = ['authorization', 'x-sn-apikey', 'cookie', 'host'];

/** Serves one request of a batch. @param batch ID of the batch, '' where it has none */
export type ServeItem = (request: IncomingRequest, batch: string) => Promise<HttpResponse>;

interface Item {
	id: string;
	request: IncomingRequest;
	withHeaders: boolean;
}

const missing = (name: string) =>
	new Rejection(errorResponse(400, 'Bad Request', `Mandatory parameter(s) missing: ${name}`));

function headersIn(value: unknown): Record<string, string> {
	const entries = Array.isArray(value) ? (value as { name?: unknown; value?: unknown }[]) : [];
	return Object.fromEntries(
		entries
			.filter((entry) => typeof entry?.name === 'string')
			.map(({ name, value: text }) => [asText(name).toLowerCase(), asText(text)]),
	);
}

/** @throws Rejection 400 for a URL that is none of the instance */
function urlIn(text: string, url: string): URL {
	if (text.startsWith('/') && URL.canParse(text, url)) {
		const parsed = new URL(text, url);
		if (parsed.origin === new URL(url).origin) return parsed;
	}
	throw new Rejection(errorResponse(400, 'Bad Request', 'Invalid parameter(s): rest_requests.url'));
}

function itemOf(value: unknown, batch: IncomingRequest, { url }: InstanceState): Item {
	const given = (typeof value === 'object' && value !== null ? value : {}) as Record<
		string,
		unknown
	>;
	for (const name of ['id', 'method', 'url']) {
		if (asText(given[name]) === '') throw missing(`rest_requests.${name}`);
	}
	const { pathname, searchParams } = urlIn(asText(given.url), url);
	const own = inherited.flatMap((name) =>
		batch.headers[name] === undefined ? [] : [[name, batch.headers[name]]],
	);
	return {
		id: asText(given.id),
		withHeaders: given.exclude_response_headers !== true,
		request: {
			method: asText(given.method).toUpperCase(),
			path: pathname,
			// Of a parameter that is given twice, the first counts.
			query: Object.fromEntries([...searchParams].reverse()),
			params: {},
			headers: { ...UNASKED, ...headersIn(given.headers), ...(Object.fromEntries(own) as object) },
			body: given.body === undefined ? undefined : Buffer.from(asText(given.body), 'base64'),
		},
	};
}

/** Headers of an item as the page's sample has them. */
function shownHeaders(response: HttpResponse, bytes: Buffer): { name: string; value: string }[] {
	const all: Record<string, string> = {
		...response.headers,
		...noticeHeaders(response),
		...(bytes.length > 0 && {
			'Content-Length': String(bytes.length),
			'Content-Type': response.type ?? JSON_TYPE,
		}),
	};
	return Object.entries(all).map(([name, value]) => ({ name, value }));
}

/** @returns what is said of an item; undefined where its body is too large */
async function serveItem(
	{ id, request, withHeaders }: Item,
	serve: (request: IncomingRequest) => Promise<HttpResponse>,
	mostOutput: number,
): Promise<{ shown: object; response: HttpResponse } | undefined> {
	const startedAt = performance.now();
	const response = inWantedFormat(request, await serve(request));
	const bytes = Buffer.from(textOf(response.body));
	if (bytes.length > mostOutput) return undefined;
	const { status } = response;
	const shown = {
		id,
		body: request.method === 'HEAD' ? '' : bytes.toString('base64'),
		status_code: status,
		status_text: STATUS_CODES[status] ?? '',
		headers: withHeaders ? shownHeaders(response, bytes) : [],
		execution_time: Math.round(performance.now() - startedAt),
	};
	return { shown, response };
}

function mostOutputOf({ headers }: IncomingRequest): number {
	const given = Number(headers['x-batchrequest-max-output-size']);
	return given > 0 ? Math.min(given, MOST_OUTPUT) : MOST_OUTPUT;
}

const isWithinInput = ({ body }: IncomingRequest) =>
	!Buffer.isBuffer(body) || body.length <= MOST_INPUT;

/** @throws Rejection 401, 400 for what cannot be read, 501 for a response in parts */
function itemsIn(
	request: IncomingRequest,
	instance: InstanceState,
): { id?: string; items: Item[] } {
	authenticate(request.headers, instance.tokens, instance.settings);
	if (/^\s*multipart\/mixed\b/i.test(request.headers.accept ?? '')) {
		throw new Rejection(notSimulated('batches answered as multipart/mixed'));
	}
	checkTransport(request, { formats: jsonAlone });
	const { batch_request_id: id, rest_requests: given } = bodyMembers(request);
	if (!Array.isArray(given)) throw missing('rest_requests');
	const items = given.map((one) => itemOf(one, request, instance));
	return { items, ...(id !== undefined && { id: asText(id) }) };
}

/**
 * POST /api/now/batch: serves its requests one after the other, with the login of the batch. It stops
 * at one that is too large, and after 30 seconds.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/batch-api.md
 * @param serve serves one of them
 * @throws Rejection 401, 400 for what cannot be read, 501 for a response in parts
 */
export async function runBatch(
	request: IncomingRequest,
	instance: InstanceState,
	serve: ServeItem,
): Promise<HttpResponse> {
	const { id, items } = itemsIn(request, instance);
	const mostOutput = mostOutputOf(request);
	const serviced: object[] = [];
	const ignored: string[] = [];
	const startedAt = performance.now();
	for (const item of items) {
		if (performance.now() - startedAt > LONGEST_MS) break;
		// Requests beside a long batch come in between.
		await turn();
		const served = isWithinInput(item.request)
			? await serveItem(item, (one) => serve(one, id ?? ''), mostOutput)
			: undefined;
		if (!served) break;
		serviced.push(served.shown);
		const { response } = served;
		ignored.push(...(response.ignored ?? []).map((what) => `of request ${item.id}: ${what}`));
	}
	return {
		status: 200,
		body: {
			...(id !== undefined && { batch_request_id: id }),
			serviced_requests: serviced,
			unserviced_requests: items.slice(serviced.length).map((item) => item.id),
		},
		ignored,
	};
}
