import type { IDataObject } from 'n8n-workflow';
import { isSamePhoneNumber } from '../../nodes/ServiceNowContact/resources/contact/getAll/phoneNumber';
import { contract } from '../../contract/operations.mts';
import { choicesOf } from './editor.mts';
import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

beforeEach(() => {
	instance.store.table('customer_contact').clear();
});

function insert(...contacts: Array<Record<string, string>>) {
	for (const contact of contacts) instance.store.insert('customer_contact', contact);
}

async function find(parameters: IDataObject, items?: IDataObject[]) {
	return await runOperation('contact.getAll', instance.url, parameters, {
		...(items && { items }),
	});
}

async function names(parameters: IDataObject) {
	const { json, error } = await find(parameters);
	expect(error).toBeUndefined();
	return json.map(({ name }) => name).sort();
}

function filter(column: string, operator: string, value?: unknown) {
	return { column, operator, value } as IDataObject;
}

const filters = (...conditions: IDataObject[]) => ({ filters: { conditions } });

describe('Email or Phone', () => {
	test('finds the email', async () => {
		insert(
			{ name: 'Ann', email: 'ann@example.com' },
			{ name: 'Joann', email: 'joann@example.com' },
		);
		expect(await names({ emailOrPhone: ' Ann@example.com ' })).toEqual(['Ann']);
	});

	const spellings = [
		'+44 20 7946 0018',
		'+442079460018',
		'0044 20 79460018',
		'+44 (0)20 7946-0018',
		'020 7946 0018',
		'(020) 794.600.18',
		'020 79 46 00 18',
		'+44 20 7946 0 018',
		'+44 20 7946 0018 ext. 12',
		'2079460018',
	];
	const others = [
		'+44 20 7946 0019',
		'+49 20 7946 0018',
		'7946 0018',
		'+1 442 079 46 0018',
		'0018',
		'',
	];

	test.each(spellings)('finds a number stored in any form by %s', async (typed) => {
		insert(...spellings.map((phone) => ({ name: phone, mobile_phone: phone })));
		insert(...others.map((phone) => ({ name: `other ${phone}`, phone })));
		const found = await names({ emailOrPhone: typed });
		expect(found).toEqual(expect.arrayContaining(spellings));
	});

	test('keeps numbers apart that share their last digits', async () => {
		insert(...others.map((phone) => ({ name: phone, phone })), {
			name: 'right',
			home_phone: spellings[0],
		});
		expect(await names({ emailOrPhone: '+442079460018' })).toEqual(['right']);
	});

	test('the same national number of two countries differs where both codes are known', () => {
		expect(isSamePhoneNumber('+49 30 1234567', '+43 30 1234567')).toBe(false);
		expect(isSamePhoneNumber('030 1234567', '+43 30 1234567')).toBe(true);
	});

	test('limit and offset count the contacts with the number', async () => {
		insert(...others.map((phone) => ({ name: phone, phone })));
		insert(...[1, 2, 3].map((each) => ({ name: `right ${each}`, phone: '+442079460018' })));
		const { json } = await find({
			emailOrPhone: '+442079460018',
			limit: 1,
			options: { sysparm_offset: 1 },
		});
		expect(json).toHaveLength(1);
		expect(json[0].name).toMatch(/^right/);
	});

	test('an expression that gives nothing does not select every contact', async () => {
		insert({ name: 'Ann' }, { name: 'Bob' });
		const { error } = await find({ emailOrPhone: '={{ $json.missing }}' });
		expect(error?.message).toBe('"Email or Phone" is empty [item 0]');
		expect(instance.requests).toEqual([]);
	});

	test.each([
		[
			'Ann Lee',
			'"Email or Phone" is neither an email address nor a phone number: "Ann Lee" [item 0]',
		],
		['1234', '"Email or Phone" is neither an email address nor a phone number: "1234" [item 0]'],
		['a^active=true@b', '"Email or Phone" contains "^" [item 0]'],
	])('%s is refused', async (emailOrPhone, message) => {
		const { error } = await find({ emailOrPhone });
		expect(error?.message).toBe(message);
		expect(instance.requests).toEqual([]);
	});
});

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

	test.each<[IDataObject, string]>([
		[filter('city', 'equals', ''), '"Filters: Value" (filters[0].value) is empty'],
		[
			filter('city', 'equals', '={{ $json.missing }}'),
			'"Filters: Value" (filters[0].value) is empty',
		],
		[filter('city', 'equals', 'a^ORname=b'), '"Filters: Value" (filters[0].value) contains "^"'],
		[
			filter('city', '^NQ', 'a'),
			'"Filters: Operator" (filters[0].operator) is not an operator: "^NQ"',
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

test('Simplify leaves ten fields, and all fields without it', async () => {
	insert({ name: 'Ann', u_loyalty_tier: 'gold' });
	const simple = await find({});
	expect(Object.keys(simple.json[0]).length).toBeLessThanOrEqual(10);
	const { json } = await find({ simplify: false });
	expect(json[0]).toMatchObject({ u_loyalty_tier: 'gold', country: '' });
	const id = String(simple.json[0].sys_id);
	const one = await runOperation('contact.get', instance.url, {
		id: { __rl: true, mode: 'id', value: id },
	});
	expect(one.json).toEqual(simple.json);
});

const documentedContact = contract.find(({ id }) => id === 'contact.get')!.samples[0].response
	.result as object;

describe('the columns to choose from', () => {
	const columns = async (credentials?: IDataObject) =>
		(
			await choicesOf(
				{ node: 'serviceNowContact', url: instance.url, credentials },
				'getContactColumns',
			)
		).map(({ name, value }) => [name, value]);

	test('are those of the instance, with its own ones', async () => {
		insert({ name: 'Ann' });
		const found = await columns();
		expect(found).toContainEqual(['u_loyalty_tier', 'u_loyalty_tier']);
		expect(found).toContainEqual(['Mobile Phone', 'mobile_phone']);
		expect(found).not.toContainEqual(expect.arrayContaining(['social_handle']));
	});

	test.each<[string, () => IDataObject | undefined]>([
		['there is no contact', () => undefined],
		[
			'the user may not read contacts',
			() => ({ username: 'limited', password: 'limited-password' }),
		],
		['the instance sleeps', () => void instance.faults.add({ fault: 'hibernating' })],
	])('are the documented ones where %s', async (_, arrange) => {
		const found = await columns(arrange());
		expect(found).toContainEqual(['Mobile Phone', 'mobile_phone']);
		expect(found).toContainEqual(['Updated', 'sys_updated_on']);
		const known = found.map(([, value]) => value);
		expect(known).toEqual(expect.arrayContaining(Object.keys(documentedContact)));
		expect(found.filter(([name]) => String(name).endsWith('Name or ID'))).toEqual([]);
	});
});
