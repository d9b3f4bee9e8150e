import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';
import { expectValidQueries } from './validQueries.mts';

const SEEDED = 2500;

const instance = useInstance({ seedContacts: SEEDED });

afterEach(() => expectValidQueries(instance));

async function getMany(parameters: object) {
	const { json, error } = await runOperation('contact.getAll', instance.url, parameters as never);
	expect(error).toBeUndefined();
	return json.map((record) => String(record.sys_id));
}

function contacts() {
	return instance.store.table('customer_contact');
}

/** Calls back before each page that the instance is asked for, from the second one on. */
function betweenPages(change: (page: number) => void): () => void {
	let seen = 0;
	const timer = setInterval(() => {
		if (instance.requests.length > seen) change((seen = instance.requests.length));
	}, 1);
	return () => clearInterval(timer);
}

test('Return All gives every record once, in a stable order', async () => {
	const ids = await getMany({ returnAll: true });
	expect(ids).toEqual([...contacts().keys()].sort());
	// The last request counts all that match.
	expect(instance.requests.map(({ query }) => query.sysparm_limit)).toEqual([
		...Array(3).fill('1000'),
		'1',
	]);
});

test.each([1, 50, 999, 1000, 1001, 2499, 2500, 2600])('a limit of %d', async (limit) => {
	const ids = await getMany({ limit });
	expect(ids).toEqual([...contacts().keys()].sort().slice(0, limit));
});

test('none is missed and none doubled while records are inserted and deleted', async () => {
	instance.settings.latencyMs = 15;
	const before = [...contacts().keys()];
	const deleted = new Set<string>();
	const stop = betweenPages(() => {
		for (let i = 0; i < 40; i++) instance.store.insert('customer_contact', { name: 'New' });
		for (const id of before.filter((_, index) => index % 17 === deleted.size % 17).slice(0, 40)) {
			contacts().delete(id);
			deleted.add(id);
		}
	});
	const ids = await getMany({ returnAll: true });
	stop();
	expect(deleted.size).toBeGreaterThan(50);
	expect(new Set(ids).size).toBe(ids.length);
	const stayed = before.filter((id) => !deleted.has(id));
	expect(stayed.filter((id) => !ids.includes(id))).toEqual([]);
});

test('an order of the user is kept over pages', async () => {
	const ids = await getMany({ returnAll: true, sysparm_query: 'ORDERBYDESCsys_id' });
	expect(ids).toEqual([...contacts().keys()].sort().reverse());
});

test('in an order of the user, none is missed when records in front are deleted', async () => {
	instance.settings.latencyMs = 15;
	const order = [...contacts().keys()].sort();
	const stop = betweenPages((page) => {
		for (const id of order.slice((page - 1) * 50, page * 50)) contacts().delete(id);
	});
	const ids = await getMany({ returnAll: true, sysparm_query: 'ORDERBYsys_id' });
	stop();
	const missed = [...contacts().keys()].filter((id) => !ids.includes(id));
	expect(missed).toEqual([]);
	expect(new Set(ids).size).toBe(ids.length);
});

describe('when access rules hide records after the limit was applied', () => {
	const hidden: Array<[what: string, hide: (place: number) => boolean]> = [
		['here and there', (place) => place % 16 < 6],
		['nearly all', (place) => place % 250 !== 100],
		['whole pages in the middle', (place) => place > 500 && place < 1900],
	];

	describe.each(hidden)('%s', (_what, hide) => {
		test.each([
			['by key', {}],
			['in the order of the user', { sysparm_query: 'ORDERBYDESCsys_id' }],
		])('every visible record is read, %s', async (_how, parameters) => {
			const order = [...contacts().keys()].sort();
			const visible = new Set(order.filter((_, place) => !hide(place)));
			instance.settings.hideContacts = (row) => !visible.has(row.sys_id);
			const ids = await getMany({ returnAll: true, ...parameters });
			expect([...ids].sort()).toEqual([...visible]);
		});
	});

	test('a look-up with a small limit finds the record behind the hidden ones', async () => {
		const ids = [...contacts().keys()].sort();
		instance.settings.hideContacts = (row) => row.sys_id < ids[700];
		expect(await getMany({ limit: 1 })).toEqual([ids[700]]);
	});

	test('a look-up that finds nothing takes two requests', async () => {
		expect(await getMany({ limit: 1, sysparm_query: 'phone=+100' })).toEqual([]);
		expect(instance.requests).toHaveLength(2);
	});
});

test('each alternative of a query is continued', async () => {
	const all = [...contacts().keys()].sort();
	const sysparm_query = `sys_id<${all[1500]}^NQsys_id>=${all[1500]}`;
	expect(await getMany({ returnAll: true, sysparm_query })).toEqual(all);
	expect(instance.requests[1].query.sysparm_query).toBe(
		`sys_id<${all[1500]}^sys_id>${all[999]}^NQsys_id>=${all[1500]}^sys_id>${all[999]}^ORDERBYsys_id`,
	);
});

