import type { Failure, Retryability } from '../failure';
import { isRepeatable, type Operation } from '../operation';

/** The first wait; each further one is twice as long. */
const FIRST_WAIT_MS = 250;

const LONGEST_WAIT_MS = 10_000;

/** How often, and since when, a request failed. */
export interface Attempts {
	count: number;
	/** UNIX milliseconds of the first failure, once there was one. */
	since?: number;
	/** Milliseconds that the item has waited while the instance wanted no requests. */
	waitedMs?: number;
	/** Whether one of them may have been carried out all the same. */
	mayHaveBeenDone?: boolean;
}

/**
 * Exponential backoff with equal jitter: twice as long each time, of which a random half, so that
 * waiting requests do not come back all at once.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
function backoffMs(count: number): number {
	const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** count);
	return wait * (0.5 + Math.random() / 2);
}

/** Seconds, or the most of several that a proxy has joined; nothing when the text is no number. */
function secondsIn(text: string): number | undefined {
	const parts = text.split(',').map((part) => part.trim());
	const areNumbers = parts.every((part) => /^-?\d+(\.\d+)?$/.test(part));
	return areNumbers ? Math.max(...parts.map(Number)) : undefined;
}

/** UNIX milliseconds of a date of HTTP, which begins with a day of the week; NaN for anything else. */
function dateIn(text = ''): number {
	return /^[a-z]{3}/i.test(text) ? Date.parse(text) : NaN;
}

/** Milliseconds that the headers ask for, whatever they are; NaN when they do not say. */
function askedFor(headers: Failure['headers'], now: number): number {
	const { 'retry-after': retryAfter, 'x-ratelimit-reset': reset, date } = headers;
	// Dates are meant by the clock of the instance, which the Date header tells.
	const received = dateIn(date);
	const instanceNow = Number.isNaN(received) ? now : received;
	if (retryAfter !== undefined) {
		const seconds = secondsIn(retryAfter);
		const wait = seconds === undefined ? dateIn(retryAfter) - instanceNow : seconds * 1000;
		if (!Number.isNaN(wait)) return wait;
	}
	return Number(reset) * 1000 - instanceNow;
}

/**
 * How long a response asks to wait. Retry-After has seconds or a date; ServiceNow sends seconds, and with
 * X-RateLimit-Reset the UNIX seconds at which the limit starts again.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 * @see https://www.servicenow.com/docs/r/api-reference/rest-api-explorer/inbound-REST-API-rate-limiting.html
 * @param now UNIX milliseconds
 * @returns milliseconds; nothing when the response does not say, or asks for no wait to speak of, which
 * is no leave to send again at once
 */
export function readRetryAfter({ headers }: Failure, now: number): number | undefined {
	const wait = askedFor(headers, now);
	return wait >= FIRST_WAIT_MS && Number.isFinite(wait) ? wait : undefined;
}

/**
 * How long to wait before a request is retried, by what its failure means: what was certainly not
 * carried out is retried; what may have been carried out only where repeating does no harm. A response
 * that asks for a certain wait is not for this function.
 *
 * @param retryability what the failure says of the request
 * @param operation says whether it may be carried out twice
 * @param maxWaitMs milliseconds that the user allows for waiting
 * @param now UNIX milliseconds
 * @returns milliseconds, or nothing to give up
 */
export function waitBeforeRetry(
	retryability: Retryability,
	operation: Pick<Operation, 'safety'>,
	attempts: Attempts,
	maxWaitMs: number,
	now: number,
): number | undefined {
	const repeatable = isRepeatable(operation);
	const wait = backoffMs(attempts.count);
	const withinMaxWait = now - (attempts.since ?? now) + wait <= maxWaitMs;
	const afterFew = attempts.count >= 3;
	const retries: Record<Retryability, boolean> = {
		throttled: withinMaxWait,
		notSent: withinMaxWait,
		notDone: attempts.count < 1,
		unknown: repeatable && !afterFew,
		away: repeatable && (!afterFew || (operation.safety === 'read' && withinMaxWait)),
		slow: repeatable && attempts.count < 1,
		failed: operation.safety === 'read' && attempts.count < 1,
		final: false,
	};
	return retries[retryability] ? wait : undefined;
}
