import { isOutcomeUnknown, RequestFailedError } from '../failure';
import { InvalidInputError } from '../inputError';
import type { ItemContext } from '../transport/requestContext';
import { RunStoppedError } from '../transport/run';
import { StoppableSleep } from '../transport/stoppableSleep';
import { afterCreate } from './afterCreate';
import { createOnce } from './createOnce';
import { InstanceClock } from './instanceClock';
import type { OnceResult, OnceTimes } from './onceSteps';
import { seenRecordsOf } from './seenRecords';
import type { KeyedRecord } from './sighting';

/** The requests for a record that a key is to have once. */
interface OnceRequests {
	/** Searches for the records with the key. @param own sys_id of one that was created just now */
	search: (item: ItemContext, own?: string) => Promise<KeyedRecord[]>;
	/** Creates a record. @returns its sys_id */
	create: (item: ItemContext) => Promise<string>;
}

/** What came of it, and what an item goes on with that may have created a record. */
export interface OnceRun extends OnceResult {
	item: ItemContext;
}

/** Whether a request failed, and not the execution. */
export function isRequestFailure(error: Error): boolean {
	return error instanceof RequestFailedError || error instanceof InvalidInputError;
}

/** Whether a create that failed may have been carried out. */
export function mayHaveBeenDone(error: Error): boolean {
	return error instanceof RequestFailedError && isOutcomeUnknown(error.failure);
}

/** What an item creates with, and what it looks with after that. */
export function sendersOf(item: ItemContext): { creator: ItemContext; later: ItemContext } {
	return {
		creator: { ...item, tolerates: isOutcomeUnknown },
		// What fails then is no failure of the item, which is looked after or tried again.
		later: { ...item, run: afterCreate(item.run), tolerates: () => true },
	};
}

/**
 * Gives a key one record: the one that is there, or a new one. See {@link createOnce}.
 *
 * @param item to send with
 * @param origin of the instance
 * @throws {RequestFailedError} {InvalidInputError}
 */
export async function runOnce(
	item: ItemContext,
	origin: string,
	times: OnceTimes,
	requests: OnceRequests,
): Promise<OnceRun> {
	const { creator, later } = sendersOf(item);
	let hasCreated = false;
	const result = await createOnce(
		{
			search: async (own) => {
				const clock = new InstanceClock();
				const searcher = hasCreated ? later : item;
				const execute = clock.watching(searcher.execute);
				const records = await requests.search({ ...searcher, execute }, own);
				return { records, instanceTime: clock.time };
			},
			create: async () => {
				hasCreated = true;
				return await requests.create(creator);
			},
			mayHaveBeenDone,
			isFailure: (error) => isRequestFailure(error) || error instanceof RunStoppedError,
			wait: async (milliseconds) =>
				await new StoppableSleep(milliseconds).join(
					hasCreated ? later.run.stopped : item.run.stopped,
				),
			now: Date.now,
			seen: seenRecordsOf(origin),
		},
		times,
	);
	return { ...result, item: later };
}