test('a start record and a limit of one page are sent as they are', async () => {
	await getMany({ limit: 20, sysparm_query: 'active=true', options: { sysparm_offset: 40 } });
	expect(instance.requests.map(({ query }) => query)).toEqual([
		{ sysparm_query: 'active=true', sysparm_limit: '20', sysparm_offset: '40' },
	]);
});

test('a start record with Return All skips once', async () => {
	const ids = await getMany({ returnAll: true, options: { sysparm_offset: 100 } });
	expect(ids).toEqual([...contacts().keys()].sort().slice(100));
});

test('each record is paired with the item that asked for it', async () => {
	const { items } = await runOperation(
		'contact.getAll',
		instance.url,
		{ limit: '={{ $json.limit }}' },
		{ items: [{ limit: 2 }, { limit: 3 }] },
	);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 0, 1, 1, 1].map((item) => ({ item })),
	);
});

test('no record is no item and no error', async () => {
	expect(await getMany({ returnAll: true, sysparm_query: 'name=nobody' })).toEqual([]);
});

describe('requests', () => {
	const sent = () =>
		instance.requests.map(({ query }) => [
			Number(query.sysparm_limit),
			Number(query.sysparm_offset ?? 0),
		]);

	test.each([
		[1, [[1, 0]]],
		[1000, [[1000, 0]]],
		[
			1001,
			[
				[1000, 0],
				[1, 0],
			],
		],
		[
			2000,
			[
				[1000, 0],
				[1000, 0],
			],
		],
	])('a limit of %d that is met exactly takes no request more', async (limit, expected) => {
		expect(await getMany({ limit })).toHaveLength(limit);
		expect(sent()).toEqual(expected);
	});

	test('a limit of 1,000 with an offset is one request', async () => {
		expect(await getMany({ limit: 1000, options: { sysparm_offset: 30 } })).toHaveLength(1000);
		expect(sent()).toEqual([[1000, 30]]);
	});

	test('a limit in the order of the user is met with pages that overlap by one', async () => {
		const sysparm_query = 'ORDERBYDESCsys_id';
		expect(await getMany({ limit: 1500, sysparm_query })).toHaveLength(1500);
		const [[, first], [, second], ...rest] = sent();
		expect([first, second, rest]).toEqual([0, 999, []]);
	});
});

test('Fail on Ignored Query is no error when nothing matches', async () => {
	const options = { failOnIgnoredQuery: true };
	expect(await getMany({ sysparm_query: 'name=nobody', options })).toEqual([]);
});

describe('an instance that does not page as it was asked to', () => {
	const table = 'customer_contact';
	const answers = ['drop', 'refuse'] as const;
	const sorted = { sort: { orders: [{ column: 'sys_created_on', direction: 'ORDERBY' }] } };

	test.each(answers)('a query ACL on sys_id: %s', async (answer) => {
		instance.settings.queryAcls = [{ table, columns: ['sys_id'], answer }];
		const ids = await getMany({ returnAll: true });
		expect([...ids].sort()).toEqual([...contacts().keys()].sort());
		expect(instance.requests.length).toBeLessThanOrEqual(9);
	});

	test.each(answers)('a query ACL on the range by sys_id alone: %s', async (answer) => {
		instance.settings.queryAcls = [{ table, columns: ['sys_id'], answer, orders: false }];
		const ids = await getMany({ returnAll: true });
		expect([...ids].sort()).toEqual([...contacts().keys()].sort());
	});

	test.each([
		['in no order', {}],
		['in an order of the user', sorted],
	])('100 rows whatever is asked, %s', async (_how, parameters) => {
		instance.settings.rowCap = { [table]: 100 };
		const ids = await getMany({ returnAll: true, ...parameters });
		expect([...ids].sort()).toEqual([...contacts().keys()].sort());
		expect(instance.requests.length).toBeLessThanOrEqual(30);
	});

	test('an order that changes with each request fails clearly', async () => {
		instance.settings.queryAcls = [{ table, columns: ['sys_id'], answer: 'drop' }];
		instance.settings.unstableOrder = true;
		const { error } = await runOperation('contact.getAll', instance.url, { returnAll: true });
		expect(error?.message).toBe(
			'The instance returned the contacts in another order with each page [item 0]',
		);
		expect(instance.requests.length).toBeLessThanOrEqual(10);
	});

	test.each(['absent', 'empty'] as const)('a sys_id that is %s is told', async (shown) => {
		instance.settings.unreadableColumns = [{ table, columns: ['sys_id'], answer: 'drop', shown }];
		const { error } = await runOperation('contact.getAll', instance.url, {});
		expect(error?.message).toBe('The instance returned contacts without "sys_id" [item 0]');
	});

	test('rows without any column are told', async () => {
		instance.settings.emptyRows = { [table]: 0.5 };
		const { json } = await runOperation('contact.getAll', instance.url, { limit: 100 });
		expect(json).toHaveLength(100);
		expect(instance.requests.length).toBeLessThanOrEqual(20);
		for (const record of json) expect(record.query_warning).toContain('without any column');
		instance.settings.emptyRows = { [table]: 1 };
		const { error } = await runOperation('contact.getAll', instance.url, { limit: 100 });
		expect(error?.message).toBe(
			'The ServiceNow user cannot read any column of the contacts found [item 0]',
		);
	});
});
