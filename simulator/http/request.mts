import type { IncomingHttpHeaders } from 'node:http';
import type { HttpResponse } from './response.mts';

/** A request as it arrived. */
export interface IncomingRequest {
	/** The one that a header overrides it by, where there is one. */
	method: string;
	/** Path without the query string. */
	path: string;
	query: Record<string, unknown>;
	params: Record<string, string>;
	headers: IncomingHttpHeaders;
	/** Bytes; undefined without a body. */
	body: unknown;
}

/**
 * The method that a request is served by: a header overrides it.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
 */
export function methodOf({
	method,
	headers,
}: {
	method: string;
	headers: IncomingHttpHeaders;
}): string {
	const given = headers['x-http-method-override'];
	return typeof given === 'string' && given !== '' ? given.toUpperCase() : method;
}

/**
 * Answers a request in the place of the simulation, or leaves it to it.
 *
 * @param origin that the request was sent to
 */
export type Replay = (request: IncomingRequest, origin: string) => HttpResponse | undefined;
