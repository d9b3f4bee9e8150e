import type { IDataObject } from 'n8n-workflow';
import { filter, filters, useContacts } from './contacts.mts';

const { instance, insert, find, names } = useContacts();

describe('Filters', () => {
	beforeEach(() => {
		insert(
			{ name: 'Ann', city: 'Berlin', title: 'Manager', failed_attempts: '2' },
			{ name: 'Bob', city: 'Bern', title: '', failed_attempts: '10' },
			{ name: 'Cid', city: 'Oslo', title: 'Agent', failed_attempts: '3' },
		);
	});

	test.each<[string, IDataObject, string[]]>([
		['equals', filter('city', 'equals', 'Bern'), ['Bob']],
		['does not equal', filter('city', 'notEquals', 'Bern'), ['Ann', 'Cid']],
		['contains', filter('city', 'contains', 'ER'), ['Ann', 'Bob']],
		['does not contain', filter('city', 'notContains', 'ber'), ['Cid']],
		['starts', filter('city', 'startsWith', 'Be'), ['Ann', 'Bob']],
		['ends', filter('city', 'endsWith', 'n'), ['Ann', 'Bob']],
		['is one of', filter('city', 'in', 'Oslo,Bern'), ['Bob', 'Cid']],
		['is one of, a list', filter('city', 'in', '={{ ["Oslo", "Bern"] }}'), ['Bob', 'Cid']],
		['is not one of', filter('city', 'notIn', 'Oslo,Bern'), ['Ann']],
		['is empty', filter('title', 'isEmpty'), ['Bob']],
		['is not empty', filter('title', 'isNotEmpty'), ['Ann', 'Cid']],
		['greater', filter('failed_attempts', 'greaterThan', '={{ 2 }}'), ['Bob', 'Cid']],
	])('%s', async (_, condition, expected) => {
		expect(await names(filters(condition))).toEqual(expected);
	});

	test('all of them, or any', async () => {
		const both = filters(filter('city', 'startsWith', 'Be'), filter('title', 'equals', 'Agent'));
		expect(await names(both)).toEqual([]);
		expect(await names({ ...both, matchType: 'anyFilter' })).toEqual(['Ann', 'Bob', 'Cid']);
	});

	test('any of them still counts with the query, in each of its alternatives', async () => {
		const found = await names({
			...filters(filter('city', 'equals', 'Bern'), filter('city', 'equals', 'Oslo')),
			matchType: 'anyFilter',
			sysparm_query: 'name=Ann^NQname=Cid^ORDERBYname^NQname=Bob^title=Agent',
		});
		expect(found).toEqual(['Cid']);
	});

	test('a time is compared in UTC', async () => {
		await find(filters(filter('sys_created_on', 'greaterThan', '2026-03-01T12:00:00+02:00')));
		expect(instance.requests[0].query.sysparm_query).toBe(
			'sys_created_on>2026-03-01 10:00:00^ORDERBYsys_id',
		);
	});

	describe('by a number that may be a time, in a column of the instance,', () => {
		const since = filters(filter('u_loyalty_tier', 'greaterThan', '1771410600'));
		const queries = () => instance.requests.map(({ query }) => query.sysparm_query);
		const REFUSED =
			'"Filters: Value" (filters[0].value) is not a time as the column "u_loyalty_tier" holds it: "1771410600" [item 0]';

		test('is refused when the contacts found have times in it', async () => {
			insert({ name: 'Dora', u_loyalty_tier: '2026-02-18 10:30:00' });
			const { error } = await find(since);
			expect(error?.message).toBe(REFUSED);
			expect(error?.description).toMatch(/such as 2026-02-18 10:30:00.*\.$/);
		});

		test('is refused when no contact is found, and others have times in it', async () => {
			insert({ name: 'Dora', u_loyalty_tier: '2026-02-18 10:30:00' });
			const below = filters(filter('u_loyalty_tier', 'lessThan', '1771410600'));
			expect((await find(below)).error?.message).toBe(REFUSED);
			expect(queries().at(-1)).toBe('u_loyalty_tierISNOTEMPTY');
		});

		test('finds contacts that have numbers in it, with no more requests', async () => {
			insert({ name: 'Dora', u_loyalty_tier: '1771410601' });
			expect(await names(since)).toEqual(['Dora']);
			expect(queries()).not.toContain('u_loyalty_tierISNOTEMPTY');
		});
	});

	const ACCOUNT = '86837a386f0331003b3c498f5d3ee4ca';

	test('the URL of a record of the instance is judged as in a field', async () => {
		const atInstance = (table: string) => `${instance.url}/${table}.do?sys_id=${ACCOUNT}`;
		await find(filters(filter('account', 'in', atInstance('customer_account'))));
		expect(instance.requests[0].query.sysparm_query).toBe(`accountIN${ACCOUNT}^ORDERBYsys_id`);
		const { error } = await find(filters(filter('account', 'equals', atInstance('incident'))));
		expect(error?.message).toBe(
			'"Filters: Value" (filters[0].value) is the URL of a record of another table: incident [item 0]',
		);
	});

	const SENT = '2026-02-18 10:30:00';

	test.each<[value: unknown, column: string, sent: string]>([
		['2026-02-18T11:30:00+01:00', 'sys_updated_on', SENT],
		['2026-02-18 11:30:00+01:00', 'sys_updated_on', SENT],
		['2026-02-18 11:30:00+01', 'sys_created_on', SENT],
		['2026-02-18 10:30:00', 'sys_created_on', SENT],
		['1771410600000', 'last_login_time', SENT],
		['={{ 1771410600000 }}', 'last_login_time', SENT],
		['2026-02-18 11:30:00+01:00', 'u_crm_id', SENT],
		['2026-02-18', 'last_login', '2026-02-18'],
		['={{ false }}', 'active', 'false'],
		['no', 'vip', 'false'],
		[
			'={{ { link: "https://x.example/a", value: "86837A386F0331003B3C498F5D3EE4CA" } }}',
			'account',
			'86837a386f0331003b3c498f5d3ee4ca',
		],
	])('%j is judged as in a field: %s', async (value, column, sent) => {
		await find(filters(filter(column, 'equals', value)));
		expect(instance.requests[0].query.sysparm_query).toBe(`${column}=${sent}^ORDERBYsys_id`);
	});

	test.each<[operator: string, value: string, sent: string]>([
		['in', '={{ ["Acme, Inc.", "b"] }}', 'cityINb^ORcity=Acme, Inc.'],
		['in', '={{ ["Acme, Inc."] }}', 'city=Acme, Inc.'],
		['notIn', '={{ ["Acme, Inc.", "b"] }}', 'cityNOT INb^city!=Acme, Inc.'],
		['in', 'a, b', 'cityINa,b'],
		['contains', '2026-02', 'cityLIKE2026-02'],
	])('the elements of a list stay whole: %s %s', async (operator, value, sent) => {
		await find(filters(filter('city', operator, value)));
		expect(instance.requests[0].query.sysparm_query).toBe(`${sent}^ORDERBYsys_id`);
	});

	test('one of several, with a comma in one of them', async () => {
		insert({ name: 'Dee', city: 'Acme, Inc.' });
		const condition = filter('city', 'in', '={{ ["Acme, Inc.", "Oslo"] }}');
		expect(await names(filters(condition))).toEqual(['Cid', 'Dee']);
		const any = filters(condition, filter('name', 'equals', 'Ann'));
		expect(await names({ ...any, matchType: 'anyFilter' })).toEqual(['Ann', 'Cid', 'Dee']);
	});

	test.each<[IDataObject, string]>([
		[
			filter('city', 'equals', 'javascript:gs.getUserID()'),
			'"Filters: Value" (filters[0].value) is a script',
		],
		[
			filter('sys_updated_on', 'greaterThan', 'yesterday'),
			'"Filters: Value" (filters[0].value) is not a date and time: "yesterday"',
		],
		[
			filter('active', 'equals', 'maybe'),
			'"Filters: Value" (filters[0].value) is neither true nor false: "maybe"',
		],
		[
			filter('city', 'equals', '={{ ["a", "b"] }}'),
			'"Filters: Value" (filters[0].value) is a list: ["a","b"]',
		],
		[
			filter('account', 'equals', `https://x.example/customer_account.do?sys_id=${ACCOUNT}`),
			'"Filters: Value" (filters[0].value) is the URL of a record on another host: x.example',
		],
		[filter('city', 'equals', ''), '"Filters: Value" (filters[0].value) is empty'],
		[
			filter('city', 'equals', '={{ $json.missing }}'),
			'"Filters: Value" (filters[0].value) is empty',
		],
		[filter('city', 'equals', 'a^ORname=b'), '"Filters: Value" (filters[0].value) contains "^"'],
		[
			filter('city', '^NQ', 'a'),
			'"Filters: Operator" (filters[0].operator) is not one of its choices: "^NQ"',
		],
		[filter('', 'equals', 'a'), '"Filters: Column" (filters[0].column) is empty'],
		[
			filter('city=a^ORname', 'equals', 'a'),
			'"Filters: Column" (filters[0].column) is not a column name: "city=a^ORname"',
		],
	])('%j is refused', async (condition, message) => {
		const { error } = await find(filters(condition));
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(instance.requests).toEqual([]);
	});
});
