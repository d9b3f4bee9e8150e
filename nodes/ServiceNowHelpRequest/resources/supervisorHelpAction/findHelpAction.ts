import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/isObject';
import { createOrFind } from '../../../shared/once/findLost';
import { manyRecords, type Operation } from '../../../shared/operation';
import { tableApi } from '../../../shared/platform/apis';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import type { ItemContext, Request } from '../../../shared/transport/requestContext';

const TABLE = 'supervisor_help_action';

/**
 * Columns that are named as members of the request. No page documents them, so a search that finds nothing
 * proves nothing.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/help-request-api.md
 */
const KEY = ['interaction', 'action', 'start_time'];

/** More than there are of one kind in an interaction. */
const MOST_ROWS = 100;

const lookUp: Operation = {
	action: 'Look for a supervisor help action',
	api: tableApi,
	table: TABLE,
	records: manyRecords,
	safety: 'read',
};

/** A reference comes with its link where the instance does not leave it out. */
function textOf(value: unknown): string {
	return String((isObject(value) ? value.value : value) ?? '');
}

function isWanted(row: IDataObject, wanted: IDataObject): boolean {
	return KEY.every((column) => textOf(row[column]) === wanted[column]);
}

/** The oldest help action with the same interaction, action, and start time. */
async function find(item: ItemContext, request: Request): Promise<IDataObject | undefined> {
	const wanted = request.options.body as IDataObject;
	const rows = await fetchRecords(
		{ ...item, operation: lookUp },
		{
			...request,
			options: {
				...request.options,
				method: 'GET',
				url: `/api/now/table/${TABLE}`,
				qs: {
					// By equality alone, and the time is compared here: in a query its zone can be another one.
					sysparm_query: `interaction=${textOf(wanted.interaction)}^action=${textOf(wanted.action)}`,
					sysparm_fields: ['sys_id', 'sys_created_on', ...KEY].join(','),
					sysparm_exclude_reference_link: 'true',
					sysparm_limit: MOST_ROWS,
					sysparm_no_count: 'true',
				},
				body: undefined,
			},
		},
	);
	const placeOf = (row: IDataObject) => `${textOf(row.sys_created_on)} ${textOf(row.sys_id)}`;
	const [oldest] = rows
		.filter((row) => row.sys_id !== undefined && isWanted(row, wanted))
		.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
	if (oldest === undefined) return undefined;
	return { success: true, action_sys_id: textOf(oldest.sys_id), found_after_failure: true };
}

/** Creates a help action; with a start time it is looked for where the answer to its create got lost. */
export const createHelpActionOrFind: OperationRunner = async (item, request) => {
	const { start_time: startTime } = request.options.body as IDataObject;
	if (startTime === undefined) return await fetchRecords(item, request);
	const create = async (creator: ItemContext) => {
		const [created] = await fetchRecords(creator, request);
		return created;
	};
	return [await createOrFind(item, { create, find: async (later) => await find(later, request) })];
};
