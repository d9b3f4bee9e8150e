import { RequestFailedError } from '../../failure';
import type { ConcurrencyLimiter, Permit } from './limiter';
import type { RequestContext } from '../requestContext';
import type { Attempts } from '../retry';
import { RetryAfterTooLongError, type RetryAfterWindow } from '../retryAfterWindow';

/**
 * Waits for a permit of the host, and for the end of the windows in which the instance wants no
 * requests.
 *
 * @param attempts of the item so far; the waits are added to them
 * @returns the permit
 * @throws {RequestFailedError} when the windows together are longer than the user allows, also for an
 * item that was not sent yet
 */
export async function acquire(
	{ operation, run, sendOptions }: RequestContext,
	limiter: ConcurrencyLimiter,
	window: RetryAfterWindow,
	attempts: Attempts,
): Promise<Permit> {
	for (;;) {
		const start = Date.now();
		const { since = start, waitedMs = 0 } = attempts;
		const deadline = Math.min(since, start - waitedMs) + sendOptions.maxWaitMs;
		const count = await window.wait(deadline, run.stopped).catch((error: Error) => {
			if (!(error instanceof RetryAfterTooLongError)) throw error;
			throw new RequestFailedError({ ...error.failure, operation, retryAfterMs: error.leftMs });
		});
		attempts.waitedMs = waitedMs + Date.now() - start;
		const permit = await limiter.acquire(sendOptions.maxConcurrency, run.signal);
		if (!window.hasChangedSince(count)) return permit;
		limiter.release(permit, { succeeded: false });
	}
}
