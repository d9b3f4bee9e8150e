import type { IDataObject } from 'n8n-workflow';
import { ContactSource } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import { readInPages } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/paging';
import {
	isOneWindow,
	readWindow,
} from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/window';
import { pagedInstance, type Habits } from './pagedInstance.mts';
import { COUNTED, hidden, traceOf } from './readTrace.mts';

const WELL_BEHAVED: Habits = { range: 'honors', order: 'honors' };

describe('what n8n can return at once', () => {
	/** An instance that returns 50,000 contacts with each response, in the order of their sys_ids. */
	function large(count: number) {
		const rows = Array.from({ length: count }, (_, at): IDataObject => {
			return { sys_id: String(at).padStart(32, '0') };
		});
		return new ContactSource({
			fetchRows: async ({ query, offset }) => {
				const after = /sys_id>(\d+)/.exec(query)?.[1];
				const start = after === undefined ? offset : Number(after) + 1;
				return /DESC/.test(query) ? [] : rows.slice(start, start + 50_000);
			},
			countMatches: async () => count,
		});
	}

	test('comes', async () => {
		const plan = { query: '', offset: 0, limit: Infinity };
		expect(await readInPages(plan, large(100_000))).toHaveLength(100_000);
	});

	test('is not exceeded', async () => {
		const plan = { query: '', offset: 0, limit: Infinity };
		await expect(readInPages(plan, large(100_001))).rejects.toMatchObject({
			message: 'More than 100,000 contacts match, which is the most n8n can return for one item',
			description: expect.stringContaining('sys_id<8 and sys_id>=8') as string,
		});
	});
});

describe.each([
	['without an order', ''],
	['in an order of the user', 'ORDERBYname'],
])('%s', (_what, query) => {
	test('an instance that fails is not asked in another way', async () => {
		const source = new ContactSource({
			fetchRows: async () => await Promise.reject(new Error('down')),
		});
		await expect(readInPages({ query, offset: 0, limit: 50 }, source)).rejects.toThrow('down');
		expect(source.requests).toBe(1);
	});
});

test('as many come in an order of the user as tell whether it was carried out', async () => {
	const { fetchRows, requests } = pagedInstance(60, WELL_BEHAVED);
	const plan = { query: 'ORDERBYname', offset: 0, limit: 5 };
	expect(await readInPages(plan, new ContactSource({ fetchRows }))).toHaveLength(20);
	expect(requests).toEqual([{ query: 'ORDERBYname^ORDERBYsys_id', offset: 0, limit: 20 }]);
});

test('the first page has no condition, and the next ones those behind it', async () => {
	const { fetchRows, requests } = pagedInstance(1500, WELL_BEHAVED);
	await readInPages({ query: '', offset: 0, limit: 1200 }, new ContactSource({ fetchRows }));
	expect(requests.map(({ query }) => query)).toEqual([
		'ORDERBYsys_id',
		expect.stringMatching(/^sys_id>[0-9a-f]{32}\^ORDERBYsys_id$/),
	]);
});

test.each<[string, number, Partial<Habits>, object, string, string]>([
	['none, counted', 0, COUNTED, { limit: 50 }, '0+50', '0 found; counted all'],
	[
		'a refused range',
		1500,
		{ range: 'refuses' },
		{},
		'0+1000 | >999 0+1000 | 0+1000 | 999+1000 | back 0+1000',
		'1500 found; counted all',
	],
	[
		'a range without rows, and an end of two looks, counted',
		1800,
		{ range: 'returns nothing', ...hidden(600), ...COUNTED },
		{},
		'0+1000 | back 0+1000 | >599 0+1000 | 600+1000 | 1200+1000',
		'600 found; counted all >599',
	],
	[
		'two hidden parts around a few, with a limit',
		4000,
		{ isHidden: (place) => place < 950 || (place >= 1000 && place < 3500) },
		{ limit: 900 },
		'0+900 | 0+1000 | back 0+1000 | >999 0+1000 | 0+900 | 0+1000 | back 0+1000 | 49+1000 | 549+1000 | 1098+1000 | 2098+1000 | 3098+1000',
		'550 found; counted all',
	],
])('few requests show what there is: %s', async (_what, count, habits, plan, requests, outcome) => {
	expect(await traceOf(count, habits, plan)).toEqual({ requests, outcome });
});

describe('a window', () => {
	async function window(count: number, given: Partial<Habits>, offset: number, limit: number) {
		const instance = pagedInstance(count, { ...WELL_BEHAVED, ...given });
		const source = new ContactSource(instance);
		const records = await readWindow({ query: 'ORDERBYsys_id', offset, limit }, source);
		return { ids: records.map(({ sys_id: id }) => String(id)), instance, source };
	}

	test.each([
		['the last one', 240, false],
		['the last but one', 241, true],
	])('with hidden contacts is short: %s', async (_what, count, isShortWindow) => {
		const isHidden = (place: number) => place >= 100 && place < 150;
		const { ids, source } = await window(count, { isHidden, counts: 'all that match' }, 40, 200);
		expect(ids).toHaveLength(150);
		expect(source).toMatchObject({ isShortWindow, isUncertain: false, isUncounted: false });
	});

	test('of nobody is asked for once where nothing is counted', async () => {
		const { ids, instance, source } = await window(30, {}, 40, 200);
		expect(ids).toEqual([]);
		expect(instance.requests).toHaveLength(1);
		expect(source).toMatchObject({ isShortWindow: false, isUncounted: false });
	});

	test('goes on behind a response whose rows have no columns', async () => {
		const isHidden = (place: number) => place >= 60 && place < 80;
		const { ids, instance } = await window(500, { isHidden, emptyRows: true, cap: 20 }, 40, 200);
		expect(ids).toEqual(instance.visible().slice(40, 220));
		expect(instance.requests).toHaveLength(10);
	});

	test('is certain where one response looks at all that is left of it', async () => {
		const isHidden = (place: number) => place >= 800;
		const habits: Partial<Habits> = { isHidden, cap: 300, counts: 'all that match' };
		const { ids, source } = await window(2500, habits, 0, 1000);
		expect(ids).toHaveLength(800);
		expect(source).toMatchObject({ isShortWindow: true, isUncertain: false });
	});

	test.each([
		[true, 1000, true],
		[true, 1001, false],
		[false, 50, false],
		[true, Infinity, false],
	])('with an offset: %j, of %s contacts is one: %j', (offsetGiven, limit, expected) => {
		expect(isOneWindow(offsetGiven, limit)).toBe(expected);
	});
});
