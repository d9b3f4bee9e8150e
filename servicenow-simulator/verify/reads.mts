import { refusal } from './client.mts';
import type { Probe } from './probe.mts';

const NOBODY = 'ffffffffffffffffffffffffffffffff';

/** Guesses that reading tells. */
export const reads: Probe[] = [
	{
		guess: 'Reads or ignores conditions behind `^EQ`',
		look: async (client) => {
			await client.first('sys_user');
			const rows = await client.rows('sys_user', `sys_idISNOTEMPTY^EQ^sys_id=${NOBODY}`);
			return { conditionsBehindEq: rows.length === 0 ? 'applied' : 'ignored' };
		},
	},
	{
		guess: 'Answers 400 `Invalid table` to a table that it does not have',
		look: async (client) => refusal(await client.get('/api/now/table/no_such_table')),
	},
	{
		guess: 'Takes the first of a parameter that is given twice',
		look: async (client) => {
			const path = '/api/now/table/sys_user?sysparm_limit=1&sysparm_limit=2';
			const { json } = await client.get(path);
			const { result = [] } = (json ?? {}) as { result?: unknown[] };
			return { rows: result.length };
		},
	},
	{
		guess: 'Gives rows without an order in the same order, or in another each time',
		look: async (client) => {
			const ids = async () =>
				(await client.rows('sys_user', '', 20)).map(({ sys_id: id }) => id).join();
			return { sameOrderTwice: (await ids()) === (await ids()) };
		},
	},
	{
		guess: 'Tells in `Server-Timing: sem_wait` how long a request waited, or does not',
		look: async (client) => {
			const { headers } = await client.get('/api/now/table/sys_user?sysparm_limit=1');
			return { semWait: /\bsem_wait\b/.test(headers.get('server-timing') ?? '') };
		},
	},
	{
		guess: 'Refuses a token with any other answer: an error, a page, nothing at all',
		look: async (client) => {
			const form = new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: 'no_such_client',
				client_secret: 'none',
			});
			const { status, json } = await client.send('POST', '/oauth_token.do', form, {});
			const { error } = (json ?? {}) as { error?: unknown };
			return { status, error: String(error ?? '') };
		},
	},
	{
		guess: 'Gives fewer contacts of the Contact API than were asked for',
		look: async (client) => {
			const wanted = 50;
			const { headers } = await client.get('/api/now/table/customer_contact?sysparm_limit=1');
			const total = Number(headers.get('x-total-count') ?? Number.NaN);
			const { json } = await client.get(`/api/now/contact?sysparm_limit=${wanted}`);
			const { result = [] } = (json ?? {}) as { result?: unknown[] };
			return { asManyAsAsked: result.length >= Math.min(wanted, total) };
		},
	},
];
