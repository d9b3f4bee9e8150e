import type { IDataObject } from 'n8n-workflow';
import {
	ASK_FOR_QUERY_ACL,
	ContactSource,
	isQueryRefused,
	type Asking,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import { HiddenStretch } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/hiddenStretch';
import { OtherEnd } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/otherEnd';
import {
	noneSeen,
	noneShown,
	repeated,
	unstable,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/pagingErrors';
import { ReadEnd } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/readEnd';
import { RequestFailedError, type Failure } from '../../../nodes/shared/failure';
import { refusal } from './pagedInstance.mts';

const recordsOf = (ids: string) => [...ids].map((id): IDataObject => ({ sys_id: id }));

const readOf = (ids: string) =>
	new Map(recordsOf(ids).map((record) => [String(record.sys_id), record]));

/** A source whose every response has these records. */
function sourceOf(ids: string, asking: Partial<Asking> = {}): ContactSource {
	return new ContactSource({ fetchRows: async () => recordsOf(ids), ...asking });
}

describe('a source of contacts', () => {
	const counted = (all?: number, after?: number) =>
		sourceOf('', { countMatches: async (condition) => (condition ? after : all) });

	test('takes each question for a request', async () => {
		const source = sourceOf('a', {
			askEmptiness: async () => 'empty',
			countMatches: async () => 1,
		});
		const left = source.requestsLeft;
		await source.fetch({ query: '', offset: 0, limit: 1 });
		expect(await source.emptiness()).toBe('empty');
		await source.count();
		expect([source.requests, source.requestsLeft]).toEqual([3, left - 3]);
	});

	test('sends none where nobody is asked', async () => {
		const source = sourceOf('a');
		expect(await source.count()).toBeUndefined();
		expect(source.requests).toBe(0);
		expect(await source.emptiness()).toBe('unknown');
	});

	test('stops at its bound', async () => {
		const source = new ContactSource({ fetchRows: async () => recordsOf('a') }, 1);
		const request = { query: '', offset: 0, limit: 1 };
		await source.fetch(request);
		await expect(source.fetch(request)).rejects.toMatchObject({
			message: 'The instance did not return all contacts within 1 requests',
			description: expect.stringContaining('Narrow the search') as string,
		});
		expect(source.requests).toBe(1);
	});

	test.each([
		[undefined, 3, undefined],
		[2, 3, undefined],
		[3, 3, 0],
		[5, 3, 2],
	])('counts %s, of which %i are known: %s behind them', async (all, places, behind) => {
		const source = counted(all);
		expect(await source.behind(places)).toBe(behind);
		expect(await source.behind(places)).toBe(behind);
		expect(source.requests).toBe(1);
	});

	test.each([
		['is held against that of all', 3, 0, 0],
		['is none where fewer match than were read', 2, 0, undefined],
		['is none where all are not counted', undefined, 0, undefined],
		['that has some is enough', 2, 4, 4],
	])('a count behind a record %s', async (_what, all, after, expected) => {
		const source = counted(all, after);
		expect(await source.countAfter('b', 3)).toBe(expected);
		const { requests } = source;
		expect(await source.countAfter('b', 3)).toBe(expected);
		expect(source.requests).toBe(requests);
	});

	test.each<[IDataObject, string]>([
		[{ name: 'Ann' }, 'access to the column sys_id of the table customer_contact'],
		[{ sys_id: '' }, 'access to the column sys_id of the table customer_contact'],
	])('says what to do about %j', async (row, advice) => {
		const source = new ContactSource({ fetchRows: async () => [row] });
		await expect(source.fetch({ query: '', offset: 0, limit: 1 })).rejects.toMatchObject({
			description: expect.stringContaining(advice) as string,
		});
	});

	test('says what to do about rows without columns', async () => {
		const source = new ContactSource({ fetchRows: async () => [{}] });
		await source.fetch({ query: '', offset: 0, limit: 1 });
		expect(() => source.assertReadable([])).toThrow(
			expect.objectContaining({
				description: expect.stringContaining('read access to the columns') as string,
			}) as Error,
		);
	});
});

test.each<[string, () => { description?: string | null }, string]>([
	['no common order', unstable, ASK_FOR_QUERY_ACL],
	['the same page again', repeated, ASK_FOR_QUERY_ACL],
	['an empty window', () => noneShown(5, 10, 20), 'Clear "Offset" and turn on "Return All"'],
	['an empty table', noneSeen, 'Narrow the query, or ask an administrator'],
])('what to do is said of %s', (_what, error, advice) => {
	expect(error().description).toContain(advice);
});

test.each<[what: string, given: Partial<Failure>, expected: boolean]>([
	['of its query', {}, true],
	['of a role that is missing', { instanceMessage: 'User Not Authorized' }, false],
	['in the words of a gateway', { body: '<html>Forbidden</html>' }, false],
	['of its form', { status: 400 }, false],
	['in the words of a gateway that found nothing', { status: 404, body: '<html></html>' }, false],
])('a request is refused for its query: %s', (_what, given, expected) => {
	const error = new RequestFailedError({ ...refusal().failure, ...given });
	expect(isQueryRefused(error)).toBe(expected);
});

describe('the other end', () => {
	test.each([
		['is certain', 'abc', 'dcba', 'certain'],
		['is likely with a single record', 'abc', 'dc', 'likely'],
		['is none without the last record', 'abc', 'ba', 'none'],
		['is none in the same order', 'abc', 'cab', 'none'],
		['is none where a record comes twice', 'abc', 'cc', 'none'],
		['is none without any', 'abc', '', 'none'],
	])('and what was read: their meeting %s', async (_what, read, shown, expected) => {
		const end = await OtherEnd.look('ORDERBYname', sourceOf(shown));
		expect(end.meets(readOf(read), 'c')).toBe(expected);
	});

	test('gives what was not read in the order of the query', async () => {
		const end = await OtherEnd.look('ORDERBYname', sourceOf('edcb'));
		expect(end.unread(readOf('abc'))).toEqual(recordsOf('de'));
	});

	test('is not looked at without an order', async () => {
		const source = sourceOf('cb');
		expect((await OtherEnd.look('name=x', source)).unread(new Map())).toEqual([]);
		expect(source.requests).toBe(0);
	});

	test('shows nothing where the instance refuses it', async () => {
		const source = sourceOf('', { fetchRows: async () => await Promise.reject(refusal()) });
		expect((await OtherEnd.look('ORDERBYname', source)).unread(new Map())).toEqual([]);
	});

	test('is not taken for refused when the instance fails', async () => {
		const source = sourceOf('', { fetchRows: async () => await Promise.reject(new Error('down')) });
		await expect(OtherEnd.look('ORDERBYname', source)).rejects.toThrow('down');
	});
});

describe('the end of a read', () => {
	const endOf = (read: string, shown: string) => {
		const [records, source] = [readOf(read), sourceOf(shown)];
		return { records, source, end: new ReadEnd('ORDERBYname', records, source) };
	};

	test('is not seen, nor anyone missed, before the other end is looked at', () => {
		const { end, records } = endOf('ab', 'cba');
		expect(end.hasMissed).toBe(false);
		end.takeMissed();
		expect([...records.keys()]).toEqual(['a', 'b']);
	});

	test('is not seen where nothing was read', async () => {
		expect(await endOf('', '').end.isSeen(undefined)).toBe(false);
	});

	test('takes whom only the other end shows', async () => {
		const { end, records, source } = endOf('ab', 'dcba');
		await end.close('b', undefined);
		expect([...records.keys()]).toEqual(['a', 'b', 'c', 'd']);
		expect(source).toMatchObject({ isIncomplete: false, isUncounted: false, requests: 1 });
	});

	test.each<[what: string, last: string | undefined, stretch: HiddenStretch | undefined]>([
		['nothing is behind it', 'b', new HiddenStretch(0, 0)],
		['nothing was read or counted', undefined, undefined],
	])('asks nobody where %s', async (_what, last, stretch) => {
		const { end, source } = endOf('ab', 'dcba');
		await end.close(last, stretch);
		expect(source).toMatchObject({ requests: 0, isUncertain: false, isUncounted: false });
	});

	test.each<[what: string, last: string | undefined, shown: string, count: number, flag: boolean]>([
		['a page of hidden ones that the other end met', 'b', 'ba', 1000, false],
		['more than a page of them', 'b', 'ba', 1001, true],
		['hidden ones where none was read', undefined, '', 500, true],
		['hidden ones that the other end did not meet', 'b', '', 500, true],
	])('is uncertain behind %s: %j', async (_what, last, shown, count, isUncertain) => {
		const { end, source } = endOf(last ? 'ab' : '', shown);
		await end.close(last, new HiddenStretch(count, 10));
		expect(source).toMatchObject({ isUncertain, isIncomplete: false, isUncounted: false });
	});

	test('is said to miss some where the other end is far away', async () => {
		const { end, source } = endOf('ab', 'zyx');
		await end.close('b', new HiddenStretch(90, 100));
		expect(source).toMatchObject({ isIncomplete: true, isUncertain: false, isUncounted: false });
	});
});

describe('a hidden stretch', () => {
	test.each([
		['none', 0, 0, 1000],
		['few', 30, 40, 100],
		['more', 3000, 3000, 150],
		['far more', 50_000, 20_000, 1000],
	])('of %s has places to look at', (_what, count, places, step) => {
		const stretch = new HiddenStretch(count, 0);
		expect(stretch.placesToLookAt(40)).toBe(places);
		expect(stretch.stepAfter(Math.max(0, count - 1))).toBe(step);
		expect(stretch.stepAfter(count)).toBe(1000);
	});

	test.each([
		[2000, 100, false],
		[2001, 100, true],
		[20_000, 1000, false],
		[20_001, 1000, true],
	])('of %i, a response reaching %i, is uncertain: %j', (count, reach, isUncertain) => {
		expect(new HiddenStretch(count, reach).isUncertain).toBe(isUncertain);
	});

	test.each([
		[100, 10, false],
		[101, 10, true],
		[300, 300, false],
		[301, 300, true],
	])('of %i, a response reaching %i, needs more than one look: %j', (count, reach, needsMore) => {
		expect(new HiddenStretch(count, reach).needsMore).toBe(needsMore);
	});
});
