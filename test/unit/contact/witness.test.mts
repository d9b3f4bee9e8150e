import type { IDataObject } from 'n8n-workflow';
import { readKey } from '../../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/key';
import {
	anyVisible,
	assertSearchable,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/lookUp/witness';
import { ContactSource } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import { InvalidInputError } from '../../../nodes/shared/inputError';
import { queriedInstance, type Rules } from './queriedInstance.mts';
import type { Emptiness } from '../../../nodes/shared/transport/tableCount';

/** A table in which somebody creates a contact right before the records are counted. */
function sourceOf(emptiness: Emptiness, created: IDataObject[], maxRequests?: number) {
	const rows: IDataObject[] = [];
	const fetchRows = jest.fn(async () => rows);
	const askEmptiness = async () => {
		rows.push(...created);
		return emptiness;
	};
	return { source: new ContactSource({ fetchRows, askEmptiness }, maxRequests), fetchRows };
}

const ann = { sys_id: 'a'.repeat(32) };

test('a contact that is created before they are counted is seen', async () => {
	const { source, fetchRows } = sourceOf('hidden', [ann]);
	expect(await anyVisible(source)).toEqual([ann]);
	expect(fetchRows).toHaveBeenCalledTimes(3);
});

test('contacts that stay hidden are said', async () => {
	const { source, fetchRows } = sourceOf('hidden', []);
	await expect(anyVisible(source)).rejects.toThrow('shows the ServiceNow user no contact at all');
	expect(fetchRows).toHaveBeenCalledTimes(3);
});

test('without a request left they are said too', async () => {
	const { source, fetchRows } = sourceOf('hidden', [ann], 3);
	await expect(anyVisible(source)).rejects.toThrow('shows the ServiceNow user no contact at all');
	expect(fetchRows).toHaveBeenCalledTimes(2);
});

test.each<[string, Emptiness, RegExp]>([
	['hidden', 'hidden', /^There are contacts, and the user has no read access to them/],
	[
		'not counted',
		'unknown',
		/^Either the table customer_contact is empty, or the user may not read/,
	],
])('what to do is told where they are %s', async (_how, emptiness, advice) => {
	const { source, fetchRows } = sourceOf(emptiness, []);
	const error = await anyVisible(source).catch((thrown: Error) => thrown);
	expect((error as InvalidInputError).advice).toMatch(advice);
	expect(fetchRows).toHaveBeenCalledTimes(emptiness === 'hidden' ? 3 : 2);
});

test('an empty table has none', async () => {
	expect(await anyVisible(sourceOf('empty', []).source)).toEqual([]);
});

test('a few of a table are enough', async () => {
	const { source, fetchRows } = sourceOf('hidden', []);
	fetchRows.mockResolvedValue([ann]);
	expect(await anyVisible(source)).toEqual([ann]);
	expect(fetchRows.mock.calls).toEqual([[{ query: '', offset: 0, limit: 10 }]]);
});

test('behind a few that are hidden, a page in full size shows others', async () => {
	const { source, fetchRows } = sourceOf('empty', []);
	fetchRows.mockResolvedValueOnce([]).mockResolvedValueOnce([ann]);
	expect(await anyVisible(source)).toEqual([ann]);
	expect(fetchRows.mock.calls[1]).toEqual([{ query: '', offset: 0, limit: 1000 }]);
});

describe('a search that found nobody', () => {
	const PHONE = readKey('+13172225678');

	const person = (columns: IDataObject) => ({
		sys_id: 'a',
		email: 'a@x.example',
		phone: '',
		mobile_phone: '',
		home_phone: '',
		...columns,
	});

	const bob = person({ phone: '+4420794600', mobile_phone: '٤٤٢', home_phone: '1' });
	const everywhere = person({ phone: '1', mobile_phone: '2', home_phone: '3' });
	const withoutHome = person({ sys_id: 'b', phone: '1', mobile_phone: '2' });
	const spoken = person({ sys_id: 'c', phone: '1', mobile_phone: '2', home_phone: 'none' });

	/** Whether it could have found somebody; the error where it could not. */
	async function check(contacts: IDataObject[], rules: Rules = {}, key = PHONE) {
		const instance = queriedInstance(contacts, rules);
		const outcome = await assertSearchable(key, new ContactSource(instance)).catch(
			(error: Error) => error,
		);
		return outcome instanceof InvalidInputError ? outcome.message : outcome;
	}

	const BY_PART = 'The instance could not search by part of a phone number';
	const BY_PHONE = 'The instance could not search by phone number';
	const BY_EMAIL = 'The instance could not search by email address';

	test.each<[string, IDataObject[], Rules, unknown]>([
		['that has numbers in all columns', [everywhere], {}, true],
		['that has digits of other scripts in a column', [bob], {}, true],
		['of which a column is not used', [withoutHome], {}, true],
		['of which a column holds no number', [spoken, withoutHome], {}, true],
		['of which no column is used', [person({})], {}, true],
		['that is empty', [], {}, false],
		[
			'that drops conditions by part',
			[spoken],
			{ restricts: { home_phoneLIKE: 'drops' } },
			BY_PART,
		],
		['that refuses them', [bob], { restricts: { mobile_phoneLIKE: 'refuses' } }, BY_PART],
		['that finds nothing for them', [bob], { restricts: { phoneLIKE: 'finds nothing' } }, BY_PART],
		[
			'that finds nothing for any',
			[bob],
			{ restricts: Object.fromEntries(PHONE.columns.map((each) => [each, 'finds nothing'])) },
			true,
		],
		['that hides a column', [withoutHome], { hidesColumns: ['home_phone'] }, BY_PHONE],
		[
			'that finds nothing where a column is named',
			[withoutHome],
			{ restricts: { home_phone: 'finds nothing' } },
			BY_PHONE,
		],
		[
			'that shows nobody',
			[bob],
			{ hidesAll: true },
			'The instance shows the ServiceNow user no contact at all',
		],
	])('by phone on an instance %s', async (_which, contacts, rules, expected) => {
		expect(await check(contacts, rules)).toBe(expected);
	});

	test.each<[string, IDataObject[], Rules, unknown]>([
		['that has some', [bob], {}, true],
		['that is empty', [], {}, false],
		['that hides the column', [bob], { hidesColumns: ['email'] }, BY_EMAIL],
	])('by email on an instance %s', async (_which, contacts, rules, expected) => {
		expect(await check(contacts, rules, readKey('ann@x.example'))).toBe(expected);
	});

	test('is not known to be right where a request of it fails', async () => {
		const lost = new Error('lost');
		const source = new ContactSource({ fetchRows: async () => await Promise.reject(lost) });
		await expect(assertSearchable(PHONE, source)).rejects.toBe(lost);
	});

	test('takes one request for each column, and few more', async () => {
		for (const [contacts, most] of [
			[[everywhere], 3],
			[[withoutHome], 5],
		] as const) {
			const instance = queriedInstance([...contacts]);
			await assertSearchable(PHONE, new ContactSource(instance));
			expect(instance.requests).toHaveLength(most);
			expect(instance.requests.every(({ limit }) => limit === 10)).toBe(true);
		}
	});
});
