import { columnValue } from '../../../nodes/shared/input/columnValue';
import { variableValue } from '../../../nodes/shared/input/freeValue';
import { parseJson } from '../../../nodes/shared/input/json';
import { optionsOf, parameterOf, settingsOf } from '../../../nodes/shared/input/parameters';
import { isDateObject, plainValue } from '../../../nodes/shared/input/plainValue';
import { queryValue } from '../../../nodes/shared/input/queryValue';
import { assertExact, assertSendable, isEmpty } from '../../../nodes/shared/input/sendable';
import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { customized, fieldOf, refusal, whyNot } from './field.mts';

const field = fieldOf();

const DATE = new Date('2026-02-18T10:30:00Z');

describe('the value of a column', () => {
	test.each<[unknown, unknown]>([
		['text', 'text'],
		[7, 7],
		[false, false],
		['', undefined],
		[{ value: 'a', display_value: 'A' }, 'a'],
		[['a ', 2, '', { link: 'https://x', value: 'b' }], 'a,2,b'],
		[DATE, '2026-02-18 10:30:00'],
		['2026-02-18T11:30:00+01:00', '2026-02-18 10:30:00'],
		['2026-02-18', '2026-02-18'],
		// In the form of a time, and none.
		['2026-02-31T25:61:00Z', '2026-02-31T25:61:00Z'],
	])('%j is sent as %j', (given, sent) => {
		expect(columnValue(given, field)).toBe(sent);
	});

	test.each<[unknown, string, string]>([
		[{ a: 1 }, '"Label" is an object: {"a":1}', 'A column takes a single value.'],
		[['a,b'], '"Label" is a list with something that cannot stand between commas: "a,b"', ''],
		[['a', { b: 1 }], '"Label" is a list with something that cannot', 'ServiceNow keeps a list'],
		[['a', 'undefined'], '"Label" comes from an expression that failed: "undefined"', ''],
		['undefined', '"Label" comes from an expression that failed: "undefined"', ''],
		[
			'02/18/2026',
			'"Label" is a date in a notation that ServiceNow does not read: "02/18/2026"',
			'Use YYYY-MM-DD for a day, or an ISO 8601 time such as 2026-02-18T11:30:00+01:00. If the column keeps dates as text, turn off "Check Documented Limits".',
		],
	])('%j is refused', (given, message, advice) => {
		const [why, what] = refusal(() => columnValue(given, field));
		expect(why.startsWith(message)).toBe(true);
		expect(what.startsWith(advice)).toBe(true);
	});

	test('may look like a date where limits are not held', () => {
		expect(columnValue('02/18/2026', customized)).toBe('02/18/2026');
	});
});

describe('the value of a variable', () => {
	test.each<[unknown, unknown]>([
		[
			{ a: [1, { b: null }], c: DATE },
			{ a: [1, { b: null }], c: DATE },
		],
		[{ value: 'a', mode: 'id' }, 'a'],
		[{}, undefined],
		[DATE, '2026-02-18 10:30:00'],
		['2026-02-18T11:30:00+01:00', '2026-02-18T11:30:00+01:00'],
	])('%j is sent as %j', (given, sent) => {
		expect(variableValue(given, field)).toEqual(sent);
	});

	test.each([['undefined'], [{ a: [{ b: 'undefined' }] }]])('%j is refused', (given) => {
		expect(whyNot(() => variableValue(given, field))).toBe(
			'"Label" comes from an expression that failed: "undefined"',
		);
	});
});

describe('JSON text', () => {
	test.each<[string, unknown]>([
		['{"id": 12345678901234567890}', { id: '12345678901234567890' }],
		['[-12345678901234567890, 7, -7]', ['-12345678901234567890', 7, -7]],
		['[1.5, 1e3, 12345678901234567890.5]', [1.5, 1000, 12345678901234567890.5]],
		['["12345678901234567890", "a\\"1"]', ['12345678901234567890', 'a"1']],
		['null', null],
	])('%s', (text, value) => {
		expect(parseJson(text)).toEqual({ value });
	});

	test('that is none has no value', () => {
		expect(parseJson('{"a":')).toBeUndefined();
	});
});

describe('a parameter', () => {
	/** A node with these parameters as it stores them; each expression is evaluated to `evaluated`. */
	function contextOf(stored: Record<string, unknown>) {
		const read = jest.fn((name: string, otherwise?: unknown, options?: object) =>
			options === undefined ? 'evaluated' : (stored[name] ?? otherwise),
		);
		return { context: { getNodeParameter: read } as unknown as IExecutePaginationFunctions, read };
	}

	test.each<[unknown, unknown]>([
		['={{ $json.a }}', 'evaluated'],
		[{ a: 'x', b: { c: ['=1'] } }, 'evaluated'],
		['a=', 'a='],
		[
			{ a: 'x', b: [null, 1, true] },
			{ a: 'x', b: [null, 1, true] },
		],
		[undefined, ''],
	])('%j is %j', (stored, value) => {
		const { context, read } = contextOf({ field: stored });
		expect(parameterOf(context, 'field')).toEqual(value);
		expect(read).toHaveBeenNthCalledWith(1, 'field', '', { rawExpressions: true });
		expect(read).toHaveBeenCalledTimes(value === 'evaluated' ? 2 : 1);
	});

	test('of the options, and of settings beside them', () => {
		const { context } = contextOf({ options: { a: 1 }, one: 1, two: '=2' });
		expect(optionsOf(context)).toEqual({ a: 1 });
		expect(optionsOf(contextOf({}).context)).toEqual({});
		expect(settingsOf(context, ['one', 'two'])).toEqual({ one: 1, two: 'evaluated' });
		expect(settingsOf(context)).toEqual({});
	});
});

