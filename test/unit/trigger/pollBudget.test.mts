import { endInTime } from '../../../nodes/ServiceNowCsmTrigger/pollBudget';
import type { InvalidInputError } from '../../../nodes/shared/inputError';

const MINUTE_MS = 60_000;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** A poll that hangs until its result is not waited for any more. @returns what it says */
async function hang(limitMs: number | undefined, maxWaitMs: number, forMs: number) {
	let over: AbortSignal | undefined;
	let said: string | undefined;
	let advice: unknown;
	void endInTime({ readUntil: 0, limitMs }, maxWaitMs, async (signal) => {
		over = signal;
		return await new Promise<never>(() => {});
	}).catch((error: InvalidInputError) => {
		said = error.message;
		advice = error.advice;
	});
	await jest.advanceTimersByTimeAsync(forMs);
	return { said, advice, isOver: over?.aborted };
}

test('a poll that hangs is given up where n8n would wait for ever, after what it may wait', async () => {
	const { isOver } = await hang(undefined, 2 * MINUTE_MS, 12 * MINUTE_MS - 1);
	expect(isOver).toBe(false);
	expect(await hang(undefined, 2 * MINUTE_MS, 12 * MINUTE_MS)).toEqual({
		said: 'The poll did not end within 12 minutes',
		advice:
			'The next poll continues where the last one ended: no change is lost. If it happens again, ask an administrator why the instance is slow.',
		isOver: true,
	});
});

test('a poll ends with the time that n8n gives it', async () => {
	expect(await hang(36_000, 2 * MINUTE_MS, 36_000)).toEqual({
		said: 'The poll took longer than the 36 seconds that n8n gives it',
		advice:
			'The next poll continues where the last one ended: no change is lost. If it happens again, lower "Max Changes per Poll", ask an administrator why the instance is slow, or raise N8N_SCHEDULER_POLL_TIMEOUT of n8n.',
		isOver: true,
	});
});

test('no timer is left of a poll that ends', async () => {
	await expect(endInTime({ readUntil: 0 }, 0, async () => 'read')).resolves.toBe('read');
	await jest.advanceTimersByTimeAsync(1000);
	expect(jest.getTimerCount()).toBe(0);
});
