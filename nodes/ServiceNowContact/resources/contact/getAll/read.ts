import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { joinClauses, withCondition } from '../../../../shared/platform/encodedQuery';
import { optionsOf } from '../../../../shared/input/parameters';
import { isEmpty } from '../../../../shared/input/sendable';
import { switchOf } from '../../../../shared/input/switch';
import { wholeNumber } from '../../../../shared/input/values';
import { checkedBaseUrl, hostOf, originOf } from '../../../../shared/instance/instanceUrl';
import type { OperationRunner } from '../../../../shared/request/send';
import { fetchRecords } from '../../../../shared/transport/fetchRecords';
import { countMatches } from '../../../../shared/transport/matchCount';
import { emptinessOf } from '../../../../shared/transport/tableCount';
import { simplifyRecords } from '../simplify';
import { ContactSource, type Asking, type FetchRows } from './paging/contactSource';
import { assertTimesCompared } from './checks/dateCheck';
import { ignoredQuery } from './checks/ignoredQuery';
import type { Key } from './lookUp/key';
import { lookUpContacts, MAX_REQUESTS, type LookUp } from './lookUp/lookUp';
import { readInPages } from './paging/paging';
import { noneSeen } from './paging/pagingErrors';
import type { ReadPlan } from './paging/readPlan';
import { isOneWindow, readWindow } from './paging/window';
import { selectionOf, type Selection } from './query';
import { anyVisible } from './lookUp/witness';

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
		offset: isEmpty(offset) ? 0 : wholeNumber('Offset', offset, 0),
		offsetGiven: !isEmpty(offset),
		limit: returnAll ? Infinity : wholeNumber('Limit', context.getNodeParameter('limit', 50), 1),
	};
}

/** What was read, and what there is to say of it. */
interface Reading {
	/** As many as the order is judged by, which can be more than the limit. */
	records: IDataObject[];
	/** What the user could not read, as sentences; '' for nothing. */
	warning: string;
}

/** Of the contacts. */
const TABLE = 'customer_contact';

const UNREADABLE =
	'Some records came without any column, because the ServiceNow user cannot read them, and were left out.';

const INCOMPLETE =
	'Contacts are missing: behind many that the ServiceNow user cannot read there are more, which the instance did not return. Narrow the query, or ask an administrator for read access.';

const PARTIAL =
	'Contacts that have the number in an unusual spelling may be missing, because the instance could not search by part of it.';

const UNCERTAIN =
	'Contacts may be missing: far more match than the ServiceNow user can read, and the node did not look past all of them. Narrow the query, or ask an administrator for read access.';

const UNCOUNTED =
	'Whether contacts are missing is not known: those at the end are hidden from the ServiceNow user, or were not returned, and the instance did not tell how many match. Ask an administrator to grant the user read access to the table customer_contact through the Table API.';

const SHORT_WINDOW =
	'This is not the end: some contacts of this window are hidden from the ServiceNow user, and others follow.';

async function lookUp(
	{ conditions, order, key }: Selection & { key: Key },
	{ offset, limit }: Window,
	{ fetchRows, askEmptiness }: Asking,
	run: LookUp['run'],
): Promise<Reading> {
	const source = new ContactSource({ fetchRows, askEmptiness }, MAX_REQUESTS);
	const found = await lookUpContacts({ key, conditions, order, offset, limit, run }, source);
	return { records: found.records, warning: found.isPartial ? PARTIAL : '' };
}

/** What the user could not read, as sentences; '' for nothing. */
function warningOf(source: ContactSource): string {
	const { hasUnreadable, isIncomplete, isUncertain, isUncounted, isShortWindow } = source;
	const end = [
		isIncomplete && INCOMPLETE,
		isUncertain && UNCERTAIN,
		isUncounted && UNCOUNTED,
		isShortWindow && SHORT_WINDOW,
	];
	return [hasUnreadable && UNREADABLE, end.find(Boolean)].filter(Boolean).join(' ');
}

async function readList(
	{ conditions, order }: Selection,
	{ offset, limit, offsetGiven }: Window,
	asking: Asking,
): Promise<Reading> {
	const source = new ContactSource(asking);
	const plan = { query: joinClauses(conditions, order), offset, limit };
	const isWindow = isOneWindow(offsetGiven, limit);
	const records = await (isWindow ? readWindow : readInPages)(plan, source);
	source.assertReadable(records);
	if (records.length === 0 && conditions === '' && offset === 0) await anyVisible(source);
	if (records.length === 0 && source.isUncertain) throw noneSeen();
	return { records, warning: warningOf(source) };
}

/** Reads as many contacts as the node is set to, in pages, whole or simplified. */
export const readContacts: OperationRunner = async (item, request) => {
	const { context } = item;
	const selection = selectionOf(context, hostOf(checkedBaseUrl(request.options.baseURL)));
	// A query that the instance refuses can still be read in another way.
	const reader = { ...item, tolerates: ({ status }: { status?: number }) => status === 403 };
	const fetchRows: FetchRows = async ({ query: pageQuery, offset, limit }) => {
		const qs = {
			...(pageQuery !== '' && { sysparm_query: pageQuery }),
			sysparm_limit: limit,
			sysparm_offset: offset,
		};
		return await fetchRecords(reader, { ...request, options: { ...request.options, qs } });
	};
	const { conditions, key } = selection;
	const asking: Asking = {
		fetchRows,
		askEmptiness: async () => await emptinessOf(item, request, TABLE),
		countMatches: async (condition) => {
			const query = condition === undefined ? conditions : withCondition(conditions, condition);
			return await countMatches(item, request, TABLE, query);
		},
	};
	const window = windowOf(context);
	const run = { signal: item.run.signal, origin: originOf(request.options.baseURL!) };
	const { records, warning } = key
		? await lookUp({ ...selection, key }, window, asking, run)
		: await readList(selection, window, asking);
	await assertTimesCompared(selection.allFilters, records, new ContactSource({ fetchRows }));
	const warnings = [warning, ignoredQuery(context, selection, records)].filter(Boolean).join(' ');
	return simplifyRecords(context, records.slice(0, window.limit)).map((record) => ({
		...record,
		...(warnings && { query_warning: warnings }),
	}));
};
