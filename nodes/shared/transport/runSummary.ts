import type { Logger } from 'n8n-workflow';

/** What the requests of a run met at the instance. */
interface RunSummary {
	requests: number;
	/** Requests that the instance had no room for. */
	rejected: number;
	/** Most requests of the run in flight at once. */
	concurrency: number;
	/** Longest wait of a request at the instance, in milliseconds; nothing where it does not tell. */
	longestWaitMs?: number;
}

/** How a request of the run ended. */
interface MetRequest {
	isRejected: boolean;
	/** Requests of the run that were in flight with it. */
	inFlight: number;
	waitedMs?: number;
}

/** By the signal of the run, which tells runs apart. */
const summaries = new WeakMap<AbortSignal, RunSummary>();

/** Signals of runs, by those of their parts. */
const wholes = new WeakMap<AbortSignal, AbortSignal>();

/** Counts what requests with a signal of their own meet for a run. @param signal of the run */
export function countFor(signal: AbortSignal, part: AbortSignal): void {
	wholes.set(part, signal);
}

/** Adds a request to what its run met. @param sentWith signal of the run, or of a part of it */
export function noteRequest(
	sentWith: AbortSignal,
	{ isRejected, inFlight, waitedMs }: MetRequest,
): void {
	const signal = wholes.get(sentWith) ?? sentWith;
	const summary = summaries.get(signal) ?? { requests: 0, rejected: 0, concurrency: 0 };
	summaries.set(signal, summary);
	summary.requests += 1;
	summary.rejected += isRejected ? 1 : 0;
	summary.concurrency = Math.max(summary.concurrency, inFlight);
	if (waitedMs !== undefined) {
		summary.longestWaitMs = Math.max(summary.longestWaitMs ?? 0, waitedMs);
	}
}

/**
 * Writes into n8n's log what a run met, once: with `N8N_LOG_LEVEL=debug` it is shown.
 *
 * @param signal of the run, which is over
 */
export function logSummary(logger: Pick<Logger, 'debug'>, signal: AbortSignal): void {
	const summary = summaries.get(signal);
	if (!summary || !summaries.delete(signal)) return;
	const { requests, rejected, concurrency, longestWaitMs } = summary;
	const wait = longestWaitMs === undefined ? 'not told' : `${Math.round(longestWaitMs)} ms`;
	logger.debug(
		`ServiceNow requests: ${requests} sent, at most ${concurrency} at a time, ${rejected} rejected as too many; longest wait at the instance: ${wait}`,
		{ ...summary },
	);
}
