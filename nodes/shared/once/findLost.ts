import type { IDataObject } from 'n8n-workflow';
import type { ItemContext } from '../transport/requestContext';
import { StoppableSleep } from '../transport/stoppableSleep';
import { isRequestFailure, mayHaveBeenDone, sendersOf } from './runOnce';
import { DEFAULT_RECOVERY_MS } from './settleTime';

/** The requests for a record that is looked for where its create got lost. */
export interface LostRequests {
	create: (item: ItemContext) => Promise<IDataObject>;
	/** @returns the record; nothing where none was found, which proves nothing */
	find: (item: ItemContext) => Promise<IDataObject | undefined>;
}

/**
 * Creates a record, and looks for it where it is not known whether that was carried out. What is found is
 * the answer. Where nothing is found, the create is not made again: for records whose search is not
 * certain to show them.
 *
 * @returns what the create returned, or what was found
 * @throws what `create` throws
 */
export async function createOrFind(
	item: ItemContext,
	{ create, find }: LostRequests,
): Promise<IDataObject> {
	const { creator, later } = sendersOf(item);
	return await create(creator).catch(async (lost: Error) => {
		if (!mayHaveBeenDone(lost)) throw lost;
		await new StoppableSleep(DEFAULT_RECOVERY_MS).join(later.run.stopped);
		const found = await find(later).catch((error: Error) => {
			if (!isRequestFailure(error)) throw error;
			return undefined;
		});
		if (found === undefined) throw lost;
		return found;
	});
}
