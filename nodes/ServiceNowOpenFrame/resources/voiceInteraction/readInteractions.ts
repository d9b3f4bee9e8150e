import type { IDataObject } from 'n8n-workflow';
import { manyRecords, type Operation } from '../../../shared/operation';
import { tableApi } from '../../../shared/platform/apis';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import type { Request, RequestContext } from '../../../shared/transport/requestContext';
import { SESSION_ID_COLUMN } from './sessionId';

/** More than there can be by mistake: a comparison on the instance takes no notice of letter case. */
const MOST_ROWS = 100;

const COLUMNS = ['sys_id', 'number', 'state', 'sys_created_on', SESSION_ID_COLUMN];

const lookUp: Operation = {
	action: 'Look for a voice interaction',
	api: tableApi,
	table: 'interaction',
	records: manyRecords,
	safety: 'read',
	note: 'This happened during the search by client session ID. No interaction was created.',
};

/** Reads interactions. @param query encoded query; none for any interactions */
export async function readInteractions(
	item: RequestContext,
	request: Request,
	query?: string,
): Promise<IDataObject[]> {
	return await fetchRecords(
		{ ...item, operation: lookUp },
		{
			...request,
			options: {
				...request.options,
				method: 'GET',
				url: '/api/now/table/interaction',
				qs: {
					...(query !== undefined && { sysparm_query: query }),
					sysparm_fields: COLUMNS.join(','),
					sysparm_limit: MOST_ROWS,
					// Counting a large table takes the instance longer than finding one call in it.
					sysparm_no_count: 'true',
				},
				body: undefined,
			},
		},
	);
}