test.each<[unknown, unknown]>([
	[{ __rl: true, value: 'a' }, 'a'],
	[{ mode: 'id', value: { link: 'https://x', value: 'a' } }, 'a'],
	[{ display_value: 'A', value: 'a' }, 'a'],
	[
		{ value: 'a', other: 1 },
		{ value: 'a', other: 1 },
	],
	[{ mode: 'id' }, { mode: 'id' }],
	['a', 'a'],
	[null, null],
])('without its wrapping, %j is %j', (wrapped, plain) => {
	expect(plainValue(wrapped)).toEqual(plain);
});

test.each<[unknown, boolean]>([
	[DATE, true],
	[{ valueOf: () => 7 }, true],
	[{ valueOf: () => 'a' }, false],
	[{ valueOf: 7 }, false],
	[Object.create(null), false],
	[{}, false],
	[7, false],
	[null, false],
])('%j is a date object: %s', (value, expected) => {
	expect(isDateObject(value)).toBe(expected);
});

test.each<[unknown, boolean]>([
	[undefined, true],
	[null, true],
	[' \u200b\n', true],
	['a', false],
	[[], true],
	[[null], false],
	[{}, true],
	[{ a: null }, false],
	[DATE, false],
	[0, false],
	[false, false],
])('%j is empty: %s', (value, expected) => {
	expect(isEmpty(value)).toBe(expected);
});

describe('what must not be sent', () => {
	test.each<[number, string]>([
		[NaN, 'Label is NaN'],
		[-Infinity, 'Label is -Infinity'],
		[2 ** 53, 'Label is a number that has lost digits: 9007199254740992'],
	])('%s', (number, message) => {
		expect(whyNot(() => assertExact(number, 'Label'))).toBe(message);
	});

	test.each([1.5, -7, 2 ** 53 - 1, 1e-9])('%s may be', (number) => {
		expect(() => assertExact(number, 'Label')).not.toThrow();
	});

	test.each<[unknown, string]>([
		[NaN, '"Label" is NaN'],
		[{ a: [1, { b: NaN }] }, '"Label" (path.a[1].b) is NaN'],
		[{ ['constructor']: 1 }, '"Label" contains the key "constructor"'],
		[{ a: { ['prototype']: 1 } }, '"Label" (path.a) contains the key "prototype"'],
		[JSON.parse('{"a":[{"__proto__":1}]}'), '"Label" (path.a[0]) contains the key "__proto__"'],
	])('%j', (value, message) => {
		expect(whyNot(() => assertSendable(value, 'Label', 'path'))).toBe(message);
	});

	const nested = (levels: number): object => (levels === 0 ? { a: 1 } : { a: nested(levels - 1) });

	test('is nested more than 100 levels deep', () => {
		expect(() => assertSendable(nested(100), 'Label', 'path')).not.toThrow();
		expect(refusal(() => assertSendable(nested(101), 'Label', 'path'))).toEqual([
			'"Label" is nested more than 100 levels deep',
			'Use a flatter object.',
		]);
	});

	test.each([[DATE], ['constructor'], [null], [undefined], [true], [[1, 'a']]])(
		'%j may be',
		(value) => {
			expect(() => assertSendable(value, 'Label', 'path')).not.toThrow();
		},
	);

	test('is not looked for in a date object', () => {
		const date = Object.assign(new Date(), { lost: NaN });
		expect(() => assertSendable(date, 'Label', 'path')).not.toThrow();
	});
});

describe('a value of a condition', () => {
	test.each<[unknown, string]>([
		[' a ', 'a'],
		[7, '7'],
		['x'.repeat(12_000), 'x'.repeat(12_000)],
	])('%j is taken', (given, taken) => {
		expect(queryValue(given, 'Value')).toBe(taken);
	});

	test.each<[unknown, string, RegExp]>([
		['', '"Value" is empty', /^Check the expression: an empty value would match/],
		[null, '"Value" is empty', /^Check/],
		[undefined, '"Value" is empty', /^Check/],
		['a^b', '"Value" contains "^"', /^ServiceNow reads it as the start of another condition/],
		['javascript:gs.now()', '"Value" is a script', /^The instance would run a value/],
		[
			'x'.repeat(12_001),
			'"Value" has 12001 characters; a URL carries at most 12000',
			/^Shorten it/,
		],
	])('%j is refused', (given, message, advice) => {
		const [why, what] = refusal(() => queryValue(given, 'Value'));
		expect(why).toBe(message);
		expect(what).toMatch(advice);
	});
});
