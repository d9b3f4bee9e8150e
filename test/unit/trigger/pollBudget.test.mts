import { endInTime } from '../../../nodes/ServiceNowCsmTrigger/pollBudget';

const MINUTE_MS = 60_000;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A poll that hangs until its result is not waited for any more. @returns what it says */
async function hang(limitMs: number | undefined, maxWaitMs: number, forMs: number) {
	let over: AbortSignal | undefined;
	let said: string | undefined;
	void endInTime({ readUntil: 0, limitMs }, maxWaitMs, async (signal) => {
		over = signal;
		return await new Promise<never>(() => {});
	}).catch((error: Error) => (said = error.message));
	await jest.advanceTimersByTimeAsync(forMs);
	return { said, isOver: over?.aborted };
}

test('a poll that hangs is given up where n8n would wait for ever, after what it may wait', async () => {
	const { isOver } = await hang(undefined, 2 * MINUTE_MS, 12 * MINUTE_MS - 1);
	expect(isOver).toBe(false);
	expect(await hang(undefined, 2 * MINUTE_MS, 12 * MINUTE_MS)).toEqual({
		said: 'The poll did not end within 12 minutes',
		isOver: true,
	});
});

test('a poll ends with the time that n8n gives it', async () => {
	expect(await hang(36_000, 2 * MINUTE_MS, 36_000)).toEqual({
		said: 'The poll took longer than the 36 seconds that n8n gives it',
		isOver: true,
	});
});

test('no timer is left of a poll that ends', async () => {
	await expect(endInTime({ readUntil: 0 }, 0, async () => 'read')).resolves.toBe('read');
	await jest.advanceTimersByTimeAsync(1000);
	expect(jest.getTimerCount()).toBe(0);
});
