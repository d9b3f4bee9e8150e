import { sleepUnless } from './stoppableSleep';

/** Milliseconds that n8n waits for an instance that is silent, where the user sets no Timeout. */
const DEFAULT_TIMEOUT_MS = 300_000;

/**
 * How many times the Timeout a whole answer may take. n8n's timeout is one of silence, so that an answer
 * which arrives bit by bit never ends; and a request goes again where the first answer is 401.
 */
const TIMEOUTS_PER_ANSWER = 2;

/** The clock is not needed any more. One for all: a new error takes its time for each request. */
const ANSWERED = new Error('The answer has come');

/** An answer is not complete in time. Its code is that of the client's own timeout. */
class AnswerTooSlowError extends Error {
	readonly code = 'ETIMEDOUT';
}

/**
 * How long a whole answer may take.
 *
 * @param timeoutMs milliseconds of silence that the request allows
 * @returns milliseconds
 */
export function answerTimeMs(timeoutMs = DEFAULT_TIMEOUT_MS): number {
	return timeoutMs * TIMEOUTS_PER_ANSWER;
}

/**
 * Waits for an answer until a deadline. No timer is left behind.
 *
 * @param milliseconds from now
 * @param send sends the request; its signal is aborted when the answer is not waited for any more
 * @returns the answer
 * @throws what `send` throws, or an error with the code `ETIMEDOUT`
 */
export async function withinDeadline<Answer>(
	milliseconds: number,
	send: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
	const clock = new AbortController();
	const request = new AbortController();
	const late = sleepUnless(milliseconds, clock.signal).then(() => {
		throw new AnswerTooSlowError();
	});
	late.catch(() => {
		if (!clock.signal.aborted) request.abort();
	});
	try {
		return await Promise.race([send(request.signal), late]);
	} finally {
		clock.abort(ANSWERED);
	}
}
