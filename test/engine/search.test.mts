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
		const found = await names({ emailOrPhone: typed, returnAll: true });
		expect(found).toEqual(expect.arrayContaining(spellings));
		expect(instance.requests.length).toBeLessThanOrEqual(3);
	});

	const stored = [
		...spellings,
		'+44\u00a020\u00a07946\u00a000\u00a018',
		'+44\u201320\u20137946\u20130018',
		'020/7946/00/18',
		'+44 20 7946 0018,,105#',
		'+44 20 7946 0018;ext=105',
		'+442079460018 x105',
		'\uff0b\uff14\uff14\uff12\uff10\uff17\uff19\uff14\uff16\uff10\uff10\uff11\uff18',
		'\u0660\u0662\u0660 \u0667\u0669\u0664\u0666 \u0660\u0660\u0661\u0668',
	];

	test.each(stored)('one who has only %j is found by every spelling', async (phone) => {
		insert({ name: 'right', home_phone: phone }, { name: 'none' });
		for (const typed of [
			...spellings.filter((each) => !each.includes('ext')),
			phone,
			'tel:+44-20-7946-0018',
			'sip:+442079460018@carrier.example',
			'\u202a+44\u2011207946\u200b0018',
		]) {
			const before = instance.requests.length;
			const { json } = await find({ emailOrPhone: typed, limit: 1 });
			expect([typed, json.map(({ name }) => name)]).toEqual([typed, ['right']]);
			expect(instance.requests.length - before).toBeLessThanOrEqual(3);
		}
	});

	test.each(['12345', '1-2345', '4711-12'])('finds the internal number %s', async (phone) => {
		insert({ name: 'right', phone }, { name: 'other', phone: '+1 317 221 2345' });
		expect(await names({ emailOrPhone: phone.replace('-', '') })).toEqual(['right']);
		expect(await names({ emailOrPhone: phone })).toEqual(['right']);
	});

	test.each(['+1 317 222 5555,,105#', '+1 317 222 5555 x105', '+13172225555;ext=105'])(
		'tells the extensions of one number apart: %s',
		async (typed) => {
			insert(
				{ name: '104', phone: '+1 317 222 5555 x104' },
				{ name: '105', phone: '+1 317 222 5555,,105#' },
			);
			expect(await names({ emailOrPhone: typed })).toEqual(['105']);
			expect(await names({ emailOrPhone: '+13172225555' })).toEqual(['104', '105']);
		},
	);

	test('the very text comes first', async () => {
		insert(
			{ name: 'alike', phone: '+442079460018' },
			{ name: 'same', phone: '020 7946 0018' },
			{ name: 'alike too', phone: '2079460018' },
		);
		const { json } = await find({ emailOrPhone: '020 7946 0018', limit: 1 });
		expect(json.map(({ name }) => name)).toEqual(['same']);
		expect(instance.requests).toHaveLength(1);
	});

	test('an order of the user stands above what is alike', async () => {
		insert({ name: 'A', phone: '2079460018' }, { name: 'B', phone: '020 7946 0018' });
		const { json } = await find({
			emailOrPhone: '020 7946 0018',
			sort: { orders: [{ column: 'name', direction: 'ORDERBY' }] },
		});
		expect(json.map(({ name }) => name)).toEqual(['A', 'B']);
	});

	test.each([
		'mailto:ann.b@x.example',
		'<ann.b@x.example>',
		'Ann B <Ann.B@x.example>',
		'\ufeffann.b@x.example\n',
		'\u00a0ann.b@x.example\u00a0',
	])('understands the email in %j', async (typed) => {
		insert({ name: 'Ann', email: 'ann.b@x.example' }, { name: 'Joann', email: 'b@x.example' });
		expect(await names({ emailOrPhone: typed })).toEqual(['Ann']);
		expect(instance.requests).toHaveLength(1);
	});

	test('an email that is stored with blanks is found by the same text', async () => {
		insert({ name: 'Ann', email: ' ann.b@x.example ' });
		expect(await names({ emailOrPhone: ' ann.b@x.example ' })).toEqual(['Ann']);
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

	test('where Query or Filters select, an expression that gives nothing leaves it to them', async () => {
		insert({ name: 'Ann' }, { name: 'Bob' });
		const emailOrPhone = '={{ $json.missing }}';
		expect(await names({ emailOrPhone, sysparm_query: 'name=Ann' })).toEqual(['Ann']);
		expect(await names({ emailOrPhone, ...filters(filter('name', 'equals', 'Bob')) })).toEqual([
			'Bob',
		]);
		const { error } = await find({ emailOrPhone, sysparm_query: 'ORDERBYname' });
		expect(error?.message).toBe('"Email or Phone" is empty [item 0]');
	});

	test.each(['anonymous', 'Restricted', 'undefined', 'N/A', '[object Object]', 'null', 'Unknown'])(
		'%s is no key',
		async (emailOrPhone) => {
			insert({ name: 'one', phone: emailOrPhone, email: emailOrPhone });
			const { error } = await find({ emailOrPhone });
			expect(error?.message).toBe(
				`"Email or Phone" identifies nothing: ${JSON.stringify(emailOrPhone)} [item 0]`,
			);
			expect(instance.requests).toEqual([]);
		},
	);

	test.each([
		['javascript:gs.getUserID()', '"Email or Phone" is a script [item 0]'],
		[
			'+1 317 222 5555; +1 317 222 6666',
			'"Email or Phone" has several phone numbers: "+1 317 222 5555; +1 317 222 6666" [item 0]',
		],
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

describe('a look-up that the instance cannot make', () => {
	const table = 'customer_contact';
	const phones = ['phone', 'mobile_phone', 'home_phone'];
	const answers = ['drop', 'refuse'] as const;

	async function messageOf(emailOrPhone: string, parameters: IDataObject = {}) {
		const { json, error } = await find({ emailOrPhone, ...parameters });
		expect(json).toEqual([]);
		expect(instance.requests.length).toBeLessThanOrEqual(10);
		return error?.message;
	}

	beforeEach(() => {
		for (let each = 10; each < 70; each++) {
			insert({ name: `${each}`, phone: `+1 317 222 55${each}`, email: `${each}@x.example` });
		}
	});

	describe.each(answers)('by a query ACL that it fails: %s', (answer) => {
		test('a part of a number: a usual spelling is found, another one is an error', async () => {
			instance.settings.queryAcls = [{ table, columns: phones, answer }];
			expect(await names({ emailOrPhone: '317.222.5544' })).toEqual(['44']);
			expect(instance.requests).toHaveLength(1);
			instance.requests.length = 0;
			expect(await messageOf('+1 317 222 5599')).toBe(
				'The instance could not search by part of a phone number [item 0]',
			);
		});

		test('with Return All, what is found is returned with a word on the rest', async () => {
			instance.settings.queryAcls = [{ table, columns: phones, answer }];
			const { json } = await find({ emailOrPhone: '317.222.5544', returnAll: true });
			expect(json).toHaveLength(1);
			expect(json[0].query_warning).toContain('could not search by part of it');
		});

		test('the number as a whole', async () => {
			instance.settings.queryAcls = [{ table, columns: phones, answer, operators: 'all' }];
			expect(await messageOf('+1 317 222 5599')).toBe(
				'The instance could not search by phone number [item 0]',
			);
		});

		test('one of three columns: the others still find', async () => {
			instance.settings.queryAcls = [{ table, columns: ['home_phone'], answer, operators: 'all' }];
			expect(await names({ emailOrPhone: '+1 317 222 5544' })).toEqual(['44']);
			instance.requests.length = 0;
			expect(await messageOf('+1 317 222 5599')).toBe(
				'The instance could not search by phone number [item 0]',
			);
		});

		test('the email: nobody else is returned', async () => {
			instance.settings.queryAcls = [{ table, columns: ['email'], answer, operators: 'all' }];
			expect(await messageOf('ann@x.example')).toBe(
				'The instance could not search by email address [item 0]',
			);
		});

		test('columns that cannot be read', async () => {
			instance.settings.unreadableColumns = [{ table, columns: [...phones, 'email'], answer }];
			expect(await messageOf('+1 317 222 5599')).toBe(
				'The instance could not search by phone number [item 0]',
			);
			instance.requests.length = 0;
			expect(await messageOf('ann@x.example')).toBe(
				'The instance could not search by email address [item 0]',
			);
		});
	});

	test.each(answers)('one of several alternatives is dropped by itself: %s', async (answer) => {
		insert({ name: 'odd', home_phone: '+1/317/222/55/99' });
		instance.settings.queryAcls = [
			{ table, columns: ['home_phone'], answer, dropped: 'condition' },
		];
		expect(await messageOf('+1 317 222 5599')).toBe(
			'The instance could not search by part of a phone number [item 0]',
		);
	});

	test('where it gives no rows for a condition that it does not carry out', async () => {
		instance.settings.queryAcls = [{ table, columns: phones, answer: 'drop' }];
		instance.settings.invalidQueryReturnsNoRows = true;
		expect(await messageOf('+1 317 222 5599')).toBe(
			'The instance could not search by part of a phone number [item 0]',
		);
	});

	test.each(['ann@x.example', '+1 317 222 5599'])(
		'where the user may not read contacts: %s',
		async (emailOrPhone) => {
			instance.settings.unreadableTables = [table];
			expect(await messageOf(emailOrPhone)).toBe(
				'The instance shows the ServiceNow user no contact at all [item 0]',
			);
		},
	);

	test.each(['ann@x.example', '+1 317 222 5599'])(
		'where it cuts the read: %s',
		async (emailOrPhone) => {
			instance.faults.add({ fault: { kind: 'cutOff' } });
			const { json, error } = await find({ emailOrPhone, limit: 1 });
			expect(json).toEqual([]);
			expect(error?.message).toBeDefined();
		},
	);

	test.each([
		['ann@x.example', 2],
		['+1 317 222 5599', 8],
	])('one who is not there takes few requests: %s', async (emailOrPhone, most) => {
		expect(await names({ emailOrPhone, limit: 1 })).toEqual([]);
		expect(instance.requests.length).toBeLessThanOrEqual(most);
	});

	test('a contact that is hidden is not found, and no error', async () => {
		instance.settings.hideContacts = ({ name }) => name === '44';
		expect(await names({ emailOrPhone: '+1 317 222 5544' })).toEqual([]);
	});

	test('many who share a number come all', async () => {
		const shared = { phone: '+1 (317) 222-0000' };
		insert(...Array.from({ length: 1300 }, (_, each) => ({ name: `shared ${each}`, ...shared })));
		const { json } = await find({ emailOrPhone: '+13172220000', returnAll: true });
		expect(json).toHaveLength(1300);
		expect(instance.requests.length).toBeLessThanOrEqual(12);
	});
});

test.each([
	['where there is none', () => undefined],
	[
		'where the user may not read them',
		() => (instance.settings.unreadableTables = ['customer_contact']),
	],
])('an empty list without a condition explains itself, %s', async (_what, arrange) => {
	arrange();
	const { error } = await find({});
	expect(error?.message).toBe('The instance shows the ServiceNow user no contact at all [item 0]');
	expect(instance.requests.length).toBeLessThanOrEqual(4);
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
		[
			'https://x.example/customer_account.do?sys_id=86837a386f0331003b3c498f5d3ee4ca',
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
			filter(
				'account',
				'equals',
				'https://x.example/incident.do?sys_id=86837a386f0331003b3c498f5d3ee4ca',
			),
			'"Filters: Value" (filters[0].value) is the URL of a record of another table: incident',
		],
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

test('a contact without a readable column is told', async () => {
	insert({ name: 'Ann' });
	instance.settings.emptyRows = { customer_contact: 1 };
	const [value] = instance.store.table('customer_contact').keys();
	const id = { __rl: true, mode: 'id', value };
	const { error } = await runOperation('contact.get', instance.url, { id });
	expect(error?.message).toBe('The ServiceNow user cannot read any column of the contact [item 0]');
});

test('a sys_id in upper case is the same contact', async () => {
	insert({ name: 'Ann' });
	const [value] = instance.store.table('customer_contact').keys();
	const id = { __rl: true, mode: 'id', value: value.toUpperCase() };
	const { json } = await runOperation('contact.get', instance.url, { id });
	expect(json.map(({ name }) => name)).toEqual(['Ann']);
});

test('Simplify does without the columns that cannot be read', async () => {
	insert({ name: 'Ann', email: 'ann@x.example' });
	instance.settings.unreadableColumns = [
		{ table: 'customer_contact', columns: ['email', 'account', 'active'], answer: 'drop' },
	];
	const { json, error } = await find({});
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ name: 'Ann' });
	expect(json[0]).not.toHaveProperty('email');
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
