import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import {
	filtersOf,
	sortOf,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/filters/filters';
import { isKnownColumn } from '../../../nodes/ServiceNowContact/resources/contact/getAll/filters/filterValue';
import { refusal } from '../input/field.mts';

const ID = '86837a386f0331003b3c498f5d3ee4ca';
const HOST = 'a.service-now.com';

function contextOf(parameters: IDataObject): IExecutePaginationFunctions {
	return {
		getNode: () => ({ type: 'serviceNowContact' }),
		getTimezone: () => 'Europe/Berlin',
		getNodeParameter: (name: string, otherwise: unknown) => parameters[name] ?? otherwise,
	} as unknown as IExecutePaginationFunctions;
}

const withRows = (conditions: object[], matchType?: unknown) =>
	contextOf({ filters: { conditions }, matchType } as IDataObject);

const row = (column: unknown, operator: unknown, value?: unknown) => ({ column, operator, value });

const queryOf = (...rows: object[]) => filtersOf(withRows(rows), HOST).query;

describe('a filter is sent as', () => {
	test.each<[string, string, unknown, string]>([
		['city', 'contains', 'er', 'cityLIKEer'],
		['city', 'notContains', 'er', 'cityNOT LIKEer'],
		['city', 'notEquals', 'Bern', 'city!=Bern'],
		['city', 'endsWith', 'n', 'cityENDSWITHn'],
		['city', 'equals', ' Bern ', 'city=Bern'],
		['city', 'equals', ['Bern'], 'city=Bern'],
		['city', 'equals', { value: 'Bern', display_value: 'x' }, 'city=Bern'],
		['city', 'isEmpty', 'x', 'cityISEMPTY'],
		['city', 'isNotEmpty', undefined, 'cityISNOTEMPTY'],
		['u_a', 'greaterThan', 5, 'u_a>5'],
		['u_a', 'greaterThanOrEqual', 5, 'u_a>=5'],
		['u_a', 'lessThan', 5, 'u_a<5'],
		['u_a', 'lessThanOrEqual', 5, 'u_a<=5'],
		['city', 'in', 'Bern, Oslo,', 'cityINBern,Oslo'],
		['city', 'in', ['Bern', 'a, b'], 'cityINBern^ORcity=a, b'],
		['city', 'in', ' ["Bern",\n"a, b"] ', 'cityINBern^ORcity=a, b'],
		['city', 'in', '[Bern', 'cityIN[Bern'],
		['city', 'in', '[Bern]', 'cityIN[Bern]'],
		['city', 'in', 'x["a"]', 'cityINx["a"]'],
		['city', 'in', '["a"]x', 'cityIN["a"]x'],
		['u_a', 'in', 7, 'u_aIN7'],
		['city', 'notIn', 'Bern,Oslo', 'cityNOT INBern,Oslo'],
		['city', 'startsWith', 'B', 'citySTARTSWITHB'],
		['account.name', 'equals', 'Boxeo', 'account.name=Boxeo'],
		// As Create Contact sends it; a part stays as it is.
		['email', 'equals', 'mailto:ann@x.example', 'email=ann@x.example'],
		['email', 'equals', 'Ann', 'email=Ann'],
		['email', 'contains', 'mailto:', 'emailLIKEmailto:'],
		['email', 'notEquals', 'N/A', 'email!=N/A'],
		['phone', 'equals', 'tel:+13172225678', 'phone=+13172225678'],
		['mobile_phone', 'equals', 'tel:+13172225678', 'mobile_phone=+13172225678'],
		['home_phone', 'in', 'tel:+13172225678,x', 'home_phoneIN+13172225678,x'],
		['active', 'equals', 'Yes', 'active=true'],
		[
			'sys_created_on',
			'greaterThan',
			'2026-02-18T11:30:00+01:00',
			'sys_created_on>2026-02-18 10:30:00',
		],
		['sys_updated_on', 'equals', '2026-02-18 11:30', 'sys_updated_on=2026-02-18 10:30:00'],
		[
			'last_position_update',
			'equals',
			'2026-02-18T10:30:00Z',
			'last_position_update=2026-02-18 10:30:00',
		],
		[
			'account.sys_created_on',
			'lessThan',
			1771410600,
			'account.sys_created_on<2026-02-18 10:30:00',
		],
		['last_login', 'equals', ' 2026-02-18 ', 'last_login=2026-02-18'],
		['last_login', 'greaterThan', '2026-02-18T23:30:00+01:00', 'last_login>2026-02-18'],
		['account', 'equals', ID.toUpperCase(), `account=${ID}`],
		[
			'account',
			'equals',
			`https://${HOST}/nav_to.do?uri=customer_account.do?sys_id=${ID}`,
			`account=${ID}`,
		],
		['account', 'startsWith', 'Box', 'accountSTARTSWITHBox'],
	])('%s %s %j: %s', (column, operator, value, query) => {
		expect(queryOf(row(column, operator, value))).toBe(query);
	});

	test('conditions that must all be met', () => {
		const rows = [row('city', 'equals', 'Bern'), row('city', 'notIn', ['a', 'b,c'])];
		for (const matchType of [undefined, '', 'allFilters']) {
			const { query, all, each } = filtersOf(withRows(rows, matchType), HOST);
			expect(query).toBe('city=Bern^cityNOT INa^city!=b,c');
			expect(all).toMatchObject([{ column: 'city', values: ['Bern'] }, { values: ['a', 'b,c'] }]);
			expect(each).toEqual(all);
		}
	});

	test('conditions of which one must be met', () => {
		const rows = [row('city', 'equals', 'Bern'), row('name', 'isEmpty')];
		const { query, all, each } = filtersOf(withRows(rows, 'anyFilter'), HOST);
		expect(query).toBe('city=Bern^ORnameISEMPTY');
		expect(all).toEqual([]);
		expect(each).toHaveLength(2);
	});

	test('one condition, whatever Must Match is', () => {
		const { query, all } = filtersOf(withRows([row('city', 'notIn', ['a', 'b,c'])], '?'), HOST);
		expect(query).toBe('cityNOT INa^city!=b,c');
		expect(all).toHaveLength(1);
		expect(filtersOf(contextOf({}), HOST)).toEqual({ query: '', all: [], each: [] });
	});
});

describe('a filter is refused', () => {
	const VALUE = '"Filters: Value" (filters[0].value)';
	const COLUMN = '"Filters: Column" (filters[0].column)';

	test.each<[object, string, RegExp]>([
		[row('', 'equals', 'a'), `${COLUMN} is empty`, /^Select the column/],
		[
			row('City!', 'equals', 'a'),
			`${COLUMN} is not a column name: "City!"`,
			/such as u_loyalty_tier/,
		],
		[row('city^x', 'equals', 'a'), `${COLUMN} is not a column name: "city^x"`, /^Select/],
		[row('^city', 'equals', 'a'), `${COLUMN} is not a column name: "^city"`, /^Select/],
		[row('a.', 'equals', 'a'), `${COLUMN} is not a column name: "a."`, /^Select/],
		[row('a..b', 'equals', 'a'), `${COLUMN} is not a column name: "a..b"`, /^Select/],
		[row(7, 'equals', 'a'), `${COLUMN} is not a column name: 7`, /^Select/],
		[row('a'.repeat(201), 'equals', 'a'), `${COLUMN} is not a column name: "aaa`, /^Select/],
		[
			row('city', '=', 'a'),
			'"Filters: Operator" (filters[0].operator) is not one of its choices: "="',
			/^Use one of: /,
		],
		[row('city', 'equals', ''), `${VALUE} is empty`, /^Check the expression/],
		[row('city', 'in', ' , '), `${VALUE} is empty`, /^Check/],
		[row('city', 'in', []), '"Filters: Value" (filters[0].value) ', /./],
		[row('city', 'contains', null), `${VALUE} is empty`, /^Check/],
		[
			row('city', 'equals', ['a', 'b']),
			`${VALUE} is a list: ["a","b"]`,
			/^Use the operator Is One Of or/,
		],
		[row('city', 'contains', 'undefined'), `${VALUE} comes from an expression`, /^Check/],
		[row('city', 'equals', 'a^b'), `${VALUE} contains "^"`, /^ServiceNow reads/],
		[row('city', 'contains', 'javascript:x'), `${VALUE} is a script`, /^The instance would run/],
		[row('email', 'equals', 'n/a'), `${VALUE} identifies nothing: "n/a"`, /^Check/],
		[row('phone', 'in', '1234567,anonymous'), `${VALUE} identifies nothing: "anonymous"`, /^Check/],
		[row('mobile_phone', 'equals', 'unknown'), `${VALUE} identifies nothing: "unknown"`, /^Check/],
		[row('home_phone', 'equals', 'unknown'), `${VALUE} identifies nothing: "unknown"`, /^Check/],
		[
			row('account', 'equals', 'Boxeo'),
			`${VALUE} is not a sys_id: "Boxeo"`,
			/^The column "account" refers to a record\. .* or the column account\.name/,
		],
		[row('account', 'equals', `${ID}0`), `${VALUE} is not a sys_id`, /^The column/],
		[row('last_login', 'equals', 'yesterday'), `${VALUE} is not`, /./],
		[row('last_login', 'equals', 'x2026-02-18'), `${VALUE} is not`, /./],
		[row('last_login', 'equals', '2026-02-18x'), `${VALUE} is not`, /./],
		[row('u_a', 'equals', '02/18/2026'), `${VALUE} is a date in a notation`, /"Query"/],
	])('%j', (given, message, advice) => {
		const [why, what] = refusal(() => queryOf(given));
		expect(why.startsWith(message)).toBe(true);
		expect(what).toMatch(advice);
	});

	test('by the number of its row', () => {
		const [message] = refusal(() => queryOf(row('city', 'isEmpty'), row('city', 'equals', '')));
		expect(message).toBe('"Filters: Value" (filters[1].value) is empty');
	});

	test('where one of several must be met, and it would need two conditions', () => {
		const rows = [row('city', 'equals', 'Bern'), row('city', 'notIn', ['a', 'b,c'])];
		const [message, advice] = refusal(() => filtersOf(withRows(rows, 'anyFilter'), HOST));
		expect(message).toBe('"Filters: Value" (filters[1].value) has a comma within a value');
		expect(advice).toMatch(/^ServiceNow splits .* takes values without a comma\.$/);
	});

	test.each(['any', true])('with Must Match of %j', (matchType) => {
		const rows = [row('city', 'isEmpty'), row('name', 'isEmpty')];
		const [message, advice] = refusal(() => filtersOf(withRows(rows, matchType), HOST));
		expect(message).toBe(`"Must Match" is not one of its choices: ${JSON.stringify(matchType)}`);
		expect(advice).toMatch(/^Use one of: allFilters, anyFilter\.$/);
	});
});

test('a column of up to 200 characters is taken', () => {
	const column = 'a'.repeat(200);
	expect(queryOf(row(column, 'isEmpty'))).toBe(`${column}ISEMPTY`);
});

test.each([
	['email', true],
	['account', true],
	['active', true],
	['sys_created_on', true],
	['account.sys_updated_on', true],
	['account.email', false],
	['account.sys_created_on.x', false],
	['u_sys_created_on', false],
	['city', false],
])('whether it is known what %s holds: %s', (column, expected) => {
	expect(isKnownColumn(column)).toBe(expected);
});

describe('the order', () => {
	const sort = (...orders: object[]) => sortOf(contextOf({ sort: { orders } } as IDataObject));

	test('has its columns one after another', () => {
		expect(sort()).toBe('');
		expect(sortOf(contextOf({}))).toBe('');
		expect(
			sort({ column: 'city', direction: 'ORDERBY' }, { column: 'name', direction: 'ORDERBYDESC' }),
		).toBe('ORDERBYcity^ORDERBYDESCname');
	});

	test.each<[object, string]>([
		[{ column: 'x^y', direction: 'ORDERBY' }, '"Sort: Column" (sort[1].column) is not a column'],
		[
			{ column: 'city', direction: 'up' },
			'"Sort: Direction" (sort[1].direction) is not one of its choices',
		],
	])('%j is refused', (order, message) => {
		const [why, what] = refusal(() => sort({ column: 'a', direction: 'ORDERBY' }, order));
		expect(why.startsWith(message)).toBe(true);
		expect(what).toMatch(/^(Select the |Use one of: )/);
	});
});
