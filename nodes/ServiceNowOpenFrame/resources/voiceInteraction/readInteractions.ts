import type { IDataObject } from 'n8n-workflow';
import { manyRecords, type Operation } from '../../../shared/operation';
import { tableApi } from '../../../shared/platform/apis';
import { SESSION_ID_COLUMN } from '../../../shared/platform/interactionKeys';
import { interactionRows } from '../../../shared/transport/interactionRows';
import type { Request, RequestContext } from '../../../shared/transport/requestContext';

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
	return await interactionRows(item, request, lookUp, COLUMNS, query);
}
