import { choiceRule } from '../../../nodes/shared/input/choice';
import {
	booleanRule,
	contactPhoneRule,
	dateTimeRule,
	emailRule,
	keyRule,
	numberRule,
	phoneRule,
	plainTextRule,
	tableRule,
	textRule,
	wholeNumber,
} from '../../../nodes/shared/input/values';
import { switchOf } from '../../../nodes/shared/input/switch';
import type { Rule } from '../../../nodes/shared/input/rule';
import { customized, fieldOf, refusal, whyNot } from './field.mts';

const field = fieldOf();

describe('a text', () => {
	test.each([
		['words', 'words'],
		[7, '7'],
		[true, 'true'],
	])('%j is sent as %j', (given, sent) => {
		expect(plainTextRule(given, field)).toBe(sent);
	});

	test.each([
		[{ a: 1 }, '"Label" is not text: {"a":1}'],
		[2 ** 60, '"Label" is a number that has lost digits: 1152921504606847000'],
		['undefined', '"Label" comes from an expression that failed: "undefined"'],
	])('%j is refused', (given, message) => {
		expect(whyNot(() => plainTextRule(given, field))).toBe(message);
	});

	test('may be as long as documented', () => {
		expect(textRule(3)('abc', field)).toBe('abc');
		expect(textRule(3)('abcd', customized)).toBe('abcd');
		const [message, advice] = refusal(() => textRule(3)('abcd', field));
		expect(message).toBe('"Label" has 4 characters; ServiceNow stores at most 3');
		expect(advice).toMatch(/without warning\. If your instance/);
	});

	test.each([
		['😀😀', true],
		['😀😀b', true],
		['abcd', false],
		['😀bcd', false],
	])('that is too long, %s, says so of emoji: %s', (text, isMisleading) => {
		const [, advice] = refusal(() => textRule(3)(text, field));
		expect(advice.includes('An emoji counts as two or more.')).toBe(isMisleading);
	});
});

test('a key loses what is not seen, and has to identify something', () => {
	expect(keyRule(' call\u200b-1 ', field)).toBe('call-1');
	expect(whyNot(() => keyRule('n/a', field))).toBe('"Label" identifies nothing: "n/a"');
});

describe('a number', () => {
	test.each([
		[{}, 1.5, 1.5],
		[{}, ' 1.5 ', '1.5'],
		[{ integer: true }, '3', '3'],
		[{ integer: true }, 3, 3],
	])('by %j, %j is sent as %j', (setting, given, sent) => {
		expect(numberRule(setting)(given, field)).toBe(sent);
	});

	test.each<[object, unknown, string]>([
		[{}, 'x', '"Label" is not a number: "x"'],
		[{}, Infinity, '"Label" is not a number: Infinity'],
		[{}, true, '"Label" is not a number: true'],
		[{ integer: true }, '1.5', '"Label" is not a whole number: "1.5"'],
		[{ integer: true }, 1.5, '"Label" is not a whole number: 1.5'],
	])('by %j, %j is refused', (setting, given, message) => {
		expect(refusal(() => numberRule(setting)(given, field))).toEqual([
			message,
			'Use digits only, with a point before decimals.',
		]);
	});
});

describe('a whole number of the node itself', () => {
	test.each([
		[1, 1],
		['1', 1],
		[50, 50],
	])('%j is %j', (given, number) => {
		expect(wholeNumber('Limit', given, 1, 50)).toBe(number);
	});

	test.each([0, 51, 1.5, '', ' ', null, true, [3], 'x'])('%j is out of range', (given) => {
		const [message, advice] = refusal(() => wholeNumber('Limit', given, 1, 50));
		expect(message).toMatch(/^"Limit" is not a whole number from 1 to 50: /);
		expect(advice).toBe('Enter a whole number from 1 to 50.');
	});

	test('may have no upper end', () => {
		expect(wholeNumber('Limit', 1e9, 1)).toBe(1e9);
		expect(whyNot(() => wholeNumber('Limit', 0, 1))).toContain('a whole number of 1 or more: 0');
	});
});

describe('a switch', () => {
	test.each([
		[true, true],
		['Yes', true],
		['on', true],
		[1, true],
		[false, false],
		['no', false],
		[0, false],
		['OFF', false],
	])('%j is %j', (given, on) => {
		expect(booleanRule(given, field)).toBe(on);
	});

	test.each([[{}], [[true]], ['maybe'], [2]])('%j is neither', (given) => {
		expect(whyNot(() => booleanRule(given, field))).toMatch(/^"Label" is neither true nor false/);
	});

	test('of the node itself that is not set is as it is by default', () => {
		expect(switchOf('', 'Option', true)).toBe(true);
		expect(switchOf(undefined, 'Option', false)).toBe(false);
		expect(switchOf({ __rl: true, value: 'no' }, 'Option', true)).toBe(false);
	});
});

