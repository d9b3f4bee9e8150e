import { isSamePhoneNumber } from '../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/phoneNumber';
import { filter, filters, useContacts } from './contacts.mts';

const { instance, insert, find, names } = useContacts();

describe('Email or Phone', () => {
	test('finds the email', async () => {
		insert(
			{ name: 'Ann', email: 'ann@example.com' },
			{ name: 'Joann', email: 'joann@example.com' },
		);
		expect(await names({ emailOrPhone: ' Ann@example.com ' })).toEqual(['Ann']);
	});

	const spellings = [
		'+44 20 7946 0018',
		'+442079460018',
		'0044 20 79460018',
		'+44 (0)20 7946-0018',
		'020 7946 0018',
		'(020) 794.600.18',
		'020 79 46 00 18',
		'+44 20 7946 0 018',
		'+44 20 7946 0018 ext. 12',
		'2079460018',
	];
	const others = [
		'+44 20 7946 0019',
		'+49 20 7946 0018',
		'7946 0018',
		'+1 442 079 46 0018',
		'0018',
		'',
	];

	test.each(spellings)('finds a number stored in any form by %s', async (typed) => {
		insert(...spellings.map((phone) => ({ name: phone, mobile_phone: phone })));
		insert(...others.map((phone) => ({ name: `other ${phone}`, phone })));
		const found = await names({ emailOrPhone: typed, returnAll: true });
		expect(found).toEqual(expect.arrayContaining(spellings));
		expect(instance.requests.length).toBeLessThanOrEqual(3);
	});

	const stored = [
		...spellings,
		'+44\u00a020\u00a07946\u00a000\u00a018',
		'+44\u201320\u20137946\u20130018',
		'020/7946/00/18',
		'+44 20 7946 0018,,105#',
		'+44 20 7946 0018;ext=105',
		'+442079460018 x105',
		'\uff0b\uff14\uff14\uff12\uff10\uff17\uff19\uff14\uff16\uff10\uff10\uff11\uff18',
		'\u0660\u0662\u0660 \u0667\u0669\u0664\u0666 \u0660\u0660\u0661\u0668',
	];

	test.each(stored)('one who has only %j is found by every spelling', async (phone) => {
		insert({ name: 'right', home_phone: phone }, { name: 'none' });
		for (const typed of [
			...spellings.filter((each) => !each.includes('ext')),
			phone,
			'tel:+44-20-7946-0018',
			'sip:+442079460018@carrier.example',
			'\u202a+44\u2011207946\u200b0018',
		]) {
			const before = instance.requests.length;
			const { json } = await find({ emailOrPhone: typed, limit: 1 });
			expect([typed, json.map(({ name }) => name)]).toEqual([typed, ['right']]);
			expect(instance.requests.length - before).toBeLessThanOrEqual(3);
		}
	});

	test.each(['12345', '1-2345', '4711-12'])('finds the internal number %s', async (phone) => {
		insert({ name: 'right', phone }, { name: 'other', phone: '+1 317 221 2345' });
		expect(await names({ emailOrPhone: phone.replace('-', '') })).toEqual(['right']);
		expect(await names({ emailOrPhone: phone })).toEqual(['right']);
	});

	test.each(['+1 317 222 5555,,105#', '+1 317 222 5555 x105', '+13172225555;ext=105'])(
		'tells the extensions of one number apart: %s',
		async (typed) => {
			insert(
				{ name: '104', phone: '+1 317 222 5555 x104' },
				{ name: '105', phone: '+1 317 222 5555,,105#' },
			);
			expect(await names({ emailOrPhone: typed })).toEqual(['105']);
			expect(await names({ emailOrPhone: '+13172225555' })).toEqual(['104', '105']);
		},
	);

	test('the very text comes first', async () => {
		insert(
			{ name: 'alike', phone: '+442079460018' },
			{ name: 'same', phone: '020 7946 0018' },
			{ name: 'alike too', phone: '2079460018' },
		);
		const { json } = await find({ emailOrPhone: '020 7946 0018', limit: 1 });
		expect(json.map(({ name }) => name)).toEqual(['same']);
		expect(instance.requests).toHaveLength(1);
	});

	test('an order of the user stands above what is alike', async () => {
		insert({ name: 'A', phone: '2079460018' }, { name: 'B', phone: '020 7946 0018' });
		const { json } = await find({
			emailOrPhone: '020 7946 0018',
			sort: { orders: [{ column: 'name', direction: 'ORDERBY' }] },
		});
		expect(json.map(({ name }) => name)).toEqual(['A', 'B']);
	});

	test.each([
		'mailto:ann.b@x.example',
		'<ann.b@x.example>',
		'Ann B <Ann.B@x.example>',
		'\ufeffann.b@x.example\n',
		'\u00a0ann.b@x.example\u00a0',
	])('understands the email in %j', async (typed) => {
		insert({ name: 'Ann', email: 'ann.b@x.example' }, { name: 'Joann', email: 'b@x.example' });
		expect(await names({ emailOrPhone: typed })).toEqual(['Ann']);
		expect(instance.requests).toHaveLength(1);
	});

	test('an email that is stored with blanks is found by the same text', async () => {
		insert({ name: 'Ann', email: ' ann.b@x.example ' });
		expect(await names({ emailOrPhone: ' ann.b@x.example ' })).toEqual(['Ann']);
	});

	test('keeps numbers apart that share their last digits', async () => {
		insert(...others.map((phone) => ({ name: phone, phone })), {
			name: 'right',
			home_phone: spellings[0],
		});
		expect(await names({ emailOrPhone: '+442079460018' })).toEqual(['right']);
	});

	test('the same national number of two countries differs where both codes are known', () => {
		expect(isSamePhoneNumber('+49 30 1234567', '+43 30 1234567')).toBe(false);
		expect(isSamePhoneNumber('030 1234567', '+43 30 1234567')).toBe(true);
	});

	test('limit and offset count the contacts with the number', async () => {
		insert(...others.map((phone) => ({ name: phone, phone })));
		insert(...[1, 2, 3].map((each) => ({ name: `right ${each}`, phone: '+442079460018' })));
		const { json } = await find({
			emailOrPhone: '+442079460018',
			limit: 1,
			options: { sysparm_offset: 1 },
		});
		expect(json).toHaveLength(1);
		expect(json[0].name).toMatch(/^right/);
	});

	test('an expression that gives nothing does not select every contact', async () => {
		insert({ name: 'Ann' }, { name: 'Bob' });
		const { error } = await find({ emailOrPhone: '={{ $json.missing }}' });
		expect(error?.message).toBe('"Email or Phone" is empty [item 0]');
		expect(instance.requests).toEqual([]);
	});

	test('where Query or Filters select, an expression that gives nothing leaves it to them', async () => {
		insert({ name: 'Ann' }, { name: 'Bob' });
		const emailOrPhone = '={{ $json.missing }}';
		expect(await names({ emailOrPhone, sysparm_query: 'name=Ann' })).toEqual(['Ann']);
		expect(await names({ emailOrPhone, ...filters(filter('name', 'equals', 'Bob')) })).toEqual([
			'Bob',
		]);
		const { error } = await find({ emailOrPhone, sysparm_query: 'ORDERBYname' });
		expect(error?.message).toBe('"Email or Phone" is empty [item 0]');
	});

	test.each(['anonymous', 'Restricted', 'undefined', 'N/A', '[object Object]', 'null', 'Unknown'])(
		'%s is no key',
		async (emailOrPhone) => {
			insert({ name: 'one', phone: emailOrPhone, email: emailOrPhone });
			const { error } = await find({ emailOrPhone });
			expect(error?.message).toBe(
				`"Email or Phone" identifies nothing: ${JSON.stringify(emailOrPhone)} [item 0]`,
			);
			expect(instance.requests).toEqual([]);
		},
	);

	test.each([
		['javascript:gs.getUserID()', '"Email or Phone" is a script [item 0]'],
		[
			'+1 317 222 5555; +1 317 222 6666',
			'"Email or Phone" has several phone numbers: "+1 317 222 5555; +1 317 222 6666" [item 0]',
		],
		[
			'Ann Lee',
			'"Email or Phone" is neither an email address nor a phone number: "Ann Lee" [item 0]',
		],
		['1234', '"Email or Phone" is neither an email address nor a phone number: "1234" [item 0]'],
		['a^active=true@b', '"Email or Phone" contains "^" [item 0]'],
	])('%s is refused', async (emailOrPhone, message) => {
		const { error } = await find({ emailOrPhone });
		expect(error?.message).toBe(message);
		expect(instance.requests).toEqual([]);
	});
});
