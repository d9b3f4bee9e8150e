import type { QueryAcl, UnreadableColumns } from '../../simulator/records/access.mts';
import { useInstance } from '../support/instance.mts';
import { send, type Reply } from './client.mts';

const instance = useInstance({ seed: false });

const table = 'customer_contact';
const names = ['ann', 'bob', 'cat', 'dan'];

afterEach(() => jest.restoreAllMocks());

beforeEach(() => {
	names.forEach((user_name, index) =>
		instance.store.insert(table, {
			sys_id: String(index).repeat(32),
			user_name,
			city: index < 2 ? 'Lyon' : 'Porto',
			account: instance.store.insert('customer_account', { name: `Account ${index}` }).sys_id,
		}),
	);
});

const paths = ['/api/now/contact', `/api/now/table/${table}`];

async function ask(path: string, query: string, more = ''): Promise<Reply> {
	return await send(instance, 'GET', `${path}?sysparm_query=${encodeURIComponent(query)}${more}`);
}

const named = ({ result }: Reply) => result.map((row: { user_name: string }) => row.user_name);

const refusal = {
	error: {
		message: 'Insufficient rights to query records',
		detail: 'Field(s) present in the query do not have permission to be read',
	},
	status: 'failure',
};

/** Expects what the rule makes of each query, in both APIs: all four rows, or the refusal. */
async function expectHit(query: string): Promise<void> {
	for (const path of paths) {
		const reply = await ask(path, query);
		if (reply.status === 200) expect([...named(reply)].sort()).toEqual(names);
		else expect([reply.status, reply.json]).toEqual([403, refusal]);
	}
}

describe.each(['drop', 'refuse'] as const)('a query ACL whose answer is to %s', (answer) => {
	const acl: QueryAcl = { table, columns: ['city', 'sys_id'], answer };
	const wanted = answer === 'drop' ? 200 : 403;

	test.each([
		'city>P',
		'city>=P',
		'city<P',
		'city<=M',
		'cityLIKEyo',
		'cityNOT LIKEyo',
		'citySTARTSWITHL',
		'cityENDSWITHn',
		'cityBETWEENa@m',
		`sys_id>${'1'.repeat(32)}`,
		'ORDERBYcity',
		'ORDERBYDESCcity',
		'GROUPBYcity',
	])('concerns %s', async (query) => {
		instance.settings.queryAcls = [acl];
		await expectHit(query);
		expect((await ask(paths[0], query)).status).toBe(wanted);
	});

	test.each([
		['city=Lyon', 2],
		['city!=Lyon', 2],
		['cityINLyon', 2],
		['cityNOT INLyon', 2],
		['cityISEMPTY', 0],
		['cityISNOTEMPTY', 4],
		['user_nameLIKEa', 3],
		['account.name>Account 2', 1],
	])('leaves %s alone', async (query, count) => {
		instance.settings.queryAcls = [acl];
		for (const path of paths) expect(named(await ask(path, query))).toHaveLength(count);
	});

	test('can concern every operator, every column, no order, one user, a dot-walk', async () => {
		instance.settings.queryAcls = [{ ...acl, operators: 'all', orders: false }];
		expect((await ask(paths[0], 'city=Lyon')).status).toBe(wanted);
		expect(named(await ask(paths[0], 'user_name!=ann^ORDERBYDESCcity'))).toEqual([
			'cat',
			'dan',
			'bob',
		]);
		instance.settings.queryAcls = [{ ...acl, columns: '*' }];
		await expectHit('user_nameLIKEzzz');
		instance.settings.queryAcls = [{ ...acl, user: 'limited' }];
		expect(named(await ask(paths[0], 'cityLIKEyo'))).toEqual(['ann', 'bob']);
		instance.settings.queryAcls = [{ ...acl, table: 'customer_account', columns: ['name'] }];
		await expectHit('account.name>Account 2');
	});
});

