import type { BodyField } from '../../../nodes/shared/input/bodyField';
import { columnsRule, listRule, variablesRule } from '../../../nodes/shared/input/structured';
import { numberRule, plainTextRule } from '../../../nodes/shared/input/values';
import { fieldOf, refusal, whyNot } from './field.mts';

const field = fieldOf({ name: 'Context', path: 'context' });

describe('name-value pairs', () => {
	test.each<[string, unknown, unknown]>([
		[
			'as rows',
			[
				{ name: ' Lang ', value: 'en' },
				{ name: 7, value: 'x' },
			],
			{ Lang: 'en', 7: 'x' },
		],
		['as an object', { a: 1, b: '' }, { a: 1 }],
		['as JSON', '{"a": 12345678901234567890}', { a: '12345678901234567890' }],
		['as JSON rows', '[{"name": "a", "value": [1]}]', { a: [1] }],
		['without any', [], {}],
		['without a value', [{ name: 'a' }], {}],
		[
			'with one of two that is empty',
			[
				{ name: 'a', value: 1 },
				{ name: 'a', value: '' },
			],
			{ a: 1 },
		],
	])('%s', (_how, given, sent) => {
		expect(variablesRule(given, field)).toEqual(sent);
	});

	test.each<[unknown, string, RegExp]>([
		[
			'{"a":',
			'"Context" is not valid JSON: "{\\"a\\":"',
			/^Enter a JSON object such as \{ "direction": "inbound" \}\. Check quotes/,
		],
		['7', '"Context" is not an object: 7', /^Enter a JSON object such as/],
		['[1]', '"Context" is not an object: [1]', /^Enter/],
		[
			[{ name: 'a', value: 1 }, { value: 1 }],
			'"Context" is not an object: [{"name":"a","value":1},{"value":1}]',
			/^Enter/,
		],
		[
			[{ name: ' ', value: 1 }],
			'"Context" has a value without a name',
			/^Enter a name for each value/,
		],
		[[{ name: null, value: 1 }], '"Context" has a value without a name', /^Enter/],
		[[{ name: true, value: 1 }], '"Context" has a value without a name', /^Enter/],
		[{ ' ': 1 }, '"Context" has a value without a name', /^Enter/],
		[[{ name: 'constructor', value: 1 }], '"Context" contains the key "constructor"', /^Rename/],
		[{ undefined: 1 }, '"Context" comes from an expression that failed: "undefined"', /^Check/],
		[[{ name: 'a', value: { b: NaN } }], '"Context" (context.a.b) is NaN', /^Enter a number/],
		['{"a": {"__proto__": 1}}', '"Context" (context.a) contains the key "__proto__"', /^Rename/],
		[
			{ a: 'undefined' },
			'"Context" (context.a) comes from an expression that failed: "undefined"',
			/^Check/,
		],
		[
			[
				{ name: 'a', value: 1 },
				{ name: 'b', value: 1 },
				{ name: 'a ', value: 2 },
			],
			'"Context" (context.a) is set twice',
			/^Remove one of the two\./,
		],
	])('%j is refused', (given, message, advice) => {
		const [why, what] = refusal(() => variablesRule(given, field));
		expect(why).toBe(message);
		expect(what).toMatch(advice);
	});

	test('of columns have names without capital letters', () => {
		expect(columnsRule({ U_Color: 'red', u_list: ['a', 'b'] }, field)).toEqual({
			u_color: 'red',
			u_list: 'a,b',
		});
		expect(variablesRule({ Color: 'red', color: 'blue' }, field)).toEqual({
			Color: 'red',
			color: 'blue',
		});
		expect(whyNot(() => columnsRule({ Color: 'red', color: 'blue' }, field))).toBe(
			'"Context" (context.color) is set twice',
		);
	});

	test('within a list are told from it', () => {
		const inner = { ...field, name: { label: 'Logs: Context', path: 'logs[0]' } };
		expect(whyNot(() => variablesRule({ a: 'null' }, inner))).toMatch(
			/^"Logs: Context" \(context\.a\) comes from/,
		);
	});
});

