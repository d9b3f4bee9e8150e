import { sleep } from 'n8n-workflow';
import { retryabilityOf } from '../failure';
import type { Operation } from '../operation';
import { withinDeadline } from '../transport/deadline';
import { readResponse, type HttpResponse, type Outcome } from '../transport/readResponse';
import { waitBeforeRetry, type Attempts } from '../transport/retry';

/** Milliseconds that a user in the editor waits, at most, all tries together. */
export const TIMEOUT_MS = 20_000;

/** Milliseconds after the first failure in which a request is sent again. */
const PATIENCE_MS = 10_000;

/** Failures that pass: a response that was cut off or lost, an instance that restarts. */
const PASSING = new Set(['unknown', 'away', 'failed']);

/**
 * Reads for the editor, and again where the failure may pass in a moment, as an operation does that only
 * reads. What makes a user wait for long is not retried.
 *
 * @param operation says which shape a success has
 * @param send sends the request once; its signal ends it when nobody waits any more
 * @returns what became of the last try
 */
export async function readAgain(
	operation: Operation,
	send: (signal: AbortSignal) => Promise<HttpResponse>,
): Promise<Outcome> {
	const attempts: Attempts = { count: 0 };
	const end = Date.now() + TIMEOUT_MS;
	for (;;) {
		const outcome = await readResponse(operation, withinDeadline(end - Date.now(), send));
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