test.each([
	['clause' as const, names],
	['condition' as const, ['dan']],
])('a dropped alternative takes the %s along', async (dropped, found) => {
	instance.settings.queryAcls = [{ table, columns: ['city'], answer: 'drop', dropped }];
	expect(named(await ask(paths[0], 'user_name=dan^ORcityLIKEzzz'))).toEqual(found);
	expect(named(await ask(paths[0], 'cityLIKEzzz^user_name=ann'))).toEqual(['ann']);
});

test('a query that lost a condition to an ACL is not an invalid one', async () => {
	instance.settings.invalidQueryReturnsNoRows = true;
	instance.settings.queryAcls = [{ table, columns: ['city'], answer: 'drop' }];
	expect(named(await ask(paths[0], 'cityLIKEzzz'))).toEqual(names);
});

describe('unreadable columns', () => {
	const rule: UnreadableColumns = { table, columns: ['city', 'u_gone'], answer: 'drop' };

	test('are missing from rows, or empty', async () => {
		instance.settings.unreadableColumns = [rule];
		const shown = async () => {
			const lists = await Promise.all(paths.map((path) => ask(path, 'user_name=ann')));
			const record = await send(instance, 'GET', `/api/now/contact/${'0'.repeat(32)}`);
			return [...lists.map(({ result }) => result[0].city), record.result.city];
		};
		expect(await shown()).toEqual(Array(3).fill(undefined));
		instance.settings.unreadableColumns = [{ ...rule, shown: 'empty' }];
		expect(await shown()).toEqual(Array(3).fill(''));
		instance.settings.unreadableColumns = [{ ...rule, user: 'limited' }];
		expect(await shown()).toEqual(Array(3).fill('Lyon'));
	});

	test('are missing from a dot-walk', async () => {
		instance.settings.unreadableColumns = [
			{ table: 'customer_account', columns: ['name'], answer: 'drop' },
		];
		const { result } = await ask(paths[1], 'user_name=ann', '&sysparm_fields=city,account.name');
		expect(result).toEqual([{ city: 'Lyon' }]);
	});

	test.each(['city=Porto', 'u_gone=1', 'ORDERBYcity', 'ORDERBYu_gone', 'cityISEMPTY'])(
		'are ignored or refused in %s',
		async (query) => {
			instance.settings.unreadableColumns = [rule];
			expect([...named(await ask(paths[0], query))].sort()).toEqual(names);
			instance.settings.invalidQueryReturnsNoRows = true;
			expect(named(await ask(paths[0], query))).toEqual([]);
			instance.settings.unreadableColumns = [{ ...rule, answer: 'refuse' }];
			expect((await ask(paths[0], query)).json).toEqual(refusal);
		},
	);

	test('that no table has can be refused in a query', async () => {
		expect(named(await ask(paths[0], 'citty=Porto'))).toEqual(names);
		instance.settings.unknownColumns = 'refuse';
		for (const path of paths) expect((await ask(path, 'citty=Porto')).json).toEqual(refusal);
	});
});

test('a table that cannot be read is empty, and its records are not found', async () => {
	instance.settings.unreadableTables = [table];
	for (const path of paths) expect(await ask(path, '')).toMatchObject({ status: 200, result: [] });
	for (const path of paths) {
		expect((await send(instance, 'GET', `${path}/${'0'.repeat(32)}`)).status).toBe(404);
	}
	expect((await ask(paths[1], '')).headers.get('x-total-count')).toBe('4');
});

test('rows without readable columns come as empty objects', async () => {
	instance.settings.emptyRows = { [table]: ({ user_name }) => user_name === 'bob' };
	for (const path of paths) {
		const { result } = await ask(path, 'ORDERBYuser_name');
		expect(result).toMatchObject([{ user_name: 'ann' }, {}, { user_name: 'cat' }, {}]);
		expect(result[1]).toEqual({});
	}
	instance.settings.emptyRows = { [table]: 1 };
	expect((await ask(paths[0], '')).result).toEqual([{}, {}, {}, {}]);
});

