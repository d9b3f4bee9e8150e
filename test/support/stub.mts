import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a stub was asked for. */
export interface StubRequest {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: Record<string, string | string[] | undefined>;
}

/** What it answers; an object as `body` goes out as JSON. */
export interface StubAnswer {
	status?: number;
	headers?: Record<string, string>;
	body?: unknown;
}

/** A host that answers as a test wants, whatever no source tells of a real instance. */
export interface Stub {
	url: string;
	requests: StubRequest[];
	/** Answers a request; it may be changed at any time. */
	answer: (request: StubRequest) => StubAnswer;
}

function listen(stub: Stub): Server {
	return createServer((request, response) => {
		request.resume().on('end', () => {
			const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
			const seen: StubRequest = {
				method: request.method!,
				path: pathname,
				query: Object.fromEntries(searchParams),
				headers: request.headers,
			};
			stub.requests.push(seen);
			const { status = 200, headers, body } = stub.answer(seen);
			const isText = typeof body === 'string';
			response.writeHead(status, {
				'Content-Type': isText ? 'text/html' : 'application/json',
				...headers,
			});
			response.end(isText || body === undefined ? body : JSON.stringify(body));
		});
	});
}

function newStub(): Stub {
	return { url: '', requests: [], answer: () => ({ status: 404 }) };
}

/** Starts a stub. @returns what ends it */
async function start(stub: Stub): Promise<() => Promise<void>> {
	const server = listen(stub);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	stub.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return async () => {
		server.closeAllConnections();
		await new Promise((closed) => server.close(closed));
	};
}

/** Gives each test of a file or a `describe` block a stub with an address of its own. */
export function useStub(): Stub {
	const stub = newStub();
	let end: (() => Promise<void>) | undefined;
	beforeEach(async () => {
		stub.requests.length = 0;
		end = await start(stub);
	});
	afterEach(async () => await end?.());
	return stub;
}

/** Runs a test with a stub of its own, so that several can wait at once. */
export async function withStub(test: (stub: Stub) => Promise<void>): Promise<void> {
	const stub = newStub();
	const end = await start(stub);
	try {
		await test(stub);
	} finally {
		await end();
	}
}
