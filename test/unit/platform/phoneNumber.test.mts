import { isPhoneList, readPhoneNumber } from '../../../nodes/shared/platform/phoneNumber';

test.each([
	'+442079460018',
	'+44 20 7946 0018',
	'+44 (0)20 7946 0018',
	'+44(0) 20 7946 0018',
	'+44 (020) 7946 0018',
	'(+44) (0)20 7946 0018',
	'+44 [0] 20 7946 0018',
	'0044 (0)20-7946-0018',
	'0044-20-79460018',
	'+44.20.7946.0018',
	'+44/20/7946/0018',
	'\u202a+44 20 7946 0018\u202c',
	'\ufeff+44\u00a020\u00a07946\u00a00018',
	'+44\u200b20\u20117946\u20130018',
	'+44 20 7946\u20600018\n',
	'＋４４ ２０ ７９４６ ００１８',
	'+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨',
	'+۴۴ ۲۰ ۷۹۴۶ ۰۰۱۸',
	'tel:+44-20-7946-0018',
	'TEL: +44 20 7946 0018',
	'tel:%2B442079460018',
	'%2B442079460018',
	'sip:+442079460018@carrier.example',
	'sips:+442079460018@carrier.example;transport=tls?subject=call',
	'sip:+442079460018;user=phone@carrier.example',
	'"Ann Lee" <sip:+442079460018@carrier.example>;tag=1',
	'<tel:+442079460018>',
	'whatsapp:+442079460018',
	'+44 0 20 7946 0018',
	'+4402079460018',
	'011 44 20 7946 0018',
	'+44·20·7946·0018',
	'“+44 20 7946 0018”',
	"'+442079460018",
	'+442079460018.0',
	'tel:2079460018;phone-context=+44',
])('%j has the normal form', (text) => {
	expect(readPhoneNumber(text)).toEqual({
		normal: '+442079460018',
		digits: '442079460018',
		isInternational: true,
	});
});

test.each([
	['+1 317 222 5555,,105#', '105'],
	['+1 317 222 5555,105', '105'],
	['+1 317 222 5555;105', '105'],
	['+13172225555p105', '105'],
	['+1 317 222 5555 x105', '105'],
	['+1 317 222 5555x105', '105'],
	['+1 317 222 5555 ext. 105', '105'],
	['+1 317 222 5555, ext 105', '105'],
	['+1 317 222 5555 Extension: 105', '105'],
	['+1 317 222 5555 #105', '105'],
	['+1 317 222 5555 ext. 3+1', '31'],
	['+1 317 222 5555,,1,,2#', '12'],
	['tel:+1-317-222-5555;ext=105', '105'],
	['+1 317 222 5555 / 105', '105'],
	['+1 (317) 222-5555 – 105', '105'],
	['+1 317 222 5555 доб. 105', '105'],
	['+1 317 222 5555 int. 105', '105'],
	['sip:+13172225555;ext=105@carrier.example', '105'],
])('%j has an extension', (text, extension) => {
	expect(readPhoneNumber(text)).toEqual({
		normal: '+13172225555',
		digits: '13172225555',
		isInternational: true,
		extension,
	});
});

test.each([
	['(020) 7946 0018', '02079460018'],
	['12345', '12345'],
	['sip:1000@pbx.example', '1000'],
	['+39 (0)6 1234 5678', '+390612345678'],
	['030/1234567', '0301234567'],
	['44 (0)20 7946 0018', '442079460018'],
	['13172225555.0', '13172225555'],
	['+229 01 97 12 34 56', '+2290197123456'],
	['+49 30 123456-78', '+493012345678'],
])('%j is %s', (text, normal) => {
	expect(readPhoneNumber(text)?.normal).toBe(normal);
});

test.each([
	'',
	'12',
	'0000000',
	'+0 20 7946 0018',
	'+44 20 7946 0018 0018 0018',
	'1-800-FLOWERS',
	'anonymous',
	'ann@x.example',
	'sip:ann@x.example',
	'sip:%zz@x.example',
	'+44 +20',
	'2026-02-18T11:30:00',
	'1; DROP',
])('%j is no phone number, and no list of them', (text) => {
	expect(readPhoneNumber(text)).toBeUndefined();
	expect(isPhoneList(text)).toBe(false);
});

test.each([
	'+44 20 7946 0018, +44 20 7946 0019',
	'020 7946 0018; 020 7946 0019',
	'+442079460018/+442079460019',
	'555 0100\n555 0101',
	'020 7946 0018 or 020 7946 0019',
	'5550100, 5550101',
	'+442079460018 | +442079460019',
])('%j is a list, and no number', (text) => {
	expect(readPhoneNumber(text)).toBeUndefined();
	expect(isPhoneList(text)).toBe(true);
});

test('a number with an extension is no list', () => {
	expect(isPhoneList('+1 317 222 5555,,105#')).toBe(false);
});
