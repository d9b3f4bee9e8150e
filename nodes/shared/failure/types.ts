import type { Operation } from '../operation';

/** How a request logs in: a value of the field Authentication. */
export type Login = 'apiKey' | 'basicAuth' | 'oAuth2';

/** What was seen of a request that did not do what it should. */
export interface Failure {
	operation: Operation;
	/** How it logged in, where that is known. */
	login?: Login;
	/** HTTP status, when there was an answer. */
	status?: number;
	headers: Record<string, string>;
	body?: unknown;
	/** Code of the network error, when there was no answer: `ECONNREFUSED`. */
	code?: string;
	/** Whether it failed while it connected, so that the request did not leave. */
	neverConnected?: boolean;
	/** Why the engine got no OAuth2 token to send the request with. */
	noToken?: 'refused' | 'unavailable';
	/** Whether an earlier attempt of the same request may have been carried out. */
	mayHaveBeenDone?: boolean;
	/** Encoded query of the request, where it had one. */
	query?: string;
	/** ServiceNow's own message. */
	instanceMessage: string;
	/** Milliseconds for which the login is not sent, because it was refused before: nothing was sent. */
	heldMs?: number;
	/** Milliseconds that the instance asks to wait, when they are more than the user allows. */
	retryAfterMs?: number;
}

/** A failure as the user reads it: what happened, and what to do. */
export interface Explanation {
	message: string;
	advice: string;
}

/**
 * What a failure says of the request, and so whether it may be retried:
 * - `throttled`: not carried out, the instance has too many requests
 * - `notSent`: the instance never got it
 * - `notDone`: not carried out, and the reason may pass in a moment
 * - `unknown`: it may have been carried out
 * - `away`: the same, and the instance may be away for long
 * - `slow`: it may have been carried out, after a long wait
 * - `failed`: the instance failed on it, so that only reading once more does no harm; it may have been
 *   carried out
 * - `final`: a retry would change nothing
 */
export type Retryability =
	'throttled' | 'notSent' | 'notDone' | 'unknown' | 'away' | 'slow' | 'failed' | 'final';

/** A request failed for good. */
export class RequestFailedError extends Error {
	constructor(readonly failure: Failure) {
		super();
	}
}
