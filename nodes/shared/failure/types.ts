import type { Operation } from '../operation';

/** What was seen of a request that did not do what it should. */
export interface Failure {
	operation: Operation;
	/** HTTP status, when there was an answer. */
	status?: number;
	headers: Record<string, string>;
	body?: unknown;
	/** Code of the network error, when there was no answer: `ECONNREFUSED`. */
	code?: string;
	/** Whether it failed while it connected, so that the request did not leave. */
	neverConnected?: boolean;
	/** Whether an earlier try of the same request may have been carried out. */
	tookTwoTries?: boolean;
	/** ServiceNow's own words. */
	said: string;
	/** Milliseconds that the instance asks to wait, when they are more than the user allows. */
	asksToWait?: number;
}

/** A failure as the user reads it: what happened, and what to do. */
export interface Explanation {
	message: string;
	advice: string;
}

/**
 * What a failure says of the request:
 * - `throttled`: not carried out, the instance has too much to do
 * - `notConnected`: it never left
 * - `notDone`: not carried out, and the reason may pass in a moment
 * - `unknown`: it may have been carried out
 * - `slow`: the same, after a long wait
 * - `final`: trying again would change nothing
 */
export type Fate = 'throttled' | 'notConnected' | 'notDone' | 'unknown' | 'slow' | 'final';

/** A request failed for good. */
export class RefusedError extends Error {
	constructor(readonly failure: Failure) {
		super();
	}
}
