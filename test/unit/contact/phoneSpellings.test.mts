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
])('%s and %s: %s', (a, b, expected) => {
	expect(isSamePhoneNumber(a, b)).toBe(expected);
	expect(isSamePhoneNumber(b, a)).toBe(expected);
});
