import { RequestFailedError } from '../failure';
import { credentialTypeOf } from '../instance/credentialTypes';
import { originOf } from '../instance/instanceUrl';
import { IdleMap } from './idleMap';
import type { ItemContext, Request } from './requestContext';
import { aggregateCount, cannotCount, countPage } from './tableCount';

/** Milliseconds for which a user who may not count is not asked to again. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;

/** Whether a user was seen to get no count. */
class Refusal {
	/** UNIX milliseconds. */
	until = 0;

	get isIdle(): boolean {
		return this.until <= Date.now();
	}
}

const refusals = new IdleMap(() => new Refusal());

function refusalOf({ context }: ItemContext, { options }: Request, table: string): Refusal {
	const type = credentialTypeOf(context);
	const id = context.getNode().credentials?.[type]?.id ?? '';
	return refusals.get(`${originOf(options.baseURL!)} ${table} ${type} ${id}`);
}

/**
 * Counts the records of a table that match a query, with those that ACLs hide from the user: they filter
 * rows after the query, and `X-Total-Count` is the `select count(*)` of it. Where the Table API does not tell,
 * the Aggregate API is asked.
 *
 * https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB3047115
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 *
 * @param item to send with
 * @param request any of the item, for its address and login; it is not changed
 * @param query encoded query without an order
 * @returns nothing where the instance does not tell; what needs the count does without it then
 */
export async function countMatches(
	item: ItemContext,
	request: Request,
	table: string,
	query: string,
): Promise<number | undefined> {
	const refusal = refusalOf(item, request, table);
	if (!refusal.isIdle) return undefined;
	const tolerant: ItemContext = { ...item, tolerates: () => true };
	const page = await countPage(tolerant, request, table, query).catch((error: Error) => {
		if (error instanceof RequestFailedError) return error;
		throw error;
	});
	const failure = page instanceof RequestFailedError ? page.failure : undefined;
	const counted = page instanceof RequestFailedError ? undefined : page.total;
	// What takes too long to be counted takes the other API as long.
	const isOver = failure !== undefined && !cannotCount(failure);
	const aggregate = async () => await aggregateCount(tolerant, request, table, query);
	const total = isOver ? undefined : (counted ?? (await aggregate()));
	if (total === undefined) refusal.until = Date.now() + FORGOTTEN_AFTER_MS;
	return total;
}
