import { logins } from '../../simulator/instance.mts';
import { parseQuery } from '../../simulator/records/query/parse.mts';
import { send } from './client.mts';
import { useInstance } from '../support/instance.mts';

/** A Tuesday. */
const now = '2026-03-10 12:00:00';

/** The dynamic filter that stands for who asks. */
const ME = '90d1921e5f510100a9ad2572f2b477fe';

const instance = useInstance({ seed: false });

const table = 'customer_contact';

const people: Record<string, string>[] = [
	{ user_name: 'ann', city: 'Lyon', failed_attempts: '9', sys_updated_on: '2026-03-10 11:30:00' },
	{ user_name: 'bob', city: 'Porto', failed_attempts: '10', sys_updated_on: '2026-03-09 10:00:00' },
	{ user_name: 'cat', city: 'lyon', failed_attempts: '2', sys_updated_on: '2026-03-08 23:00:00' },
	{ user_name: 'dan', city: '', sys_updated_on: '2026-01-31 00:00:00' },
];

beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(Date.parse(`${now.replace(' ', 'T')}Z`));
	const account = instance.store.insert('customer_account', { name: 'Boxeo' }).sys_id;
	const me = { sys_id: logins.integration.sysId, name: 'Boss', user_name: 'boss' };
	const manager = instance.store.insert('sys_user', me).sys_id;
	const below = instance.store.insert('sys_user', { name: 'Below', manager }).sys_id;
	people.forEach((person, index) => {
		const { sys_id } = instance.store.insert(table, {
			sys_created_on: '2026-03-08 10:00:00',
			...person,
			...(index < 2 && { account }),
			...(index === 3 && { manager }),
			...(index === 2 && { manager: below }),
		});
		if (index < 2) {
			const label = index === 0 ? '6c361e12' : '7d472f23';
			instance.store.insert('label_entry', { label, table, table_key: sys_id });
		}
		if (index > 0) return;
		instance.store.insert('interaction', { contact: sys_id, state: 'new' });
		instance.store.insert('interaction', { contact: sys_id, state: 'on_hold' });
	});
});

const ask = (parameters: Record<string, string>, path = `/api/now/table/${table}`) =>
	send(instance, 'GET', `${path}?${new URLSearchParams(parameters).toString()}`);

const names = (reply: { result: { user_name: string }[] }) =>
	reply.result.map(({ user_name }) => user_name);

const monday = (how: string) => `Monday@javascript:gs.datePart('dayofweek','monday','${how}')`;

const today = '@javascript:gs.daysAgoStart(0)@javascript:gs.daysAgoEnd(0)';

