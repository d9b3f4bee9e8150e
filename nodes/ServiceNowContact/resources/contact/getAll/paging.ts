import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import {
	hasOrder,
	joinClauses,
	orderBy,
	withCondition,
} from '../../../../shared/platform/encodedQuery';
import { InvalidInputError } from '../../../../shared/inputError';
import { switchOf } from '../../../../shared/input/switch';
import { optionsOf } from '../../../../shared/input/parameters';
import { wholeNumber } from '../../../../shared/input/values';
import type { OperationRunner } from '../../../../shared/request/send';
import { fetchRecords } from '../../../../shared/transport/fetchRecords';
import { warningFor } from './ignoredQuery';
import { selectionOf } from './query';
import { simplifyRecords } from '../simplify';

/** Records of one request, at most. */
const PAGE_SIZE = 1000;

/**
 * How many records in a row may be hidden before the end is taken for reached: none where nothing was
 * found at all, a page after a short one, and more where records were seen to be hidden.
 */
const MAX_HIDDEN = { nothingFound: 0, afterShortPage: PAGE_SIZE, someAreHidden: 5 * PAGE_SIZE };

/** By how many records a page overlaps the one before it, at most. */
const MAX_OVERLAP = PAGE_SIZE / 2;

/** What n8n can return for one input item: its engine puts the items of each on the stack at once. */
const MAX_RECORDS = 100_000;

function assertNotTooMany(count: number): void {
	if (count <= MAX_RECORDS) return;
	throw new InvalidInputError(
		'More than 100,000 contacts match, which is the most n8n can return for one item',
		'Split the read: one input item per slice, with the queries sys_id<8 and sys_id>=8.',
	);
}

interface Window {
	/** Records to skip at the start. */
	offset: number;
	/** Whether the user set the offset. */
	offsetGiven: boolean;
	/** Records to return, at most; `Infinity` for all. */
	limit: number;
}

interface ReadPlan extends Pick<Window, 'offset' | 'limit'> {
	query: string;
}

type FetchPage = (query: string, offset: number, limit: number) => Promise<IDataObject[]>;

function ordered(query: string): string {
	return joinClauses(query, orderBy('sys_id'));
}

function sysIdOf(record: IDataObject): string {
	return String(record.sys_id);
}

/** A page with a record in it, or the empty one at the end. */
interface Page {
	records: IDataObject[];
	/** How many records it covers, with those that ACLs hide. */
	covered: number;
	isShort: boolean;
}

/**
 * Fetches the next page that has a record. The limit of a request counts before ACLs hide
 * records, so a short page is not the end, and an empty one need not be: it counts as the end when
 * it was requested in full size, and after as many hidden records as are likely.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/53b6155803e3af1b63c39993a7d11fbc2c29043a/markdown/api-reference/rest-apis/c_TableAPI.md
 */
function pagesOf(fetchPage: FetchPage) {
	let hidden: keyof typeof MAX_HIDDEN = 'nothingFound';
	return async function nextPage(query: string, offset: number, size: number): Promise<Page> {
		for (let skipped = 0, requested = size; ;) {
			const records = await fetchPage(query, offset + skipped, requested);
			const isShort = records.length < requested;
			if (records.length > 0) {
				if (hidden === 'afterShortPage' || requested > size || skipped > 0)
					hidden = 'someAreHidden';
				else if (isShort && hidden === 'nothingFound') hidden = 'afterShortPage';
			}
			const isEnd = requested === PAGE_SIZE && skipped >= MAX_HIDDEN[hidden];
			if (records.length > 0 || isEnd) return { records, covered: skipped + requested, isShort };
			if (requested === PAGE_SIZE) skipped += PAGE_SIZE;
			requested = PAGE_SIZE;
		}
	};
}

/**
 * Keyset paging: each page asks for the sys_ids after the last one seen. A record that stays is neither
 * missed nor duplicated, whatever is inserted or deleted during the read.
 *
 * https://use-the-index-luke.com/no-offset
 */
