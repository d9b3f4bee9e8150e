import type { IDataObject } from 'n8n-workflow';
import {
	columnKey,
	readKey,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/key';
import {
	lookUpContacts,
	type LookUp,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/lookUp';
import { ContactSource } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import { InvalidInputError } from '../../../nodes/shared/inputError';
import { queriedInstance, type Rules } from './queriedInstance.mts';

const PHONE = '+13172225678';

/** In a spelling that nobody thinks of, with its last digits together or apart. */
const UNUSUAL = '+1 3172 22 5678';
const APART = '+1 3172 2256-78';

const person = (sys_id: string, columns: IDataObject = {}) => ({
	sys_id,
	sys_created_on: '2026-01-01 00:00:00',
	email: '',
	phone: '',
	mobile_phone: '',
	home_phone: '',
	...columns,
});

/** Has all that is searched by, and is nobody who is looked for. */
const other = person('z', {
	email: 'z@x.example',
	phone: '+4420794600',
	mobile_phone: '+4420794601',
	home_phone: '+4420794602',
});

async function find(
	contacts: IDataObject[],
	wanted: Partial<LookUp> & { by?: string } = {},
	rules: Rules = {},
) {
	const instance = queriedInstance(contacts, rules);
	const run = { signal: new AbortController().signal, origin: 'https://a.example' };
	const { by = PHONE, ...rest } = wanted;
	const plan = { key: readKey(by), conditions: '', order: '', offset: 0, limit: 50, run, ...rest };
	const found = await lookUpContacts(plan, new ContactSource(instance)).catch(
		(error: Error) => error,
	);
	const ids = found instanceof Error ? [] : found.records.map(({ sys_id: id }) => id).join(' ');
	const error = found instanceof InvalidInputError ? `${found.message}\n${found.advice}` : found;
	return { found, ids, error, ...instance, queries: instance.queries };
}

/** Which kinds of searches were made. */
function kinds(queries: string[]): string {
	const kindOf = (query: string) => {
		if (query.includes('LIKE5678')) return query.includes('LIKE56-78') ? 'all parts' : 'part';
		if (query.includes('LIKE56-78')) return 'parts';
		return query.includes('ISNOTEMPTY') || query.includes('LIKE0') ? 'check' : 'text';
	};
	return queries.map(kindOf).join(', ');
}

describe('whoever has the number', () => {
	test.each<[string, IDataObject, string]>([
		['as it was given', { phone: PHONE }, 'text'],
		['in a usual spelling', { mobile_phone: '(317) 222-5678' }, 'text'],
		['at home', { home_phone: '3172225678' }, 'text'],
		['in an unusual spelling', { mobile_phone: UNUSUAL }, 'text, part'],
		['with its last digits apart', { phone: APART }, 'text, part, parts'],
	])('%s is found, by no more searches than it takes', async (_how, columns, searches) => {
		const { ids, queries } = await find([other, person('a', columns)]);
		expect(ids).toBe('a');
		expect(kinds(queries)).toBe(searches);
	});

	test('in any spelling is found where all are wanted', async () => {
		const contacts = [{ phone: APART }, { home_phone: UNUSUAL }, { phone: PHONE }].map(
			(columns, at) => person(String(at), columns),
		);
		const { ids, queries } = await find([other, ...contacts], { limit: Infinity });
		expect(ids).toBe('2 0 1');
		expect(kinds(queries)).toBe('text, all parts');
	});

	test('is looked for among those that the other conditions select', async () => {
		const contacts = [person('a', { phone: PHONE }), person('b', { phone: PHONE, title: 'Dr' })];
		const { ids, queries } = await find(contacts, {
			conditions: 'title=Dr',
			order: 'ORDERBYphone',
		});
		expect(ids).toBe('b');
		expect(queries[0]).toMatch(/^title=Dr\^phoneIN.*\^ORmobile_phoneIN.*\^ORDERBYphone$/);
	});
});

describe('of several', () => {
	const several = [
		person('a', { phone: `${PHONE} x12` }),
		person('b', { phone: '317-222-5678', sys_created_on: '2026-01-02 00:00:00' }),
		person('d', { phone: '317-222-5678' }),
		person('c', { phone: '317-222-5678' }),
		person('e', { phone: '317-222-5678', home_phone: PHONE }),
		person('f', { phone: PHONE, sys_created_on: '2026-01-03 00:00:00' }),
	];

	test('those with the very text come first, then the oldest, then by sys_id', async () => {
		expect((await find(several, { limit: Infinity })).ids).toBe('e f c d b a');
	});

	test('a window is taken from that order', async () => {
		expect((await find(several, { offset: 1, limit: 3 })).ids).toBe('f c d');
	});

	test('the order of the user counts where there is one', async () => {
		const { ids } = await find(several, { order: 'ORDERBYDESCsys_id', limit: 4 });
		expect(ids).toBe('f e d c');
	});
});

test.each([
	['is whole', undefined, 230],
	['has 100 at most', 100, 230],
])('all of many are read where a response %s', async (_how, cap, count) => {
	const contacts = Array.from({ length: count }, (_, at) =>
		person(String(at).padStart(32, '0'), { email: 'ann@x.example' }),
	);
	const wanted = { by: 'ann@x.example', limit: Infinity };
	const { found } = await find(contacts, wanted, { cap });
	expect(found).toMatchObject({ records: { length: count }, isPartial: false });
	const few = await find(contacts, { ...wanted, limit: 100 }, { cap });
	expect(few.queries).toHaveLength(1);
});

test('one of fewer than a hundred is the end', async () => {
	const contacts = Array.from({ length: 99 }, (_, at) =>
		person(String(at).padStart(32, '0'), { email: 'ann@x.example' }),
	);
	const { found, queries } = await find(contacts, { by: 'ann@x.example', limit: Infinity });
	expect(found).toMatchObject({ records: { length: 99 } });
	expect(queries).toHaveLength(1);
});

describe('what the instance returns for another condition', () => {
	test('is nobody who is looked for', async () => {
		const contacts = [other, person('a', { phone: PHONE })];
		const { ids } = await find(contacts, {}, { restricts: { mobile_phoneIN: 'drops' } });
		expect(ids).toBe('a');
	});

	test.each(['drops', 'refuses'] as const)(
		'says that it could not search by a column: it %s that',
		async (habit) => {
			const { error, queries } = await find([other], {}, { restricts: { mobile_phone: habit } });
			expect(error).toMatch(/^The instance could not search by phone number\n.*"mobile_phone" of/);
			expect(queries).toHaveLength(4);
		},
	);

	test('of one column alone, says the same', async () => {
		const wanted = { by: 'ann@x.example' };
		const { error, queries } = await find([other], wanted, { restricts: { email: 'drops' } });
		expect(error).toMatch(/^The instance could not search by email address\n.*"email" of/);
		expect(queries).toHaveLength(1);
	});

	test('that is refused together, and not by column, has found nobody', async () => {
		// Too long together, or refused as a list of alternatives.
		const instance = queriedInstance([other]);
		const source = new ContactSource({
			...instance,
			fetchRows: async (request) => {
				if (instance.requests.length === 0) {
					await instance.fetchRows(request);
					return [other];
				}
				return await instance.fetchRows(request);
			},
		});
		const run = { signal: new AbortController().signal, origin: 'https://a.example' };
		const key = readKey(PHONE);
		const plan = { key, conditions: '', order: '', offset: 0, limit: 50, run };
		expect(await lookUpContacts(plan, source)).toEqual({ records: [], isPartial: false });
	});
});

describe('where it cannot search by a part', () => {
	const rules: Rules = { restricts: { phoneLIKE: 'drops', home_phoneLIKE: 'refuses' } };

	test('those in a usual spelling are found, and others may be missing', async () => {
		const { found } = await find(
			[other, person('a', { phone: PHONE })],
			{ limit: Infinity },
			rules,
		);
		expect(found).toMatchObject({ records: [{ sys_id: 'a' }], isPartial: true });
	});

	test('nothing is missing where one was enough', async () => {
		const { found } = await find([other, person('a', { phone: PHONE })], {}, rules);
		expect(found).toMatchObject({ records: [{ sys_id: 'a' }], isPartial: false });
	});

	test('nobody found is an error', async () => {
		const { error } = await find([other], {}, rules);
		expect(error).toMatch(
			/^The instance could not search by part of a phone number\n.* query "phone", "mobile_phone", "home_phone" of/,
		);
	});
});

test('that a request fails is no answer', async () => {
	const lost = new Error('lost');
	const source = new ContactSource({ fetchRows: async () => await Promise.reject(lost) });
	const run = { signal: new AbortController().signal, origin: 'https://a.example' };
	const plan = { key: readKey(PHONE), conditions: '', order: '', offset: 0, limit: 1, run };
	await expect(lookUpContacts(plan, source)).rejects.toBe(lost);
});

test('texts with a comma or blanks around are no part of a list', async () => {
	const key = { ...columnKey('custom column', 'email', 'a'), texts: ['a', 'b, c', ' d', 'e'] };
	const { queries } = await find([], { key }, { emptiness: 'empty' });
	expect(queries[0]).toBe('emailINa,e^ORemail=b, c^ORemail= d');
	const single = { ...key, texts: ['a', 'b, c'] };
	const { queries: others } = await find([], { key: single }, { emptiness: 'empty' });
	expect(others[0]).toBe('email=a^ORemail=b, c');
});

describe('that nobody was found is made sure of', () => {
	const look = async (
		instance: ReturnType<typeof queriedInstance>,
		by: string,
		run: LookUp['run'],
	) => {
		const before = instance.requests.length;
		const plan = { key: readKey(by), conditions: '', order: '', offset: 0, limit: 1, run };
		await lookUpContacts(plan, new ContactSource(instance));
		return kinds(instance.queries.slice(before)).split(', check').length - 1;
	};

	test('once for the items of a run that look by the same columns on the same instance', async () => {
		const instance = queriedInstance([other]);
		const run = { signal: new AbortController().signal, origin: 'https://a.example' };
		expect(await look(instance, PHONE, run)).toBeGreaterThan(0);
		expect(await look(instance, '+442079465678', run)).toBe(0);
		expect(await look(instance, PHONE, { ...run, origin: 'https://b.example' })).toBeGreaterThan(0);
		expect(await look(instance, 'ann@x.example', run)).toBe(0);
		expect(instance.queries.at(-1)).toBe('');
	});

	test('again while the table is empty, which shows nothing', async () => {
		const instance = queriedInstance([]);
		const run = { signal: new AbortController().signal, origin: 'https://a.example' };
		const first = await look(instance, PHONE, run);
		expect(await look(instance, PHONE, run)).toBe(first);
	});
});
