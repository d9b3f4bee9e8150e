import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { emailOrPhoneKey } from '../../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/emailOrPhone';
import {
	columnKey,
	readKey,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/key';
import { refusal } from '../input/field.mts';

test.each([
	['ann@x.example', 'email address', ['email']],
	['"Ann" <Ann@X.example>', 'email address', ['email']],
	['mailto:ann@x.example', 'email address', ['email']],
	['+13172225678', 'phone number', ['phone', 'mobile_phone', 'home_phone']],
	['12345', 'phone number', ['phone', 'mobile_phone', 'home_phone']],
	['sip:+13172225678@carrier.example', 'phone number', ['phone', 'mobile_phone', 'home_phone']],
	['<sips:+13172225678@x.example>', 'phone number', ['phone', 'mobile_phone', 'home_phone']],
	['tel:+13172225678', 'phone number', ['phone', 'mobile_phone', 'home_phone']],
])('%s is an %s', (value, what, columns) => {
	expect(readKey(value)).toMatchObject({ what, columns });
});

test.each([
	['Ann@X.example', ['Ann@X.example', 'ann@x.example']],
	['ann@x.example', ['ann@x.example']],
	[' mailto:ann@x.example', ['ann@x.example', 'mailto:ann@x.example', ' mailto:ann@x.example']],
])('an address such as %j is compared with %j, and by no part', (value, texts) => {
	expect(readKey(value)).toMatchObject({ texts, parts: [] });
});

test('a number is compared as it was given, too', () => {
	const { texts } = readKey(' (317) 222-5678');
	expect(texts).toEqual(
		expect.arrayContaining(['(317) 222-5678', ' (317) 222-5678', '+13172225678']),
	);
	expect(new Set(texts).size).toBe(texts.length);
});

describe('how alike a stored text is', () => {
	test.each<[string, string, number | undefined]>([
		['Ann@x.example', 'Ann@x.example', 0],
		['Ann@x.example', 'ann@X.EXAMPLE', 1],
		['Ann@x.example', '<ann@x.example>', 1],
		['Ann@x.example', 'bob@x.example', undefined],
		['Ann@x.example', 'Ann', undefined],
		['+13172225678', '+13172225678', 0],
		['+13172225678', '\u200b+13172225678', 1],
		['+13172225678', '317-222-5678', 2],
		['+13172225678 x12', '317-222-5678 ext. 12', 2],
		['+13172225678', '317-222-5678 x12', 3],
		['+13172225678', '317-222-5679', undefined],
		['+13172225678', 'Ann', undefined],
	])('%s and %s: %s', (value, stored, distance) => {
		expect(readKey(value).distance(stored)).toBe(distance);
	});

	test('in a column that is no address and no number, blanks around do not count', () => {
		const { distance } = columnKey('custom column', 'u_id', 'C-1');
		expect(['C-1', ' C-1 ', 'c-1', 'C-12'].map(distance)).toEqual([0, 0, undefined, undefined]);
	});
});

test.each([
	[
		'1234',
		'"Email or Phone" is neither an email address nor a phone number: "1234"',
		/at least five/,
	],
	['Ann', '"Email or Phone" is neither an email address nor a phone number: "Ann"', /^Enter one/],
	['anonymous', '"Email or Phone" identifies nothing: "anonymous"', /^Check the expression\. For/],
	[
		'+13172225678, +13172225679',
		'"Email or Phone" has several phone numbers: "+13172225678, +13172225679"',
		/^Use one of them\.$/,
	],
])('%s is refused', (value, message, advice) => {
	const [why, what] = refusal(() => readKey(value));
	expect(why).toBe(message);
	expect(what).toMatch(advice);
});

test('what is refused is called as its field', () => {
	expect(refusal(() => readKey('Ann', 'Mobile Phone'))[0]).toMatch(/^"Mobile Phone" is neither/);
});

describe('the field Email or Phone', () => {
	/** @param typed what the panel has; its value where that is an expression */
	const keyOf = (typed: string, value: unknown, isSelected: boolean) => {
		const context = {
			getNodeParameter: (name: string, otherwise: string, options?: object) => {
				expect([name, otherwise]).toEqual(['emailOrPhone', '']);
				return options === undefined ? value : typed;
			},
		};
		return emailOrPhoneKey(context as unknown as IExecutePaginationFunctions, isSelected);
	};

	test.each([true, false])('that is left empty looks for nobody', (isSelected) => {
		expect(keyOf('', '', isSelected)).toBeUndefined();
	});

	test.each([true, false])('that has a value looks for it', (isSelected) => {
		expect(keyOf('={{ $json.a }}', 'ann@x.example', isSelected)).toMatchObject({
			what: 'email address',
		});
	});

	test('whose expression returned nothing is left out where others select', () => {
		expect(keyOf('={{ $json.a }}', null, true)).toBeUndefined();
		const [message, advice] = refusal(() => keyOf('={{ $json.a }}', null, false));
		expect(message).toBe('"Email or Phone" is empty');
		expect(advice).toMatch(/^Check the expression: .* would match every contact\.$/);
	});
});
