import type { IDataObject } from 'n8n-workflow';
import { RequestFailedError, type Failure } from '../failure';
import { isObject } from '../isObject';
import { manyRecords, oneRecord, type Operation } from '../operation';
import { tableApi } from '../platform/apis';
import { fetchPage } from './fetchRecords';
import type { Page } from './readResponse';
import type { Request, RequestContext } from './requestContext';

/**
 * What a table is of which a user sees no record: `empty`, or with records that are `hidden` from the
 * user. `unknown` where the instance does not count.
 */
export type Emptiness = 'empty' | 'hidden' | 'unknown';

/** The instance does not let the user count, or has no such table in its Table API. */
export function cannotCount({ status = 0 }: Failure): boolean {
	return status >= 400 && status < 500 && status !== 401 && status !== 429;
}

function countOf(table: string, records: Operation['records']): Operation {
	return { action: `Count the records of ${table}`, api: tableApi, table, records, safety: 'read' };
}

function countingRequest(request: Request, url: string, query: string, qs: IDataObject): Request {
	const options = {
		...request.options,
		method: 'GET' as const,
		url,
		qs: { ...(query !== '' && { sysparm_query: query }), ...qs },
		body: undefined,
	};
	return { ...request, options };
}

/**
 * Asks the Table API for one record of a query, and for how many there are.
 *
 * @param request any of the item, for its address and login; it is not changed
 * @param query encoded query; none for the whole table
 * @returns the count that the instance tells, before ACLs hide records, with a record where one is visible
 * @throws {RequestFailedError}
 */
export async function countPage(
	requestContext: RequestContext,
	request: Request,
	table: string,
	query = '',
): Promise<Page> {
	const operation = countOf(table, manyRecords);
	const counting = countingRequest(request, `/api/now/table/${table}`, query, {
		sysparm_fields: 'sys_id',
		sysparm_limit: 1,
		sysparm_no_count: false,
	});
	return await fetchPage({ ...requestContext, operation }, counting);
}

/**
 * Asks the Aggregate API how many records of a query there are: a proxy can remove the header in which the
 * Table API counts, and an instance can count nothing there. It may leave out what the user has no access to.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_AggregateAPI.md
 *
 * @param request any of the item, for its address and login; it is not changed
 * @returns nothing where it counts none, or does not tell
 */
export async function aggregateCount(
	requestContext: RequestContext,
	request: Request,
	table: string,
	query = '',
): Promise<number | undefined> {
	const operation = countOf(table, oneRecord);
	const counting = countingRequest(request, `/api/now/stats/${table}`, query, {
		sysparm_count: true,
	});
	const context = { ...requestContext, operation, tolerates: () => true };
	const { records } = await fetchPage(context, counting).catch(nothing);
	const stats = records[0]?.stats;
	const count = isObject(stats) ? Number(stats.count) : NaN;
	return Number.isSafeInteger(count) && count > 0 ? count : undefined;
}

function nothing(error: Error): Page {
	if (error instanceof RequestFailedError) return { records: [] };
	throw error;
}

/**
 * Tells an empty table from one that a user may not read: ServiceNow returns an empty list for both, but
 * ACLs filter rows after the query, and `X-Total-Count` is the `select count(*)` of the table.
 * Before-query business rules and domains, which limit the query itself, count as if there were nothing.
 *
 * https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB3047115
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 *
 * @param requestContext of the item
 * @param request any of the item, for its address and login; it is not changed
 * @param table in which no record was seen
 * @throws {RequestFailedError} when the instance does not answer
 */
export async function emptinessOf(
	requestContext: RequestContext,
	request: Request,
	table: string,
): Promise<Emptiness> {
	const context = { ...requestContext, tolerates: cannotCount };
	const page = await countPage(context, request, table).catch((error: Error) => {
		if (error instanceof RequestFailedError && cannotCount(error.failure)) return undefined;
		throw error;
	});
	if (page?.records.length || page?.total) return 'hidden';
	if (await aggregateCount(requestContext, request, table)) return 'hidden';
	return page?.total === undefined ? 'unknown' : 'empty';
}
