/** How the user wants requests to be sent. */
export interface Pace {
	/** Requests in flight to the instance, at most. */
	maxConcurrency: number;
	/** Milliseconds that an item may wait for an instance that has too much to do. */
	maxWait: number;
}

/** Upper end of the option Max Concurrent Requests. */
export const MAX_CONCURRENCY = 64;
