import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from '../scripts/bootstrap.mjs';
import { logins } from '../simulator/login/logins.mts';

/** How the instance responds. */
export interface Load {
	latencyMs: number;
	/** Requests that each node handles at once; null for no limit. */
	permits: number | null;
	/** Application nodes; one when left out. */
	nodes?: number;
	/** Whether responses tell how long they waited; they do when left out. */
	serverTiming?: boolean;
	/** Milliseconds, at most, after which searches show what was created; at once when left out. */
	commitDelayMs?: number;
}

/** A request, as the instance saw it. */
export interface SeenRequest {
	method: string;
	status: number;
	/** Milliseconds for which it waited for a permit. */
	waitedMs?: number;
}

/** Records of one response, at most. */
const MOST_ROWS = 100_000;

/** How the response to a create gets lost: before it was carried out, and after. */
const LOSSES = ['reset', 'resetAfter', { kind: 'quota500', afterProcessing: true }, 'accepted202'];

/** Requests that may wait until it handles them. */
const QUEUE = 50;

/** A simulated instance in a process of its own. */
export interface BenchInstance {
	url: string;
	/** Back to its start, with new sys_ids. */
	reset(): Promise<void>;
	set(load: Load): Promise<void>;
	/** Lets the responses to a share of the creates get lost, in several ways. */
	loseResponses(share: number): Promise<void>;
	/** Columns of all records of a table that an encoded query selects. */
	rows(table: string, query: string, columns: string[]): Promise<Array<Record<string, string>>>;
	/** Emails that start with a text, of all contacts there are. */
	emails(start: string): Promise<string[]>;
	/** Sends one request that is limited as all others. */
	readOne(): Promise<void>;
	/** sys_ids of contacts. */
	ids(count: number): Promise<string[]>;
	/** Requests received since the last reset. */
	requestCount(): Promise<number>;
	/** The same, one by one; the oldest of very many are missing. */
	seen(): Promise<SeenRequest[]>;
	stop(): void;
}

async function ask(url: string, body?: object): Promise<Record<string, unknown>> {
	const { userName, password } = logins.integration;
	const authorization = `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
	const response = await fetch(url, {
		method: body ? 'POST' : 'GET',
		headers: { authorization, 'content-type': 'application/json' },
		body: body && JSON.stringify(body),
	});
	if (!response.ok) throw new Error(`${url} returned ${response.status}: ${await response.text()}`);
	return (await response.json()) as Record<string, unknown>;
}

/** Starts an instance. @param contacts generated contacts, on top of the seed */
export async function startInstance(contacts: number): Promise<BenchInstance> {
	const args = ['--port', '0', '--contacts', String(contacts), '--queue', String(QUEUE)];
	const child = spawn(process.execPath, ['scripts/run.mjs', 'instance', ...args], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const stop = () => {
		child.kill();
		process.removeListener('exit', stop);
	};
	process.once('exit', stop);
	let url: string | undefined;
	for await (const line of createInterface({ input: child.stdout })) {
		url = /http:\/\/[\w.:]+/.exec(line)?.[0];
		if (url !== undefined) break;
	}
	if (url === undefined) throw new Error('The simulated instance did not start.');
	child.stdout.resume();
	const origin = url;
	const control = `${origin}/__simulator`;
	const rows = async (table: string, query: string, columns: string[], limit = MOST_ROWS) => {
		const parameters = new URLSearchParams({
			sysparm_query: query,
			sysparm_fields: columns.join(','),
			sysparm_limit: String(limit),
		});
		const { result } = await ask(`${origin}/api/now/table/${table}?${parameters}`);
		return result as Array<Record<string, string>>;
	};
	const contactsOf = async (query: string, field: string, limit = MOST_ROWS) =>
		(await rows('customer_contact', query, [field], limit)).map((row) => row[field]);
	return {
		url: origin,
		reset: async () => void (await ask(`${control}/reset`, {})),
		set: async (load) =>
			void (await ask(`${control}/settings`, {
				nodes: null,
				serverTiming: null,
				commitDelayMs: null,
				...load,
			})),
		loseResponses: async (share) => {
			const rate = 1 - (1 - share) ** (1 / LOSSES.length);
			const add = LOSSES.map((fault) => ({ match: { method: 'POST' }, rate, fault }));
			await ask(`${control}/faults`, { clear: true, ...(share > 0 && { add }) });
		},
		rows,
		emails: async (start) => await contactsOf(`emailSTARTSWITH${start}`, 'email'),
		readOne: async () =>
			void (await ask(`${origin}/api/now/table/customer_contact?sysparm_limit=1`).catch(() => {})),
		ids: async (count) => await contactsOf('ORDERBYsys_id', 'sys_id', count),
		seen: async () => (await ask(`${control}/requests`)).requests as SeenRequest[],
		requestCount: async () => Number((await ask(`${control}/requests?count`)).count),
		stop,
	};
}