/** The spellings of the page, each with a query, and whom it finds; 501 where it is not simulated. */
const documented: [spelling: string, query: string, found: string[] | 501][] = [
	['^', 'city=lyon^failed_attempts=9', ['ann']],
	['^OR', 'city=Porto^ORcityISEMPTY', ['bob', 'dan']],
	['^NQ', 'city=Porto^NQuser_name=cat', ['bob', 'cat']],
	['STARTSWITH', 'citySTARTSWITHly', ['ann', 'cat']],
	['%', 'city%to', ['bob']],
	['ENDSWITH', 'accountENDSWITHeo', ['ann', 'bob']],
	['*', 'city*ort', ['bob']],
	['LIKE', 'accountLIKEoxe', ['ann', 'bob']],
	['!*', 'city!*yo', ['bob', 'dan']],
	['NOT LIKE', 'cityNOT LIKEyo', ['bob', 'dan']],
	['=', 'city=LYON', ['ann', 'cat']],
	['!=', 'city!=Lyon', ['bob', 'dan']],
	['ISEMPTY', 'failed_attemptsISEMPTY', ['dan']],
	['ISNOTEMPTY', 'cityISNOTEMPTY', ['ann', 'bob', 'cat']],
	['ANYTHING', 'cityANYTHING', ['ann', 'bob', 'cat', 'dan']],
	['EMPTYSTRING', 'accountEMPTYSTRING', ['cat', 'dan']],
	['<=', 'city<=lyon', ['ann', 'cat']],
	['>=', 'city>=PORTO', ['bob']],
	['BETWEEN', 'failed_attemptsBETWEEN2@9', ['ann', 'cat']],
	['SAMEAS', 'sys_updated_onSAMEASsys_created_on@day', ['cat']],
	['NSAMEAS', 'citySAMEAStitle^NQcityNSAMEAStitle^user_name=cat', ['cat', 'dan']],
	['DYNAMIC', `managerDYNAMIC${ME}`, ['dan']],
	['IN_HIERARCHY', `managerIN_HIERARCHYfdd0fa0f@${logins.integration.sysId}`, ['cat', 'dan']],
	['IN_HIERARCHY_DYNAMIC', `managerIN_HIERARCHY_DYNAMICfdd0fa0f@${ME}`, ['cat', 'dan']],
	['IN', 'cityINPorto,lyon', ['ann', 'bob', 'cat']],
	['NOT IN', 'cityNOT INPorto,lyon', ['dan']],
	['EMPTY', 'failed_attemptsEMPTY', ['dan']],
	['NOTEMPTY', 'failed_attemptsNOTEMPTY', ['ann', 'bob', 'cat']],
	['<', 'failed_attempts<9', ['cat']],
	['>', 'failed_attempts>9', ['bob']],
	['ONToday', `sys_updated_onONToday${today}`, ['ann']],
	['NOTONToday', `sys_updated_onNOTONToday${today}`, ['bob', 'cat', 'dan']],
	['DATEPART', `sys_updated_onDATEPART${monday('EE')}`, ['bob']],
	['RELATIVEGT', 'sys_updated_onRELATIVEGT@hour@ago@1', ['ann']],
	['RELATIVELT', 'sys_updated_onRELATIVELT@hour@ago@1', ['bob', 'cat', 'dan']],
	['MORETHAN', 'sys_updated_onMORETHANsys_created_on@day@before@1', ['dan']],
	['LESSTHAN', 'sys_updated_onLESSTHANsys_created_on@day@after@3', ['ann', 'bob', 'cat']],
	['GT_FIELD', 'failed_attemptsGT_FIELDnotification', ['ann', 'bob']],
	['LT_FIELD', 'notificationLT_FIELDfailed_attempts', ['ann', 'bob']],
	['GT_OR_EQUALS_FIELD', 'failed_attemptsGT_OR_EQUALS_FIELDnotification', ['ann', 'bob', 'cat']],
	['LT_OR_EQUALS_FIELD', 'failed_attemptsLT_OR_EQUALS_FIELDnotification', ['cat']],
	['VALCHANGES', 'cityVALCHANGES', 501],
	['CHANGESFROM', 'cityCHANGESFROMLyon', 501],
	['CHANGESTO', 'cityCHANGESTOLyon', 501],
	['DOESNOTHAVE', 'sys_tags.6c361e12DOESNOTHAVE6c361e12', ['bob']],
	['EXCLUDING', 'sys_tags.6c361e12EXCLUDING6c361e12', ['bob', 'cat', 'dan']],
];

describe('the operators of the page', () => {
	test('are 46', () => {
		expect(new Set(documented.map(([spelling]) => spelling)).size).toBe(46);
	});

	test.each(documented)('%s', async (_, query, found) => {
		const reply = await ask({ sysparm_query: query });
		if (found === 501) {
			expect(reply.status).toBe(501);
			expect(reply.json.error.detail).toMatch(/changes/);
		} else {
			expect(names(reply)).toEqual(found);
			expect(reply.headers.get('x-simulator-ignored')).toBeNull();
		}
	});

	test.each([
		[`sys_updated_onDATEPART${monday('GE')}`, ['ann', 'bob', 'dan']],
		[`sys_updated_onDATEPART${monday('LE')}`, ['bob', 'cat']],
		[`sys_updated_onDATEPART${monday('GT')}`, ['ann', 'dan']],
		[`sys_updated_onDATEPART${monday('LT')}`, ['cat']],
		['sys_updated_onRELATIVELT@dayofweek@ago@14', ['dan']],
		['sys_updated_onRELATIVEGT@month@ago@1', ['ann', 'bob', 'cat']],
		['sys_updated_onNSAMEASsys_created_on@day', ['ann', 'bob', 'dan']],
		['sys_updated_onMORETHANsys_created_on@hour@after@24', ['ann']],
		['cityINjavascript:gs.getUserName()', []],
		['sys_tags.6c361e12=6c361e12', ['ann']],
		['sys_class_nameINSTANCEOFsys_user', ['ann', 'bob', 'cat', 'dan']],
		['sys_class_nameINSTANCEOFincident', []],
		['sys_updated_onRELATIVEGE@dayofweek@ago@1', ['ann']],
		['sys_updated_onRELATIVELE@day@ago@2', ['dan']],
		['sys_updated_onRELATIVEEE@dayofweek@ago@1', ['bob']],
	])('%s', async (query, found) => {
		expect(names(await ask({ sysparm_query: query }))).toEqual(found);
	});
});

