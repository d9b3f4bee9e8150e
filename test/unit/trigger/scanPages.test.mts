import type { IDataObject } from 'n8n-workflow';
import type { ChangeSource } from '../../../nodes/ServiceNowCsmTrigger/changeSource';
import { EVENTS } from '../../../nodes/ServiceNowCsmTrigger/events';
import { scan } from '../../../nodes/ServiceNowCsmTrigger/scan';
import { SeenChanges } from '../../../nodes/ServiceNowCsmTrigger/seenChanges';

const NOON = '2026-11-28 12:00:00';

const START = { time: '2026-11-28 11:00:00', id: '' };

const LIMITS = { maxChanges: 5000, deadline: Infinity, maxEmptyPages: 0 };

const UTC = { minutes: 0, isUtc: true };

const record = (index: number, time = NOON): IDataObject => ({
	sys_id: String(index).padStart(6, '0'),
	sys_created_on: time,
});

const records = (from: number, count: number, time?: string) =>
	Array.from({ length: count }, (_, index) => record(from + index, time));

const position = (index: number) => ({ time: NOON, id: String(index).padStart(6, '0') });

/** What a scan finds in pages, and what it asks for; by a function, how dates are answered. */
async function scanOf(
	pages: IDataObject[][],
	newest: { time: string; id: string } | undefined,
	given: Partial<typeof LIMITS & { timeZone: typeof UTC; requests: number }> = {},
	isFound: (condition: string) => boolean = () => false,
) {
	const asked: Array<{ condition: string; offset?: number }> = [];
	const dates: string[] = [];
	let requests = given.requests ?? 0;
	const source = {
		query: { event: EVENTS.contactCreated },
		get requests() {
			return requests;
		},
		find: async (conditions: string[], _order: string, { offset }: { offset?: number }) => {
			requests += 1;
			const [condition] = conditions;
			if (condition.startsWith('sys_id=')) {
				dates.push(condition);
				return isFound(condition) ? [record(0)] : [];
			}
			asked.push({ condition, offset });
			return pages[asked.length - 1] ?? [];
		},
	} as unknown as ChangeSource;
	const { timeZone = UTC, ...limits } = given;
	const all = { ...LIMITS, ...limits };
	const result = await scan(source, new SeenChanges(START), newest, timeZone, all);
	return { ...result, found: result.changes.length, asked, dates };
}

test('a full page is no end, even where it holds the newest record', async () => {
	const scanned = await scanOf([records(0, 1000), [record(1000)]], position(999));
	expect(scanned).toMatchObject({ found: 1001, isComplete: true });
});

test('a short page is no end before the newest record', async () => {
	const scanned = await scanOf([records(0, 3), records(3, 2)], position(4));
	expect(scanned).toMatchObject({ found: 5, isComplete: true, isHidden: false });
	expect(scanned.asked).toHaveLength(2);
});

test('known records are passed over by as many as the instance returns at most', async () => {
	const early = '2026-11-28 10:30:00';
	const pages = [records(0, 3, early), records(3, 1, early), [record(9)]];
	const scanned = await scanOf(pages, position(9));
	expect(scanned.asked.map(({ offset }) => offset)).toEqual([0, 3, 6]);
	expect(new Set(scanned.asked.map(({ condition }) => condition)).size).toBe(1);
	expect(scanned).toMatchObject({ found: 1, isComplete: true, last: position(9) });
});

test.each([
	['not to be reached', position(1), true],
	['not there', undefined, false],
])(
	'pages without a record are an end, with a newest record that is %s',
	async (_what, newest, isHidden) => {
		expect(await scanOf([], newest)).toMatchObject({ found: 0, isComplete: true, isHidden });
	},
);

test.each([
	[[record(2), record(1)], 'order'],
	[[record(1), record(1)], 'order'],
	[[record(1, '2026-11-28 13:00:00'), record(2)], 'order'],
	[[record(1, '2026-11-27 06:59:59')], 'range'],
	[[record(1, '2026-11-27 07:00:00'), record(2)], undefined],
])('what the instance ignored is seen by %j: %s', async (page, ignored) => {
	const scanned = await scanOf([page], position(2));
	expect(scanned.ignored).toBe(ignored);
	expect(scanned).toMatchObject(ignored ? { found: 0, isComplete: false } : { found: 1 });
});

test.each([
	[{ maxChanges: 1000 }, 1],
	[{ maxChanges: 1001 }, 2],
	[{ requests: 99 }, 1],
	[{ requests: 100 }, 0],
])('the rest is left to the next poll with %j', async (limits, pages) => {
	const all = [0, 1000, 2000].map((from) => records(from, 1000));
	const scanned = await scanOf(all, position(9999), limits);
	expect(scanned.asked).toHaveLength(pages);
	expect(scanned).toMatchObject({ found: pages * 1000, isComplete: false });
});

describe('where the instance does not read dates in UTC', () => {
	const timeZone = { minutes: -60, isUtc: false };
	const pages = [records(0, 1000), [record(1000)]];

	test('its reading is found out again behind each full page', async () => {
		const isFound = (condition: string) => condition.endsWith('=2026-11-28 12:00:00');
		const scanned = await scanOf(pages, position(1000), { timeZone }, isFound);
		expect(scanned.asked.map(({ condition }) => condition)).toEqual([
			'sys_created_on>=2026-11-28 10:00:00',
			'sys_created_on>2026-11-28 12:00:00',
		]);
		expect(scanned.dates[0]).toBe('sys_id=000999^sys_created_on=2026-11-28 11:00:00');
		expect(scanned).toMatchObject({ found: 1001, isComplete: true });
	});

	test('it stays the same where the last record is gone', async () => {
		const { asked } = await scanOf(pages, position(1000), { timeZone });
		expect(asked[1].condition).toBe('sys_created_on>2026-11-28 11:00:00');
	});

	test.each([
		['short', [records(0, 3), records(3, 2)], position(4)],
		['known', [records(0, 1000, '2026-11-28 10:30:00'), [record(1)]], position(1)],
	])('nothing is asked behind a page that is %s', async (_what, some, newest) => {
		const { dates, isComplete } = await scanOf(some, newest, { timeZone });
		expect([dates, isComplete]).toEqual([[], true]);
	});
});
