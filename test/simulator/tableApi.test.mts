import { logins, seeded } from '../../simulator/instance.mts';
import { basic, send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const george = seeded.contacts.george;
const account = seeded.accounts.boxeo;

test('lists with a count and links', async () => {
	const path =
		'/api/now/v2/table/awa_queue?sysparm_limit=2&sysparm_offset=2&sysparm_query=ORDERBYname';
	const { status, result, headers } = await send(instance, 'GET', path);
	expect(status).toBe(200);
	expect(result).toHaveLength(2);
	expect(headers.get('x-total-count')).toBe('5');
	const link = headers.get('link') ?? '';
	const offset = (rel: string) =>
		new RegExp(`sysparm_offset=(\\d+)[^>]*>;rel="${rel}"`).exec(link)?.[1];
	expect([offset('first'), offset('prev'), offset('next'), offset('last')]).toEqual([
		'0',
		'0',
		'4',
		'4',
	]);
});

test('counts without a limit, and not at all where that is asked for', async () => {
	const query = '/api/now/table/customer_contact?sysparm_query=active=true^ORDERBYname';
	const all = await send(instance, 'GET', query);
	expect(all.headers.get('x-total-count')).toBe(String(all.result.length));
	expect(all.result.length).toBeGreaterThan(50);
	const uncounted = await send(instance, 'GET', `${query}&sysparm_no_count=true`);
	expect(uncounted.headers.get('x-total-count')).toBeNull();
});

const one = `/api/now/table/customer_contact/${george}?sysparm_fields=name,account,account.name,no_such,notification`;

test.each([
	['', (link: string) => ({ account: { link, value: account }, notification: '2' })],
	['&sysparm_exclude_reference_link=true', () => ({ account, notification: '2' })],
	[
		'&sysparm_display_value=true',
		(link: string) => ({ account: { display_value: 'Boxeo', link }, notification: 'Enable' }),
	],
	[
		'&sysparm_display_value=true&sysparm_exclude_reference_link=true',
		() => ({ account: 'Boxeo', notification: 'Enable' }),
	],
])('shows a record%s', async (more, wanted) => {
	const link = `${instance.url}/api/now/table/customer_account/${account}`;
	const { result } = await send(instance, 'GET', one + more);
	expect(result).toEqual({
		name: 'George Warren',
		'account.name': 'Boxeo',
		...wanted(link),
	});
});

test('shows both values', async () => {
	const { result } = await send(instance, 'GET', `${one}&sysparm_display_value=all`);
	expect(result.account).toEqual({
		display_value: 'Boxeo',
		value: account,
		link: `${instance.url}/api/now/table/customer_account/${account}`,
	});
	expect(result.notification).toEqual({ display_value: 'Enable', value: '2' });
});

test('has the choice lists', async () => {
	const query =
		'name=customer_contact^element=on_schedule^inactive=false^language=en^ORDERBYsequence';
	const path = `/api/now/table/sys_choice?sysparm_fields=value&sysparm_query=${query}`;
	expect((await send(instance, 'GET', path)).result).toEqual(
		['Ahead', 'behind_less30', 'behind_30to60', 'behind_more60', 'on_time'].map((value) => ({
			value,
		})),
	);
});

test.each(['invalid_table', 'constructor'])('does not know %s', async (table) => {
	const reply = await send(instance, 'GET', `/api/now/table/${table}`);
	expect(reply.status).toBe(400);
	expect(reply.json.error.message).toBe(`Invalid table ${table}`);
});

test('keeps to what the login may read', async () => {
	const get = (path: string) =>
		send(instance, 'GET', `/api/now/table/${path}`, undefined, basic(logins.limited));
	expect((await get('awa_queue')).status).toBe(403);
	const own = await get('sys_user?sysparm_query=active=true^NQactive=true');
	expect(own.result.map((row: { sys_id: string }) => row.sys_id)).toEqual([logins.limited.sysId]);
	expect((await get(`sys_user/${logins.limited.sysId}`)).status).toBe(200);
	expect((await get(`sys_user/${logins.integration.sysId}`)).status).toBe(404);
	instance.settings.deniedTables = ['awa_queue'];
	expect((await send(instance, 'GET', '/api/now/table/awa_queue')).status).toBe(403);
});

test('answers 404 to an unknown record', async () => {
	expect((await send(instance, 'GET', '/api/now/table/sys_user/none')).status).toBe(404);
});
