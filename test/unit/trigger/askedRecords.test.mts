import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { keyOf, type Change } from '../../../nodes/ServiceNowCsmTrigger/change';
import type { ChangeSource } from '../../../nodes/ServiceNowCsmTrigger/changeSource';
import {
	EVENTS,
	isOfEvent,
	neededColumns,
	withLogins,
} from '../../../nodes/ServiceNowCsmTrigger/events';
import { isTick, noticeOf } from '../../../nodes/ServiceNowCsmTrigger/notice';
import {
	endInTime,
	pollBudgetOf,
	withinBudget,
} from '../../../nodes/ServiceNowCsmTrigger/pollBudget';
import { assertHeeded, assertStillHeeded } from '../../../nodes/ServiceNowCsmTrigger/queryCheck';
import { filterMatching, StateTracker } from '../../../nodes/ServiceNowCsmTrigger/stateTracker';

/** Pages of the interactions in a state, and what was asked for. */
function stateSource(pages: IDataObject[][]) {
	const asked: Array<[conditions: string[], order: string, page: IDataObject]> = [];
	const find = async (conditions: string[], order: string, page: IDataObject) => {
		asked.push([conditions, order, page]);
		return pages[asked.length - 1] ?? [];
	};
	return { source: { find } as unknown as ChangeSource, asked };
}

const inState = (id: string, state = 'open') => ({ sys_id: id, state });

describe('interactions that are in the state at the start', () => {
	test('are read page by page, the least recently changed one first', async () => {
		const { source, asked } = stateSource([[inState('c'), inState('b')], [inState('a', 'OPEN')]]);
		const tracker = await StateTracker.initialize(source, 'open');
		expect(tracker.serialize()).toBe(['a', 'b', 'c'].map(keyOf).join(''));
		expect(asked.map(([, , { offset }]) => offset)).toEqual([0, 2, 3]);
		expect(asked[0]).toEqual([
			['state=open'],
			'ORDERBYDESCsys_updated_on^ORDERBYsys_id',
			{ limit: 1000, offset: 0, columns: ['sys_id', 'state'] },
		]);
	});

	test('are no more than 4000, in no more than 40 pages', async () => {
		const page = (from: number, count: number) =>
			Array.from({ length: count }, (_, at) => inState(`id ${from + at}`));
		const large = stateSource([0, 1, 2, 3, 4, 5].map((at) => page(at * 1000, 1000)));
		await StateTracker.initialize(large.source, 'open');
		expect(large.asked).toHaveLength(4);
		const small = stateSource(Array.from({ length: 60 }, (_, at) => page(at, 1)));
		await StateTracker.initialize(small.source, 'open');
		expect(small.asked).toHaveLength(40);
	});

	test.each([
		[[inState('a'), inState('b', 'new')], 'The instance ignores the condition on "state"'],
		[[{ sys_id: 'a' }], 'The ServiceNow user cannot read "state"'],
	])('%j is an error', async (page, message) => {
		await expect(StateTracker.initialize(stateSource([page]).source, 'open')).rejects.toThrow(
			message,
		);
	});

	test('are remembered up to 4000, the last ones', () => {
		const keys = Array.from({ length: 4001 }, (_, at) => keyOf(String(at)));
		expect(new StateTracker('open', keys.join('')).serialize()).toBe(keys.slice(1).join(''));
	});

	test('that are not closed say nothing of when they were', () => {
		const change = (record: IDataObject) => ({ id: 'a', record }) as unknown as Change;
		const early = { closed_at: '2026-01-01 00:00:00' };
		const reaches = (state: string) =>
			new StateTracker(state, '').reaches(change({ state, ...early }), '2026-02-01 00:00:00');
		expect([reaches('open'), reaches('closed_complete')]).toEqual([true, false]);
		expect(
			new StateTracker('closed', '').reaches(change({ state: 'closed' }), '2026-02-01 00:00:00'),
		).toBe(true);
	});
});

describe('a filter', () => {
	const changes = (...ids: string[]) => ids.map((id) => ({ id }) as Change);

	test('is asked again where the instance returns fewer than match', async () => {
		const { source, asked } = stateSource([[{ sys_id: 'a' }], [{ sys_id: 'c' }], []]);
		const matching = await filterMatching(source, changes('a', 'b', 'c'), 'x=1');
		expect(matching).toEqual(changes('a', 'c'));
		expect(asked.map(([[condition]]) => condition)).toEqual([
			'x=1^sys_idINa,b,c',
			'x=1^sys_idINb,c',
			'x=1^sys_idINb',
		]);
		expect(asked[0][1]).toBe('ORDERBYsys_id');
	});

	test('of which others come back is an error', async () => {
		const { source } = stateSource([[{ sys_id: 'z' }]]);
		await expect(filterMatching(source, changes('a'), 'x=1')).rejects.toThrow(
			'The instance ignores the condition on "sys_id"',
		);
	});
});

