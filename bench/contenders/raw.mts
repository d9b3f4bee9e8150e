import { Pool } from 'undici';
import { logins } from '../../simulator/login/logins.mts';
import { CONCURRENCY, PAGE_SIZE, type Contender, type Job, type Outcome } from '../job.mts';

const { userName, password } = logins.integration;

const headers = {
	accept: 'application/json',
	'content-type': 'application/json',
	authorization: `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`,
};

async function request(pool: Pool, path: string, body?: object): Promise<unknown> {
	const response = await pool.request({
		path,
		method: body ? 'POST' : 'GET',
		headers,
		body: body ? JSON.stringify(body) : undefined,
	});
	if (response.statusCode >= 300) throw new Error(`Status ${response.statusCode}`);
	return ((await response.body.json()) as { result: unknown }).result;
}

/** Sends all at once; the pool lets as many through as it has connections. */
async function each<T>(items: T[], send: (item: T) => Promise<unknown>): Promise<Outcome> {
	const results = await Promise.allSettled(items.map(send));
	const failed = results.find((result) => result.status === 'rejected');
	return {
		records: results.filter(({ status }) => status === 'fulfilled').length,
		error: failed && String((failed as PromiseRejectedResult).reason),
	};
}

/**
 * Reads by key in the same pages as the nodes of this package, with the same requests to make sure of
 * the end: a page behind a short one can be empty because access rules hide all of its records.
 */
async function readAll(pool: Pool): Promise<Outcome> {
	const records: Array<{ sys_id: string }> = [];
	let shortPage = false;
	for (;;) {
		const last = records[records.length - 1];
		const condition = last ? `sys_id>${last.sys_id}^` : '';
		const query = encodeURIComponent(`${condition}ORDERBYsys_id`);
		const path = `/api/now/contact?sysparm_query=${query}&sysparm_limit=${PAGE_SIZE}`;
		const page = (await request(pool, `${path}&sysparm_offset=0`)) as typeof records;
		for (const record of page) records.push(record);
		if (page.length === 0) {
			if (shortPage) await request(pool, `${path}&sysparm_offset=${PAGE_SIZE}`);
			return { records: records.length };
		}
		shortPage = page.length < PAGE_SIZE;
	}
}

/** What can be had at best: an HTTP client and nothing else. */
export function rawContender(): Contender {
	const pools = new Map<string, Pool>();
	const run = async (job: Job) => {
		const { url, concurrency: connections = CONCURRENCY } = job;
		const key = `${connections} ${url}`;
		const client = pools.get(key) ?? new Pool(url, { connections, pipelining: 1 });
		pools.set(key, client);
		if (job.kind === 'readAll') return await readAll(client);
		if (job.kind === 'get') {
			return await each(job.ids, (id) => request(client, `/api/now/contact/${id}`));
		}
		if (job.kind === 'once') throw new Error('An HTTP client looks for nothing before it creates.');
		return await each(job.items, (item) => request(client, '/api/now/contact', item));
	};
	return { run };
}
