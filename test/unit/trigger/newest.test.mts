import type { IDataObject } from 'n8n-workflow';
import type { ChangeSource } from '../../../nodes/ServiceNowCsmTrigger/changeSource';
import { EVENTS } from '../../../nodes/ServiceNowCsmTrigger/events';
import { readNewest, readTable } from '../../../nodes/ServiceNowCsmTrigger/newest';

/** A table in which somebody creates records right before they are counted. */
function sourceOf(created: IDataObject[]): ChangeSource {
	const rows: IDataObject[] = [];
	return {
		query: { event: EVENTS.contactCreated },
		newestOfAll: async () => rows,
		emptiness: async () => {
			rows.push(...created);
			return 'hidden';
		},
	} as unknown as ChangeSource;
}

test('a record that is created before they are counted is seen', async () => {
	const ann = { sys_id: 'a', sys_created_on: '2026-11-28 12:00:00' };
	expect(await readTable(sourceOf([ann]))).toEqual([ann]);
});

test.each([
	['that stay hidden', []],
	['whose columns are hidden', [{ name: 'Ann' }]],
])('records %s are said', async (_what, created) => {
	await expect(readTable(sourceOf(created))).rejects.toThrow(/can(not| be) read/);
});

describe('the newest records', () => {
	const record = (second: number, id = 'a') => ({
		sys_id: id,
		sys_created_on: `2026-11-28 12:00:0${second}`,
	});

	async function newestOf(...pages: IDataObject[][]) {
		const limits: number[] = [];
		const source = {
			query: { event: EVENTS.contactCreated },
			newest: async (limit: number) => pages[limits.push(limit) - 1],
		} as unknown as ChangeSource;
		const { change, isSorted } = await readNewest(source);
		return { newest: change && [change.time.slice(-1), change.id], isSorted, limits };
	}

	test.each([
		[[record(3), record(2, 'b'), record(2), record(1)], ['3', 'a'], true],
		[[record(2, 'b'), record(3), record(1)], ['3', 'a'], false],
		[[record(3), record(1), record(2)], ['3', 'a'], false],
		[[record(2), record(2, 'b')], ['2', 'b'], false],
	])('are told from others in whatever order they come: %j', async (records, newest, isSorted) => {
		expect(await newestOf(records)).toEqual({ newest, isSorted, limits: [10] });
	});

	test('are looked for among many where the first ones are hidden', async () => {
		const found = { newest: ['1', 'a'], isSorted: true, limits: [10, 1000] };
		expect(await newestOf([], [record(1)])).toEqual(found);
		expect(await newestOf([], [])).toEqual({
			newest: undefined,
			isSorted: true,
			limits: [10, 1000],
		});
	});
});

test('a table with a visible record is not counted', async () => {
	const rows = [{ sys_id: 'a', sys_created_on: '2026-11-28 12:00:00' }];
	const source = { query: { event: EVENTS.contactCreated }, newestOfAll: async () => rows };
	expect(await readTable(source as unknown as ChangeSource)).toBe(rows);
});