test('a cap counts for a page, whatever limit is asked for', async () => {
	instance.settings.rowCap = { [table]: 3 };
	for (const path of paths) {
		expect(named(await ask(path, 'ORDERBYuser_name', '&sysparm_limit=100'))).toEqual(
			names.slice(0, 3),
		);
		expect(named(await ask(path, 'ORDERBYuser_name', '&sysparm_limit=2'))).toHaveLength(2);
	}
	expect((await ask(paths[1], '')).headers.get('x-total-count')).toBe('4');
});

test('rows of any table can be hidden after the limit', async () => {
	instance.settings.hiddenRows = {
		customer_account: ({ name }) => name === 'Account 1',
		[table]: ({ user_name }) => user_name === 'ann',
	};
	const accounts = await ask('/api/now/table/customer_account', '', '&sysparm_limit=2');
	expect(accounts.result).toHaveLength(1);
	expect(named(await ask(paths[0], ''))).toEqual(names.slice(1));
});

test('rules come and go over the control surface', async () => {
	const control = (body: unknown) => send(instance, 'POST', '/__simulator/settings', body, {});
	await control({
		queryAcls: [{ table, columns: '*', answer: 'refuse' }],
		rowCap: { [table]: 1 },
		hiddenRows: { [table]: 0.5 },
	});
	expect((await ask(paths[0], 'cityLIKEyo')).status).toBe(403);
	await control({ queryAcls: null, rowCap: null, hiddenRows: null });
	expect(named(await ask(paths[0], 'cityLIKEyo'))).toEqual(['ann', 'bob']);
});

describe('queries as lists copy them', () => {
	test('end with EQ: orders behind it count, conditions do not, or do', async () => {
		expect(named(await ask(paths[0], 'city=Lyon^EQ^ORDERBYDESCuser_name'))).toEqual(['bob', 'ann']);
		expect(named(await ask(paths[0], 'city=Lyon^EQ^user_name=bob'))).toEqual(['ann', 'bob']);
		instance.settings.conditionsAfterEq = 'applied';
		expect(named(await ask(paths[0], 'city=Lyon^EQ^user_name=bob'))).toEqual(['bob']);
	});

	test('are grouped first, and then ordered', async () => {
		const query = 'ORDERBYDESCuser_name^EQ^GROUPBYcity';
		expect(named(await ask(paths[0], query))).toEqual(['bob', 'ann', 'dan', 'cat']);
	});

	test('join a related list', async () => {
		const query = 'city=Lyon^RLQUERYinteraction.contact,>=1,state=new^ENDRLQUERY';
		expect(named(await ask(paths[0], query))).toEqual([]);
	});
});

describe('scripts in a query', () => {
	test('are in the log where the instance evaluates them', async () => {
		await ask(paths[0], 'city=Lyon');
		await ask(paths[0], 'city=notjavascript:x^ORDERBYcity');
		await ask(paths[1], 'user_name=ann^ORcity=javascript:gs.getUserID()');
		await ask(paths[1], 'sys_created_onBETWEENjavascript:gs.daysAgoStart(1)@javascript:x()');
		await ask(paths[1], 'user_nameINjavascript:y()^NQcity=javascript:z()');
		await ask(paths[1], "javascript:'active=true'");
		expect(instance.requests.map(({ evaluatedScripts }) => evaluatedScripts)).toEqual([
			undefined,
			undefined,
			['javascript:gs.getUserID()'],
			['javascript:gs.daysAgoStart(1)', 'javascript:x()'],
			['javascript:y()', 'javascript:z()'],
			["javascript:'active=true'"],
		]);
	});

	test('name days as the instance counts them', async () => {
		jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-03-05T12:00:00Z'));
		for (const at of ['2026-03-05 00:00:00', '2026-03-04 23:59:59']) {
			instance.store.insert(table, { user_name: at, city: 'Ulm', sys_updated_on: at });
		}
		const since = 'city=Ulm^sys_updated_on>=javascript:gs.daysAgoStart(0)';
		expect(named(await ask(paths[0], since))).toEqual(['2026-03-05 00:00:00']);
		const until = 'city=Ulm^sys_updated_on<=javascript:gs.daysAgoEnd(1)';
		expect(named(await ask(paths[0], until))).toEqual(['2026-03-04 23:59:59']);
	});
});
