import { NotPossible, refusal, resultOf, type Answer, type Client } from './client.mts';
import type { Probe } from './probe.mts';

const NOBODY = 'ffffffffffffffffffffffffffffffff';

const users = '/api/now/table/sys_user';

const rowsOf = ({ json }: Answer): unknown[] => {
	const { result } = (json ?? {}) as { result?: unknown };
	return Array.isArray(result) ? result : [];
};

/** @returns how many users match */
async function count(client: Client, query: string): Promise<number> {
	return (await client.rows('sys_user', query)).length;
}

/** Whether texts come in the order of their letters, as an instance compares them. */
const inOrder = (texts: string[]) =>
	texts.every((text, index) => index === 0 || texts[index - 1].localeCompare(text, 'en') <= 0);

/** Guesses about queries and rows that reading tells. */
const ofRows: Probe[] = [
	{
		guess: 'conditionsAfterEq',
		look: async (client) => {
			await client.first('sys_user');
			const rows = await count(client, `sys_idISNOTEMPTY^EQ^sys_id=${NOBODY}`);
			return { conditionsBehindEq: rows === 0 ? 'applied' : 'ignored' };
		},
	},
	{
		guess: 'unknownTable',
		look: async (client) => refusal(await client.get('/api/now/table/no_such_table')),
	},
	{
		guess: 'repeatedParameters',
		look: async (client) => {
			const path = `${users}?sysparm_limit=1&sysparm_limit=2`;
			return { rows: rowsOf(await client.get(path)).length };
		},
	},
	{
		guess: 'unstableOrder',
		look: async (client) => {
			const ids = async () =>
				(await client.rows('sys_user', '', 20)).map(({ sys_id: id }) => id).join();
			return { sameOrderTwice: (await ids()) === (await ids()) };
		},
	},
	{
		guess: 'queryTimeZone',
		look: async (client) => {
			const { sys_id: id, sys_created_on: created } = await client.first('sys_user');
			const found = await count(client, `sys_id=${String(id)}^sys_created_on=${String(created)}`);
			return { plainDatesAreUtc: found === 1 };
		},
	},
	{
		guess: 'hierarchyColumns',
		look: async (client) => {
			const ofYears = (operator: string) =>
				count(client, `sys_created_on${operator}@year@ago@100`).catch(() => 'refused');
			return { since: await ofYears('RELATIVEGE'), before: await ofYears('RELATIVELE') };
		},
	},
	{
		guess: 'contactRowCap',
		look: async (client) => {
			const wanted = 50;
			const { headers } = await client.get('/api/now/table/customer_contact?sysparm_limit=1');
			const total = Number(headers.get('x-total-count') ?? Number.NaN);
			const contacts = rowsOf(await client.get(`/api/now/contact?sysparm_limit=${wanted}`));
			return { asManyAsAsked: contacts.length >= Math.min(wanted, total) };
		},
	},
	{
		guess: 'textSearch',
		look: async (client) => {
			const { sys_id: id, name } = await client.first('sys_user', 'nameISNOTEMPTY^ORDERBYname');
			const search = (term: string) =>
				count(client, `123TEXTQUERY321=${term}^sys_id=${String(id)}`);
			const [word] = String(name).split(' ');
			return { byWord: await search(word), byItsBeginning: await search(word.slice(0, 3)) };
		},
	},
	{
		guess: 'helpColumns',
		look: async (client) => {
			const names = ['action', 'end_time', 'interaction', 'start_time'];
			const query = `name=supervisor_help_action^elementIN${names.join()}`;
			const columns = await client.rows('sys_dictionary', query, 10);
			return {
				columns: columns
					.map(({ element }) => String(element))
					.sort()
					.join(),
			};
		},
	},
];

/** Guesses about requests and other APIs that reading tells. */
const ofRequests: Probe[] = [
	{
		guess: 'serverTiming',
		look: async (client) => {
			const { headers } = await client.get(`${users}?sysparm_limit=1`);
			return { semWait: /\bsem_wait\b/.test(headers.get('server-timing') ?? '') };
		},
	},
	{
		guess: 'xml',
		look: async (client) => {
			const asked = async (path: string) => {
				const headers = { ...client.login, Accept: 'application/xml' };
				const { text } = await client.send('GET', path, undefined, headers);
				const names = [...text.matchAll(/<(\w+)>/g)].map(([, name]) => name);
				return names.slice(0, 3).join(' ');
			};
			return {
				record: await asked(`${users}?sysparm_limit=1&sysparm_fields=sys_id`),
				error: await asked('/api/now/table/no_such_table'),
			};
		},
	},
	{
		guess: 'gzip',
		look: async (client) => {
			const { headers } = await client.get(`${users}?sysparm_limit=20`);
			return { encoding: headers.get('content-encoding') ?? 'none' };
		},
	},
	{
		guess: 'tokenFault',
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
		guess: 'aggregateForms',
		look: async (client) => {
			const stats = '/api/now/stats/sys_user?sysparm_count=true';
			const whole = resultOf(await client.get(stats));
			const average = resultOf(await client.get(`${stats}&sysparm_avg_fields=user_name`));
			const groups = rowsOf(await client.get(`${stats}&sysparm_group_by=active`));
			const values = groups.map(
				(group) => (group as { groupby_fields?: { value?: unknown }[] }).groupby_fields?.[0]?.value,
			);
			return {
				withoutGroups: 'stats' in whole ? 'an object' : 'something else',
				averageOfTexts: 'avg' in ((average.stats ?? {}) as object) ? 'given' : 'left out',
				groupsInOrder: values.length > 0 && inOrder(values.map(String)),
			};
		},
	},
	{
		guess: 'attachmentForms',
		look: async (client) => {
			const { status, headers } = await client.get('/api/now/attachment?sysparm_limit=1');
			if (status !== 200) throw new NotPossible(`attachments cannot be read (${status})`);
			return { countsTheList: headers.has('x-total-count') };
		},
	},
];

/** Guesses that reading tells. */
export const reads: Probe[] = [...ofRows, ...ofRequests];
