import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** An answer on its way to a client. */
interface Answer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** What becomes of an answer; it returns nothing where it has ended the response by itself. */
export type Damage = (answer: Answer, response: ServerResponse) => Answer | undefined;

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);

/** What a proxy, a gateway, or a broken line makes of an answer, so that it is none. */
export const DAMAGES: Record<string, Damage> = {
	'gzip that ends halfway': ({ body, headers, ...rest }) => ({
		...rest,
		headers: { ...headers, 'content-encoding': 'gzip' },
		body: half(gzipSync(body)),
	}),
	'text that is called gzip': ({ headers, ...rest }) => ({
		...rest,
		headers: { ...headers, 'content-encoding': 'gzip' },
	}),
	'a connection that ends halfway': ({ status, headers, body }, response) => {
		response.writeHead(status, { ...headers, 'content-length': body.length });
		response.write(half(body), () => response.destroy());
		return undefined;
	},
	'204': (answer) => ({ ...answer, status: 204, body: Buffer.alloc(0) }),
	'206': (answer) => ({ ...answer, status: 206 }),
	'a login page': (answer) => ({
		...answer,
		headers: { 'content-type': 'text/html' },
		body: Buffer.from(
			'<html><title>Log in | ServiceNow</title><form id="loginPage"></form></html>',
		),
	}),
};

/** What a proxy may change of an answer that stays one. */
export const HARMLESS: Record<string, Damage> = {
	'a byte order mark': ({ body, ...rest }) => ({
		...rest,
		body: Buffer.concat([Buffer.from('\uFEFF'), body]),
	}),
	'text/plain': ({ headers, ...rest }) => ({
		...rest,
		headers: { ...headers, 'content-type': 'text/plain' },
	}),
	'no content type': ({ headers: { 'content-type': _type, ...headers }, ...rest }) => ({
		...rest,
		headers,
	}),
	'no date': (answer, response) => {
		response.sendDate = false;
		return answer;
	},
	'a date that is none': ({ headers, ...rest }) => ({
		...rest,
		headers: { ...headers, date: 'Sonntag, 29. November' },
	}),
};

/** A host in front of an instance that damages some of its answers. */
export interface DamagingProxy {
	url: string;
	damage: Damage;
	/** Whether the answer to a request is damaged. */
	isMeant: (method: string, url: string) => boolean;
	/** Requests, oldest first: method and URL. */
	requests: string[];
}

const DROPPED = ['content-length', 'transfer-encoding', 'connection', 'keep-alive', 'date'];

async function forward(target: string, request: IncomingMessage): Promise<Answer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const { host: _host, connection: _connection, ...headers } = request.headers;
	const response = await fetch(target + request.url!, {
		method: request.method,
		headers: { ...(headers as Record<string, string>), 'accept-encoding': 'identity' },
		body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
		redirect: 'manual',
	});
	return {
		status: response.status,
		headers: Object.fromEntries([...response.headers].filter(([name]) => !DROPPED.includes(name))),
		body: Buffer.from(await response.arrayBuffer()),
	};
}

/** Gives each test a proxy with an address of its own. @param target URL of the instance */
export function useDamagingProxy(target: () => string): DamagingProxy {
	const proxy: DamagingProxy = {
		url: '',
		damage: (answer) => answer,
		isMeant: () => true,
		requests: [],
	};
	let server: Server;
	beforeEach(async () => {
		proxy.requests = [];
		proxy.isMeant = () => true;
		server = createServer(async (request, response) => {
			const { method = '', url = '' } = request;
			proxy.requests.push(`${method} ${url}`);
			const isMeant = proxy.isMeant(method, url);
			const answer = await forward(target(), request);
			const sent = isMeant ? proxy.damage(answer, response) : answer;
			if (sent) response.writeHead(sent.status, sent.headers).end(sent.body);
		});
		await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
		proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	});
	return proxy;
}