describe('the conditions of a query', () => {
	/** The queries by which they are checked, of an instance that heeds them. */
	async function checksOf(filter: string): Promise<string[]> {
		const asked: string[] = [];
		const ask = async (query: string, { columns }: { columns: string[] }) => {
			asked.push(query);
			expect(columns).toEqual(['sys_id']);
			return query.includes('ISEMPTY^OR') ? [{ sys_id: 'a' }] : [];
		};
		await assertHeeded({ ask } as unknown as ChangeSource, filter, 'a');
		return asked;
	}

	const never = (column: string) => `sys_id=a^${column}ISEMPTY^${column}ISNOTEMPTY`;
	const always = (column: string) => `sys_id=a^${column}ISEMPTY^OR${column}ISNOTEMPTY`;
	const part = (column: string) => `sys_id=a^${column}LIKEno record has this text 7c1f0e`;

	test.each<[string, string[]]>([
		['', []],
		['x=1', [never('x'), always('x')]],
		['x=1^ORx=2^NQx!=3', [never('x'), always('x')]],
		['account.name=1', [never('account.name'), always('account.name')]],
		['xLIKEa', [never('x'), part('x'), always('x')]],
		['xNOT LIKEa', [never('x'), part('x'), always('x')]],
		['xSTARTSWITHa', [never('x'), part('x'), always('x')]],
		['x>5', [never('x'), 'sys_id=a^x>5^x<5', always('x')]],
		['x<=5', [never('x'), 'sys_id=a^x>5^x<5', always('x')]],
		['xBETWEEN5@7', [never('x'), 'sys_id=a^x>5^x<5', always('x')]],
		['x>', [never('x'), always('x')]],
		['x>5^x<7^x>6', [never('x'), 'sys_id=a^x>6^x<6', always('x')]],
		['xLIKEa^xLIKEb^x=1', [never('x'), part('x'), always('x')]],
		['x=1^y=2', [never('x'), never('y'), always('x'), always('y')]],
		['123TEXTQUERY321=a', []],
	])('%s are checked by %j', async (filter, expected) => {
		expect(await checksOf(filter)).toEqual(expected);
	});

	test('of more than 20 columns are checked for 20', async () => {
		const columns = Array.from({ length: 22 }, (_, at) => `u_${String.fromCharCode(97 + at)}`);
		expect(await checksOf(columns.map((name) => `${name}=1`).join('^'))).toHaveLength(40);
	});

	test('are checked again by one request, and a record that is gone tells nothing', async () => {
		const ask = jest.fn(async (_query: string, _page: object): Promise<IDataObject[]> => []);
		const source = { ask } as unknown as ChangeSource;
		await assertStillHeeded(source, 'x=1^y=2', 'a');
		expect(ask.mock.calls).toEqual([
			[`${never('x')}^NQ${never('y')}`, { limit: 1, columns: ['sys_id'] }],
		]);
		await assertHeeded(source, 'x=1', 'a');
		expect(ask.mock.calls.at(-1)![0]).toBe('sys_id=a');
		await assertStillHeeded(source, '', 'a');
		expect(ask).toHaveBeenCalledTimes(4);
	});
});

describe('the time of a poll', () => {
	beforeEach(() => jest.useFakeTimers({ now: 0 }));

	afterEach(() => jest.useRealTimers());

	const budgetOf = (budgetMs?: number) =>
		pollBudgetOf(
			(budgetMs === undefined ? {} : { getPollBudgetMs: () => budgetMs }) as IPollFunctions,
		);

	test.each([
		[undefined, { readUntil: 150_000 }],
		[300_000, { readUntil: 150_000 }],
		[40_000, { readUntil: 20_000, limitMs: 40_000 }],
	])('of %s ms is for reading to one half', (budgetMs, budget) => {
		expect(budgetOf(budgetMs)).toEqual(budget);
	});

	test('bounds the waits for an instance', () => {
		const options = { maxWaitMs: 120_000, maxConcurrency: 3 };
		expect(withinBudget(options, budgetOf(40_000))).toEqual({ ...options, maxWaitMs: 20_000 });
		expect(withinBudget(options, budgetOf())).toEqual(options);
		expect(withinBudget({ maxWaitMs: 5 }, budgetOf(40_000)).maxWaitMs).toBe(5);
	});

	test('does not hide what fails within it', async () => {
		const error = new Error('broken');
		await expect(
			endInTime(budgetOf(40_000), 0, async () => await Promise.reject(error)),
		).rejects.toBe(error);
		expect(await endInTime(budgetOf(), 0, async (over) => over.aborted)).toBe(false);
	});
});

test('a position that is broken is told, and a new trigger is not', () => {
	expect(noticeOf({ is: 'broken' }, 'x')?.message).toContain('was not readable');
	expect(noticeOf({ is: 'none' } as never, 'x')).toBeUndefined();
});

test('a record is of the event by its own values', () => {
	const { contactUpdated, interactionStateChanged } = EVENTS;
	const record = { sys_mod_count: '1', sys_updated_by: 'ann' };
	expect(isOfEvent(contactUpdated, record)).toBe(true);
	expect(isOfEvent(contactUpdated, { ...record, sys_mod_count: '0' })).toBe(false);
	expect(isOfEvent(contactUpdated, { sys_updated_by: 'ann' })).toBe(false);
	expect(isOfEvent(contactUpdated, { ...record, sys_updated_by: 'guest' })).toBe(false);
	expect(isOfEvent(withLogins(contactUpdated), { ...record, sys_updated_by: 'guest' })).toBe(true);
	expect(neededColumns(contactUpdated)).toEqual([
		'sys_id',
		'sys_updated_on',
		'sys_mod_count',
		'sys_updated_by',
	]);
	expect(neededColumns(interactionStateChanged)).toEqual(expect.arrayContaining(['state']));
});

test('an activation is no poll of the schedule, where an error would be a failed execution', () => {
	const contextOf = (mode: string) => ({ getActivationMode: () => mode }) as IPollFunctions;
	const kept = contextOf('activate');
	expect([isTick(kept), isTick(kept)]).toEqual([false, true]);
	expect(isTick(contextOf('update'))).toBe(true);
	expect(isTick(contextOf('init'))).toBe(false);
});

test('what to do where an instance ignores the condition on a state is said', async () => {
	const { source } = stateSource([[inState('a', 'new')]]);
	await expect(StateTracker.initialize(source, 'open')).rejects.toMatchObject({
		advice:
			'It returned other records than asked for. Ask an administrator to let the ServiceNow user read and query "state" (ACLs of the table).',
	});
});
