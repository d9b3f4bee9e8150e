import type { IDataObject } from 'n8n-workflow';
import type { RecordKey } from '../input/recordKey';
import { InvalidInputError, preview } from '../inputError';
import { manyRecords, type Operation } from '../operation';
import { tableApi } from '../platform/apis';
import { SESSION_ID_COLUMN, STORED_LENGTH } from '../platform/interactionKeys';
import { interactionRows } from '../transport/interactionRows';
import type { ItemContext, Request } from '../transport/requestContext';

const lookUp: Operation = {
	action: 'Look for an interaction',
	api: tableApi,
	table: 'interaction',
	records: manyRecords,
	safety: 'read',
	note: 'This happened while the interaction was looked up. Nothing was changed.',
};

/** The order in which Reuse takes them too: the oldest interaction of a call is the one. */
function placeOf({ sys_created_on: createdOn, number, sys_id: id }: IDataObject): string {
	return [createdOn, number, id].map(String).join(' ');
}

/** What to check about a value that nothing was found by. */
function checkOf({ column, value }: RecordKey): string {
	if (column !== SESSION_ID_COLUMN || value.length <= STORED_LENGTH) return 'Check the value.';
	return `It has ${value.length} characters, and ServiceNow stores ${STORED_LENGTH} of an ID unless the instance is customized: enter what is stored.`;
}

function notFound(key: RecordKey, rows: IDataObject[]): InvalidInputError {
	const { label, value } = key;
	if (rows.length > 0) {
		return new InvalidInputError(
			`"${label}" could not be searched for: ${preview(value)}`,
			'The instance returned other interactions, because the ServiceNow user may not search by this column or not read it. Ask an administrator to allow it, or use the sys_id. Nothing was changed.',
		);
	}
	return new InvalidInputError(
		`"${label}" was not found: ${preview(value)}`,
		`${checkOf(key)} ServiceNow also finds nothing if the user has no read access to the table interaction. Nothing was changed.`,
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
	const columns = [...new Set(['sys_id', 'number', 'sys_created_on', key.column])];
	const query = `${key.column}=${key.value}`;
	const rows = await interactionRows(item, request, lookUp, columns, query);
	const asStored = (row: IDataObject) => String(row[key.column] ?? '').trim();
	const found = rows
		.filter((row) => asStored(row) === key.value && typeof row.sys_id === 'string')
		.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
	if (found.length === 0) throw notFound(key, rows);
	return String(found[0].sys_id);
}
