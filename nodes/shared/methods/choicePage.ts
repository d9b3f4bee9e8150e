import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { manyRecords, type Operation } from '../operation';
import { tableApi } from '../platform/apis';
import { joinClauses, orderBy } from '../platform/encodedQuery';
import { askInstance } from './askInstance';

const listChoices: Operation = {
	action: 'List the choices of a field',
	api: tableApi,
	records: manyRecords,
	safety: 'read',
};

/**
 * A page of the choices of columns, with a row for each choice in each language.
 *
 * @param tables that can have the columns
 * @throws {LookupError} when they cannot be read
 */
export async function choicePage(
	context: ILoadOptionsFunctions,
	tables: readonly string[],
	columns: string[],
	{ limit, offset }: { limit: number; offset: number },
): Promise<IDataObject[]> {
	const { records } = await askInstance(context, {
		operation: listChoices,
		url: '/api/now/table/sys_choice',
		qs: {
			sysparm_query: joinClauses(
				`nameIN${tables.join(',')}`,
				columns.length === 1 ? `element=${columns[0]}` : `elementIN${columns.join(',')}`,
				'inactive=false',
				orderBy('sequence', 'label', 'sys_id'),
			),
			sysparm_fields: 'name,element,label,value,language,sequence,inactive',
			sysparm_limit: limit,
			sysparm_offset: offset,
			sysparm_no_count: 'true',
		},
	});
	return records;
}
