import type { IDataObject } from 'n8n-workflow';
import { seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { runOperation } from './operation.mts';

const instance = useInstance();

const VALUE = '={{ $json.value }}';

const filter = (column: string, operator = 'equals') => ({
	limit: 1,
	filters: { conditions: [{ column, operator, value: VALUE }] },
});

/** What Get Many does with a value of an item: its first query, or its error. */
async function outcomeOf(parameters: object, value: unknown): Promise<string> {
	const items = [{ value }] as IDataObject[];
	const { error } = await runOperation('contact.getAll', instance.url, parameters as IDataObject, {
		items,
	});
	if (!error) return String(instance.requests[0].query.sysparm_query);
	expect(instance.requests).toEqual([]);
	expect(error.description).toMatch(/.{10,}\.$/);
	return error.message.replace(' [item 0]', '');
}

test.each([
	['phone', 'equals', 'tel:+13172225555', 'phone=+13172225555'],
	['mobile_phone', 'equals', '\u202a+13172225555\u202c', 'mobile_phone=+13172225555'],
	['city', 'in', '["a", "b, c"]', 'cityINa^ORcity=b, c'],
	['account', 'equals', seeded.accounts.boxeo.toUpperCase(), `account=${seeded.accounts.boxeo}`],
	['u_a', 'equals', 'Wed, 18 Feb 2026 11:30:00 +0100', 'u_a=2026-02-18 10:30:00'],
	['u_a', 'greaterThan', '2026-02-18T11:30:00+01:00', 'u_a>2026-02-18 10:30:00'],
	['u_a', 'greaterThan', '2026-02-18', 'u_a>2026-02-18'],
	['account.sys_updated_on', 'lessThan', 1771410600, 'account.sys_updated_on<2026-02-18 10:30:00'],
	['u_a', 'contains', '02/18/2026', 'u_aLIKE02/18/2026'],
	['email', 'notEquals', 'N/A', 'email!=N/A'],
	['title', 'equals', 'N/A', 'title=N/A'],
])('a filter on %s that %s %j is sent as %s', async (column, operator, value, query) => {
	expect(await outcomeOf(filter(column, operator), value)).toBe(`${query}^ORDERBYsys_id`);
});

test.each([
	['account', 'equals', 'Boxeo', 'is not a sys_id: "Boxeo"'],
	['account', 'in', 'Boxeo,Acme', 'is not a sys_id: "Boxeo"'],
	['city', 'equals', '\u200b', 'is empty'],
	['city', 'in', ' , ', 'is empty'],
	['city', 'contains', '\u0000javascript:gs.getUserID()', 'is a script'],
	['email', 'equals', 'N/A', 'identifies nothing: "N/A"'],
	['phone', 'in', '+13172225555,anonymous', 'identifies nothing: "anonymous"'],
	['email', 'contains', 'undefined', 'comes from an expression that failed: "undefined"'],
	['u_a', 'equals', '[object Object]', 'comes from an expression that failed: "[object Object]"'],
	[
		'u_a',
		'greaterThan',
		'02/18/2026 11:30',
		'is a date in a notation that ServiceNow does not read: "02/18/2026 11:30"',
	],
	[
		'u_a',
		'in',
		'["18.02.2026"]',
		'is a date in a notation that ServiceNow does not read: "18.02.2026"',
	],
])('a filter on %s that %s %j is refused', async (column, operator, value, problem) => {
	const message = `"Filters: Value" (filters[0].value) ${problem}`;
	expect(await outcomeOf(filter(column, operator), value)).toBe(message);
});

test.each(['any', 'every filter', true])('Must Match of %j is refused', async (value) => {
	const { filters } = filter('city');
	const conditions = [...filters.conditions, ...filters.conditions];
	const parameters = { filters: { conditions }, matchType: VALUE };
	expect(await outcomeOf(parameters, value)).toBe(
		`"Must Match" is not one of its choices: ${JSON.stringify(value)}`,
	);
});

test.each([
	[{ limit: VALUE }, true, '"Limit" is not a whole number of 1 or more: true'],
	[{ limit: VALUE }, Infinity, '"Limit" is not a whole number of 1 or more: Infinity'],
	[{ limit: 1, returnAll: VALUE }, '\u200bfalse', 'ORDERBYsys_id'],
	[{ limit: 1, options: { maxWait: VALUE } }, null, 'ORDERBYsys_id'],
	[
		{ limit: 1, options: { maxWait: VALUE } },
		false,
		'"Max Wait" is not a whole number from 0 to 86400: false',
	],
	[{ limit: 1, options: { sysparm_offset: VALUE } }, '', 'ORDERBYsys_id'],
])('%j of %j', async (parameters, value, outcome) => {
	expect(await outcomeOf(parameters, value)).toBe(outcome);
});

test('Email or Phone takes a column as the Table API returns it', async () => {
	const value = { display_value: 'Ann', value: 'ann@x.example' };
	const query = await outcomeOf({ emailOrPhone: VALUE, limit: 1 }, value);
	expect(query).toMatch(/^email=ann@x\.example/);
});

test.each([
	[{ opened_at: '2026-03-01 10:00:00+01' }, { opened_at: '2026-03-01 09:00:00' }],
	[{ ' direction ': 'inbound' }, { direction: 'inbound' }],
])('more columns of a call, %j, are sent as %j', async (value, sent) => {
	const parameters = {
		userPhoneNumber: '+14089965744',
		additionalFields: { additionalParamsJson: VALUE },
	};
	await runOperation('voiceInteraction.create', instance.url, parameters, { items: [{ value }] });
	expect(instance.requests[0].body).toMatchObject({ interaction: { additionalParams: sent } });
});
