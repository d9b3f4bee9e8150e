import type { IDataObject } from 'n8n-workflow';
import { hasOrder } from '../../../../../shared/platform/encodedQuery';
import { InvalidInputError } from '../../../../../shared/inputError';
import { isQueryRefused, PAGE_SIZE, sysIdOf, type ContactSource } from './contactSource';
import { KeysetUnusableError, ordered, readByKeyset, type ReadPlan } from './keysetPaging';
import { readByOffset } from './offsetPaging';

/** What n8n can return for one input item: its engine puts the items of each on the stack at once. */
const MAX_RECORDS = 100_000;

function assertNotTooMany(count: number): void {
	if (count <= MAX_RECORDS) return;
	throw new InvalidInputError(
		'More than 100,000 contacts match, which is the most n8n can return for one item',
		'Split the read: one input item per slice, with the queries sys_id<8 and sys_id>=8.',
	);
}

async function readUnordered(plan: ReadPlan, source: ContactSource): Promise<IDataObject[]> {
	return await readByOffset(plan, source, assertNotTooMany);
}

/** Reads by offset, in the order of the sys_ids where the instance does not refuse that. */
async function readInOrder(plan: ReadPlan, source: ContactSource): Promise<IDataObject[]> {
	const inOrder = { ...plan, query: ordered(plan.query) };
	return await readUnordered(inOrder, source).catch(async (error: Error) => {
		if (isQueryRefused(error)) return await readUnordered(plan, source);
		throw error;
	});
}

/**
 * Reads in pages. Without an order of the user's own the pages follow the sys_id; where the instance
 * drops or refuses what that needs, and with an order of the user's own, they go by offset.
 *
 * Query ACLs can restrict ranges and orders by a column.
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/access-control/query-acl-rule.md
 *
 * @returns each record once, in an order of the user's own more than the limit where there are
 * @throws {InvalidInputError} when no way of paging is left, or for more records than n8n can return
 */
export async function readInPages(plan: ReadPlan, source: ContactSource): Promise<IDataObject[]> {
	if (hasOrder(plan.query)) return await readInOrder(plan, source);
	return await readByKeyset(plan, source, assertNotTooMany).catch(async (error: Error) => {
		if (!(error instanceof KeysetUnusableError)) throw error;
		const records = await (error.orderRefused ? readUnordered : readInOrder)(plan, source);
		return records.slice(0, plan.limit);
	});
}

/**
 * Reads one window as it is, in the order that the query has. Where the instance returns fewer records
 * than it was asked for and has, the rest of the window is read as well.
 *
 * @param plan with a limit of one page
 */
export async function readWindow(
	{ query, offset, limit }: ReadPlan,
	source: ContactSource,
): Promise<IDataObject[]> {
	const records = new Map<string, IDataObject>();
	const end = offset + limit;
	for (let start = offset; start < end;) {
		const page = await source.fetch({ query, offset: start, limit: end - start });
		const isCovered = page.records.some((record) => records.has(sysIdOf(record)));
		for (const record of page.records) {
			if (!records.has(sysIdOf(record))) records.set(sysIdOf(record), record);
		}
		// Records that come again were hidden among the others, and the first page was whole.
		if (page.received === 0 || isCovered) break;
		start += page.received;
	}
	return [...records.values()];
}

/** Whether a window is read as it is: with an offset of the user's own, and within a page. */
export function isOneWindow(offsetGiven: boolean, limit: number): boolean {
	return offsetGiven && limit <= PAGE_SIZE;
}
