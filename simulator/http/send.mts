import type { FastifyReply } from 'fastify';
import type { Answer } from './answer.mts';

const json = 'application/json;charset=UTF-8';

/**
 * Writes an answer to the socket, or does to the socket what `answer.wire` says.
 *
 * @param headers what the instance puts on every answer
 */
export function send(
	reply: FastifyReply,
	answer: Answer,
	headers: Record<string, string | string[]>,
): void {
	if (answer.wire === 'hang' || answer.wire === 'destroy') {
		reply.hijack();
		if (answer.wire === 'destroy') reply.raw.destroy();
		return;
	}
	const text = textOf(answer.body);
	if (answer.wire === 'truncate') {
		reply.hijack();
		truncate(reply, answer, text, headers);
		return;
	}
	reply.code(answer.status).headers({ ...headers, ...answer.headers });
	if (answer.body !== undefined || answer.type) reply.type(answer.type ?? json);
	void reply.send(text);
}

/** Promises all bytes, sends half of them, and hangs up. */
function truncate(
	reply: FastifyReply,
	answer: Answer,
	text: string,
	headers: Record<string, string | string[]>,
): void {
	const bytes = Buffer.from(text);
	reply.raw.writeHead(answer.status, {
		...headers,
		...answer.headers,
		'Content-Type': answer.type ?? json,
		'Content-Length': bytes.length,
	});
	reply.raw.write(bytes.subarray(0, bytes.length >> 1), () => reply.raw.destroy());
}

function textOf(body: unknown): string {
	if (body === undefined) return '';
	return typeof body === 'string' ? body : JSON.stringify(body);
}