describe('a list of objects', () => {
	const member = (name: string, displayName: string, rule: BodyField['rule']): BodyField => ({
		property: { name, displayName, type: 'string', default: '' },
		rule,
	});

	const members = [
		member('agent', 'Agent', plainTextRule),
		member('durationMs', 'Duration', numberRule()),
	];

	const rule = listRule({ label: 'Phone Logs', members });

	const logs = fieldOf({ name: 'Logs', path: 'logs' });

	test.each<[string, unknown, unknown]>([
		['as rows', [{ agent: 'a', durationMs: '7' }], [{ agent: 'a', durationMs: '7' }]],
		['as JSON', '[{"agent": "a"}, {}]', [{ agent: 'a' }]],
		['as one object', { agent: 'a' }, [{ agent: 'a' }]],
		['as an empty one', {}, []],
		['in any letter case', [{ AGENT: 'a', DurationMS: 1 }], [{ agent: 'a', durationMs: 1 }]],
		['in wrappings', [{ agent: { link: 'https://x', value: 'a' } }], [{ agent: 'a' }]],
		['without what is empty', [{ agent: '', durationMs: 1 }], [{ durationMs: 1 }]],
		['with columns of its own', [{ U_Color: 'red' }], [{ u_color: 'red' }]],
		[
			'with other fields',
			[{ agent: 'a', otherFields: { field: [{ name: 'u_x', value: 1 }] } }],
			[{ agent: 'a', u_x: 1 }],
		],
		['with other fields that are none', [{ agent: 'a', otherFields: 'x' }], [{ agent: 'a' }]],
		[
			'with other fields without rows',
			[{ agent: 'a', otherFields: { field: 1 } }],
			[{ agent: 'a' }],
		],
	])('%s', (_how, given, sent) => {
		expect(rule(given, logs)).toEqual(sent);
	});

	test.each<[unknown, string, RegExp]>([
		['[', '"Logs" is not valid JSON: "["', /^Enter a JSON array of objects\. Check/],
		[
			[{}, 7],
			'"Logs" contains something that is not an object: 7',
			/^Enter a JSON array of objects\.$/,
		],
		[[[1]], '"Logs" contains something that is not an object: [1]', /^Enter/],
		[
			[{}, { agent: { a: 1 } }],
			'"Phone Logs: Agent" (logs[1].agent) is not text: {"a":1}',
			/^Enter a single/,
		],
		[
			[{ durationMs: 'x' }],
			'"Phone Logs: Duration" (logs[0].durationMs) is not a number: "x"',
			/^Use digits/,
		],
		[[{ u_x: { a: 1 } }], '"Phone Logs" (logs[0].u_x) is an object: {"a":1}', /^A column/],
		[[{ agent: 'a', Agent: 'b' }], '"Phone Logs" (logs[0].agent) is set twice', /^Remove/],
		[
			[{ otherFields: { field: [{ value: 1 }] } }],
			'"Logs" has a value without a name',
			/^Enter a name/,
		],
	])('%j is refused', (given, message, advice) => {
		const [why, what] = refusal(() => rule(given, logs));
		expect(why).toBe(message);
		expect(what).toMatch(advice);
	});

	test('may need all members of a row', () => {
		const whole = listRule({ label: 'Phone Logs', members, needsAll: true });
		expect(rule([{ agent: 'a' }], logs)).toEqual([{ agent: 'a' }]);
		expect(whole([{ agent: 'a', durationMs: 1 }, {}], logs)).toEqual([
			{ agent: 'a', durationMs: 1 },
		]);
		expect(refusal(() => whole([{ agent: 'a' }], logs))).toEqual([
			'"Phone Logs: Duration" (logs[0].durationMs) is empty',
			'Set "Agent" and "Duration", or remove the row.',
		]);
	});

	test('judges a value with the row that it stands in', () => {
		const seen: unknown[] = [];
		const look = listRule({
			label: 'Logs',
			members: [member('agent', 'Agent', (_value, { row }) => void seen.push(row))],
		});
		look([{ agent: 'a', other: 'b', otherFields: {} }], logs);
		expect(seen).toEqual([{ agent: 'a', other: 'b' }]);
	});
});
