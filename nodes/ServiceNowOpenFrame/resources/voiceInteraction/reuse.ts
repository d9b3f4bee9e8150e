import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { optionsOf, parameterOf } from '../../../shared/input/parameters';
import { originOf } from '../../../shared/instance/instanceUrl';
import { checkErrorOf } from '../../../shared/once/checkError';
import { runOnce, type OnceRun } from '../../../shared/once/runOnce';
import { readOnceTimes, settleTimeOption } from '../../../shared/once/settleTime';
import type { KeyedRecord } from '../../../shared/once/sighting';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import { runExclusive } from '../../../shared/transport/lock';
import type { ItemContext, Request } from '../../../shared/transport/requestContext';
import { closeDuplicate } from './closeDuplicate';
import { isOpen, readFound, searchQuery } from './found';
import { readInteractions } from './readInteractions';
import { assertSearchWorksInRun } from './searchWorks';
import { isReuseOn, REUSE, sessionIdOf } from './sessionId';

const LABEL = 'Reuse by Client Session ID';

export const reuseField: INodeProperties = {
	displayName: LABEL,
	name: REUSE,
	type: 'boolean',
	default: false,
	description:
		'Whether to return the existing interaction with this client session ID instead of creating a second one, with reused: true. Sends one more request where it finds one, up to four where it does not, and needs read access to the table interaction.',
};

export const reuseOptions: INodeProperties[] = [settleTimeOption(LABEL)];

function keyedRecord(row: IDataObject): KeyedRecord {
	const text = (column: string) => String(row[column] ?? '');
	return {
		sysId: text('sys_id'),
		number: text('number'),
		createdOn: text('sys_created_on'),
		isOpen: isOpen(row),
	};
}

/** The interactions of a call, open or closed. @param own one that was created for it just now */
async function search(
	item: ItemContext,
	request: Request,
	id: string,
	own?: string,
): Promise<KeyedRecord[]> {
	const rows = await readInteractions(item, request, searchQuery(id, own));
	if (rows.length === 0 && own === undefined) await assertSearchWorksInRun(item, request);
	return readFound(rows, id, own).map(keyedRecord);
}

/** Closes what was created in vain. @param created what the API returned @returns the output fields that tell of it */
async function closeDuplicates(
	{ superseded, abandoned, isOwnHidden, item, record }: OnceRun,
	request: Request,
	{ sysId, number }: IDataObject,
): Promise<IDataObject> {
	const nameOf = ({ sysId, number }: KeyedRecord) => ({ sysId, number });
	const closed: IDataObject[] = [];
	const open: IDataObject[] = abandoned.map(nameOf);
	if (isOwnHidden && record) open.push({ sysId, number });
	for (const record of superseded) {
		const isClosed = !record.isOpen || (await closeDuplicate(item, request, record.sysId));
		(isClosed ? closed : open).push(nameOf(record));
	}
	return {
		...(closed.length > 0 && { duplicates_closed: closed }),
		...(open.length > 0 && { duplicates_open: open }),
	};
}

/** Creates the interaction; where the user wants that, only if there is none for the call yet. */
export const createOrReuse: OperationRunner = async (item, request) => {
	if (!isReuseOn(parameterOf(item.context, REUSE))) return await fetchRecords(item, request);

	const id = sessionIdOf(request.options.body as IDataObject);
	const times = readOnceTimes(optionsOf(item.context), item.sendOptions.maxWaitMs);
	const origin = originOf(request.options.baseURL!);
	const operation = {
		...item.operation,
		safety: {
			whenUnknown: 'Run it again: if the interaction was created, the search finds it.',
		},
	};
	return await runExclusive(`${origin} ${id}`, item.run.stopped, async () => {
		let created: IDataObject = { status: 'SUCCESS' };
		const once = await runOnce(item, origin, times, {
			search: async (searcher, own) => await search(searcher, request, id, own),
			create: async (creator) => {
				[created] = await fetchRecords({ ...creator, operation }, request);
				return String(created.sysId);
			},
		});
		const { record } = once;
		return [
			{
				...created,
				...(record && { sysId: record.sysId, number: record.number }),
				reused: once.isReused,
				...(once.isFoundAfterFailure && { found_after_failure: true }),
				...(await closeDuplicates(once, request, created)),
				...(await checkErrorOf(once)),
			},
		];
	});
};
