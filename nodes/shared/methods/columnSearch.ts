import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { COLUMN_LISTS, type ColumnList } from '../fields/columnLists';
import { manyRecords, type Operation } from '../operation';
import { tableApi } from '../platform/apis';
import { joinClauses, orderBy } from '../platform/encodedQuery';
import { askInstance } from './askInstance';

/** More columns than a table of people or calls has. */
const MOST_COLUMNS = 1000;

const listColumns: Operation = {
	action: 'List the columns of a table',
	api: tableApi,
	records: manyRecords,
	safety: 'read',
};

/** Columns as the dictionary of the instance has them, with their labels and types. */
async function ofDictionary(
	context: ILoadOptionsFunctions,
	{ tables }: ColumnList,
): Promise<INodeListSearchItems[]> {
	const { records } = await askInstance(context, {
		operation: listColumns,
		url: '/api/now/table/sys_dictionary',
		qs: {
			sysparm_query: joinClauses(`nameIN${tables.join(',')}`, orderBy('element', 'sys_id')),
			sysparm_fields: 'name,element,column_label,internal_type',
			sysparm_exclude_reference_link: 'true',
			sysparm_limit: MOST_COLUMNS,
			sysparm_no_count: 'true',
		},
	});
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	// An instance can leave out a condition.
	return records
		.filter((row: IDataObject) => tables.includes(text(row.name)) && text(row.element) !== '')
		.map((row) => {
			const column = text(row.element);
			const about = [column, text(row.internal_type)].filter(Boolean).join(', ');
			return { name: `${text(row.column_label) || column} (${about})`, value: column };
		});
}

/** Columns that a record has; its types are not known. */
async function ofSample(
	context: ILoadOptionsFunctions,
	{ sample }: ColumnList,
): Promise<INodeListSearchItems[]> {
	const { records } = await askInstance(context, {
		operation: listColumns,
		url: sample,
		qs: { sysparm_limit: 1 },
	});
	return Object.keys(records[0] ?? {}).map((column) => ({ name: column, value: column }));
}

/**
 * The columns of the instance: of its dictionary, which few users may read, or else those that a record
 * shows.
 */
async function columnsOf(
	context: ILoadOptionsFunctions,
	list: ColumnList,
): Promise<INodeListSearchItems[]> {
	const wanted = ({ value }: INodeListSearchItems) => list.pattern?.test(String(value)) ?? true;
	const described = await ofDictionary(context, list).catch(() => []);
	const columns = described.length > 0 ? described : await ofSample(context, list).catch(() => []);
	const once = new Map(columns.filter(wanted).map((column) => [column.value, column]));
	return [...once.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** Searches for the columns that rows of names and values take, one method for each list. */
export const columnSearch = Object.fromEntries(
	Object.entries<ColumnList>(COLUMN_LISTS).map(([name, list]) => [
		name,
		async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
			const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
			const columns = await columnsOf(this, list);
			const results = columns.filter((column) =>
				words.every((word) => column.name.toLowerCase().includes(word)),
			);
			return { results };
		},
	]),
);