describe('scripts of "Copy query"', () => {
	const session = { script: () => undefined };

	test.each([
		['gs.beginningOfToday()', '2026-03-10 00:00:00'],
		['gs.endOfToday()', '2026-03-10 23:59:59'],
		['gs.beginningOfYesterday()', '2026-03-09 00:00:00'],
		['gs.endOfTomorrow()', '2026-03-11 23:59:59'],
		['gs.beginningOfThisWeek()', '2026-03-09 00:00:00'],
		['gs.endOfLastWeek()', '2026-03-08 23:59:59'],
		['gs.endOfNextWeek()', '2026-03-22 23:59:59'],
		['gs.beginningOfLastMonth()', '2026-02-01 00:00:00'],
		['gs.endOfLastMonth()', '2026-02-28 23:59:59'],
		['gs.beginningOfThisQuarter()', '2026-01-01 00:00:00'],
		['gs.endOfNextYear()', '2027-12-31 23:59:59'],
		['gs.daysAgo(-1)', '2026-03-11 12:00:00'],
		['gs.daysAgoEnd(7)', '2026-03-03 23:59:59'],
		['gs.hoursAgoStart(1)', '2026-03-10 11:00:00'],
		['gs.minutesAgoEnd(15)', '2026-03-10 11:45:59'],
		['gs.monthsAgoStart(1)', '2026-02-01 00:00:00'],
		['gs.monthsAgo(12)', '2025-03-10 12:00:00'],
		['gs.quartersAgoEnd(1)', '2025-12-31 23:59:59'],
		["gs.dateGenerate('2015-10-07','00:00:00')", '2015-10-07 00:00:00'],
		["gs.dateGenerate('2015-10-07','end')", '2015-10-07 23:59:59'],
		['gs.nowDateTime()', now],
	])('%s is %s', async (script, value) => {
		instance.store.insert(table, { user_name: 'eve', last_login_time: value });
		const found = await ask({ sysparm_query: `last_login_time=javascript:${script}` });
		expect(names(found)).toEqual(['eve']);
	});

	test("begin the days of the user's time zone, in which dates are displayed too", async () => {
		instance.settings.userTimeZones = { [logins.integration.userName]: 'Asia/Tokyo' };
		const at = '2026-03-09 15:00:00';
		instance.store.insert(table, { user_name: 'eve', last_login_time: at });
		const found = await ask({
			sysparm_query: 'last_login_time=javascript:gs.beginningOfToday()',
			sysparm_display_value: 'all',
			sysparm_fields: 'user_name,last_login_time',
		});
		const shown = { display_value: '2026-03-10 00:00:00', value: at };
		expect(found.result).toMatchObject([{ last_login_time: shown }]);
	});

	test.each(['gs.getUserID()', ' gs.getUserID()', 'gs.getUser().getID();'])(
		'%s',
		async (script) => {
			expect(names(await ask({ sysparm_query: `manager=javascript:${script}` }))).toEqual(['dan']);
		},
	);

	test.each([
		'manager=javascript:gs.getProperty("x")',
		'managerINjavascript:getMyGroups()',
		"javascript:'active=true^' + getGroupQualifier()",
		'managerDYNAMICd6435e965f510100a9ad2572f2b47744',
		'sys_updated_onDATEPARTJune@javascript:gs.datePart("month","june","EE")',
		'sys_updated_onRELATIVEEE@hour@ago@1',
		'sys_updated_onMORETHANsys_created_on@year@before@1',
		'sys_class_nameINSTANCEOFcmdb_ci_computer',
		'accountIN_HIERARCHYfdd0fa0f@9ee1b13d',
		'sys_tags.6c361e12LIKE6c361e12',
		'123TEXTQUERY321LIKEemail',
		'123TEXTINDEXGROUP321=portal_index_group',
		'RLQUERYno_such.contact,>=1^ENDRLQUERY',
		'RLQUERYinteraction.contact,>=1,cityVALCHANGES^ENDRLQUERY',
	])('what is not simulated of %s is said aloud', async (query) => {
		const reply = await ask({ sysparm_query: `city=Lyon^${query}` });
		const whole = query.startsWith('javascript:') ? await ask({ sysparm_query: query }) : reply;
		expect([whole.status, whole.json.error.message]).toEqual([501, 'Not simulated']);
		expect(whole.headers.get('x-simulator-not-simulated')).toBeTruthy();
		expect(instance.requests.at(-1)?.notSimulated).toBeTruthy();
	});

	test('are not read by the parser itself', () => {
		expect(parseQuery('city=javascript:gs.x()', table, session).unsupported).toEqual([
			'the script gs.x()',
		]);
	});
});

