import type { IDataObject } from 'n8n-workflow';
import { filter, filters, useContacts } from './contacts.mts';

const { instance, insert, find, names } = useContacts();

describe('a filter that the instance does not apply', () => {
	const table = 'customer_contact';

	beforeEach(() => {
		for (let each = 0; each < 40; each++)
			insert({ name: `${each}`, city: each < 1 ? 'Oslo' : 'Bern' });
	});

	test.each([
		filter('city', 'equals', 'Oslo'),
		filter('city', 'in', 'Oslo,Rome'),
		filter('city', 'startsWith', 'Os'),
		filter('city', 'contains', 'slo'),
		filter('city', 'isEmpty'),
		filter('sys_created_on', 'lessThan', '2020-01-01T00:00:00Z'),
	])('returns nobody who was not asked for: %j', async (condition) => {
		instance.settings.queryAcls = [
			{ table, columns: ['city', 'sys_created_on'], answer: 'drop', operators: 'all' },
		];
		const { json, error } = await find(filters(condition));
		expect(json).toEqual([]);
		expect(error?.message).toBe(
			`The instance did not apply the filter on "${String(condition.column)}" [item 0]`,
		);
	});

	test('one contact that compares in another way makes a warning', async () => {
		instance.settings.queryAcls = [{ table, columns: ['city'], answer: 'drop', operators: 'all' }];
		const { json, error } = await find(filters(filter('city', 'equals', 'Bern')));
		expect(error).toBeUndefined();
		expect(json).toHaveLength(40);
		expect(json[0].query_warning).toContain('the condition on "city": some of the contacts');
	});

	test('that is refused fails', async () => {
		instance.settings.queryAcls = [
			{ table, columns: ['city'], answer: 'refuse', operators: 'all' },
		];
		const { json, error } = await find(filters(filter('city', 'equals', 'Bern')));
		expect(json).toEqual([]);
		expect(error?.message).toBeDefined();
		expect(instance.requests.length).toBeLessThanOrEqual(2);
	});
});

describe('a condition of the query that the instance does not apply', () => {
	const table = 'customer_contact';

	beforeEach(() => {
		for (let each = 0; each < 40; each++) {
			insert({ name: `${each}`, city: each < 10 ? 'Oslo' : 'Bern', title: each < 2 ? 'A' : 'B' });
		}
		instance.settings.queryAcls = [
			{ table, columns: ['city', 'title'], answer: 'drop', operators: 'all' },
		];
	});

	test.each(['title=A', 'name!=x^titleINA,C', 'titleSTARTSWITHA^ORDERBYname'])(
		'%s: nearly all others are an error',
		async (sysparm_query) => {
			const { json, error } = await find({ sysparm_query });
			expect(json).toEqual([]);
			expect(error?.message).toBe(
				'The instance did not apply the condition of "Query" on "title" [item 0]',
			);
		},
	);

	test('some others are told with each contact, or fail where that is wanted', async () => {
		const query = { sysparm_query: 'citySTARTSWITHOs' };
		const { json } = await find(query);
		expect(json).toHaveLength(40);
		for (const record of json) {
			expect(record.query_warning).toContain('the condition on "city": some of the contacts');
		}
		const { error } = await find({ ...query, options: { failOnIgnoredQuery: true } });
		expect(error?.message).toContain('may have ignored the condition on "city"');
	});

	test('alternatives are not judged', async () => {
		const { json } = await find({ sysparm_query: 'city=Oslo^ORcity=Rome' });
		expect(json[0]).not.toHaveProperty('query_warning');
	});
});

describe('a query as people paste it', () => {
	beforeEach(() => {
		insert(
			{ name: 'Ann', city: 'Bern' },
			{ name: 'Bob', city: 'Oslo' },
			{ name: 'Cid', city: 'Bern' },
		);
	});

	test.each([
		['city%3DBern', ['Ann', 'Cid']],
		['city=Bern^EQ', ['Ann', 'Cid']],
		['city=Bern^EQ^name=Ann', ['Ann']],
		['sysparm_query=city%3DBern%5Ename%3DAnn', ['Ann']],
	])('%s', async (sysparm_query, expected) => {
		expect(await names({ sysparm_query })).toEqual(expected);
	});

	test('a group is an order', async () => {
		const { json } = await find({ sysparm_query: 'nameISNOTEMPTY^GROUPBYcity^ORDERBYDESCname' });
		expect(json.map(({ name }) => name)).toEqual(['Cid', 'Ann', 'Bob']);
		for (const record of json) expect(record).not.toHaveProperty('query_warning');
	});

	test('a condition on a related list is refused', async () => {
		const { error } = await find({
			sysparm_query: 'city=Bern^RLQUERYinteraction.contact,>=1^ENDRLQUERY',
		});
		expect(error?.message).toBe('"Query" has a condition on a related list [item 0]');
		expect(instance.requests).toEqual([]);
	});
});

