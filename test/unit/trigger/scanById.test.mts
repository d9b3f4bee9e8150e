import type { IDataObject } from 'n8n-workflow';
import type { ChangeSource } from '../../../nodes/ServiceNowCsmTrigger/changeSource';
import { EVENTS } from '../../../nodes/ServiceNowCsmTrigger/events';
import { scanById } from '../../../nodes/ServiceNowCsmTrigger/scanById';
import { SeenChanges } from '../../../nodes/ServiceNowCsmTrigger/seenChanges';

const START = { time: '2026-11-28 11:00:00', id: '' };

const ZONE = { minutes: 60, isUtc: false };

const record = (id: string, minute = 30): IDataObject => ({
	sys_id: id,
	sys_created_on: `2026-11-28 11:${String(minute).padStart(2, '0')}:00`,
});

/** What a scan of these pages finds, and what it asked for. */
async function scanOf(pages: IDataObject[][], deadline = Infinity, ignored?: 'order' | 'range') {
	const asked: Array<[conditions: string[], order: string, page: IDataObject]> = [];
	const source = {
		query: { event: EVENTS.contactCreated },
		find: async (conditions: string[], order: string, page: IDataObject) => {
			asked.push([conditions, order, page]);
			return pages[asked.length - 1] ?? [];
		},
	} as unknown as ChangeSource;
	const result = await scanById(source, new SeenChanges(START), ZONE, ignored, deadline).catch(
		(error: Error) => error,
	);
	return { result, asked };
}

const idsIn = (result: unknown) =>
	(result as { changes: Array<{ id: string }> }).changes.map(({ id }) => id);

test('reads by sys_id from the watermark on, and ends after two empty pages', async () => {
	const { result, asked } = await scanOf([[record('a'), record('b')], [record('c')]]);
	expect(idsIn(result)).toEqual(['a', 'b', 'c']);
	const range = 'sys_created_on>=2026-11-28 12:00:00';
	expect(asked).toEqual([
		[[range], 'ORDERBYsys_id', { limit: 1000, offset: 0 }],
		[[`${range}^sys_id>b`], 'ORDERBYsys_id', { limit: 1000, offset: 0 }],
		[[`${range}^sys_id>c`], 'ORDERBYsys_id', { limit: 1000, offset: 0 }],
		[[`${range}^sys_id>c`], 'ORDERBYsys_id', { limit: 1000, offset: 1000 }],
	]);
	expect(result).toMatchObject({ isComplete: true });
});

test('finds what is behind a page of hidden records', async () => {
	const { result, asked } = await scanOf([[record('a')], [], [record('b')]]);
	expect(idsIn(result)).toEqual(['a', 'b']);
	expect(asked.map(([, , { offset }]) => offset)).toEqual([0, 0, 1000, 0, 1000]);
});

test('gives the changes in the order of their time, and what is later than the first page as unread', async () => {
	const { result } = await scanOf([[record('a', 40), record('b', 20)], [record('c', 50)]]);
	expect(idsIn(result)).toEqual(['b', 'a', 'c']);
	expect(result).toMatchObject({ last: { time: '2026-11-28 11:40:00', id: 'a' } });
});

test('leaves out what the range should have left out, and what was seen', async () => {
	const old = { sys_id: 'a', sys_created_on: '2026-11-28 10:59:59' };
	const { result } = await scanOf([[old, record('b', 0)]]);
	expect(idsIn(result)).toEqual(['b']);
	expect(idsIn((await scanOf([])).result)).toEqual([]);
	expect((await scanOf([])).result).toMatchObject({ last: START });
});

test.each([
	['order' as const, 'The instance ignores the order by "sys_created_on"'],
	['range' as const, 'The instance ignores the condition on "sys_created_on"'],
])('does not read more than ten pages, where the %s is ignored', async (ignored, message) => {
	const pages = Array.from({ length: 20 }, (_, at) => [record(String.fromCharCode(97 + at))]);
	const { result, asked } = await scanOf(pages, Infinity, ignored);
	expect((result as Error).message).toBe(message);
	expect(asked).toHaveLength(10);
	const late = await scanOf(pages, Date.now() - 1, ignored);
	expect((late.result as Error).message).toBe(message);
	expect(late.asked).toHaveLength(0);
});

test.each([[['b', 'a']], [['a', 'a']]])('sys_ids that come as %j are in no order', async (ids) => {
	const { result } = await scanOf([ids.map((id) => record(id))]);
	expect((result as Error).message).toBe('The instance ignores the order by "sys_id"');
});

test('a record that is not of the event is passed over, and a page of hidden ones is no end', async () => {
	const { result } = await scanOf([[], [record('a')], [record('b', 40)]]);
	expect(idsIn(result)).toEqual(['a', 'b']);
	expect(result).toMatchObject({ last: { time: '2026-11-28 11:30:00', id: 'a' } });
	const source = {
		query: { event: EVENTS.contactUpdated },
		find: async (_conditions: string[], _order: string, { offset }: { offset: number }) =>
			offset > 0 || asked++ > 0 ? [] : ['0', '1'].map(updated),
	} as unknown as ChangeSource;
	let asked = 0;
	const updated = (sys_mod_count: string) => ({
		sys_id: sys_mod_count,
		sys_updated_on: '2026-11-28 11:30:00',
		sys_updated_by: 'ann',
		sys_mod_count,
	});
	const found = await scanById(source, new SeenChanges(START), ZONE, 'order', Infinity);
	expect(idsIn(found)).toEqual(['1']);
});

test('what to do where the changes cannot be read is said', async () => {
	const { result } = await scanOf([], 0, 'range');
	expect((result as unknown as { advice: string }).advice).toBe(
		'The trigger cannot tell what changed: it received other records than it asked for, and the table is too large to read it whole with every poll. Ask an administrator to let the ServiceNow user query and sort by "sys_created_on" (query_range ACLs of the table).',
	);
});
