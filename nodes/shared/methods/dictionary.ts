import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import type { ColumnList } from '../fields/columnLists';
import { manyRecords, type Operation } from '../operation';
import { tableApi } from '../platform/apis';
import { joinClauses, orderBy } from '../platform/encodedQuery';
import { askInstance, LookupError } from './askInstance';

/** Rows of one page. */
const PAGE_SIZE = 500;

/** Pages that are read, at most; more columns than any table has. */
const MOST_PAGES = 6;

/** A column as a list offers it. */
export interface ListedColumn {
	name: string;
	/** As ServiceNow shows it. */
	label: string;
	/** `internal_type` of the dictionary; empty where it is not known. */
	type: string;
	/** Table that a reference refers to. */
	refersTo: string;
}

const listColumns: Operation = {
	action: 'List the columns of a table',
	api: tableApi,
	records: manyRecords,
	safety: 'read',
};

const text = (value: unknown) => (typeof value === 'string' ? value : '');

async function readPage(
	context: ILoadOptionsFunctions,
	{ tables }: ColumnList,
	offset: number,
): Promise<IDataObject[]> {
	const { records } = await askInstance(context, {
		operation: listColumns,
		url: '/api/now/table/sys_dictionary',
		qs: {
			sysparm_query: joinClauses(`nameIN${tables.join(',')}`, orderBy('element', 'sys_id')),
			sysparm_fields: 'sys_id,name,element,column_label,internal_type,reference,read_only,virtual',
			sysparm_exclude_reference_link: 'true',
			sysparm_limit: PAGE_SIZE,
			sysparm_offset: offset,
			sysparm_no_count: 'true',
		},
	});
	return records;
}

/** Rows of the dictionary to the end; none where the user may not read it. */
async function readRows(context: ILoadOptionsFunctions, list: ColumnList): Promise<IDataObject[]> {
	const rows = new Map<string, IDataObject>();
	for (let page = 0, offset = 0; page < MOST_PAGES; page += 1) {
		const found = await readPage(context, list, offset);
		const known = rows.size;
		for (const row of found) rows.set(`${text(row.name)}.${text(row.element)}`, row);
		offset += found.length;
		// An instance can give less than asked for, and the same page again where it takes no offset.
		if (rows.size === known) break;
	}
	return [...rows.values()];
}

/** Whether a value that is sent would be kept: ServiceNow fills in the other columns by itself. */
function isWritable({ read_only: readOnly, virtual }: IDataObject): boolean {
	return ![readOnly, virtual].some((flag) => String(flag) === 'true');
}

/** The row of each column that counts: a table can change a column that it inherits. */
function rowsThatCount(rows: IDataObject[], { tables }: ColumnList): IDataObject[] {
	const ranked = rows
		.filter((row) => tables.includes(text(row.name)) && text(row.element) !== '')
		.sort((one, other) => tables.indexOf(text(one.name)) - tables.indexOf(text(other.name)));
	const once = new Map<string, IDataObject>();
	for (const row of ranked) if (!once.has(text(row.element))) once.set(text(row.element), row);
	return [...once.values()];
}

async function ofDictionary(
	context: ILoadOptionsFunctions,
	list: ColumnList,
): Promise<ListedColumn[]> {
	const rows = await readRows(context, list);
	return rowsThatCount(rows, list)
		.filter(isWritable)
		.map((row) => ({
			name: text(row.element),
			label: text(row.column_label) || text(row.element),
			type: text(row.internal_type),
			refersTo: text(row.reference),
		}));
}

/** What a value shows of the type of its column, where nothing else tells it. */
function typeShownBy(value: unknown): string {
	return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text(value)) ? 'glide_date_time' : '';
}

/** Columns that a record has. */
async function ofSample(
	context: ILoadOptionsFunctions,
	{ sample }: ColumnList,
): Promise<ListedColumn[]> {
	const { records } = await askInstance(context, {
		operation: listColumns,
		url: sample,
		qs: { sysparm_limit: 1 },
	});
	return Object.entries(records[0] ?? {}).map(([name, value]) => ({
		name,
		label: name,
		type: typeShownBy(value),
		refersTo: '',
	}));
}

/** @throws whatever says more than that the user may not read */
function noneIfRefused(error: Error): ListedColumn[] {
	const status = error instanceof LookupError ? error.failure.status : undefined;
	if (status !== undefined && status >= 400 && status < 500) return [];
	throw error;
}

/**
 * The columns of the instance that take a value: of its dictionary, which few users may read, or else
 * those that a record shows.
 *
 * @returns in the order of their labels
 * @throws {LookupError} when the instance cannot be asked
 */
export async function columnsOf(
	context: ILoadOptionsFunctions,
	list: ColumnList,
): Promise<ListedColumn[]> {
	const described = await ofDictionary(context, list).catch(noneIfRefused);
	const columns =
		described.length > 0 ? described : await ofSample(context, list).catch(noneIfRefused);
	return columns
		.filter(({ name }) => list.pattern?.test(name) ?? !name.startsWith('sys_'))
		.sort((one, other) => one.label.localeCompare(other.label));
}
