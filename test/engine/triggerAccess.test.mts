import type { SimulatedInstance } from '../../simulator/instance.mts';
import type { Fault } from '../../simulator/faults/kinds.mts';
import type { Row } from '../../simulator/records/values.mts';
import { useInstance } from '../support/instance.mts';
import type { PollError } from './trigger.mts';
import {
	EVENTS,
	TABLES,
	makeHappen,
	makeOld,
	polled,
	takeBack,
	triggerFor,
} from './triggerEvents.mts';

type Settings = SimulatedInstance['settings'];

jest.setTimeout(60_000);

const instance = useInstance({ seed: false });

beforeEach(() => makeOld(instance));

const triggerOn = (event: string, query?: string) => triggerFor(instance, event, query);
const happen = (event: string, count: number) => makeHappen(instance, event, count);

async function failed(poll: Promise<unknown>): Promise<PollError> {
	return await poll.then(
		(items) => {
			throw new Error(`The poll did not fail: ${JSON.stringify(items)}`);
		},
		(error: PollError) => error,
	);
}

const CUTS: Fault[] = [
	{ kind: 'cutOff', keep: 0 },
	{ kind: 'cutOff', keep: 1 },
	{ kind: 'cutOff', keep: 0.5, message: 'Another text' },
	{ kind: 'cutInRow' },
];

describe.each(EVENTS)('reads of %s that were cut off', (event) => {
	test.each(CUTS)('%j: in each request of a poll, it is sent again', async (fault) => {
		for (let skip = 0; skip < 4; skip += 1) {
			const trigger = triggerOn(event);
			await trigger.activate();
			const expected = happen(event, 3);
			instance.faults.add({ match: { table: TABLES[event] }, skip, times: 1, fault });
			expect(await polled(trigger)).toEqual(expected);
			instance.faults.clear();
			expect(await polled(trigger)).toEqual([]);
			takeBack(instance);
		}
	});
});

describe.each(['contactUpdated', 'interactionStateChanged'])(
	'reads of %s that are cut off',
	(event) => {
		test.each(CUTS)('%j: again and again, the poll fails and nothing is lost', async (fault) => {
			for (const skip of [0, 2]) {
				const trigger = triggerOn(event);
				await trigger.activate();
				const expected = happen(event, 3);
				instance.faults.add({ match: { table: TABLES[event] }, skip, fault });
				expect((await failed(trigger.poll())).message).toMatch(/cut off/i);
				instance.faults.clear();
				expect(await polled(trigger)).toEqual(expected);
				expect(await polled(trigger)).toEqual([]);
				takeBack(instance);
			}
		});
	},
);

test('an activation that is cut off fails', async () => {
	instance.faults.add({ fault: { kind: 'cutOff', keep: 5 } });
	expect((await failed(triggerOn('contactCreated').activate())).message).toMatch(/cut off/i);
});

describe('what the trigger needs', () => {
	const needed: Array<[string, string]> = [
		['contactCreated', 'sys_id'],
		['contactCreated', 'sys_created_on'],
		['contactUpdated', 'sys_updated_on'],
		['contactUpdated', 'sys_mod_count'],
		['contactUpdated', 'sys_updated_by'],
		['interactionCreated', 'sys_created_on'],
		['interactionUpdated', 'sys_mod_count'],
		['interactionStateChanged', 'state'],
		['interactionStateChanged', 'sys_mod_count'],
		['interactionStateChanged', 'sys_updated_on'],
	];

	describe.each(['absent', 'empty'] as const)('of columns that come %s', (shown) => {
		test.each(needed)(
			'%s without %s fails at activation, at a test and later',
			async (event, column) => {
				const trigger = triggerOn(event);
				await trigger.activate();
				const expected = happen(event, 2);
				for (const answer of ['drop', 'refuse'] as const) {
					instance.settings.unreadableColumns = [
						{ table: TABLES[event], columns: [column], answer, shown },
					];
					const messages = [
						(await failed(triggerOn(event).activate())).message,
						(await triggerOn(event).test()).error?.message,
						(await failed(trigger.poll())).message,
					];
					for (const message of messages) {
						expect(message).toMatch(
							answer === 'drop'
								? `The ServiceNow user cannot read "${column}"`
								: /cannot read|column|query/i,
						);
					}
				}
				instance.settings.unreadableColumns = [];
				expect(await polled(trigger)).toEqual(expected);
			},
		);
	});

	test.each(EVENTS)('rows of %s that come as {} are an error', async (event) => {
		const trigger = triggerOn(event);
		await trigger.activate();
		const expected = happen(event, 3);
		const some = ({ sys_id }: Row) => sys_id === expected[0];
		for (const empty of [1, some]) {
			instance.settings.emptyRows = { [TABLES[event]]: empty };
			expect((await failed(trigger.poll())).message).toContain('cannot read "sys_id"');
		}
		instance.settings.emptyRows = {};
		expect(await polled(trigger)).toEqual(expected);
	});

	test.each(EVENTS)('a table of %s whose rows nobody may read is said', async (event) => {
		const trigger = triggerOn(event);
		await trigger.activate();
		const expected = happen(event, 3);
		instance.settings.unreadableTables = [TABLES[event]];
		const record = event.startsWith('contact') ? 'contact' : 'interaction';
		const fresh = await failed(triggerOn(event).activate());
		expect(fresh.message).toBe(`No ${record} can be read`);
		expect(fresh.description).toContain('no read access');
		expect((await triggerOn(event).test()).error?.message).toBe(`No ${record} can be read`);
		expect((await failed(trigger.poll())).message).toBe(`No ${record} can be read`);
		instance.settings.unreadableTables = [];
		expect(await polled(trigger)).toEqual(expected);
	});
});

