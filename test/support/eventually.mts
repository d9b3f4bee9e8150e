import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL_MS = 50;

/**
 * Repeats a check until it passes, for a state that comes about by itself.
 *
 * @param check throws, or rejects, while the state is not there
 * @param deadlineMs milliseconds to wait at most
 * @returns what the check returned when it passed
 * @throws the last failure of the check, when the deadline is over
 */
export async function eventually<Result>(
	check: () => Result | Promise<Result>,
	deadlineMs = 10_000,
): Promise<Result> {
	const end = Date.now() + deadlineMs;
	for (;;) {
		try {
			return await check();
		} catch (error) {
			if (Date.now() >= end) throw error;
			await sleep(INTERVAL_MS);
		}
	}
}

/**
 * Waits for a condition.
 *
 * @param what the state that is waited for, for the message: `the poll to end`
 * @param condition true, or resolves to true, when the state is there
 * @param deadlineMs milliseconds to wait at most
 * @throws Error that names the state, when the deadline is over
 */
export async function until(
	what: string,
	condition: () => boolean | Promise<boolean>,
	deadlineMs = 10_000,
): Promise<void> {
	await eventually(async () => {
		if (!(await condition())) throw new Error(`Waited ${deadlineMs} ms for ${what}`);
	}, deadlineMs);
}
