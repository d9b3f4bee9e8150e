import type { IN8nHttpFullResponse } from 'n8n-workflow';
import type { RequestFailedError } from '../../../nodes/shared/failure';
import type { Operation } from '../../../nodes/shared/operation';
import { fetchRecords } from '../../../nodes/shared/transport/fetchRecords';
import { limiterOf } from '../../../nodes/shared/transport/pace/limiter';
import type { Request, RequestContext } from '../../../nodes/shared/transport/requestContext';
import { logSummary } from '../../../nodes/shared/transport/runSummary';
import { createContact } from '../failure/failure.mts';

type Response = Partial<IN8nHttpFullResponse> | Error | 'endless';

const record = { sys_id: 'a' };

const success: Response = { statusCode: 200, headers: {}, body: { result: record } };

const throttled: Response = { statusCode: 429, headers: {}, body: '' };

const unavailable: Response = { statusCode: 502, headers: {}, body: '' };

const retryAfter = (seconds: number): Response => ({
	...throttled,
	headers: { 'retry-after': String(seconds) },
});

let hosts = 0;

/** Items of one run that send to a host of their own, which gives the responses in this order. */
class Run {
	readonly sentMs: number[] = [];

	private readonly start = Date.now();

	readonly baseURL = `https://host${(hosts += 1)}.example.com`;

	private readonly controller = new AbortController();

	private readonly stopped = new Promise<never>((_, reject) => {
		this.controller.signal.addEventListener('abort', () => reject(this.controller.signal.reason));
	});

	readonly signal = this.controller.signal;

	stopOthers = jest.fn();

	enter?: RequestContext['enter'];

	/** The last response is that to all further requests. */
	constructor(private readonly responses: Response[]) {
		this.stopped.catch(() => {});
	}

	stop(reason: Error): void {
		this.controller.abort(reason);
	}

	/** Sends an item. @returns its records or its error, so that no rejection is left alone */
	async send(
		operation: Operation = createContact,
		maxWaitMs = 60_000,
		maxConcurrency = 8,
		options: Partial<Request['options']> = {},
	): Promise<unknown> {
		const context: RequestContext = {
			enter: this.enter,
			execute: this.execute,
			operation,
			run: {
				begin: () => {},
				canceled: this.controller.signal,
				signal: this.controller.signal,
				stopOthers: this.stopOthers,
				stopped: this.stopped,
			},
			sendOptions: { maxConcurrency, maxWaitMs },
		};
		const request = { options: { baseURL: this.baseURL, url: '/', ...options } } as Request;
		return await fetchRecords(context, request).catch((error: Error) => error);
	}

	private execute = async (): Promise<IN8nHttpFullResponse> => {
		this.sentMs.push(Date.now() - this.start);
		const [response] = this.responses;
		if (this.responses.length > 1) this.responses.shift();
		if (response instanceof Error) throw response;
		if (response === 'endless') return await new Promise<never>(() => {});
		return response as IN8nHttpFullResponse;
	};
}

beforeEach(() => {
	jest.useFakeTimers();
	// The longest wait of each backoff.
	jest.spyOn(Math, 'random').mockReturnValue(1);
});

afterEach(() => {
	jest.useRealTimers();
	jest.restoreAllMocks();
});

/** Lets time pass until an item has its outcome. */
async function outcomeOf(item: Promise<unknown>): Promise<unknown> {
	const [outcome] = await Promise.all([item, jest.advanceTimersByTimeAsync(600_000)]);
	return outcome;
}

const failureOf = (outcome: unknown) => (outcome as RequestFailedError).failure;

test('a success is the records', async () => {
	const run = new Run([success]);
	expect(await outcomeOf(run.send())).toEqual([record]);
	expect(run.sentMs).toEqual([0]);
	expect(run.stopOthers).not.toHaveBeenCalled();
});

describe('without Retry-After', () => {
	test('the waits grow', async () => {
		const run = new Run([throttled, throttled, throttled, success]);
		expect(await outcomeOf(run.send())).toEqual([record]);
		expect(run.sentMs).toEqual([0, 250, 750, 1750]);
	});

	test('their sum stays within Max Wait, and then the item fails', async () => {
		const run = new Run([throttled]);
		expect(failureOf(await outcomeOf(run.send(createContact, 2000)))).toMatchObject({
			status: 429,
		});
		expect(run.sentMs).toEqual([0, 250, 750, 1750]);
		expect(run.stopOthers).toHaveBeenCalledTimes(1);
	});
});

