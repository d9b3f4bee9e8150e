import type { IDataObject } from 'n8n-workflow';
import { isOutcomeUnknown, RequestFailedError, retryabilityOf, type Failure } from '../failure';
import { answerTimeMs, withinDeadline } from './deadline';
import type { GuardedLogin } from './login/guardLogin';
import { limiterOf, type RequestEnd } from './pace/limiter';
import { readResponse, type Outcome, type Page } from './readResponse';
import type { Request, RequestContext } from './requestContext';
import { readRetryAfter, waitBeforeRetry, type Attempts } from './retry';
import { retryAfterWindowOf, type RetryAfterWindow } from './retryAfterWindow';
import { noteRequest } from './runSummary';
import { permitWaitMs } from './pace/serverTiming';
import { StoppableSleep } from './stoppableSleep';
import { acquire } from './pace/throttle';

/**
 * Decides what follows a failure. Where the instance asks for a certain wait, it holds for everybody.
 *
 * @returns milliseconds after which to retry, or nothing to give up
 */
function waitAfter(
	{ operation, sendOptions }: RequestContext,
	window: RetryAfterWindow,
	failure: Failure,
	attempts: Attempts,
): number | undefined {
	const retryability = retryabilityOf(failure);
	const now = Date.now();
	const retryAfterMs = retryability === 'throttled' ? readRetryAfter(failure, now) : undefined;
	if (retryAfterMs !== undefined) {
		window.begin(retryAfterMs, failure);
		return 0;
	}
	return waitBeforeRetry(retryability, operation, attempts, sendOptions.maxWaitMs, now);
}

function queryOf({ options }: Request): string | undefined {
	const query = options.qs?.sysparm_query;
	return typeof query === 'string' ? query : undefined;
}

/** Sends once, with a permit of the host. */
async function attempt(
	requestContext: RequestContext,
	request: Request,
	attempts: Attempts,
): Promise<Outcome & { wait?: number }> {
	const { execute, operation, run, tolerates } = requestContext;
	const limiter = limiterOf(request.options.baseURL!);
	const window = retryAfterWindowOf(request.options.baseURL!, operation.api.title);
	const permit = await acquire(requestContext, limiter, window, attempts);
	const end: RequestEnd = { succeeded: false };
	const { inFlight } = permit.run;
	let isSent = false;
	let isRejected = false;
	let login: GuardedLogin | undefined;
	try {
		login = await requestContext.enter?.(request);
		// What it waited for its login says nothing of the host.
		permit.since = Date.now();
		run.begin();
		isSent = true;
		const answer = withinDeadline(answerTimeMs(request.options.timeout), async (signal) => {
			const response = await execute(request, signal, login);
			end.waitedMs = permitWaitMs(response.headers);
			return response;
		});
		const outcome = await readResponse(operation, answer);
		if ('records' in outcome) {
			end.succeeded = true;
			return outcome;
		}
		isSent = (login?.isSent ?? true) && !outcome.failure.neverConnected;
		const failure = {
			...outcome.failure,
			query: queryOf(request),
			mayHaveBeenDone: attempts.mayHaveBeenDone,
		};
		isRejected = retryabilityOf(failure) === 'throttled';
		if (isRejected) {
			// It was turned away before it could wait, whatever the answer tells.
			end.waitedMs = undefined;
			limiter.cut(permit);
		}
		attempts.since ??= Date.now();
		const wait = waitAfter(requestContext, window, failure, attempts);
		// Before the permit is given back, or the next item would be sent.
		if (wait === undefined && !tolerates?.(failure)) run.stopOthers();
		return { failure, wait };
	} finally {
		login?.leave();
		if (isSent) noteRequest(run.signal, { isRejected, inFlight, waitedMs: end.waitedMs });
		limiter.release(permit, end);
	}
}

/**
 * Sends a request until it succeeds: with a permit of the host, after the windows in which the
 * instance wants no requests, and again where a failure allows it.
 *
 * @param requestContext of the item
 * @param request as it is to be sent
 * @returns the records of the response, without the envelope, and their count where the instance tells it
 * @throws {RequestFailedError} when it failed for good, {RunStoppedError} when it must not be sent any more
 */
export async function fetchPage(requestContext: RequestContext, request: Request): Promise<Page> {
	const { operation, run } = requestContext;
	const attempts: Attempts = { count: 0, mayHaveBeenDone: false };
	for (;;) {
		const outcome = await attempt(requestContext, request, attempts);
		if ('records' in outcome) return outcome;
		const { failure } = outcome;
		if (outcome.wait === undefined) throw new RequestFailedError(failure);
		attempts.mayHaveBeenDone ||= operation.safety === 'idempotent' && isOutcomeUnknown(failure);
		await new StoppableSleep(outcome.wait).join(run.stopped);
		attempts.count += 1;
	}
}

/** The same, for the records alone. */
export async function fetchRecords(
	requestContext: RequestContext,
	request: Request,
): Promise<IDataObject[]> {
	const { records } = await fetchPage(requestContext, request);
	return records;
}
