import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { optionsOf } from '../../../../shared/input/parameters';
import { switchOf } from '../../../../shared/input/switch';
import { wholeNumber } from '../../../../shared/input/values';
import type { OperationRunner } from '../../../../shared/request/send';
import { fetchRecords } from '../../../../shared/transport/fetchRecords';
import { simplifyRecords } from '../simplify';
import { ContactSource, type FetchRows } from './contactSource';
import { warningFor } from './ignoredQuery';
import type { ReadPlan } from './keysetPaging';
import { isOneWindow, readInPages, readWindow } from './paging';
import { selectionOf } from './query';

interface Window extends Pick<ReadPlan, 'offset' | 'limit'> {
	/** Whether the user set the offset. */
	offsetGiven: boolean;
}

function windowOf(context: IExecutePaginationFunctions): Window {
	const { sysparm_offset: offset } = optionsOf(context) as {
		sysparm_offset?: unknown;
	};
	const returnAll = switchOf(context.getNodeParameter('returnAll', false), 'Return All', false);
	return {
		offset: wholeNumber('Offset', offset ?? 0, 0),
		offsetGiven: offset !== undefined,
		limit: returnAll ? Infinity : wholeNumber('Limit', context.getNodeParameter('limit', 50), 1),
	};
}

async function read(plan: ReadPlan & Window, source: ContactSource): Promise<IDataObject[]> {
	const isWindow = isOneWindow(plan.offsetGiven, plan.limit);
	const records = await (isWindow ? readWindow : readInPages)(plan, source);
	source.assertReadable(records);
	return records;
}

/** What only the node can compare is read in full, and the window is taken from what matches. */
async function readAndKeep(
	plan: ReadPlan & Window,
	source: ContactSource,
	keep: (record: IDataObject) => boolean,
): Promise<IDataObject[]> {
	const { offset, limit } = plan;
	const whole = { ...plan, offset: 0, offsetGiven: false, limit: Infinity };
	const kept = (await read(whole, source)).filter(keep);
	return kept.slice(offset, offset + limit);
}

/** Says when there are contacts of which the user may read nothing; others are left out in silence by the instance. */
function unreadableWarning({ hasUnreadable }: ContactSource): IDataObject {
	if (!hasUnreadable) return {};
	return {
		query_warning:
			'Some records came without any column, because the ServiceNow user cannot read them, and were left out.',
	};
}

/** Reads as many contacts as the node is set to, in pages, whole or simplified. */
export const readContacts: OperationRunner = async (item, request) => {
	const { context } = item;
	const { query, keep } = selectionOf(context);
	const plan = { ...windowOf(context), query };
	// A query that the instance refuses can still be read in another way.
	const reader = { ...item, tolerates: ({ status }: { status?: number }) => status === 403 };
	const fetchRows: FetchRows = async ({ query: pageQuery, offset, limit }) => {
		request.options.qs = {
			...(pageQuery !== '' && { sysparm_query: pageQuery }),
			sysparm_limit: limit,
			sysparm_offset: offset,
		};
		return await fetchRecords(reader, request);
	};
	const source = new ContactSource(fetchRows);
	const records = await (keep ? readAndKeep(plan, source, keep) : read(plan, source));
	const warning = { ...unreadableWarning(source), ...warningFor(context, query, records) };
	return simplifyRecords(context, records).map((record) => ({ ...record, ...warning }));
};
