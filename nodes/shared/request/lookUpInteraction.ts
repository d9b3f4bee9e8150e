import type { IDataObject } from 'n8n-workflow';
import type { RecordKey } from '../input/recordKey';
import { InvalidInputError, preview } from '../inputError';
import { manyRecords, type Operation } from '../operation';
import { tableApi } from '../platform/apis';
import { fetchRecords } from '../transport/fetchRecords';
import type { ItemContext, Request } from '../transport/requestContext';

/** More than share a key by mistake: a comparison on the instance takes no notice of letter case. */
const MOST_ROWS = 100;

const lookUp: Operation = {
	action: 'Look for an interaction',
	api: tableApi,
	table: 'interaction',
	records: manyRecords,
	safety: 'read',
	note: 'This happened while the interaction was looked up. Nothing was changed.',
};

async function rowsWith(
	item: ItemContext,
	request: Request,
	{ column, value }: RecordKey,
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
					sysparm_query: `${column}=${value}`,
					sysparm_fields: [...new Set(['sys_id', 'number', 'sys_created_on', column])].join(','),
					sysparm_limit: MOST_ROWS,
					sysparm_no_count: 'true',
				},
				body: undefined,
			},
		},
	);
}

/** The order in which Reuse takes them too: the oldest interaction of a call is the one. */
function placeOf({ sys_created_on: createdOn, number, sys_id: id }: IDataObject): string {
	return [createdOn, number, id].map(String).join(' ');
}

function notFound({ label, value }: RecordKey, rows: IDataObject[]): InvalidInputError {
	if (rows.length > 0) {
		return new InvalidInputError(
			`"${label}" could not be searched for: ${preview(value)}`,
			'The instance returned other interactions, because the ServiceNow user may not search by this column or not read it. Ask an administrator to allow it, or use the sys_id. Nothing was changed.',
		);
	}
	return new InvalidInputError(
		`"${label}" was not found: ${preview(value)}`,
		'Check the value. ServiceNow also finds nothing if the user has no read access to the table interaction. Nothing was changed.',
	);
}

/**
 * Finds the interaction that a number or a client session ID names. Of several with the same session ID,
 * the oldest one.
 *
 * @returns its sys_id
 * @throws {InvalidInputError} when there is none, or the search for it does not work
 */
export async function lookUpInteraction(
	item: ItemContext,
	request: Request,
	key: RecordKey,
): Promise<string> {
	const rows = await rowsWith(item, request, key);
	const asStored = (row: IDataObject) => String(row[key.column] ?? '').trim();
	const found = rows
		.filter((row) => asStored(row) === key.value && typeof row.sys_id === 'string')
		.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
	if (found.length === 0) throw notFound(key, rows);
	return String(found[0].sys_id);
}
