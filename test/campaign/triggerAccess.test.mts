import type { SimulatedInstance } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { Trigger, type PollError } from '../engine/trigger.mts';
import {
	EVENTS,
	TABLES,
	makeHappen,
	makeOld,
	pass,
	polled,
	takeBack,
	triggerFor,
} from '../engine/triggerEvents.mts';

type Settings = SimulatedInstance['settings'];

/** Requests of one poll, at most, in an instance of a few records that drops what it wants. */
const FEW = 30;

jest.setTimeout(300_000);

const instance = useInstance({ seed: false });

beforeEach(() => makeOld(instance));

const triggerOn = (event: string, query?: string) => triggerFor(instance, event, query);
const happen = (event: string, count: number) => makeHappen(instance, event, count);

/** Settings that take something away from queries, with what they are called in a report. */
function restrictions(table: string, columns: string[]): Array<[string, Partial<Settings>]> {
	const found: Array<[string, Partial<Settings>]> = [];
	for (const answer of ['drop', 'refuse'] as const) {
		for (const operators of ['range', 'all'] as const) {
			for (const orders of [true, false]) {
				// A refusal is of the whole request.
				const parts = answer === 'drop' ? (['clause', 'condition'] as const) : [undefined];
				for (const dropped of parts) {
					const acl = { table, columns, answer, operators, orders, dropped };
					found.push([JSON.stringify(acl), { queryAcls: [acl] }]);
				}
			}
		}
	}
	return found;
}

const TAKEN = ['sys_updated_on', 'sys_created_on', 'sys_mod_count', 'sys_updated_by', 'state'];

/** Columns that the requests of an event ask by, besides `sys_id`. */
const ASKED_BY: Record<string, string[]> = {
	contactCreated: ['sys_created_on'],
	contactUpdated: ['sys_updated_on', 'sys_mod_count', 'sys_updated_by'],
	interactionCreated: ['sys_created_on'],
	interactionStateChanged: ['sys_updated_on', 'state'],
	interactionUpdated: ['sys_updated_on', 'sys_mod_count'],
};

describe.each(EVENTS)('conditions of %s that the instance drops or refuses', (event) => {
	const table = TABLES[event];
	const cases = [
		...ASKED_BY[event].flatMap((column) => restrictions(table, [column])),
		...restrictions(table, ['sys_id']),
		...restrictions(table, TAKEN),
		...restrictions(table, [...TAKEN, 'sys_id']),
	];

	test('each change once, or a reason, in few requests, and nothing lost afterwards', async () => {
		let most = 0;
		const queries = new Set<string>();
		for (const [what, settings] of cases) {
			for (const rowCap of [undefined, 7]) {
				const trigger = triggerOn(event);
				await trigger.activate();
				happen(event === 'contactCreated' ? 'contactUpdated' : 'contactCreated', 2);
				const expected = happen(event, 12);
				Object.assign(instance.settings, settings, { rowCap: rowCap ? { [table]: rowCap } : {} });
				const before = instance.requests.length;
				const found = await polled(trigger).catch((error: PollError) => {
					expect(error.message).toMatch(/ignores|cannot read|query|column|condition/i);
					return [];
				});
				most = Math.max(most, instance.requests.length - before);
				Object.assign(instance.settings, { queryAcls: [], rowCap: {} });
				const rest = await polled(trigger);
				expect({ what, rowCap, found: [...found, ...rest].sort() }).toEqual({
					what,
					rowCap,
					found: expected,
				});
				expect(await polled(trigger)).toEqual([]);
				takeBack(instance);
				for (const { query } of instance.requests) queries.add(String(query.sysparm_query));
			}
		}
		const others = TAKEN.filter((column) => !ASKED_BY[event].includes(column));
		const asked = [...queries].join();
		expect(others.filter((column) => asked.includes(column))).toEqual([]);
		process.stdout.write(`${event}: at most ${most} requests\n`);
		expect(most).toBeLessThanOrEqual(FEW);
	});
});

