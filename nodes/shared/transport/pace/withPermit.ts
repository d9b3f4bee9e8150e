import type { ConcurrencyLimiter, RequestEnd } from './limiter';
import type { HttpResponse } from '../readResponse';
import { permitWaitMs } from './serverTiming';

/**
 * Sends a request of nobody's run, such as that of a list in the editor: it takes its turn among the items of
 * executions, and what its answer tells counts for them.
 *
 * @param send sends the request once; its signal is aborted when nobody waits any more
 * @throws the reason of the signal, or what `send` throws
 */
export async function withPermit<Response extends HttpResponse>(
	limiter: ConcurrencyLimiter,
	signal: AbortSignal,
	send: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
	const permit = await limiter.acquire(undefined, signal);
	const end: RequestEnd = { succeeded: false };
	try {
		const response = await send(signal);
		const { statusCode, headers } = response;
		if (statusCode === 429) limiter.cut(permit);
		else Object.assign(end, { succeeded: statusCode === 200, waitedMs: permitWaitMs(headers) });
		return response;
	} finally {
		limiter.release(permit, end);
	}
}