describe('the phone number of a call', () => {
	test.each([
		['+1 (408) 996-5744', '+14089965744'],
		['tel:+14089965744', '+14089965744'],
		['anonymous', 'anonymous'],
		['+266696687', '+266696687'],
		['Restricted\u200b ', 'Restricted'],
	])('%j is sent as %j', (given, sent) => {
		expect(phoneRule(given, field)).toBe(sent);
	});

	test.each([
		['408 996 5744', /^"Label" is not a phone number in E\.164 format: "408 996 5744"$/],
		['extension', /^"Label" is not a phone number/],
		['+14089965744, +14089965745', /^"Label" has several phone numbers: "\+14089965744, /],
		['undefined', /an expression that failed/],
	])('%j is refused', (given, message) => {
		expect(whyNot(() => phoneRule(given, field))).toMatch(message);
	});

	test('is sent as it is where limits are not held', () => {
		expect(phoneRule(' 408\u200b 996 ', customized)).toBe('408 996');
		expect(whyNot(() => phoneRule('null', customized))).toContain('an expression that failed');
	});
});

describe('a phone number of a contact', () => {
	const rule = contactPhoneRule(40);

	test.each([
		['(408) 996-5744', '(408) 996-5744'],
		["'+14089965744", '+14089965744'],
		['tel:+1-408-996-5744', '+14089965744'],
		['tel:+14089965744;ext=12', '+14089965744 x12'],
	])('%j is sent as %j', (given, sent) => {
		expect(rule(given, field)).toBe(sent);
	});

	test.each([
		['unknown', '"Label" identifies nothing: "unknown"'],
		['+14089965744 / +14089965745', /^"Label" has several phone numbers/],
		['1'.repeat(41), '"Label" has 41 characters; ServiceNow stores at most 40'],
	])('%j is refused', (given, message) => {
		const why = whyNot(() => rule(given, field));
		if (typeof message === 'string') expect(why).toBe(message);
		else expect(why).toMatch(message);
	});

	test('where limits are not held, what is no number is one, and a failed expression is none', () => {
		expect(rule('unknown', customized)).toBe('unknown');
		expect(rule('+14089965744 / +14089965745', customized)).toBe('+14089965744 / +14089965745');
		expect(whyNot(() => rule('undefined', customized))).toContain('an expression that failed');
	});
});

describe('the name of a table', () => {
	test.each([
		['customer_contact', 'customer_contact'],
		['Interaction', 'interaction'],
		[' u_calls2 ', 'u_calls2'],
	])('%j is sent as %j', (given, sent) => {
		expect(tableRule([{ label: 'Interaction', value: 'interaction' }])(given, field)).toBe(sent);
	});

	test.each(['Customer Contact', '2tables', 'u-calls', 'Account', 'undefined', 'none'])(
		'%s is none',
		(given) => {
			expect(
				refusal(() => tableRule([{ label: 'Interaction', value: 'interaction' }])(given, field)),
			).toEqual([
				`"Label" is not the name of a table: "${given}"`,
				'Use interaction. For another table, use its name, not its label.',
			]);
		},
	);
});

describe('an email address', () => {
	test('loses what mail programs write around it', () => {
		expect(emailRule('Ann Lee <ann.lee@example.com>', field)).toBe('ann.lee@example.com');
	});

	test.each([
		['ann.lee', '"Label" is not an email address: "ann.lee"'],
		['n/a', '"Label" identifies nothing: "n/a"'],
	])('%j is refused', (given, message) => {
		expect(whyNot(() => emailRule(given, field))).toBe(message);
	});

	test('is sent as it is where limits are not held', () => {
		expect(emailRule(' ann.lee\u200b ', customized)).toBe('ann.lee');
		expect(whyNot(() => emailRule('n/a', customized))).toContain('identifies nothing');
	});
});

test('a time is sent in UTC', () => {
	expect(dateTimeRule('2026-02-18T11:30:00+01:00', field)).toBe('2026-02-18 10:30:00');
	expect(dateTimeRule('2026-02-18 11:30', field)).toBe('2026-02-18 10:30:00');
});

test.each<[string, Rule]>([
	['text', plainTextRule],
	['key', keyRule],
	['choice', choiceRule([{ label: 'A', value: 'a' }])],
	['phone number', phoneRule],
	['phone number of a contact', contactPhoneRule(40)],
	['table', tableRule()],
	['email address', emailRule],
])('an object is no %s', (_what, rule) => {
	expect(refusal(() => rule({ a: 1 }, customized))).toEqual([
		'"Label" is not text: {"a":1}',
		'Enter a single value.',
	]);
});
