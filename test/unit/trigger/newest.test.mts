import type { IDataObject } from 'n8n-workflow';
import type { ChangeSource } from '../../../nodes/ServiceNowCsmTrigger/changeSource';
import { EVENTS } from '../../../nodes/ServiceNowCsmTrigger/events';
import { readTable } from '../../../nodes/ServiceNowCsmTrigger/newest';

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