describe('a query that the instance does not heed', () => {
	const wrong: Array<[string, string]> = [
		['citty=Berlin', 'citty'],
		['city=Lyon^citty=Berlin', 'citty'],
		['city=Lyon^ORcitty=Berlin', 'citty'],
		['city=Lyon^NQcitty=Berlin', 'citty'],
		['account.nmae=Acme', 'account.nmae'],
		['cittyLIKEBer', 'citty'],
		['cittyISEMPTY', 'citty'],
		['citty!=Berlin', 'citty'],
		['cittyINBerlin,Lyon', 'citty'],
	];
	const reactions: Array<[string, Partial<Settings>]> = [
		['ignores', {}],
		['returns nothing for', { invalidQueryReturnsNoRows: true }],
		['rejects', { unknownColumns: 'refuse' }],
	];

	describe.each(reactions)('because it %s what it does not know', (_what, settings) => {
		test.each(wrong)('%s is refused at test and at activation', async (query, column) => {
			Object.assign(instance.settings, settings);
			const { message, description } = await failed(triggerOn('contactCreated', query).activate());
			expect(message).toContain(`"Query" has a condition on "${column}" that the instance`);
			expect(description).toContain('spelling');
			const { items, error } = await triggerOn('contactCreated', query).test();
			expect([items, error?.message]).toEqual([[], message]);
		});
	});

	const ranges: Array<[string, string]> = [
		['cityLIKEyo', 'city'],
		['citySTARTSWITHL', 'city'],
		['cityNOT LIKEx', 'city'],
		['sys_mod_count>=0', 'sys_mod_count'],
		['sys_mod_count<5^city=Lyon', 'sys_mod_count'],
		['sys_mod_countBETWEEN0@5', 'sys_mod_count'],
	];

	test.each(ranges)('%s, where ranges of the column are dropped', async (query, column) => {
		expect(await triggerOn('contactCreated', query).activate()).toEqual([]);
		instance.settings.queryAcls = [
			{ table: 'customer_contact', columns: [column], answer: 'drop' },
		];
		const { message } = await failed(triggerOn('contactCreated', query).activate());
		expect(message).toContain(`"Query" has a condition on "${column}" that the instance ignores`);
	});

	const right = [
		'city=Lyon',
		'city=Lyon^ORcity=Porto^account.nameISEMPTY',
		'account.name=Acme^NQcitySTARTSWITHL^sys_mod_count<9',
		'sys_created_on>javascript:gs.nowDateTime()^ORcity!=Porto^EQ',
		'city%3DLyon%5Eactive!%3Dx',
		'cityINLyon,Porto',
		'cityNOT INRome^city>A',
	];

	test.each(right)('%s is heeded, and taken', async (query) => {
		const trigger = triggerOn('contactCreated', query);
		expect(await trigger.activate()).toEqual([]);
		expect(await polled(trigger)).toEqual([]);
	});

	test('rights on a column of the query that are taken away later are an error', async () => {
		const hides: Array<Partial<Settings>> = [{}, { invalidQueryReturnsNoRows: true }];
		for (const event of ['contactCreated', 'interactionStateChanged']) {
			for (const settings of hides) {
				const column = event === 'contactCreated' ? 'city' : 'short_description';
				const trigger = triggerOn(event, `${column}=Rome`);
				await trigger.activate();
				happen(event, 2);
				instance.settings.unreadableColumns = [
					{ table: TABLES[event], columns: [column], answer: 'drop' },
				];
				Object.assign(instance.settings, settings);
				const { message } = await failed(trigger.poll());
				expect(message).toContain(`"Query" has a condition on "${column}"`);
				Object.assign(instance.settings, {
					unreadableColumns: [],
					invalidQueryReturnsNoRows: false,
				});
				expect(await polled(trigger)).toEqual([]);
				takeBack(instance);
			}
		}
	});
});
