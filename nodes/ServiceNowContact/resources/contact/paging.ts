import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
} from 'n8n-workflow';
import { InputProblem } from '../../../shared/inputProblem';
import { fetchRecords, type Reader } from '../../../shared/send';
import type { Operation } from '../../../shared/operation';
import { shown } from '../../../shared/rules';

type Request = DeclarativeRestApiSettings.ResultOptions;

/** Records of one request, at most. */
const PAGE_SIZE = 1000;

interface Wanted {
	query: string;
	/** Records to skip at the start. */
	offset: number;
	/** Records to give, at most; `Infinity` for all. */
	limit: number;
}

type FetchPage = (query: string, offset: number, limit: number) => Promise<IDataObject[]>;

/**
 * Adds a condition to each alternative of an encoded query, before its order. `^NQ` starts another
 * alternative, which a condition at the end would not reach.
 */
function withCondition(query: string, condition: string): string {
	return query
		.split('^NQ')
		.map((alternative) => (alternative === '' ? condition : `${alternative}^${condition}`))
		.join('^NQ');
}

function ordered(query: string): string {
	return query === '' ? 'ORDERBYsys_id' : `${query}^ORDERBYsys_id`;
}

function sysIdOf(record: IDataObject): string {
	return String(record.sys_id);
}

/**
 * Reads by key: each page asks for the sys_ids after the last one seen. A record that stays is neither
 * missed nor doubled, whatever is inserted or deleted meanwhile. A short page is not the end, because
 * the limit counts before access rules hide records: an empty one is.
 */
async function readByKey({ query, offset, limit }: Wanted, fetchPage: FetchPage) {
	const records: IDataObject[] = [];
	let after: string | undefined;
	while (records.length < limit) {
		const condition = after === undefined ? query : withCondition(query, `sys_id>${after}`);
		const size = Math.min(PAGE_SIZE, limit - records.length);
		const page = await fetchPage(ordered(condition), after === undefined ? offset : 0, size);
		if (page.length === 0) break;
		for (const record of page) records.push(record);
		after = sysIdOf(page[page.length - 1]);
	}
	return records;
}

/**
 * Reads in the user's own order, where only offsets are left to page with. Each page overlaps the one
 * before it: when no record of it was seen before, records were deleted in front of it, and the page
 * is asked for again further back. Records that moved are given once.
 */
async function readByOffset({ query, offset, limit }: Wanted, fetchPage: FetchPage) {
	const seen = new Map<string, IDataObject>();
	let start = offset;
	while (seen.size < limit) {
		const size = Math.min(PAGE_SIZE, limit - seen.size + 1);
		const page = await fetchPage(ordered(query), start, size);
		const overlaps = seen.size === 0 || page.some((record) => seen.has(sysIdOf(record)));
		if (!overlaps && start > offset) {
			start = Math.max(offset, start - size);
			continue;
		}
		const before = seen.size;
		for (const record of page) seen.set(sysIdOf(record), seen.get(sysIdOf(record)) ?? record);
		if (seen.size === before) break;
		start += page.length - 1;
	}
	return [...seen.values()].slice(0, limit);
}

function wantedBy(context: IExecutePaginationFunctions): Wanted & { offsetGiven: boolean } {
	const { sysparm_offset: offset } = context.getNodeParameter('options', {}) as {
		sysparm_offset?: number;
	};
	const returnAll = context.getNodeParameter('returnAll', false) as boolean;
	const limit = returnAll ? Infinity : Number(context.getNodeParameter('limit', 50));
	if (!(limit >= 1)) {
		throw new InputProblem(`"limit" is ${shown(limit)}`, 'Give a whole number of 1 or more.');
	}
	if (offset !== undefined && !(Number.isInteger(Number(offset)) && Number(offset) >= 0)) {
		throw new InputProblem(
			`"sysparm_offset" is ${shown(offset)}`,
			'Give a whole number of 0 or more.',
		);
	}
	return {
		query: String(context.getNodeParameter('sysparm_query', '')).trim(),
		offset: Number(offset ?? 0),
		offsetGiven: offset !== undefined,
		limit: Math.floor(limit),
	};
}

/**
 * Reads as many contacts as asked for, in pages.
 *
 * A window that the user set with an offset and that fits one request is sent as it is; else without an
 * order of the user's own the pages follow the sys_id, and with one they follow that order.
 */
export const readContacts: Reader = async function (
	this: IExecutePaginationFunctions,
	operation: Operation,
	request: Request,
) {
	const wanted = wantedBy(this);
	const fetchPage: FetchPage = async (query, offset, limit) => {
		request.options.qs = {
			...(query !== '' && { sysparm_query: query }),
			sysparm_limit: limit,
			sysparm_offset: offset,
		};
		return await fetchRecords.call(this, operation, request);
	};
	if (wanted.offsetGiven && wanted.limit <= PAGE_SIZE) {
		return await fetchPage(wanted.query, wanted.offset, wanted.limit);
	}
	const hasOwnOrder = /(^|\^)ORDERBY/.test(wanted.query);
	return await (hasOwnOrder ? readByOffset : readByKey)(wanted, fetchPage);
};