/** What a trigger emits until it has nothing more. */
async function settled(trigger: Trigger): Promise<string[]> {
	const found: string[] = [];
	for (let poll = 0; poll < 6; poll += 1) found.push(...(await polled(trigger)));
	return found.sort();
}

/** Contacts, of which the last ones are new. @returns sys_ids of the new ones */
function fill(count: number, changes: number): string[] {
	for (let index = 0; index < count; index += 1) instance.store.insert('customer_contact', {});
	pass(instance, 3 * 86_400);
	return happen('contactCreated', changes);
}

async function countRequests(poll: () => Promise<unknown>): Promise<number> {
	const before = instance.requests.length;
	await poll();
	return instance.requests.length - before;
}

describe('a large table', () => {
	const ranges = (orders: boolean) => ({
		queryAcls: [
			{
				table: 'customer_contact',
				columns: ['sys_created_on'],
				answer: 'drop' as const,
				orders,
			},
		],
	});

	test.each([true, false])('whose ranges are dropped, and orders too: %j', async (orders) => {
		fill(15_000, 0);
		const trigger = triggerOn('contactCreated');
		await trigger.activate();
		const expected = happen('contactCreated', 20);
		Object.assign(instance.settings, ranges(orders));
		const requests = await countRequests(async () => {
			const error = await trigger.poll().catch((thrown: PollError) => thrown);
			expect(error).toMatchObject({
				message: expect.stringMatching(
					/The instance ignores the (order by|condition on) "sys_created_on"/,
				),
			});
		});
		expect(requests).toBeLessThanOrEqual(15);
		Object.assign(instance.settings, { queryAcls: [] });
		expect(await settled(trigger)).toEqual(expected);
	});

	test('of a few pages whose ranges are dropped is read whole', async () => {
		const trigger = triggerOn('contactCreated');
		fill(5000, 0);
		await trigger.activate();
		const expected = happen('contactCreated', 20);
		Object.assign(instance.settings, ranges(true));
		const requests = await countRequests(async () => {
			expect(await polled(trigger)).toEqual(expected);
		});
		expect(requests).toBeLessThanOrEqual(15);
		expect(await polled(trigger)).toEqual([]);
	});

	test.each([1, 100, 999])('with at most %d records in a page', async (rowCap) => {
		const trigger = triggerOn('contactCreated');
		await trigger.activate();
		instance.settings.rowCap = { customer_contact: rowCap };
		const expected = fill(0, rowCap === 1 ? 250 : 2500);
		const found: string[] = [];
		let most = 0;
		for (let poll = 0; poll < 14; poll += 1) {
			const requests = await countRequests(async () => found.push(...(await polled(trigger))));
			most = Math.max(most, requests);
		}
		expect(found.sort()).toEqual(expected);
		expect(most).toBeLessThanOrEqual(101);
	});

	test.each([100, 1000])(
		'of interactions, %d in a page, that are in the state already',
		async (rowCap) => {
			instance.settings.rowCap = { interaction: rowCap };
			for (let index = 0; index < 2500; index += 1) {
				instance.store.insert('interaction', { state: 'queued' });
			}
			pass(instance, 600);
			const trigger = triggerOn('interactionStateChanged');
			expect(await countRequests(async () => await trigger.activate())).toBeLessThanOrEqual(60);
			const rows = [...instance.store.table('interaction').values()].slice(30, 330);
			for (const row of rows) instance.store.update(row, { short_description: 'Other' });
			expect(await polled(trigger)).toEqual([]);
		},
	);

	test('of reached states of which the query matches some, 7 in a page', async () => {
		const trigger = triggerOn('interactionStateChanged', 'direction=inbound');
		await trigger.activate();
		const rows = Array.from({ length: 60 }, (_, index) =>
			instance.store.insert('interaction', {
				state: 'queued',
				direction: index % 3 ? 'inbound' : 'outbound',
			}),
		);
		instance.settings.rowCap = { interaction: 7 };
		const expected = rows.filter(({ direction }) => direction === 'inbound');
		expect(await polled(trigger)).toEqual(expected.map(({ sys_id }) => sys_id).sort());
	});
});
