import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { assertTimesCompared } from '../../../nodes/ServiceNowContact/resources/contact/getAll/checks/dateCheck';
import { ignoredQuery } from '../../../nodes/ServiceNowContact/resources/contact/getAll/checks/ignoredQuery';
import {
	clausesOf,
	isViolated,
	type FilterCondition,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/filters/filterCondition';
import {
	ContactSource,
	isQueryRefused,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import type { Selection } from '../../../nodes/ServiceNowContact/resources/contact/getAll/query';
import { InvalidInputError } from '../../../nodes/shared/inputError';
import { RequestFailedError } from '../../../nodes/shared/failure';
import { refusal } from '../input/field.mts';
import { failureWith } from '../failure/failure.mts';

const ID = 'a'.repeat(32);

const filter = (column: string, chosen: string, ...values: string[]): FilterCondition => ({
	column,
	chosen,
	operator: '=',
	values,
});

describe('what a record certainly does not meet', () => {
	test.each<[string, string[], string, boolean]>([
		['equals', ['Müller'], ' MULLER ', false],
		['equals', ['5'], '5.0', false],
		['equals', ['Weiß'], 'WEISS', false],
		['equals', ['Weiß'], 'Wei', true],
		['equals', ['0'], '', true],
		['equals', ['a'], 'b', true],
		['notEquals', ['a'], 'a', true],
		['notEquals', ['a'], 'A', false],
		['in', ['a', 'b'], 'B', false],
		['in', ['a', 'b'], 'c', true],
		['notIn', ['a'], 'a', true],
		['notIn', ['a'], 'b', false],
		['isEmpty', [], '', false],
		['isEmpty', [], 'false', false],
		['isEmpty', [], '0', false],
		['isEmpty', [], 'a', true],
		['isNotEmpty', [], '', true],
		['isNotEmpty', [], 'a', false],
		['contains', ['ü'], 'ABUC', false],
		['contains', ['x'], 'abc', true],
		['contains', ['x'], ID, false],
		['contains', ['x'], `${ID}0`, true],
		['contains', ['x'], `0${ID}`, true],
		['notContains', ['b'], 'abc', true],
		['notContains', ['B'], 'abc', false],
		['notContains', ['a'], ID, false],
		['startsWith', ['A'], 'abc', false],
		['startsWith', ['b'], 'abc', true],
		['startsWith', ['b'], ID, false],
		['endsWith', ['C'], 'abc', false],
		['endsWith', ['b'], 'abc', true],
		['endsWith', ['b'], ID, false],
		['greaterThan', ['2026-01-03 00:00:00'], '2026-01-01 00:00:00', true],
		['greaterThan', ['2026-01-02 00:00:00'], '2026-01-01 00:00:00', false],
		['greaterThanOrEqual', ['2026-01-03 00:00:00'], '2026-01-01 00:00:00', true],
		['lessThan', ['2026-01-01 00:00:00'], '2026-01-03 00:00:00', true],
		['lessThan', ['2026-01-01 00:00:00'], '2026-01-02 00:00:00', false],
		['lessThanOrEqual', ['2026-01-01 00:00:00'], '2026-01-03 00:00:00', true],
		['another operator', ['a'], 'b', false],
	])('%s %j: %j is %s', (chosen, values, stored, expected) => {
		expect(isViolated(filter('x', chosen, ...values), { x: stored })).toBe(expected);
	});

	test.each([[{}], [{ x: null }], [{ x: { value: 'b' } }]])('%j does not tell', (record) => {
		expect(isViolated(filter('x', 'equals', 'a'), record as IDataObject)).toBe(false);
	});
});

test.each<[string, string, string[], string[]]>([
	['in', 'IN', ['a', 'b'], ['xINa,b']],
	['in', 'IN', ['a', 'b,c'], ['xINa^ORx=b,c']],
	['in', 'IN', ['b,c'], ['x=b,c']],
	['notIn', 'NOT IN', ['a', 'b,c'], ['xNOT INa', 'x!=b,c']],
	['equals', '=', ['a,b'], ['x=a,b']],
	['isEmpty', 'ISEMPTY', [], ['xISEMPTY']],
])('%s is asked as %s with %j', (chosen, operator, values, clauses) => {
	expect(clausesOf({ column: 'x', chosen, operator, values })).toEqual(clauses);
});

describe('a query of which the instance may have ignored a part', () => {
	const selection: Selection = {
		conditions: '',
		order: '',
		filters: [],
		allFilters: [],
		own: [],
	};

	function look(facts: Partial<Selection>, records: IDataObject[], fails = false): string {
		const options = { failOnIgnoredQuery: fails };
		const context = { getNodeParameter: () => options } as unknown as IExecutePaginationFunctions;
		return ignoredQuery(context, { ...selection, ...facts }, records);
	}

	const cities = (...names: string[]) => names.map((city) => ({ sys_id: ID, city }));

	test('is not one without contacts, or where they meet it', () => {
		expect(look({ conditions: 'u_x=1' }, [])).toBe('');
		expect(look({ conditions: 'city=Bern', order: 'ORDERBYsys_id' }, cities('Bern'))).toBe('');
		expect(look({ filters: [filter('city', 'equals', 'Bern')] }, cities('Bern', 'bern'))).toBe('');
	});

	test('names columns that no contact has', () => {
		expect(look({ conditions: 'u_x=1^city=Bern', order: 'ORDERBYu_y' }, cities('Bern'))).toBe(
			'The instance may have ignored the condition on "u_x", "u_y": none of the contacts returned has that column.',
		);
	});

	test('names one thing after another', () => {
		const facts = { conditions: 'u_x=1', filters: [filter('city', 'equals', 'Bern')] };
		expect(look(facts, cities('Bern', 'Oslo'))).toMatch(
			/"u_x": none of .* column; and the condition on "city": some/,
		);
	});

	test('names conditions that some do not meet', () => {
		const warning =
			'The instance may have ignored the condition on "city": some of the contacts returned do not meet it.';
		const found = cities('Bern', 'Oslo');
		expect(look({ filters: [filter('city', 'equals', 'Bern')] }, found)).toBe(warning);
		expect(look({ own: [filter('city', 'equals', 'Bern')] }, found)).toBe(warning);
		const both = { filters: [filter('city', 'equals', 'Bern')] };
		expect(look({ ...both, own: both.filters }, found)).toBe(warning);
	});

	test.each([
		['filters', 'filter', 2],
		['own', 'condition of "Query"', 10],
	] as const)('is an error where too many do not meet it: %s', (part, called, count) => {
		const records = [...cities('Bern'), ...cities(...Array<string>(count).fill('Oslo'))];
		const [message, advice] = refusal(() =>
			look({ [part]: [filter('city', 'equals', 'Bern')] }, records),
		);
		expect(message).toBe(`The instance did not apply the ${called} on "city"`);
		expect(advice).toMatch(/^It returned contacts that do not meet it\. .*"query_range"/);
	});

	test('names an order in which they are not, but not where they were looked up', () => {
		const records = Array.from({ length: 40 }, (_, at) => ({
			sys_id: ID,
			name: `name ${String((at * 17) % 40).padStart(2, '0')}`,
		}));
		expect(look({ order: 'ORDERBYname' }, records)).toBe(
			'The instance may have ignored the order by "name": the contacts are not in it.',
		);
		expect(look({ order: 'ORDERBYname', key: {} as never }, records)).toBe('');
	});

	test('fails where that is wanted', () => {
		expect(() => look({ conditions: 'u_x=1' }, cities('Bern'), true)).toThrow(
			expect.objectContaining({
				message:
					'The instance may have ignored the condition on "u_x": none of the contacts returned has that column',
				description: expect.stringMatching(/^Check the spelling against the table/) as string,
			}),
		);
		expect(look({ conditions: 'city=Bern' }, cities('Bern'), true)).toBe('');
	});
});

const refused = (instanceMessage: string, body: unknown = { error: {}, status: 'failure' }) =>
	new RequestFailedError(failureWith({ status: 403, instanceMessage, body }));

describe('a number that may be meant as a time', () => {
	const SECONDS = '1764331200';

	/** What a column of the instance holds, looked at by one request more. */
	async function check(column: string, value: string, held: unknown, found: IDataObject[] = []) {
		const fetchRows = jest.fn(async () => {
			if (held instanceof Error) throw held;
			return held === undefined ? [] : [{ sys_id: ID, [column]: held as string }];
		});
		const source = new ContactSource({ fetchRows });
		const error = await assertTimesCompared(
			[filter('city', 'equals', 'Bern'), filter(column, 'greaterThan', value)],
			found,
			source,
		).catch((thrown: Error) => thrown);
		return { error, fetchRows };
	}

	test.each([SECONDS, '1764331200.5', '1764331200123'])(
		'%s is refused for times',
		async (value) => {
			const { error, fetchRows } = await check('u_x', value, '2026-01-01 00:00:00');
			expect(error?.message).toBe(
				`"Filters: Value" (filters[1].value) is not a time as the column "u_x" holds it: "${value}"`,
			);
			expect((error as InvalidInputError).advice).toMatch(
				/^It holds times such as 2026-01-01 00:00:00, and .* Use an ISO 8601 time/,
			);
			expect(fetchRows).toHaveBeenCalledWith({ query: 'u_xISNOTEMPTY', offset: 0, limit: 1 });
		},
	);

	test('is refused among other values', async () => {
		const source = new ContactSource({ fetchRows: async () => [] });
		const filters = [filter('u_x', 'in', 'x', SECONDS)];
		await expect(assertTimesCompared(filters, [{ u_x: '2026-01-01' }], source)).rejects.toThrow(
			`"x, ${SECONDS}"`,
		);
	});

	test('is judged by the contacts that were found, where they tell', async () => {
		const found = [{}, { u_x: '' }, { u_x: '2026-01-01' }];
		const { error, fetchRows } = await check('u_x', SECONDS, undefined, found);
		expect(error?.message).toContain('is not a time');
		expect(fetchRows).not.toHaveBeenCalled();
	});

	test.each<[string, string, unknown]>([
		['u_x', SECONDS, '1764331200'],
		['u_x', SECONDS, undefined],
		['u_x', SECONDS, refused('Insufficient rights to query records')],
		['u_x', '12345', '2026-01-01'],
		['u_x', '12345678901', '2026-01-01'],
		['phone', SECONDS, '2026-01-01'],
	])('%#: of %s, %s, is taken', async (column, value, held) => {
		expect((await check(column, value, held)).error).toBeUndefined();
	});

	test('is not known where the request fails', async () => {
		const error = new Error('lost');
		expect((await check('u_x', SECONDS, error)).error).toBe(error);
	});
});

test.each<[unknown, boolean]>([
	[refused('Insufficient rights to query records'), true],
	[refused('Nein'), true],
	[refused('User Not Authorized'), false],
	[refused('Failed API level ACL Validation'), false],
	[refused('Nein', '<html>'), false],
	[
		new RequestFailedError(failureWith({ status: 400, body: { error: {}, status: 'failure' } })),
		false,
	],
	[new Error('x'), false],
])('%#: whether the query was refused', (error, expected) => {
	expect(isQueryRefused(error)).toBe(expected);
});

describe('a page of contacts', () => {
	const request = { query: '', offset: 0, limit: 10 };

	const sourceOf = (rows: IDataObject[], most?: number) =>
		new ContactSource({ fetchRows: async () => rows }, most);

	test('tells rows without columns from contacts', async () => {
		const source = sourceOf([{}, { sys_id: ID }]);
		expect(await source.fetch(request)).toEqual({ records: [{ sys_id: ID }], received: 2 });
		expect(source.hasUnreadable).toBe(true);
		const whole = sourceOf([{ sys_id: ID }]);
		await whole.fetch(request);
		expect(whole.hasUnreadable).toBe(false);
	});

	test.each([[{ name: 'Ann' }], [{ sys_id: '' }], [{ sys_id: 7 }]])(
		'%j has no sys_id',
		async (row) => {
			await expect(sourceOf([{ sys_id: ID }, row]).fetch(request)).rejects.toThrow(
				'The instance returned contacts without "sys_id"',
			);
		},
	);

	test('is not asked for without end', async () => {
		const source = sourceOf([], 2);
		await source.fetch(request);
		expect(source.requestsLeft).toBe(1);
		await source.fetch(request);
		await expect(source.fetch(request)).rejects.toThrow(
			'The instance did not return all contacts within 2 requests',
		);
		expect(source.requests).toBe(2);
	});

	test('of which no column can be read is an error', async () => {
		const source = sourceOf([{}]);
		expect(() => source.assertReadable([])).not.toThrow();
		await source.fetch(request);
		expect(() => source.assertReadable([{ sys_id: ID }])).not.toThrow();
		expect(() => source.assertReadable([])).toThrow('cannot read any column of the contacts found');
	});
});