describe('related lists', () => {
	test.each([
		['interaction.contact,>=1', ['ann']],
		['interaction.contact,=2', ['ann']],
		['interaction.contact,>1,state=new', []],
		['interaction.contact,<1', ['bob', 'cat', 'dan']],
		['interaction.contact,!=0,state=on_hold^ORstate=queued', ['ann']],
	])('%s', async (list, found) => {
		const query = `user_name!=x^RLQUERY${list}^ENDRLQUERY`;
		expect(names(await ask({ sysparm_query: query }))).toEqual(found);
	});
});

describe('pairs of names and values', () => {
	test.each([
		[{ city: 'lyon' }, ['ann', 'cat']],
		[{ account: 'boxeo', city: 'porto' }, ['bob']],
		[{ manager: logins.integration.sysId }, ['dan']],
		[{ manager: 'boss' }, ['dan']],
		[{ 'account.name': 'Boxeo' }, ['ann', 'bob']],
	])('%j', async (pairs, found) => {
		expect(names(await ask(pairs as Record<string, string>))).toEqual(found);
	});

	test('take the label of a choice', async () => {
		const choice = { name: table, element: 'city', value: 'Porto', label: 'Port' };
		instance.store.insert('sys_choice', choice);
		expect(names(await ask({ city: 'port' }))).toEqual(['bob']);
	});
});

describe('what is left out', () => {
	test.each<[Record<string, string>, string]>([
		[{ sysparm_query: 'cityRESEMBLESx^no_such=1' }, 'cityRESEMBLESx; no_such=1'],
		[{ sysparm_query: 'citylikely' }, 'citylikely'],
		[{ sysparm_query: 'City=Lyon' }, 'City=Lyon'],
		[{ sysparm_query: 'ORDERBYno_such' }, 'ORDERBYno_such'],
		[{ sysparm_query: 'city=Lyon^EQ^vip=true' }, 'vip=true'],
		[{ sysparm_query: 'city=Lyon', vip: 'true' }, 'the parameter vip'],
		[{ no_such: 'é' }, 'no_such=\\u{e9}'],
		[{ sysparm_fields: 'city,no_such' }, 'the field no_such'],
		[{ sysparm_view: 'mobile', sysparm_view_x: '' }, 'sysparm_view; sysparm_view_x'],
	])('is named for %j', async (parameters, ignored) => {
		const reply = await ask(parameters);
		expect([reply.status, reply.headers.get('x-simulator-ignored')]).toEqual([200, ignored]);
		expect(instance.requests.at(-1)?.ignored).toHaveLength(ignored.split(';').length);
	});

	test('is named for the Contact API as well', async () => {
		const parameters = { sysparm_query: 'no_such=1', city: 'Lyon' };
		const { headers } = await ask(parameters, '/api/now/contact');
		expect(headers.get('x-simulator-ignored')).toBe('no_such=1; the parameter city');
	});

	test('is named where an access rule drops it', async () => {
		instance.settings.queryAcls = [{ table, columns: ['city'], answer: 'drop' }];
		const { headers } = await ask({ sysparm_query: 'citySTARTSWITHx^ORDERBYcity' });
		expect(headers.get('x-simulator-ignored')).toBe(
			'city STARTSWITH, by an access rule; the order by city, by an access rule',
		);
	});
});
