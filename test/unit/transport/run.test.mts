import { getEventListeners } from 'node:events';
import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { RunMember, RunStoppedError } from '../../../nodes/shared/transport/run';

/** What a run depends on. */
interface Setting {
	items?: number;
	continueOnFail?: boolean;
	executeOnce?: boolean;
	retryOnFail?: boolean;
	/** The input that the items come by: `ai_tool` for the tool of an agent. */
	input?: string;
	batching?: object;
	canceled?: AbortSignal;
	type?: string;
	name?: string;
}

/** What the engine hands to every item, and to every try. */
function executeDataOf({ items = 1, input = 'main' }: Setting): object {
	return { data: { [input]: [Array.from({ length: items }, () => ({ json: {} }))] } };
}

/** Makes the members of one run, as the engine does: one for each item. */
function membersOf(
	setting: Setting,
	count = setting.items ?? 1,
	data = executeDataOf(setting),
	first = 0,
): RunMember[] {
	const { batching, canceled, executeOnce, retryOnFail } = setting;
	const { name = 'Node', type = 'serviceNowContact' } = setting;
	const contextOf = (index: number) => ({
		getItemIndex: () => index,
		getExecuteData: () => data,
		getNode: () => ({ executeOnce, retryOnFail, name, type }),
		continueOnFail: () => setting.continueOnFail ?? false,
		getExecutionCancelSignal: () => canceled,
		getNodeParameter: () => ({ ...(batching && { batching }) }),
	});
	return Array.from(
		{ length: count },
		(_, index) => new RunMember(contextOf(first + index) as unknown as IExecutePaginationFunctions),
	);
}

