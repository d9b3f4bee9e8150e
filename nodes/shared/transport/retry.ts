import type { Failure, Fate } from '../failure';

/** Milliseconds of the first wait; each further one is twice as long. */
const FIRST_WAIT = 250;

const LONGEST_WAIT = 10_000;

/** Milliseconds for which a host that takes no connections is tried again. */
const PATIENCE_WITH_REFUSED = 30_000;

/** How often, and since when, a request failed. */
export interface Attempts {
	count: number;
	/** UNIX milliseconds of the first failure, once there was one. */
	since?: number;
}

/** Twice as long each time, and spread, so that waiting requests do not come back all at once. */
function backoff(count: number): number {
	const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** count);
	return wait * (0.5 + Math.random() / 2);
}

/**
 * Milliseconds that an answer asks to wait.
 *
 * @param now UNIX milliseconds
 * @returns nothing when the answer does not say
 */
export function askedWait({ headers }: Failure, now: number): number | undefined {
	const retryAfter = headers['retry-after'];
	if (retryAfter !== undefined) {
		const wait = /^\d+$/.test(retryAfter)
			? Number(retryAfter) * 1000
			: Date.parse(retryAfter) - now;
		if (Number.isFinite(wait)) return Math.max(0, wait);
	}
	const reset = Number(headers['x-ratelimit-reset']) * 1000;
	if (!Number.isFinite(reset)) return undefined;
	// It is meant by the clock of the instance, which the Date header tells.
	const instanceNow = Date.parse(headers.date ?? '');
	return Math.max(0, reset - (Number.isFinite(instanceNow) ? instanceNow : now));
}

/**
 * How long to wait before a request is tried again, by what its failure means: what certainly did not
 * happen is tried again; what may have happened only where repeating does no harm. An answer that asks
 * for a certain wait is not for this function.
 *
 * @param fate what the failure says of the request
 * @param repeatable whether the operation may be done twice
 * @param maxWait milliseconds that the user allows for waiting
 * @param now UNIX milliseconds
 * @returns milliseconds, or nothing to give up
 */
export function waitBeforeRetry(
	fate: Fate,
	repeatable: boolean,
	attempts: Attempts,
	maxWait: number,
	now: number,
): number | undefined {
	const wait = backoff(attempts.count);
	const waited = now - (attempts.since ?? now);
	const tries: Record<Fate, boolean> = {
		throttled: waited + wait <= maxWait,
		notConnected: waited + wait <= Math.min(maxWait, PATIENCE_WITH_REFUSED),
		notDone: attempts.count < 1,
		unknown: repeatable && attempts.count < 3,
		slow: repeatable && attempts.count < 1,
		final: false,
	};
	return tries[fate] ? wait : undefined;
}
