import type { IDataObject, INode } from 'n8n-workflow';
import type { SimulatedInstance } from '../../simulator/instance.mts';
import { runOperation } from '../engine/operation.mts';
import type { RunOptions, RunResult } from '../engine/harness.mts';
import { useInstancePerTest } from '../support/instance.mts';
import { subjects, type Subject } from './subjects.mts';

const STRUCK = 1;
const MAX_TRIES = 3;

const instance = useInstancePerTest();

const onErrors = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

/** Retry On Fail, without the wait of a second between the tries. */
const RETRY: Partial<INode> = {
	retryOnFail: true,
	maxTries: MAX_TRIES,
	waitBetweenTries: 1,
};

/** Ways in which n8n sends the items of a node, as its option Batching has them. */
const batchings: Record<string, IDataObject | undefined> = {
	'no batches': undefined,
	'batches of one': { batchSize: 1, batchInterval: 5 },
	'batches of two': { batchSize: 2, batchInterval: 5 },
	'one batch': { batchSize: 10, batchInterval: 5 },
};

/** Requests of the struck item: it alone asks for a version of the API, or for its agent. */
function pathOfStruck({ id, values }: Subject): RegExp {
	return id === 'conversationMember.drop' ? new RegExp(values[STRUCK]) : /\/v1\//;
}

function itemsOf({ values }: Subject): IDataObject[] {
	return values.map((value, index) => ({ value, version: index === STRUCK ? 'v1' : '' }));
}

/**
 * Items of which each try may send all. ServiceNow itself rejects a change of a member that was made in
 * an earlier try, so of those there is only the struck one.
 */
function retriableItemsOf(subject: Subject): IDataObject[] {
	const items = itemsOf(subject);
	return subject.id.startsWith('conversationMember') ? [items[STRUCK]] : items;
}

interface Setting extends Partial<RunOptions> {
	batch?: IDataObject;
	options?: IDataObject;
}

async function execute(subject: Subject, { batch, options, ...run }: Setting): Promise<RunResult> {
	const { id, parameters, arrange } = subject;
	arrange?.(instance);
	const version = id !== 'conversationMember.drop' && { api_version: '={{ $json.version }}' };
	return await runOperation(
		id,
		instance.url,
		{
			...parameters,
			options: { ...version, ...options },
			...(batch && { requestOptions: { batching: { batch } } }),
		},
		{
			items: itemsOf(subject),
			...run,
		},
	);
}

/** Refuses the struck item, so many times or for good. */
function refuse({ faults }: SimulatedInstance, subject: Subject, times?: number): void {
	faults.add({
		match: { path: pathOfStruck(subject) },
		times,
		fault: { status: 400, message: 'Refused by the test' },
	});
}

function requestsOfStruck(subject: Subject): number {
	return instance.requests.filter(({ path }) => pathOfStruck(subject).test(path)).length;
}

/** Items in = items and errors out. */
function assertNothingVanished({ error, items, errorItems }: RunResult, count: number): void {
	if (error) expect([...items, ...errorItems]).toEqual([]);
	else expect(items.length + errorItems.length).toBe(count);
}

const unhandled: unknown[] = [];
const remember = (reason: unknown) => unhandled.push(reason);
beforeAll(() => process.on('unhandledRejection', remember));
afterAll(() => {
	process.off('unhandledRejection', remember);
	expect(unhandled).toEqual([]);
});

describe.each(subjects)('$id', (subject) => {
	const { length } = subject.values;

	describe.each(Object.entries(batchings))('%s', (_name, batch) => {
		test.each(onErrors)('On Error %s: a refused item', async (onError) => {
			refuse(instance, subject);
			const result = await execute(subject, { batch, onError });
			assertNothingVanished(result, length);
			expect(result.error !== undefined).toBe(onError === 'stopWorkflow');
			expect(requestsOfStruck(subject)).toBe(1);
		});

		test('Retry On Fail: each try sends, and the last error shows', async () => {
			refuse(instance, subject);
			const items = retriableItemsOf(subject);
			const result = await execute(subject, { batch, items, settings: RETRY });
			assertNothingVanished(result, items.length);
			expect(result.error?.message).toContain(`[item ${items.length > 1 ? STRUCK : 0}]`);
			expect(result.error?.description).toContain('Refused by the test');
			expect(requestsOfStruck(subject)).toBe(MAX_TRIES);
		});

		test('Retry On Fail: a later try that is accepted has all items', async () => {
			refuse(instance, subject, MAX_TRIES - 1);
			const items = retriableItemsOf(subject);
			const result = await execute(subject, { batch, items, settings: RETRY });
			expect(result.error).toBeUndefined();
			expect(result.items).toHaveLength(items.length);
			expect(result.json.filter((json) => 'error' in json)).toEqual([]);
			expect(requestsOfStruck(subject)).toBe(MAX_TRIES);
		});
	});

	test('Execute Once with Retry On Fail has its one item', async () => {
		const result = await execute(subject, { executeOnce: true, settings: RETRY });
		assertNothingVanished(result, 1);
		expect(result.error).toBeUndefined();
	});

	test('Always Output Data changes nothing', async () => {
		refuse(instance, subject);
		const settings = { ...RETRY, alwaysOutputData: true };
		const result = await execute(subject, { onError: 'continueErrorOutput', settings });
		assertNothingVanished(result, length);
	});
});

describe('a failure that the node itself tolerates', () => {
	const COUNT = 50;

	test('an agent who is a public fulfiller already stops none of the others', async () => {
		const update = subjects.find(({ id }) => id === 'conversationMember.update')!;
		const rejected = 'User is already a public_fulfiller';
		instance.faults.add({ times: 1, fault: { status: 500, message: rejected } });
		update.arrange?.(instance);
		const result = await runOperation(
			update.id,
			instance.url,
			{ ...update.parameters, options: { alreadyIsDone: true, maxConcurrency: 1 } },
			{ items: Array.from({ length: COUNT }, () => ({ value: update.values[0] })) },
		);
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(COUNT);
	});

	test('a contact that cannot be read back stops none of the others', async () => {
		instance.settings.latencyMs = 2;
		instance.faults.add({
			match: { method: 'GET' },
			times: 1,
			fault: { status: 404, message: 'No Record found' },
		});
		const result = await runOperation(
			'contact.create',
			instance.url,
			{ first_name: '={{ $json.name }}', options: { readBack: true, maxConcurrency: 2 } },
			{ items: Array.from({ length: COUNT }, (_, index) => ({ name: `Name ${index}` })) },
		);
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(COUNT);
		expect(result.json.filter((json) => 'read_back_error' in json)).toHaveLength(1);
		expect(instance.counts['contact.create']).toBe(COUNT);
	});
});
