import type { IDataObject } from 'n8n-workflow';
import { hasOrder } from '../../../../../shared/platform/encodedQuery';
import { InvalidInputError } from '../../../../../shared/inputError';
import { isQueryRefused, type ContactSource } from './contactSource';
import { readByKeyset } from './keysetPaging';
import { readByOffset } from './offsetPaging';
import { KeysetUnusableError } from './pagingErrors';
import { ordered, type ReadPlan } from './readPlan';

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
