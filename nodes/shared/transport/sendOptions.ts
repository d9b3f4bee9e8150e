/** How the user wants requests to be sent. */
export interface SendOptions {
	/** Requests in flight to the instance, at most; nothing where the user sets no bound. */
	maxConcurrency?: number;
	/** Milliseconds that an item may wait for an instance that has too many requests to handle. */
	maxWaitMs: number;
}

/** Requests in flight, at most, in the first round of answers, and where these do not tell how long they waited. */
export const START_CONCURRENCY = 8;

/** Requests in flight at most, and upper end of the option Max Concurrent Requests. */
export const MAX_CONCURRENCY = 64;

/** Seconds, as in the option Max Wait, where the user sets nothing. */
export const DEFAULT_WAIT_SECONDS = 120;

/** Upper end of the option Max Wait: a day. */
export const MAX_WAIT_SECONDS = 86_400;
