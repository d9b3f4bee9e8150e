import { wholeNumber } from '../input/values';
import { MAX_CONCURRENCY, type Pace } from '../transport/pace';

/** The options that operations share, as the node has them: an expression can give anything. */
export interface CommonOptions {
	api_version?: unknown;
	checkDocumentedLimits?: boolean;
	maxConcurrency?: unknown;
	maxWait?: unknown;
}

/** How the user wants requests to be sent. @throws {InvalidInputError} */
export function paceOf({ maxConcurrency = 8, maxWait = 120 }: CommonOptions): Pace {
	return {
		maxConcurrency: wholeNumber('maxConcurrency', maxConcurrency, 1, MAX_CONCURRENCY),
		maxWait: wholeNumber('maxWait', maxWait, 0, 86_400) * 1000,
	};
}
