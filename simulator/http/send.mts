import { gzipSync } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import type { HttpResponse } from './response.mts';

/** Media type of a body in JSON. */
export const JSON_TYPE = 'application/json;charset=UTF-8';

const SHORTEST_ZIPPED = 1024;

const zippedHeaders = { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' };

/**
 * Writes a response to the socket, or does to the socket what `response.wire` says.
 *
 * @param headers what the instance puts on every response
 * @param zips whether a long body is compressed
 */
export function send(
	reply: FastifyReply,
	response: HttpResponse,
	headers: Record<string, string | string[]>,
	zips = false,
): void {
	if (response.wire === 'hang' || response.wire === 'destroy') {
		reply.hijack();
		if (response.wire === 'destroy') reply.raw.destroy();
		return;
	}
	const text = textOf(response.body);
	if (response.wire === 'truncate') {
		reply.hijack();
		truncate(reply, response, text, headers);
		return;
	}
	reply.code(response.status).headers({ ...headers, ...response.headers });
	if (response.body !== undefined || response.type) reply.type(response.type ?? JSON_TYPE);
	if (!zips || text.length < SHORTEST_ZIPPED) void reply.send(text);
	else void reply.headers(zippedHeaders).send(gzipSync(text));
}

/** Promises all bytes, sends half of them, and hangs up. */
function truncate(
	reply: FastifyReply,
	response: HttpResponse,
	text: string | Buffer,
	headers: Record<string, string | string[]>,
): void {
	const bytes = typeof text === 'string' ? Buffer.from(text) : text;
	reply.raw.writeHead(response.status, {
		...headers,
		...response.headers,
		'Content-Type': response.type ?? JSON_TYPE,
		'Content-Length': bytes.length,
	});
	reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => reply.raw.destroy());
}

/** @returns a body as it is sent */
export function textOf(body: unknown): string | Buffer {
	if (body === undefined) return '';
	if (Buffer.isBuffer(body)) return body;
	return typeof body === 'string' ? body : JSON.stringify(body);
}
