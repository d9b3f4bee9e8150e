import { logins } from '../../simulator/instance.mts';
import { send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance({ seed: false });

const people: Record<string, string>[] = [
	{ user_name: 'ann', first_name: 'Ann', city: 'Lyon', failed_attempts: '9', vip: 'true' },
	{ user_name: 'bob', first_name: 'Bob', city: 'Porto', failed_attempts: '10', vip: 'false' },
	{ user_name: 'cat', first_name: 'Cat', city: 'lyon', failed_attempts: '2', vip: 'false' },
	{ user_name: 'dan', first_name: 'Dan', city: '', vip: 'false' },
];
beforeEach(() => {
	const account = instance.store.insert('customer_account', { name: 'Boxeo' }).sys_id;
	const manager = instance.store.insert('sys_user', {
		sys_id: logins.integration.sysId,
		name: 'Boss',
	}).sys_id;
	people.forEach((person, index) =>
		instance.store.insert('customer_contact', {
			...person,
			...(index < 2 && { account }),
			...(index === 3 && { manager }),
		}),
	);
});

const all = ['ann', 'bob', 'cat', 'dan'];

async function find(query: string, more = ''): Promise<string[]> {
	const path = `/api/now/contact?sysparm_query=${encodeURIComponent(query)}${more}`;
	const { result } = await send(instance, 'GET', path);
	return result.map((row: { user_name: string }) => row.user_name);
}

test.each([
	['user_name=bob', ['bob']],
	['city=LYON', ['ann', 'cat']],
	['city=', ['dan']],
	['city!=Lyon', ['bob', 'dan']],
	['failed_attempts<9', ['cat']],
	['failed_attempts<=9', ['ann', 'cat']],
	['failed_attempts>9', ['bob']],
	['failed_attempts>=9', ['ann', 'bob']],
	['cityLIKEort', ['bob']],
	['cityNOT LIKEyo', ['bob', 'dan']],
	['citySTARTSWITHly', ['ann', 'cat']],
	['cityENDSWITHto', ['bob']],
	['user_nameINann,dan', ['ann', 'dan']],
	['user_nameNOT INann,dan', ['bob', 'cat']],
	['cityISEMPTY', ['dan']],
	['cityISNOTEMPTY', ['ann', 'bob', 'cat']],
	['failed_attemptsBETWEEN2@9', ['ann', 'cat']],
	['user_nameBETWEENb@d', ['bob', 'cat']],
	['account.name=Boxeo', ['ann', 'bob']],
	['manager=javascript:gs.getUserID()', ['dan']],
	['city*ort', ['bob']],
	['city!*yo', ['bob', 'dan']],
	['cityNOTLIKEyo', ['bob', 'dan']],
	['city%to', ['bob']],
	['cityEMPTYSTRING', ['dan']],
	['cityANYTHING', all],
	['citySAMEAStitle', ['dan']],
	['cityNSAMEAStitle', ['ann', 'bob', 'cat']],
	['failed_attemptsGT_FIELDnotification', ['ann', 'bob']],
	['failed_attemptsGT_OR_EQUALS_FIELDnotification', ['ann', 'bob', 'cat']],
	['failed_attemptsLT_FIELDnotification', []],
	['failed_attemptsLT_OR_EQUALS_FIELDnotification', ['cat']],
	['sys_created_onONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)', all],
	['sys_created_onNOTONToday@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)', []],
	['sys_created_onBETWEENjavascript:gs.daysAgoStart(1)@javascript:gs.daysAgoEnd(0)', all],
	['accountSTARTSWITHbox', ['ann', 'bob']],
	['accountLIKEoxe', ['ann', 'bob']],
	['accountNOT LIKEoxe', ['cat', 'dan']],
	['accountENDSWITHeo', ['ann', 'bob']],
	['account.nameLIKEoxe', ['ann', 'bob']],
	['vip=false^city=lyon', ['cat']],
	['vip=true^ORcity=Porto', ['ann', 'bob']],
	['vip=false^city=Lyon^ORcity=Porto', ['bob', 'cat']],
	['user_name=ann^NQuser_name=cat', ['ann', 'cat']],
	['user_name=ann^vip=false^NQuser_name=cat^ORuser_name=dan', ['cat', 'dan']],
	['', all],
	['^EQ', all],
])('finds %s', async (query, wanted) => {
	expect(await find(query)).toEqual(wanted);
});

test.each([
	['ORDERBYDESCuser_name', ['dan', 'cat', 'bob', 'ann']],
	['ORDERBYfailed_attempts', ['dan', 'cat', 'ann', 'bob']],
	['ORDERBYvip^ORDERBYDESCuser_name', ['dan', 'cat', 'bob', 'ann']],
	['city=Lyon^ORDERBYDESCuser_name', ['cat', 'ann']],
	['ORDERBYaccount.name^ORDERBYDESCuser_name', ['dan', 'cat', 'bob', 'ann']],
])('orders by %s', async (query, wanted) => {
	expect(await find(query)).toEqual(wanted);
});

const invalid = [
	'no_such_column=x',
	'account.no_such_column=x',
	'user_name.name=x',
	'cityRESEMBLESLyon',
	'failed_attemptsBETWEEN3',
	'manager=javascript:unknown()',
	'ORDERBYno_such_column',
];

test.each(invalid)('ignores %s, and so answers more rows', async (query) => {
	expect(await find(`user_name!=ann^${query}`)).toEqual(['bob', 'cat', 'dan']);
});

test.each(invalid)('answers no rows to %s where the property says so', async (query) => {
	instance.settings.invalidQueryReturnsNoRows = true;
	expect(await find(`user_name!=ann^${query}`)).toEqual([]);
	expect(await find('user_name=ann')).toEqual(['ann']);
});

test.each(['accountIN_HIERARCHYx@y', 'sys_created_onDATEPARTMonday@javascript:x'])(
	'says of %s that it cannot carry it out',
	async (query) => {
		const path = `/api/now/contact?sysparm_query=${encodeURIComponent(query)}`;
		expect((await send(instance, 'GET', path)).status).toBe(501);
	},
);

test('limits and offsets', async () => {
	expect(await find('ORDERBYuser_name', '&sysparm_limit=2&sysparm_offset=1')).toEqual([
		'bob',
		'cat',
	]);
	expect(await find('', '&sysparm_limit=0')).toEqual([]);
	expect(await find('', '&sysparm_offset=9')).toEqual([]);
});

test('answers ten rows without a limit', async () => {
	for (let index = 0; index < 20; index += 1) instance.store.insert('customer_contact', {});
	expect(await find('')).toHaveLength(10);
});

test('ranges over and orders by sys_id, both ways', async () => {
	const ids = [...instance.store.table('customer_contact').keys()].sort();
	const found = async (query: string) => {
		const path = `/api/now/contact?sysparm_query=${encodeURIComponent(query)}`;
		const { result } = await send(instance, 'GET', path);
		return result.map((row: { sys_id: string }) => row.sys_id);
	};
	expect(await found('ORDERBYsys_id')).toEqual(ids);
	expect(await found('ORDERBYDESCsys_id')).toEqual([...ids].reverse());
	expect(await found(`sys_id>${ids[0]}^sys_id<=${ids[2]}^ORDERBYsys_id`)).toEqual(ids.slice(1, 3));
	expect(await found(`sys_id>=${ids[1]}^sys_id<${ids[3]}^ORDERBYDESCsys_id`)).toEqual([
		ids[2],
		ids[1],
	]);
	expect(await found(`sys_id=${ids[2].toUpperCase()}`)).toEqual([ids[2]]);
	expect(await found(`sys_id=${ids[2]}^sys_id=${ids[1]}`)).toEqual([]);
	expect(await found(`sys_idIN${ids[1]},${ids[0]}^ORDERBYsys_id`)).toEqual(ids.slice(0, 2));
	expect(await found(`sys_id>${ids[2]}^NQsys_id=${ids[0]}^ORDERBYsys_id`)).toEqual([
		ids[0],
		ids[3],
	]);
});

test('comes in another order each time where that is asked for', async () => {
	instance.settings.unstableOrder = true;
	const orders = new Set<string>();
	for (let index = 0; index < 4; index += 1) {
		const found = await find('');
		expect([...found].sort()).toEqual(all);
		orders.add(found.join());
	}
	expect(orders.size).toBeGreaterThan(1);
});

test('hides contacts after the limit, so that a page is short', async () => {
	instance.settings.hideContacts = (contact) => contact.user_name === 'bob';
	expect(await find('ORDERBYuser_name', '&sysparm_limit=3')).toEqual(['ann', 'cat']);
	const bob = [...instance.store.table('customer_contact').values()][1];
	expect((await send(instance, 'GET', `/api/now/contact/${bob.sys_id}`)).status).toBe(404);
	instance.settings.hideContacts = 1;
	expect(await find('')).toEqual([]);
});