async function readByKeyset({ query, offset, limit }: ReadPlan, fetchPage: FetchPage) {
	const nextPage = pagesOf(fetchPage);
	const records: IDataObject[] = [];
	let after: string | undefined;
	while (records.length < limit) {
		const condition = after === undefined ? query : withCondition(query, `sys_id>${after}`);
		const size = Math.min(PAGE_SIZE, limit - records.length);
		const page = await nextPage(ordered(condition), after === undefined ? offset : 0, size);
		if (page.records.length === 0) break;
		for (const record of page.records) records.push(record);
		assertNotTooMany(records.length);
		after = sysIdOf(page.records[page.records.length - 1]);
	}
	return records.slice(0, limit);
}

/**
 * Reads in the user's own order, where only offsets are left to page with. Each page overlaps the one
 * before it: when no record of it was seen before, records in front of it were deleted, so the page
 * before it is requested again, and the pages overlap by more from then on. Records that moved are
 * returned once.
 */
async function readByOffset({ query, offset, limit }: ReadPlan, fetchPage: FetchPage) {
	const nextPage = pagesOf(fetchPage);
	const seen = new Map<string, IDataObject>();
	let start = offset;
	let overlap = 1;
	let lastWasShort = true;
	while (seen.size < limit) {
		const size = Math.min(PAGE_SIZE, limit - seen.size + overlap);
		const { records, covered, isShort } = await nextPage(ordered(query), start, size);
		if (records.length === 0 && lastWasShort) break;
		const overlaps = start === offset || records.some((record) => seen.has(sysIdOf(record)));
		if (!overlaps && overlap < MAX_OVERLAP) {
			overlap = Math.min(overlap * 25, MAX_OVERLAP);
			start = Math.max(offset, start - PAGE_SIZE + 1);
			continue;
		}
		for (const record of records) {
			if (!seen.has(sysIdOf(record))) seen.set(sysIdOf(record), record);
		}
		assertNotTooMany(seen.size);
		start += Math.max(1, covered - overlap);
		lastWasShort = isShort;
	}
	return [...seen.values()].slice(0, limit);
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

/**
 * A window that the user set with an offset and that fits one request is sent as it is; else without an
 * order of the user's own the pages follow the sys_id, and with one they follow that order.
 */
async function read(plan: ReadPlan & Window, fetchPage: FetchPage): Promise<IDataObject[]> {
	const { query, offset, limit } = plan;
	if (plan.offsetGiven && limit <= PAGE_SIZE) return await fetchPage(query, offset, limit);
	return await (hasOrder(query) ? readByOffset : readByKeyset)(plan, fetchPage);
}

/** What only the node can compare is read in full, and the window is taken from what matches. */
async function readAndKeep(
	plan: ReadPlan & Window,
	fetchPage: FetchPage,
	keep: (record: IDataObject) => boolean,
): Promise<IDataObject[]> {
	const { offset, limit } = plan;
	const whole = { ...plan, offset: 0, offsetGiven: false, limit: Infinity };
	const kept = (await read(whole, fetchPage)).filter(keep);
	return kept.slice(offset, offset + limit);
}

/** Reads as many contacts as the node is set to, in pages, whole or simplified. */
export const readContacts: OperationRunner = async (item, request) => {
	const { context } = item;
	const { query, keep } = selectionOf(context);
	const plan = { ...windowOf(context), query };
	const fetchPage: FetchPage = async (pageQuery, offset, limit) => {
		request.options.qs = {
			...(pageQuery !== '' && { sysparm_query: pageQuery }),
			sysparm_limit: limit,
			sysparm_offset: offset,
		};
		return await fetchRecords(item, request);
	};
	const records = await (keep ? readAndKeep(plan, fetchPage, keep) : read(plan, fetchPage));
	const warning = warningFor(context, query, records);
	return simplifyRecords(context, records).map((record) => ({ ...record, ...warning }));
};
