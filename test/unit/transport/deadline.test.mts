import { answerTimeMs, withinDeadline } from '../../../nodes/shared/transport/deadline';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

test('an answer may take twice the timeout, which n8n sets to 300 s', () => {
	expect(answerTimeMs(1000)).toBe(2000);
	expect(answerTimeMs()).toBe(600_000);
});

test.each([
	['an answer', async () => 'answer', 'answer'],
	['a failure', async () => await Promise.reject(new Error('broken')), new Error('broken')],
])('%s in time leaves no timer, and its request alone', async (_what, send, expected) => {
	let aborted: AbortSignal | undefined;
	const outcome = withinDeadline<string>(1000, async (signal) => {
		aborted = signal;
		return await send();
	}).catch((error: Error) => error);
	expect(await outcome).toEqual(expected);
	expect(jest.getTimerCount()).toBe(0);
	expect(aborted?.aborted).toBe(false);
});

test('an answer that does not end is given up at the deadline, with its request', async () => {
	let aborted = false;
	const outcome = withinDeadline(1000, async (signal) => {
		signal.addEventListener('abort', () => {
			aborted = true;
		});
		return await new Promise<never>(() => {});
	}).catch((error: Error) => error);
	await jest.advanceTimersByTimeAsync(999);
	expect(aborted).toBe(false);
	await jest.advanceTimersByTimeAsync(1);
	expect(await outcome).toMatchObject({ code: 'ETIMEDOUT' });
	expect(aborted).toBe(true);
	expect(jest.getTimerCount()).toBe(0);
});

test('what fails after the deadline is nobody’s concern', async () => {
	let fail = (_error: Error) => {};
	const outcome = withinDeadline(1000, async () => {
		return await new Promise<never>((_, reject) => {
			fail = reject;
		});
	}).catch((error: Error) => error);
	await jest.advanceTimersByTimeAsync(1000);
	expect(await outcome).toMatchObject({ code: 'ETIMEDOUT' });
	fail(new Error('too late'));
	await jest.advanceTimersByTimeAsync(1000);
});
