import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer as bytesOf } from 'node:stream/consumers';
import { isLoopback } from '../../simulator/control/guard.mts';
import { isText, recordedBody } from './recordedBody.mts';
import { writeRecording, type RecordedRequest } from './recording.mts';
import { scrubBody, scrubHeaders, scrubText, secretsOf } from './scrub.mts';

export interface RecordOptions {
	/** Origin of the real instance. */
	target: string;
	/** Folder for the recordings. */
	folder: string;
	port: number;
	/** Takes a line about each request. */
	print: (line: string) => void;
}

/** Requests of clients are passed on with these; whatever else they send stays here. */
const PASSED = [
	'accept',
	'authorization',
	'content-type',
	'cookie',
	'x-http-method-override',
	'x-sn-apikey',
	'x-usertoken',
];

/** Answers that are all secret: tokens. */
const NEVER_STORED = /^\/oauth_/;

/** @throws Error unless it is the address of an instance that a password may be sent to */
export function originOf(target: string): string {
	const url = URL.canParse(target) ? new URL(target) : undefined;
	const isSafe =
		url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
	if (!url || !isSafe || url.username !== '') {
		throw new Error(`${target} is no address of an instance. Enter https:// and its host.`);
	}
	return url.origin;
}

function requestOf(
	{ method = 'GET', headers }: IncomingMessage,
	url: URL,
	body: Buffer,
	origin: string,
): RecordedRequest {
	const secrets = secretsOf(headers);
	const query = Object.entries(Object.fromEntries(url.searchParams)).map(([name, value]) => [
		name,
		scrubText(value, secrets, origin),
	]);
	const scrubbed = recordedBody(body, headers['content-type'], secrets, origin);
	return {
		method,
		path: scrubText(url.pathname, secrets, origin),
		query: Object.fromEntries(query) as Record<string, string>,
		...(scrubbed !== undefined && { body: scrubbed }),
	};
}

/**
 * Passes requests on to a real instance, and stores its answers without secrets.
 *
 * @returns the address to send requests to, and what ends it
 * @throws Error where the target is no instance, or the port is taken
 */
export async function record({ target, folder, port, print }: RecordOptions): Promise<{
	url: string;
	stop(): Promise<void>;
}> {
	const origin = originOf(target);
	let count = 0;

	const pass = async (request: IncomingMessage, reply: ServerResponse) => {
		const body = await bytesOf(request);
		const url = new URL(request.url ?? '/', origin);
		const passed = PASSED.flatMap((name) => {
			const value = request.headers[name];
			return value === undefined ? [] : [[name, String(value)] as [string, string]];
		});
		const { method } = request;
		const response = await fetch(`${origin}${url.pathname}${url.search}`, {
			method,
			headers: passed,
			body: body.length === 0 ? undefined : new Uint8Array(body),
			redirect: 'manual',
		});
		const bytes = Buffer.from(await response.arrayBuffer());
		const here = `http://${request.headers.host}`;
		for (const [name, value] of response.headers) {
			if (/^(content-encoding|content-length|transfer-encoding|connection|set-cookie)$/.test(name))
				continue;
			reply.setHeader(name, value.replaceAll(origin, here));
		}
		reply.setHeader('set-cookie', response.headers.getSetCookie());
		const textual = isText(bytes, response.headers.get('content-type') ?? undefined);
		reply.writeHead(response.status);
		reply.end(textual ? bytes.toString('utf8').replaceAll(origin, here) : bytes);
		const secrets = secretsOf(request.headers);
		// A file cannot be scrubbed without breaking it.
		const betrays = !textual && secrets.some((secret) => bytes.includes(secret));
		if (betrays || NEVER_STORED.test(url.pathname)) {
			print(`${method} ${url.pathname}: ${response.status}, not stored`);
			return;
		}
		count += 1;
		const name = writeRecording(folder, count, {
			request: requestOf(request, url, body, origin),
			response: {
				status: response.status,
				headers: scrubHeaders(response.headers, secrets, origin),
				...(textual
					? { body: scrubBody(bytes.toString('utf8'), secrets, origin) }
					: { base64: bytes.toString('base64') }),
			},
		});
		print(`${method} ${url.pathname}: ${response.status}, ${name}`);
	};

	const server = createServer((request, reply) => {
		pass(request, reply).catch((error: Error) => {
			const reason = (error.cause as Error | undefined)?.message ?? error.message;
			print(`${request.method} ${request.url}: ${reason}`);
			if (!reply.headersSent) reply.writeHead(502);
			reply.end();
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', resolve);
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
