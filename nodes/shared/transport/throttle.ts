import { RequestFailedError } from '../failure';
import type { ConcurrencyLimiter, Permit } from './limiter';
import type { RequestContext } from './requestContext';
import { RetryAfterTooLongError, type RetryAfterWindow } from './retryAfterWindow';

/**
 * Waits for a permit of the host, and for the end of the windows in which the instance wants no
 * requests.
 *
 * @param since UNIX milliseconds of the request's first failure, once there was one
 * @returns the permit
 * @throws {RequestFailedError} when a window is longer than the user allows
 */
export async function acquire(
	{ operation, run, sendOptions }: RequestContext,
	limiter: ConcurrencyLimiter,
	window: RetryAfterWindow,
	since?: number,
): Promise<Permit> {
	for (;;) {
		const deadline = (since ?? Date.now()) + sendOptions.maxWaitMs;
		const count = await window.wait(deadline, run.stopped).catch((error: Error) => {
			if (!(error instanceof RetryAfterTooLongError)) throw error;
			throw new RequestFailedError({ ...error.failure, operation, retryAfterMs: error.leftMs });
		});
		const permit = await limiter.acquire(sendOptions.maxConcurrency, run.signal);
		if (!window.hasChangedSince(count)) return permit;
		limiter.release(permit, false);
	}
}
