import { isEmpty } from '../input/sendable';
import { wholeNumber } from '../input/values';
import {
	DEFAULT_WAIT_SECONDS,
	MAX_CONCURRENCY,
	MAX_WAIT_SECONDS,
	type SendOptions,
} from '../transport/sendOptions';

/** The options that operations share, as the node has them: an expression can give anything. */
export interface CommonOptions {
	api_version?: unknown;
	checkDocumentedLimits?: unknown;
	maxConcurrency?: unknown;
	/** Seconds. */
	maxWait?: unknown;
}

/** How the user wants requests to be sent. @throws {InvalidInputError} */
export function readSendOptions({
	maxConcurrency: concurrency,
	maxWait: wait,
}: CommonOptions): SendOptions {
	const maxWait = isEmpty(wait) ? DEFAULT_WAIT_SECONDS : wait;
	return {
		maxConcurrency: isEmpty(concurrency)
			? undefined
			: wholeNumber('Max Concurrent Requests', concurrency, 1, MAX_CONCURRENCY),
		maxWaitMs: wholeNumber('Max Wait', maxWait, 0, MAX_WAIT_SECONDS) * 1000,
	};
}