/** Whether a promise has an outcome by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
	const pending = Symbol('pending');
	await new Promise((resolve) => setImmediate(resolve));
	return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

describe('a failure', () => {
	test('waits for what is under way, and then has exact figures', async () => {
		const [failing, slow, slower, unsent, done] = membersOf({ items: 6 });
		for (const member of [failing, slow, slower, done]) member.begin();
		done.succeed();
		const figures = failing.fail();
		expect(await isSettled(figures)).toBe(false);
		slow.succeed();
		expect(await isSettled(figures)).toBe(false);
		void unsent.giveUp();
		slower.succeed();
		expect(await figures).toBe('Of 6 items: 3 succeeded, 1 failed, 2 not sent.');
	});

	test('waits also when a second one fails meanwhile', async () => {
		const [first, second] = membersOf({ items: 2 });
		first.begin();
		second.begin();
		const figures = first.fail();
		const others = second.fail();
		expect(await figures).toBe('Of 2 items: 0 succeeded, 2 failed, 0 not sent.');
		expect(await others).toBe('Of 2 items: 0 succeeded, 2 failed, 0 not sent.');
	});

	test('before anything was sent has its figures at once', async () => {
		const [failing] = membersOf({ items: 3 });
		expect(await failing.fail()).toBe('Of 3 items: 0 succeeded, 1 failed, 2 not sent.');
	});

	test('counts an item that begins twice once', async () => {
		const [failing, retried] = membersOf({ items: 2 });
		retried.begin();
		retried.begin();
		const figures = failing.fail();
		retried.succeed();
		expect(await figures).toBe('Of 2 items: 1 succeeded, 1 failed, 0 not sent.');
	});

	test('stops the run', async () => {
		const [failing, other] = membersOf({ items: 2 });
		expect(other.signal.aborted).toBe(false);
		await failing.fail();
		expect(other.signal.reason).toBeInstanceOf(RunStoppedError);
		await expect(other.stopped).rejects.toBeInstanceOf(RunStoppedError);
	});

	test('stops nothing where the other items go on', async () => {
		const [failing, other] = membersOf({ items: 2, continueOnFail: true });
		other.begin();
		expect(await failing.fail()).toBe('');
		other.stopOthers();
		expect(other.signal.aborted).toBe(false);
	});

	test.each<[string, Setting]>([
		['is alone', { items: 1 }],
		['is the only one that Execute Once takes', { items: 5, executeOnce: true }],
	])('of an item that %s has no figures', async (_what, setting) => {
		const [failing] = membersOf(setting, 1);
		expect(await failing.fail()).toBe('');
	});

	test('counts the items of a tool', async () => {
		const [failing] = membersOf({ items: 4, input: 'ai_tool' });
		expect(await failing.fail()).toBe('Of 4 items: 0 succeeded, 1 failed, 3 not sent.');
	});
});

describe('the wait until the engine has prepared all items', () => {
	test('lets all go when all are there', async () => {
		const members = membersOf({ items: 2 });
		await Promise.all(members.map(async (member) => await member.allPrepared()));
	});

	test('stops what was prepared when a later item could not be', async () => {
		const [first] = membersOf({ items: 2 }, 1);
		await expect(first.allPrepared()).rejects.toBeInstanceOf(RunStoppedError);
	});

	test.each<[string, Setting]>([
		['the other items go on', { items: 2, continueOnFail: true }],
		['the engine sends in batches', { items: 2, batching: { batch: {} } }],
		['there is one item', { items: 1 }],
	])('is left out where %s', async (_what, setting) => {
		const [first] = membersOf(setting, 1);
		await expect(first.allPrepared()).resolves.toBeUndefined();
	});
});

describe('an execution that is canceled', () => {
	const reason = new Error('canceled');

	test('stops the run', async () => {
		const execution = new AbortController();
		const [member] = membersOf({ items: 2, canceled: execution.signal });
		execution.abort(reason);
		await expect(member.stopped).rejects.toBe(reason);
		expect(member.signal.reason).toBe(reason);
	});

	test('stops an item that the failure of another one must not stop, also after that failure', async () => {
		const execution = new AbortController();
		const setting = { items: 2, canceled: execution.signal };
		const [failing, created] = membersOf(setting);
		created.begin();
		failing.stopOthers();
		expect(created.signal.aborted).toBe(true);
		expect(created.canceled.aborted).toBe(false);
		execution.abort(reason);
		expect(created.canceled.reason).toBe(reason);
	});

	test('lets nothing start', async () => {
		const [member] = membersOf({ items: 2, canceled: AbortSignal.abort(reason) });
		await expect(member.stopped).rejects.toBe(reason);
	});

	test('is not listened for when the run is over', async () => {
		const { signal: canceled } = new AbortController();
		const [succeeds, fails, givesUp] = membersOf({ items: 3, canceled });
		expect(getEventListeners(canceled, 'abort')).toHaveLength(1);
		succeeds.succeed();
		await fails.fail();
		expect(getEventListeners(canceled, 'abort')).toHaveLength(1);
		void givesUp.giveUp();
		expect(getEventListeners(canceled, 'abort')).toHaveLength(0);
	});

	test('is not listened for when the engine could not prepare a later item', async () => {
		const { signal: canceled } = new AbortController();
		const [prepared] = membersOf({ items: 3, canceled }, 1);
		void prepared.giveUp();
		expect(getEventListeners(canceled, 'abort')).toHaveLength(0);
	});

	test('is listened for again when a later batch begins', async () => {
		const execution = new AbortController();
		const setting = { items: 2, canceled: execution.signal, batching: { batch: {} } };
		const data = executeDataOf(setting);
		const [first] = membersOf(setting, 1, data);
		first.succeed();
		const [second] = membersOf(setting, 1, data, 1);
		execution.abort(reason);
		await expect(second.stopped).rejects.toBe(reason);
	});
});

describe('what an earlier try of Retry On Fail has done', () => {
	const records = [{ sys_id: 'a' }];

	/** What the second try knows of the item that succeeded in the first. */
	async function knownInSecondTry(first: Setting, second: Setting): Promise<unknown> {
		const data = executeDataOf(first);
		const [done, failing] = membersOf(first, 2, data);
		done.succeed(records);
		await failing.fail();
		return membersOf(second, 2, data)[0].doneBefore;
	}

	const setting = { items: 2, retryOnFail: true };

	test('is known in the next try, and of the items that it was', async () => {
		const data = executeDataOf(setting);
		const [done, failing] = membersOf(setting, 2, data);
		expect(done.doneBefore).toBeUndefined();
		done.succeed(records);
		await failing.fail();
		const [second, secondFailing] = membersOf(setting, 2, data);
		expect(second.doneBefore).toBe(records);
		expect(secondFailing.doneBefore).toBeUndefined();
		second.succeed(records);
		expect(await secondFailing.fail()).toBe('Of 2 items: 1 succeeded, 1 failed, 0 not sent.');
		expect(membersOf(setting, 2, data)[0].doneBefore).toBe(records);
	});

	test('is not known of what may be done again', async () => {
		const data = executeDataOf(setting);
		const [read, failing] = membersOf(setting, 2, data);
		read.succeed();
		await failing.fail();
		expect(membersOf(setting, 2, data)[0].doneBefore).toBeUndefined();
	});

	const tool = { ...setting, type: 'serviceNowContactTool' };

	test.each<[string, Setting, Setting]>([
		['without Retry On Fail', { items: 2 }, { items: 2 }],
		['to another node', setting, { ...setting, name: 'Other' }],
		['to a call of a tool', tool, tool],
	])('is not known %s', async (_what, first, second) => {
		expect(await knownInSecondTry(first, second)).toBeUndefined();
	});

	test('is not known to another run of the node', async () => {
		const [done] = membersOf(setting, 2);
		done.succeed(records);
		expect(membersOf(setting, 2)[0].doneBefore).toBeUndefined();
	});
});

