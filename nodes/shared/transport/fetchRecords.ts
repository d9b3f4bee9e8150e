import { sleep, type IDataObject, type IN8nHttpFullResponse } from 'n8n-workflow';
import {
	failureOf,
	failureOfError,
	fateOf,
	mayBeDone,
	RefusedError,
	type Failure,
} from '../failure';
import type { Operation } from '../operation';
import { gateOf } from './gate';
import { pauseOf, type Pause } from './pause';
import { askedWait, waitBeforeRetry, type Attempts } from './retry';
import type { Request, Sender } from './sender';
import { acquire } from './throttle';

type Outcome = { records: IDataObject[] } | { failure: Failure };

/** The records in a response, or what is wrong with it, whatever its status says. */
function read(operation: Operation, response: IN8nHttpFullResponse): Outcome {
	const { statusCode, body } = response;
	const isSuccess = statusCode === 200 || statusCode === 201;
	const result =
		typeof body === 'object' && body !== null ? (body as IDataObject).result : undefined;
	const records = isSuccess ? operation.records(result) : undefined;
	if (records && !operation.refused?.(result as IDataObject)) return { records };
	return { failure: failureOf(operation, response) };
}

/** What became of a request. */
async function outcomeOf(sender: Sender, request: Request): Promise<Outcome> {
	return await sender.perform(request).then(
		(response) => read(sender.operation, response),
		(error: Error): Outcome => {
			const failure = failureOfError(sender.operation, error);
			if (failure) return { failure };
			throw error;
		},
	);
}

/**
 * Decides what follows a failure. Where the instance asks for a certain wait, that is up to everybody.
 *
 * @returns milliseconds after which to try again, or nothing to give up
 */
function waitAfter(
	{ operation, pace }: Sender,
	pause: Pause,
	failure: Failure,
	attempts: Attempts,
): number | undefined {
	const fate = fateOf(failure);
	const now = Date.now();
	const asked = fate === 'throttled' ? askedWait(failure, now) : undefined;
	if (asked !== undefined) {
		pause.begin(asked, failure);
		return 0;
	}
	const { repeatable = false } = operation;
	return waitBeforeRetry(fate, repeatable, attempts, pace.maxWait, now);
}

/** Tries once, with a permit of the host. */
async function attempt(
	sender: Sender,
	request: Request,
	attempts: Attempts,
): Promise<Outcome & { wait?: number }> {
	const { operation, run } = sender;
	const gate = gateOf(request.options.baseURL!);
	const pause = pauseOf(request.options.baseURL!, operation.api.title);
	const permit = await acquire(sender, gate, pause, attempts.since);
	let taken = false;
	try {
		run.begin();
		const outcome = await outcomeOf(sender, request);
		if ('records' in outcome) {
			taken = true;
			return outcome;
		}
		const { failure } = outcome;
		if (fateOf(failure) === 'throttled') gate.lower(permit);
		attempts.since ??= Date.now();
		const wait = waitAfter(sender, pause, failure, attempts);
		// Before the permit is given back, or the next item would be sent.
		if (wait === undefined) run.stopOthers();
		return { failure, wait };
	} finally {
		gate.release(permit, taken);
	}
}

/**
 * Sends a request until it is answered with success: with a permit of the host, after the pauses that
 * the instance asks for, and again where a failure allows it.
 *
 * @param sender of the item
 * @param request as it is to leave
 * @returns the records of the response, without the envelope
 * @throws {RefusedError} when it failed for good, {StoppedError} when it must not be sent any more
 */
export async function fetchRecords(sender: Sender, request: Request): Promise<IDataObject[]> {
	const { operation } = sender;
	const attempts: Attempts = { count: 0 };
	let tookTwoTries = false;
	for (;;) {
		const outcome = await attempt(sender, request, attempts);
		if ('records' in outcome) return outcome.records;
		const { failure } = outcome;
		if (outcome.wait === undefined) throw new RefusedError({ ...failure, tookTwoTries });
		tookTwoTries ||= operation.changes === true && mayBeDone(failure);
		if (outcome.wait > 0) await Promise.race([sleep(outcome.wait), sender.run.stopped]);
		attempts.count += 1;
	}
}
