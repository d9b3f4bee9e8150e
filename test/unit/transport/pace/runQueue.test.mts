import { getEventListeners } from 'node:events';
import { AimdLimit } from '../../../../nodes/shared/transport/pace/aimdLimit';
import { ConcurrencyLimiter } from '../../../../nodes/shared/transport/pace/limiter';
import { RunQueue } from '../../../../nodes/shared/transport/pace/runQueue';

const { signal } = new AbortController();

const waiter = () => ({ start: () => {}, cancel: () => {} });

test('gives waiters in their order, and the rest at once', () => {
	const queue = new RunQueue(signal);
	const waiters = [waiter(), waiter(), waiter()];
	for (const one of waiters) queue.add(one);
	expect(queue.take()).toBe(waiters[0]);
	expect(queue.clear()).toEqual(waiters.slice(1));
	expect(queue.isWaiting).toBe(false);
});

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

test('a run that has one of two in flight may start one more, and not two', async () => {
	const limiter = new ConcurrencyLimiter();
	const permits = [limiter.acquire(2, signal), limiter.acquire(2, signal)];
	await jest.advanceTimersByTimeAsync(5);
	const [first] = await Promise.all(permits);
	limiter.release(first, { succeeded: true });
	const started = jest.fn();
	for (let more = 0; more < 2; more += 1) void limiter.acquire(2, signal).then(started);
	await jest.advanceTimersByTimeAsync(5);
	expect(started).toHaveBeenCalledTimes(1);
});

test('a run has one listener, however many of its requests wait', () => {
	const limiter = new ConcurrencyLimiter();
	const run = new AbortController();
	for (let request = 0; request < 20; request += 1) void limiter.acquire(1, run.signal);
	expect(getEventListeners(run.signal, 'abort')).toHaveLength(1);
});

test('where a host says nothing but no, 64 stay the most', () => {
	const limit = new AimdLimit();
	for (let success = 0; success < 300; success += 1) limit.succeeded();
	expect(limit.current).toBe(64);
});
