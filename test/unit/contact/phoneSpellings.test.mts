import { readPhoneNumber } from '../../../nodes/shared/platform/phoneNumber';
import { isSamePhoneNumber } from '../../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/phoneNumber';
import {
	spellingsOf,
	tailSpellings,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/phoneSpellings';

function spellings(text: string): string[] {
	return spellingsOf(readPhoneNumber(text)!, text);
}

const NUMBERS = [
	'+13172225555',
	'(317) 222-5555',
	'+442079460018',
	'020 7946 0018',
	'+33123456789',
	'+4930123456',
	'+41446681800',
	'+353 1 234 5678',
	'+390612345678',
	'12345',
];

test.each(NUMBERS)('every spelling of %s is the same number, and no list', (text) => {
	const found = spellings(text);
	expect(found.length).toBeLessThanOrEqual(40);
	expect(new Set(found).size).toBe(found.length);
	expect(found.filter((each) => !isSamePhoneNumber(each, text))).toEqual([]);
	expect(found.filter((each) => /[,^]/.test(each))).toEqual([]);
});

test.each([
	['+13172225555', ['(317) 222-5555', '317-222-5555', '3172225555', '+1 (317) 222-5555']],
	['(317) 222-5555', ['+13172225555', '+1 317 222 5555', '317.222.5555']],
	['+442079460018', ['020 7946 0018', '+44 20 7946 0018', '00442079460018', '02079460018']],
	['+33123456789', ['01 23 45 67 89', '+33 1 23 45 67 89']],
	['+41446681800', ['044 668 18 00', '+41 44 668 18 00']],
	['+49 30 1234567', ['030 1234567', '+49 (0)30 1234567']],
])('%s is looked for as %j too', (text, usual) => {
	expect(spellings(text)).toEqual(expect.arrayContaining(usual));
});

test.each([
	[
		'+13172225678',
		'+13172225678|13172225678|3172225678|+1 317 222 5678|+1 (317) 222-5678|(317) 222-5678|317-222-5678|+1-317-222-5678|1-317-222-5678|+1 317-222-5678|317.222.5678|+1.317.222.5678|317 222 5678|(317)222-5678|(317) 222 5678|+1 (317) 222 5678|+1(317)222-5678|1 (317) 222-5678|1 317 222 5678|+1 3172225678|317 222-5678|0013172225678',
	],
	[
		'+4930123456',
		'+4930123456|4930123456|004930123456|030123456|30123456|+49 30123456|+49 30 123456|+49-30-123456|030 123456|030-123456|(030) 123456|+49 (0)30 123456|+49 301 23456|+49-301-23456|0301 23456|0301-23456|(0301) 23456|+49 (0)301 23456|+49 3012 3456|+49-3012-3456|03012 3456|03012-3456|(03012) 3456|+49 (0)3012 3456',
	],
	// An area code leaves four digits at least.
	[
		'+49 3012345',
		'+493012345|493012345|00493012345|03012345|3012345|+49 3012345|+49 30 12345|+49-30-12345|030 12345|030-12345|(030) 12345|+49 (0)30 12345|+49 301 2345|+49-301-2345|0301 2345|0301-2345|(0301) 2345|+49 (0)301 2345',
	],
	[
		'020 7946 0018',
		'02079460018|2079460018|020 7946 0018|020-7946-0018|(020) 7946 0018|20 7946 0018|20-7946-0018|0207 946 0018|0207-946-0018|(0207) 946 0018|207 946 0018|207-946-0018|020 79 46 00 18|020-79-46-00-18|(020) 79 46 00 18|20 79 46 00 18|20-79-46-00-18|02079 460 018|02079-460-018|(02079) 460 018|2079 460 018|2079-460-018|020 79460018|020-79460018|(020) 79460018|20 79460018|20-79460018|0207 9460018|0207-9460018|(0207) 9460018|207 9460018|207-9460018|02079 460018|02079-460018|(02079) 460018|2079 460018|2079-460018',
	],
	['12345', '12345'],
])('%s is looked for as these, and nothing else', (text, all) => {
	expect(spellings(text)).toEqual(all.split('|'));
});

test.each([
	['+49 30 12 34 567', ['+49 30 12 34 567', '030 12 34 567']],
	['0 30 12 34 56', ['030 12 34 56', '30-12-34-56']],
	['+1 (317) 22-25-678', ['+1 (317) 222-5678']],
])('%s is looked for in the groups in which it is written', (text, own) => {
	expect(spellings(text)).toEqual(expect.arrayContaining(own));
});

test('the last digits are looked for together first', () => {
	const [first, others] = tailSpellings(readPhoneNumber('+13172225678')!);
	expect(first).toEqual(['5678']);
	expect(others).toEqual(
		expect.arrayContaining(['56 78', '5-678', '56\u00a078', '５６７８', '٥٦٧٨']),
	);
});

test.each([
	['+13172225555 x105', '+13172225555', true],
	['+13172225555 x105', '+13172225555 x106', false],
	['12345', '+4912345', false],
	['12345', '1-23-45', true],
	['+493012345', '+433012345', false],
	['Ann', 'Ann', false],
	['+13172225555', 'Ann', false],
	['+13172225555 x105', '3172225555 ext. 105', true],
	['+4930123456', '+14930123456', false],
	// A number within a country has seven digits at least, and its code three at most.
	['1234567', '+491234567', true],
	['123456', '+49123456', false],
	['1234567', '+3531234567', true],
	['1234567', '+12341234567', false],
	['01234567', '1234567', true],
	['1203456', '+491203456', true],
])('%s and %s: %s', (a, b, expected) => {
	expect(isSamePhoneNumber(a, b)).toBe(expected);
	expect(isSamePhoneNumber(b, a)).toBe(expected);
});
