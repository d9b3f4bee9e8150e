import {
	sleep,
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
} from 'n8n-workflow';
import { failureOf, failureOfError, fateOf, RefusedError, type Failure } from '../failure';
import type { Operation } from '../operation';
import { gateOf } from './gate';
import { pauseOf, TooLongPauseError } from './pause';
import { askedWait, waitBeforeRetry, type Attempts } from './retry';
import type { RunMember } from './run';

type Request = DeclarativeRestApiSettings.ResultOptions;

/** How the user wants requests to be sent. */
export interface Pace {
	/** Requests in flight to the instance, at most. */
	maxConcurrency: number;
	/** Milliseconds that an item may wait for an instance that has too much to do. */
	maxWait: number;
}

/** What an item sends with. */
export interface Sender {
	context: IExecutePaginationFunctions;
	operation: Operation;
	run: RunMember;
	pace: Pace;
}

type Outcome = { response: IN8nHttpFullResponse } | { failure: Failure };

/**
 * Performs the request once and hands back the whole response. `makeRoutingRequest` alone gives items
 * without status and headers, so the response travels through a postReceive function.
 */
async function perform({ context }: Sender, request: Request): Promise<IN8nHttpFullResponse> {
	const wholeResponse = async (_items: INodeExecutionData[], response: IN8nHttpFullResponse) => [
		{ json: response as unknown as IDataObject },
	];
	request.postReceive = [{ data: { parameterValue: undefined }, actions: [wholeResponse] }];
	// The engine writes into the options, and a retry needs them as they were.
	const attempt = { ...request, options: { ...request.options } };
	const [item] = await context.makeRoutingRequest(attempt);
	return item.json as unknown as IN8nHttpFullResponse;
}

/** What became of a request, as far as its status tells. */
async function outcomeOf(sender: Sender, request: Request): Promise<Outcome> {
	return await perform(sender, request).then(
		(response): Outcome => {
			const { statusCode } = response;
			const isSuccess = statusCode === 200 || statusCode === 201;
			return isSuccess ? { response } : { failure: failureOf(sender.operation, response) };
		},
		(error: Error): Outcome => {
			const failure = failureOfError(sender.operation, error);
			if (failure) return { failure };
			throw error;
		},
	);
}

/** Performs the request once, with a permit of the host. */
async function performWithPermit(sender: Sender, request: Request): Promise<Outcome> {
	const { run, pace } = sender;
	const gate = gateOf(request.options.baseURL!);
	const epoch = await gate.acquire(pace.maxConcurrency, run.signal);
	let taken = false;
	try {
		const outcome = await run.request(async () => await outcomeOf(sender, request));
		taken = 'response' in outcome;
		if ('failure' in outcome && fateOf(outcome.failure) === 'throttled') gate.lower(epoch);
		return outcome;
	} finally {
		gate.release(taken);
	}
}

/**
 * Waits as the failure asks for, or as long as it seems wise.
 *
 * @returns whether the request is to be tried again
 */
async function waitAfter(
	{ operation, run, pace }: Sender,
	request: Request,
	failure: Failure,
	attempts: Attempts,
): Promise<boolean> {
	const fate = fateOf(failure);
	const now = Date.now();
	const asked = fate === 'throttled' ? askedWait(failure, now) : undefined;
	if (asked !== undefined) {
		pauseOf(request.options.baseURL!, operation.api.title).begin(asked, failure);
		return true;
	}
	const { repeatable = false } = operation;
	const wait = waitBeforeRetry(fate, repeatable, attempts, pace.maxWait, now);
	if (wait === undefined) return false;
	await Promise.race([sleep(wait), run.stopped]);
	return true;
}

/** Waits while the instance asks to be left alone. */
async function waitForPause({ operation, run, pace }: Sender, request: Request, since?: number) {
	const pause = pauseOf(request.options.baseURL!, operation.api.title);
	if (!pause.isOn) return;
	const deadline = (since ?? Date.now()) + pace.maxWait;
	await pause.over(deadline, run.stopped).catch((error: Error) => {
		if (!(error instanceof TooLongPauseError)) throw error;
		throw new RefusedError({ ...error.failure, operation, asksToWait: error.left });
	});
}

/**
 * Sends a request until it is answered with success: with a permit of the host, after the pauses that
 * the instance asks for, and again where a failure allows it.
 *
 * @param sender of the item
 * @param request as it is to leave
 * @returns the response, of status 200 or 201
 * @throws {RefusedError} when it failed for good, {StoppedError} when it must not be sent any more
 */
export async function exchange(sender: Sender, request: Request): Promise<IN8nHttpFullResponse> {
	let attempts: Attempts | undefined;
	for (;;) {
		await waitForPause(sender, request, attempts?.since);
		const outcome = await performWithPermit(sender, request);
		if ('response' in outcome) return outcome.response;
		attempts ??= { count: 0, since: Date.now() };
		const again = await waitAfter(sender, request, outcome.failure, attempts);
		if (!again) throw new RefusedError(outcome.failure);
		attempts.count += 1;
	}
}