test.each([
	[throttled, 1],
	[unavailable, 0],
])('response %#: the limit of the host is cut %i times', async (response, times) => {
	const run = new Run([response, success]);
	const cut = jest.spyOn(limiterOf(run.baseURL), 'cut');
	await outcomeOf(run.send({ ...createContact, safety: 'read' }));
	expect(run.sentMs).toHaveLength(2);
	expect(cut).toHaveBeenCalledTimes(times);
});

describe('how long a request waited at the host', () => {
	const waited = (response: Response, ms: number): Response => ({
		...(response as object),
		headers: { 'server-timing': `sem_wait;dur=${ms}` },
	});
	const failed: Response = { statusCode: 404, headers: {}, body: {} };

	test('is read from successes and failures, and not from rejections', async () => {
		const run = new Run([waited(throttled, 0), waited(success, 7), waited(failed, 9), success]);
		const release = jest.spyOn(limiterOf(run.baseURL), 'release');
		await outcomeOf(run.send());
		await outcomeOf(run.send());
		await outcomeOf(run.send());
		expect(release.mock.calls.map(([, end]) => end)).toEqual([
			{ succeeded: false },
			{ succeeded: true, waitedMs: 7 },
			{ succeeded: false, waitedMs: 9 },
			{ succeeded: true },
		]);
	});

	test('stands in the log once the run is over, with what else it met', async () => {
		const run = new Run([waited(throttled, 0), waited(success, 7), waited(success, 12.4), success]);
		await outcomeOf(Promise.all([run.send(), run.send(), run.send()]));
		const debug = jest.fn();
		logSummary({ debug }, run.signal);
		logSummary({ debug }, run.signal);
		expect(debug.mock.calls).toEqual([
			[
				'ServiceNow requests: 4 sent, at most 3 at a time, 1 rejected as too many; longest wait at the instance: 12 ms',
				{ requests: 4, rejected: 1, concurrency: 3, longestWaitMs: 12.4 },
			],
		]);
	});

	test('is not in the log of a host that does not tell', async () => {
		const run = new Run([success]);
		await outcomeOf(run.send());
		const debug = jest.fn();
		logSummary({ debug }, run.signal);
		expect(debug.mock.calls[0][0]).toMatch(/; longest wait at the instance: not told$/);
	});
});

describe('with Retry-After', () => {
	test('the item waits as long as the instance asks, and items after it too', async () => {
		const run = new Run([retryAfter(10), success]);
		const first = run.send();
		await jest.advanceTimersByTimeAsync(4000);
		const second = run.send();
		expect(await outcomeOf(Promise.all([first, second]))).toEqual([[record], [record]]);
		expect(run.sentMs[0]).toBe(0);
		expect(Math.min(...run.sentMs.slice(1))).toBe(10_000);
		expect(run.sentMs).toHaveLength(3);
	});

	test('an item that waits for its permit meanwhile is not sent before', async () => {
		const run = new Run([retryAfter(10), success]);
		const items = [run.send(createContact, 60_000, 1), run.send(createContact, 60_000, 1)];
		const release = jest.spyOn(limiterOf(run.baseURL), 'release');
		expect(await outcomeOf(Promise.all(items))).toEqual([[record], [record]]);
		// The second permit comes back unused, which says nothing of the host.
		expect(release.mock.calls.map(([, { succeeded }]) => succeeded)).toEqual([
			false,
			false,
			true,
			true,
		]);
		expect(run.sentMs).toHaveLength(3);
		expect(run.sentMs[1]).toBe(10_000);
	});

	test('that is longer than Max Wait the item fails, and says how long', async () => {
		const run = new Run([retryAfter(61)]);
		expect(failureOf(await outcomeOf(run.send()))).toMatchObject({
			status: 429,
			retryAfterMs: 61_000,
		});
		expect(run.sentMs).toEqual([0]);
	});

	test('Max Wait holds for all waits of an item together', async () => {
		const run = new Run([retryAfter(40), retryAfter(40)]);
		expect(failureOf(await outcomeOf(run.send()))).toMatchObject({ retryAfterMs: 40_000 });
		expect(run.sentMs).toEqual([0, 40_000]);
	});

	test.each([
		['0', 429],
		['-1', 429],
		['0', 503],
		['Sat, 28 Nov 2020 12:00:00 GMT', 429],
		['soon', 503],
	])('of %s and status %i is a wait that grows, and ends with Max Wait', async (value, status) => {
		const run = new Run([{ statusCode: status, headers: { 'retry-after': value }, body: '' }]);
		const outcome = await outcomeOf(run.send(createContact, 2000));
		expect(failureOf(outcome)).toMatchObject({ status });
		expect(run.sentMs).toEqual([0, 250, 750, 1750]);
	});

	test('that never ends, each of many items ends within Max Wait, though most are not sent', async () => {
		const run = new Run([retryAfter(1)]);
		const start = Date.now();
		const ended = Array.from({ length: 64 }, async () => {
			const outcome = await run.send(createContact, 2000);
			return [failureOf(outcome).status, Date.now() - start] as const;
		});
		const outcomes = (await outcomeOf(Promise.all(ended))) as Array<[number, number]>;
		expect(outcomes.filter(([status]) => status !== 429)).toEqual([]);
		expect(Math.max(...outcomes.map(([, afterMs]) => afterMs))).toBeLessThan(2200);
		expect(run.sentMs.length).toBeLessThan(20);
	});

	test('now and then, an item that waits for its permit for long is sent all the same', async () => {
		const responses = Array.from({ length: 5 }, () => [retryAfter(1), success, success]).flat();
		const run = new Run([...responses, success]);
		const items = Array.from({ length: 12 }, async () => await run.send(createContact, 6000, 1));
		const outcomes = (await outcomeOf(Promise.all(items))) as unknown[];
		expect(outcomes.filter((outcome) => !Array.isArray(outcome))).toEqual([]);
	});

	test('of another status means nothing', async () => {
		const run = new Run([{ ...unavailable, headers: { 'retry-after': '10' } }, success]);
		await outcomeOf(run.send({ ...createContact, safety: 'read' }));
		expect(run.sentMs).toEqual([0, 250]);
	});
});