describe('one run is one try of one call', () => {
	test('a try that comes again is not stopped by the one before', async () => {
		const setting = { items: 2 };
		const data = executeDataOf(setting);
		const [failing, stopped] = membersOf(setting, 2, data);
		await failing.fail();
		expect(stopped.signal.aborted).toBe(true);
		const again = membersOf(setting, 2, data);
		expect(again.map(({ signal }) => signal.aborted)).toEqual([false, false]);
		expect(await again[1].fail()).toBe('Of 2 items: 0 succeeded, 1 failed, 1 not sent.');
	});

	test('another node with the same data has a run of its own', async () => {
		const setting = { items: 2 };
		const data = executeDataOf(setting);
		const [failing] = membersOf(setting, 1, data);
		await failing.fail();
		const [other] = membersOf({ ...setting, name: 'Other' }, 2, data);
		expect(other.signal.aborted).toBe(false);
	});

	test('a tool has one item, however many its agent has', async () => {
		const setting = { items: 3, type: 'serviceNowContactTool' };
		const data = executeDataOf(setting);
		const [first] = membersOf(setting, 1, data);
		await expect(first.allPrepared()).resolves.toBeUndefined();
		expect(await first.fail()).toBe('');
		const [second] = membersOf(setting, 1, data);
		expect(second.signal.aborted).toBe(false);
	});
});

test('a run is over when all items are there, and none is open', async () => {
	const setting = { items: 2 };
	const data = executeDataOf(setting);
	const [first] = membersOf(setting, 1, data);
	expect(first.isRunOver).toBe(false);
	first.succeed();
	expect(first.isRunOver).toBe(false);
	const [second] = membersOf(setting, 1, data, 1);
	expect(first.isRunOver).toBe(false);
	second.succeed();
	expect(first.isRunOver).toBe(true);
});

test.each([[{}], [{ main: [] }], [{ main: [null] }]])(
	'without input, %j, there is one item',
	async (data) => {
		const [failing] = membersOf({}, 1, { data });
		expect(await failing.fail()).toBe('');
		expect(failing.isRunOver).toBe(true);
	},
);

describe('an item that gives up', () => {
	test('learns that another one failed, when that is known', async () => {
		const [failing, stopped] = membersOf({ items: 2 });
		failing.begin();
		failing.stopOthers();
		const answer = stopped.giveUp();
		expect(await isSettled(answer)).toBe(false);
		await failing.fail();
		expect(await answer).toBe(true);
	});

	test('learns that none failed', async () => {
		const [first, second] = membersOf({ items: 2 });
		first.begin();
		const answer = second.giveUp();
		first.succeed();
		expect(await answer).toBe(false);
	});
});

test('with batching a failure waits until the engine has prepared all items', async () => {
	const setting = { items: 3, batching: { batch: {} } };
	const data = executeDataOf(setting);
	const [failing] = membersOf(setting, 1, data);
	const figures = failing.fail();
	expect(await isSettled(figures)).toBe(false);
	const [second] = membersOf(setting, 1, data, 1);
	expect(await isSettled(figures)).toBe(false);
	const rest = [second, ...membersOf(setting, 1, data, 2)];
	expect(rest.map(({ signal }) => signal.aborted)).toEqual([true, true]);
	expect(await figures).toBe('Of 3 items: 0 succeeded, 1 failed, 2 not sent.');
});
