import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the instance says to a request, by its item and by how often that item came before. */
export type Verdict = (index: number, before: number) => 'accept' | 'refuse';

/** What an item has at the instance. */
export interface Seen {
	requests: number;
	accepted: number;
}

const PREFIX = 'f0f0f0f0f0f0';
const MARK = new RegExp(`${PREFIX}[0-9a-f]{20}`);

/** A sys_id that tells from which item a request is. @param run of the node, of those in a loop */
export function markOf(index: number, run = 0): string {
	return `${PREFIX}${run.toString(16).padStart(10, '0')}${index.toString(16).padStart(10, '0')}`;
}

/**
 * The same as an expression, for items that share one JSON object, and so have nothing of their own
 * but their place.
 */
export const MARK_OF_PLACE = `${PREFIX}{{ $runIndex.toString(16).padStart(10, '0') }}{{ $itemIndex.toString(16).padStart(10, '0') }}`;

/** The mark in a text. */
export function markIn(text: string): string | undefined {
	return MARK.exec(text)?.[0];
}

/** What every operation takes for a success. Real responses: in the contract. */
function resultOf(mark: string, isList: boolean): unknown {
	const record = { sys_id: mark, sysId: mark, status: 'SUCCESS', success: true };
	return isList ? [record] : record;
}

/**
 * An instance that knows the item of each request and nothing else, so that a run takes milliseconds. It
 * accepts whatever the verdict accepts; the simulated instance would refuse a second change of the same
 * member.
 */
export class MarkedInstance {
	url = '';

	/** Marks, in the order of arrival. */
	arrivals: string[] = [];

	/** By mark. */
	seen = new Map<string, Seen>();

	verdict: Verdict = () => 'accept';

	/** Milliseconds until a request is answered. */
	latencyMs: (arrival: number) => number = () => 0;

	private readonly server: Server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const answer = this.answer(request.method!, request.url!, Buffer.concat(parts).toString());
			const end = () => {
				response.writeHead(answer.status, { 'Content-Type': 'application/json' });
				response.end(JSON.stringify(answer.body));
			};
			const wait = this.latencyMs(this.arrivals.length - 1);
			if (wait > 0) setTimeout(end, wait);
			else end();
		});
	});

	async start(): Promise<void> {
		await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((closed) => this.server.close(closed));
	}

	/** Forgets what it has seen, and accepts everything. */
	reset(): void {
		this.arrivals = [];
		this.seen.clear();
		this.verdict = () => 'accept';
		this.latencyMs = () => 0;
	}

	private answer(method: string, url: string, body: string): { status: number; body: unknown } {
		const path = decodeURIComponent(url);
		const mark = markIn(path + body) ?? '';
		const seen = this.seen.get(mark) ?? { requests: 0, accepted: 0 };
		this.arrivals.push(mark);
		this.seen.set(mark, seen);
		const verdict = this.verdict(parseInt(mark.slice(-10), 16), seen.requests);
		seen.requests += 1;
		if (verdict === 'refuse') {
			const error = { message: 'Refused by the test', detail: '' };
			return { status: 400, body: { error, status: 'failure' } };
		}
		seen.accepted += 1;
		const isList = method === 'GET' && new URL(path, this.url).pathname.endsWith('/contact');
		return { status: method === 'POST' ? 201 : 200, body: { result: resultOf(mark, isList) } };
	}
}