describe('a request that may have been carried out', () => {
	test('is not sent again where that could do it twice', async () => {
		const run = new Run([unavailable]);
		expect(failureOf(await outcomeOf(run.send()))).toMatchObject({
			status: 502,
			mayHaveBeenDone: false,
		});
		expect(run.sentMs).toEqual([0]);
	});

	test.each([
		['idempotent', true],
		['read', false],
	] as const)(
		'of an operation that is %s: told afterwards is %s',
		async (safety, mayHaveBeenDone) => {
			const run = new Run([unavailable, { statusCode: 400, headers: {}, body: '' }]);
			expect(failureOf(await outcomeOf(run.send({ ...createContact, safety })))).toMatchObject({
				status: 400,
				mayHaveBeenDone,
			});
			expect(run.sentMs).toEqual([0, 250]);
		},
	);

	test('is not claimed after a throttled attempt', async () => {
		const run = new Run([throttled, { statusCode: 400, headers: {}, body: '' }]);
		const outcome = await outcomeOf(run.send({ ...createContact, safety: 'idempotent' }));
		expect(failureOf(outcome)).toMatchObject({ mayHaveBeenDone: false });
	});
});

describe('a response that was cut off', () => {
	const error = { message: 'Transaction cancelled: maximum execution time exceeded' };
	const cut: Response = { statusCode: 200, headers: {}, body: { result: record, error } };

	test('is no success, however often a read is retried', async () => {
		const run = new Run([cut]);
		const outcome = await outcomeOf(run.send({ ...createContact, safety: 'read' }));
		expect(failureOf(outcome)).toMatchObject({ status: 200, instanceMessage: error.message });
		expect(run.sentMs).toEqual([0, 250, 750, 1750]);
	});

	test('is forgotten where a retry is complete', async () => {
		const run = new Run([cut, { ...cut, body: '{"result":[{' }, success]);
		expect(await outcomeOf(run.send({ ...createContact, safety: 'read' }))).toEqual([record]);
	});

	test('is told, and not retried, where the request must not be repeated', async () => {
		const run = new Run([cut]);
		expect(failureOf(await outcomeOf(run.send()))).toMatchObject({ mayHaveBeenDone: false });
		expect(run.sentMs).toEqual([0]);
	});
});

test.each([
	['read', [0, 250]],
	['idempotent', [0]],
] as const)('a %s that the instance failed on is sent at %j', async (safety, sentMs) => {
	const run = new Run([{ statusCode: 500, headers: {}, body: '' }]);
	const outcome = await outcomeOf(run.send({ ...createContact, safety }));
	expect(failureOf(outcome)).toMatchObject({ status: 500, mayHaveBeenDone: false });
	expect(run.sentMs).toEqual(sentMs);
});

