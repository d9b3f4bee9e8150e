import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../operation';
import { fetchRecords } from './fetchRecords';
import type { Request, RequestContext } from './requestContext';

/** More than share a key by mistake: a comparison on the instance takes no notice of letter case. */
const MOST_ROWS = 100;

/**
 * Reads rows of the table interaction, without an order.
 *
 * @param operation what the read is for
 * @param columns of the rows
 * @param query encoded query; none for any interactions
 */
export async function interactionRows(
	item: RequestContext,
	request: Request,
	operation: Operation,
	columns: string[],
	query?: string,
): Promise<IDataObject[]> {
	return await fetchRecords(
		{ ...item, operation },
		{
			...request,
			options: {
				...request.options,
				method: 'GET',
				url: '/api/now/table/interaction',
				qs: {
					...(query !== undefined && { sysparm_query: query }),
					sysparm_fields: columns.join(','),
					sysparm_limit: MOST_ROWS,
					// Counting a large table takes the instance longer than finding one call in it.
					sysparm_no_count: 'true',
				},
				body: undefined,
			},
		},
	);
}
