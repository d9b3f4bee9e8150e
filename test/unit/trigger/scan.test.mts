import type { IDataObject } from 'n8n-workflow';
import { changeOf, type Change } from '../../../nodes/ServiceNowCsmTrigger/change';
import type { ChangeSource } from '../../../nodes/ServiceNowCsmTrigger/changeSource';
import { EVENTS } from '../../../nodes/ServiceNowCsmTrigger/events';
import { earliestReading, queryLiteral } from '../../../nodes/ServiceNowCsmTrigger/queryTimeZone';
import { MAX_EMPTY_PAGES, scan } from '../../../nodes/ServiceNowCsmTrigger/scan';
import { SeenChanges } from '../../../nodes/ServiceNowCsmTrigger/seenChanges';
import { filterMatching } from '../../../nodes/ServiceNowCsmTrigger/stateTracker';

const TIME = '2026-11-28 12:00:00';
const START = { time: '2026-11-28 11:00:00', id: '' };
const UTC = { minutes: 0, isUtc: true };

interface Find {
	conditions: string[];
	limit: number;
	offset?: number;
	columns?: string[];
}

/** A source that returns what a test says, and keeps what it was asked for. */
function sourceOf(find: (request: Find, count: number) => IDataObject[]) {
	const requests: Find[] = [];
	const source = {
		query: { event: EVENTS.contactCreated },
		requests: 0,
		find: async (conditions: string[], _order: string, page: Omit<Find, 'conditions'>) => {
			const request = { conditions, ...page };
			requests.push(request);
			return find(request, requests.length);
		},
	};
	return { source: source as unknown as ChangeSource, requests };
}

function record(index: number, time = TIME): IDataObject {
	return { sys_id: `id-${String(index).padStart(6, '0')}`, sys_created_on: time };
}

function change(index: number): Change {
	return changeOf(record(index), EVENTS.contactCreated);
}

const limits = { maxChanges: 5000, deadline: Infinity, maxEmptyPages: MAX_EMPTY_PAGES };

describe('a scan', () => {
	test('stops after 50 pages without a record', async () => {
		const { source, requests } = sourceOf(() => []);
		const result = await scan(source, new SeenChanges(START), change(1), UTC, limits);
		expect(result).toMatchObject({ changes: [], isComplete: true });
		expect(requests.map(({ offset }) => offset)).toEqual(
			Array.from({ length: MAX_EMPTY_PAGES + 1 }, (_, page) => page * 1000),
		);
		expect(MAX_EMPTY_PAGES).toBe(50);
	});

	test('finds the record behind hidden pages, and counts empty pages anew', async () => {
		const { source, requests } = sourceOf((_request, count) => (count === 40 ? [record(1)] : []));
		const result = await scan(source, new SeenChanges(START), change(2), UTC, limits);
		expect(result.changes).toHaveLength(1);
		expect(requests).toHaveLength(40 + MAX_EMPTY_PAGES + 1);
	});

	test('asks by key for what comes after the last change', async () => {
		const pages = [Array.from({ length: 1000 }, (_, index) => record(index)), [record(1000)]];
		const { source, requests } = sourceOf((_request, count) => pages[count - 1]);
		const result = await scan(source, new SeenChanges(START), change(1000), UTC, limits);
		expect(result.changes).toHaveLength(1001);
		expect(result.isComplete).toBe(true);
		expect(requests.map(({ conditions }) => conditions)).toEqual([
			['sys_created_on>=2026-11-28 11:00:00'],
			[`sys_created_on>${TIME}`, `sys_created_on=${TIME}^sys_id>id-000999`],
		]);
	});

	test('leaves the rest to the next poll when the time is up', async () => {
		const { source, requests } = sourceOf(() => [record(1)]);
		const expired = { ...limits, deadline: Date.now() - 1 };
		const result = await scan(source, new SeenChanges(START), change(1), UTC, expired);
		expect(result).toMatchObject({ changes: [], isComplete: false });
		expect(requests).toEqual([]);
	});
});

test('a filter is applied to more changes than one URL holds', async () => {
	const changes = Array.from({ length: 250 }, (_, index) => change(index));
	const { source, requests } = sourceOf(({ conditions }) => {
		const [, ids] = /sys_idIN(.*)$/.exec(conditions[0])!;
		return ids.split(',').map((sys_id) => ({ sys_id }));
	});
	expect(await filterMatching(source, changes, 'active=true')).toEqual(changes);
	expect(requests.map(({ limit, columns }) => [limit, columns])).toEqual(
		Array(3).fill([100, ['sys_id']]),
	);
	for (const { conditions } of requests) {
		expect(conditions[0]).toMatch(/^active=true\^sys_idIN(id-\d{6},?){50,100}$/);
	}
});

test('without a filter nothing is asked', async () => {
	const { source, requests } = sourceOf(() => []);
	expect(await filterMatching(source, [change(1)], '')).toEqual([change(1)]);
	expect(requests).toEqual([]);
});

describe('a record', () => {
	const whole = { sys_id: 'a', sys_created_on: TIME, sys_updated_on: TIME };

	test.each<[string, IDataObject, string]>([
		['contactCreated', { sys_id: '' }, '"sys_id"'],
		['contactCreated', { sys_created_on: undefined }, '"sys_created_on"'],
		['contactCreated', { sys_created_on: 'yesterday' }, '"sys_created_on"'],
		['contactCreated', { sys_id: null, sys_created_on: '' }, '"sys_id", "sys_created_on"'],
		['contactUpdated', { sys_updated_by: 'ann' }, '"sys_mod_count"'],
		['contactUpdated', { sys_mod_count: '1' }, '"sys_updated_by"'],
		['interactionUpdated', { sys_mod_count: '' }, '"sys_mod_count"'],
		['interactionStateChanged', { sys_mod_count: '1' }, '"state"'],
	])('of %s with %j says which columns cannot be read', (name, values, columns) => {
		expect(() => changeOf({ ...whole, ...values }, EVENTS[name])).toThrow(
			`The ServiceNow user cannot read ${columns}`,
		);
	});

	test('that changes twice within a second has two keys, and one creation has one', () => {
		const versions = (name: string) =>
			['1', '2'].map((sys_mod_count) => {
				const row = { ...record(1), sys_updated_on: TIME, sys_updated_by: 'ann', sys_mod_count };
				return changeOf(row, EVENTS[name]).key;
			});
		expect(new Set(versions('contactUpdated')).size).toBe(2);
		expect(new Set(versions('contactCreated')).size).toBe(1);
	});
});

describe('the time zone of a query', () => {
	test('between two readings is the earlier one, and an hour more for a clock change', () => {
		expect(earliestReading(0, 0)).toEqual({ minutes: 0, isUtc: true });
		expect(earliestReading(60, 120)).toEqual({ minutes: 0, isUtc: false });
		expect(earliestReading(0, -300)).toEqual({ minutes: -360, isUtc: false });
	});

	test('moves a time over midnight', () => {
		expect(queryLiteral('2026-12-31 23:30:00', 60)).toBe('2027-01-01 00:30:00');
	});
});
