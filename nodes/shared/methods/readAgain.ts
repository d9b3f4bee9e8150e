import { sleep } from 'n8n-workflow';
import { retryabilityOf } from '../failure';
import type { Outcome } from '../transport/readResponse';
import { waitBeforeRetry, type Attempts } from '../transport/retry';

/** Milliseconds that a user in the editor waits for one response, at most. */
export const TIMEOUT_MS = 20_000;

/** Milliseconds after the first failure in which a request is sent again. */
const PATIENCE_MS = 10_000;

/** Failures that pass: a response that was cut off or lost, an instance that restarts. */
const PASSING = new Set(['unknown', 'failed']);

/**
 * Reads for the editor, and again where the failure may pass in a moment, as an operation does that only
 * reads. What makes a user wait for long is not retried.
 *
 * @param read sends the request once
 * @returns what became of the last try
 */
export async function readAgain(read: () => Promise<Outcome>): Promise<Outcome> {
	const attempts: Attempts = { count: 0 };
	for (;;) {
		const outcome = await read();
		if ('records' in outcome) return outcome;
		const now = Date.now();
		attempts.since ??= now;
		const retryability = retryabilityOf(outcome.failure);
		if (!PASSING.has(retryability) || now - attempts.since > PATIENCE_MS) return outcome;
		const wait = waitBeforeRetry(retryability, { safety: 'read' }, attempts, 0, now);
		if (wait === undefined) return outcome;
		await sleep(wait);
		attempts.count += 1;
	}
}