describe('a run that stops', () => {
	const reason = new Error('stopped');

	test.each([
		['a backoff', throttled],
		['a window of Retry-After', retryAfter(30)],
	])('ends the wait of %s at once, and leaves no timer', async (_what, response) => {
		const run = new Run([response]);
		const item = run.send();
		await jest.advanceTimersByTimeAsync(10);
		run.stop(reason);
		expect(await item).toBe(reason);
		expect(jest.getTimerCount()).toBe(0);
		expect(run.sentMs).toEqual([0]);
	});
});

test('a failure has the query of its request', async () => {
	const run = new Run([{ statusCode: 403, headers: {}, body: '' }]);
	const qs = { sysparm_query: 'email=a' };
	expect(failureOf(await outcomeOf(run.send(createContact, 0, 8, { qs })))).toMatchObject({
		query: 'email=a',
	});
	expect(failureOf(await outcomeOf(run.send())).query).toBeUndefined();
	const other = run.send(createContact, 0, 8, { qs: { sysparm_query: 1 } });
	expect(failureOf(await outcomeOf(other)).query).toBeUndefined();
});

test('a failure gives its permit back', async () => {
	const run = new Run([{ statusCode: 400, headers: {}, body: '' }, success]);
	await outcomeOf(run.send(createContact, 0, 1));
	expect(await outcomeOf(run.send(createContact, 0, 1))).toEqual([record]);
});

test('an error that says nothing of a request is thrown, and gives its permit back', async () => {
	const error = new Error('no token');
	const run = new Run([error, success]);
	expect(await outcomeOf(run.send(createContact, 0, 1))).toBe(error);
	expect(await outcomeOf(run.send(createContact, 0, 1))).toEqual([record]);
});

describe('an answer that never ends', () => {
	test.each([
		['read', [0, 2250]],
		[createContact.safety, [0]],
	] as const)('to a request that is %j gives its permit back', async (safety, sentMs) => {
		const run = new Run(['endless']);
		const operation = { ...createContact, safety };
		const outcome = await outcomeOf(run.send(operation, 0, 1, { timeout: 1000 }));
		expect(failureOf(outcome)).toMatchObject({ code: 'ETIMEDOUT' });
		expect(run.sentMs).toEqual(sentMs);
		expect(jest.getTimerCount()).toBe(0);
		const next = run.send(operation, 0, 1, { timeout: 1000 });
		await jest.advanceTimersByTimeAsync(10);
		expect(run.sentMs).toHaveLength(sentMs.length + 1);
		await outcomeOf(next);
	});

	test('is not one for which the login had to wait', async () => {
		const leave = jest.fn();
		const run = new Run([success]);
		run.enter = async () => {
			await new Promise((resolve) => setTimeout(resolve, 5_000));
			return { leave } as never;
		};
		const outcome = await outcomeOf(run.send(createContact, 0, 1, { timeout: 1000 }));
		expect(outcome).toEqual([record]);
		expect(run.sentMs).toEqual([5_000]);
		expect(leave).toHaveBeenCalledTimes(1);
	});

	test('is waited for as long as n8n waits by default, twice', async () => {
		const run = new Run(['endless']);
		let isOver = false;
		const item = run.send().then(() => {
			isOver = true;
		});
		await jest.advanceTimersByTimeAsync(599_999);
		expect(isOver).toBe(false);
		await jest.advanceTimersByTimeAsync(2);
		await item;
		expect(isOver).toBe(true);
	});
});

describe('an instance that is away', () => {
	const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
	const away = (response: Response) => Array.from({ length: 40 }, () => response);

	test.each([
		['a maintenance page', 'read', { ...unavailable, statusCode: 503 }],
		['refused connections', 'read', refused],
		['refused connections', createContact.safety, refused],
	] as const)('with %s is waited for, by a request that is %j', async (_what, safety, response) => {
		const run = new Run([...away(response), success]);
		const outcome = await outcomeOf(run.send({ ...createContact, safety }, 1_800_000));
		expect(outcome).toEqual([record]);
		expect(run.sentMs.at(-1)).toBeGreaterThan(300_000);
	});

	test('is waited for until Max Wait', async () => {
		const run = new Run([unavailable]);
		await outcomeOf(run.send({ ...createContact, safety: 'read' }, 60_000));
		expect(run.sentMs.at(-1)).toBeGreaterThan(50_000);
		expect(run.sentMs.at(-1)).toBeLessThanOrEqual(60_000);
	});
});
