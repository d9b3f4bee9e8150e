import type { IncomingHttpHeaders } from 'node:http';

/** A request as it arrived. */
export interface IncomingRequest {
	method: string;
	/** Path without the query string. */
	path: string;
	query: Record<string, unknown>;
	params: Record<string, string>;
	headers: IncomingHttpHeaders;
	/** Bytes; undefined without a body. */
	body: unknown;
}