describe('Sort', () => {
	const sort = (...orders: IDataObject[]) => ({ sort: { orders } });

	test('orders by several columns', async () => {
		insert({ name: 'A', city: 'X' }, { name: 'B', city: 'X' }, { name: 'C', city: 'W' });
		const { json } = await find(
			sort({ column: 'city', direction: 'ORDERBY' }, { column: 'name', direction: 'ORDERBYDESC' }),
		);
		expect(json.map(({ name }) => name)).toEqual(['C', 'B', 'A']);
	});

	test('an order that is given twice is refused', async () => {
		const { error } = await find({
			...sort({ column: 'name', direction: 'ORDERBY' }),
			sysparm_query: 'active=true^ORDERBYcity',
		});
		expect(error?.message).toBe('The order is set twice: in "Sort" and in "Query" [item 0]');
	});
});

describe('an order that the instance does not apply', () => {
	const sorts: Array<[string, IDataObject]> = [
		['Sort', { sort: { orders: [{ column: 'u_crm_id', direction: 'ORDERBYDESC' }] } }],
		['Query', { sysparm_query: 'active=true^ORDERBYDESCu_crm_id' }],
		['a group', { sysparm_query: 'GROUPBYu_crm_id' }],
	];

	beforeEach(() => {
		for (let each = 0; each < 60; each++) {
			insert({ name: `${each}`, u_crm_id: String((each * 37) % 60), active: 'true' });
		}
	});

	const drop = () => {
		instance.settings.queryAcls = [
			{ table: 'customer_contact', columns: ['u_crm_id'], answer: 'drop', orders: true },
		];
	};

	test.each(sorts)('of %s is told with each contact', async (_what, order) => {
		drop();
		for (const limit of [1, 5, 50]) {
			const { json, error } = await find({ ...order, limit });
			expect(error).toBeUndefined();
			expect(json).toHaveLength(limit);
			for (const record of json) {
				expect(record.query_warning).toContain('ignored the order by "u_crm_id"');
			}
		}
	});

	test.each(sorts)('of %s fails where that is wanted', async (_what, order) => {
		drop();
		const { error } = await find({ ...order, limit: 1, options: { failOnIgnoredQuery: true } });
		expect(error?.message).toContain('The instance may have ignored the order by "u_crm_id"');
	});

	test.each(sorts)(
		'of %s is not told where it does, and costs no request',
		async (_what, order) => {
			const { json } = await find({ ...order, limit: 1 });
			expect(json).toHaveLength(1);
			expect(json[0]).not.toHaveProperty('query_warning');
			expect(instance.requests).toHaveLength(1);
		},
	);
});

describe('a part of the query that the instance ignores', () => {
	beforeEach(() => insert({ name: 'Ann' }, { name: 'Bob' }));

	test.each<[string, IDataObject]>([
		['in the query', { sysparm_query: 'name=Ann^ORnmae=Ann' }],
		['in the filters', filters(filter('nmae', 'equals', 'Ann'))],
		['in the order', { sysparm_query: 'active=true^ORDERBYDESCnmae' }],
	])('%s is told with each contact', async (_, parameters) => {
		const { json } = await find(parameters);
		expect(json.length).toBeGreaterThan(0);
		for (const record of json) expect(record.query_warning).toContain('"nmae"');
	});

	test('fails where that is wanted', async () => {
		const { error } = await find({
			sysparm_query: 'nmae=Ann',
			options: { failOnIgnoredQuery: true },
		});
		expect(error?.message).toContain('may have ignored the condition on "nmae"');
	});

	test.each([
		'account.name=Boxeo^name!=x',
		'u_loyalty_tierISEMPTY^ORDERBYu_loyalty_tier',
		'sys_created_on>=javascript:gs.nowDateTime()^NQnameISNOTEMPTY',
	])('%s gives no warning', async (sysparm_query) => {
		const { json, error } = await find({ sysparm_query });
		expect(error).toBeUndefined();
		for (const record of json) expect(record).not.toHaveProperty('query_warning');
	});
});
