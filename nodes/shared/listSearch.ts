import {
	NodeApiError,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type JsonObject,
} from 'n8n-workflow';
import { askInstance } from './askInstance';
import { InputProblem } from './inputProblem';
import { manyRecords } from './operation';
import { REFERENCE_TABLES, type ReferenceTable } from './references';

const PAGE_SIZE = 50;

function searchQuery(searched: string[], filter: string): string {
	const conditions = searched.map((column) => `${column}LIKE${filter}`).join('^OR');
	const order = `ORDERBY${searched[0]}^ORDERBYsys_id`;
	return filter === '' ? order : `${conditions}^${order}`;
}

function listError(
	this: ILoadOptionsFunctions,
	message: string,
	description: string,
): NodeApiError {
	return new NodeApiError(this.getNode(), { message } as JsonObject, { message, description });
}

async function search(
	this: ILoadOptionsFunctions,
	table: ReferenceTable & { table: string },
	typed: string | undefined,
	offset: number,
): Promise<INodeListSearchResult> {
	const filter = (typed ?? '').trim();
	if (filter.includes('^')) {
		throw listError.call(
			this,
			'A search text cannot contain "^"',
			'ServiceNow reads it as the start of another condition. Remove it from the search text.',
		);
	}
	const value = table.valueColumn ?? 'sys_id';
	const { records, baseURL } = await askInstance(this, {
		operation: {
			action: `List the records of ${table.table}`,
			api: { title: 'Table', roles: [] },
			records: manyRecords,
		},
		url: `/api/now/table/${table.table}`,
		qs: {
			sysparm_query: searchQuery(table.search, filter),
			sysparm_fields: [...new Set(['sys_id', value, ...table.search, ...table.tellApart])].join(
				',',
			),
			sysparm_display_value: 'true',
			sysparm_exclude_reference_link: 'true',
			sysparm_limit: PAGE_SIZE,
			sysparm_offset: offset,
		},
	}).catch((error: Error) => {
		if (!(error instanceof InputProblem)) throw error;
		throw listError.call(
			this,
			`No list (${table.label}): ${error.message}`,
			`${error.advice} Or give the sys_id with By ID.`,
		);
	});
	return {
		results: records.map((row) => {
			const apart = table.tellApart.map((column) => row[column]).filter(Boolean);
			const name = String(row[table.search[0]] || row[value]);
			return {
				name: apart.length > 0 ? `${name} (${apart.join(', ')})` : name,
				value: String(row[value]),
				url: `${baseURL}/${table.table}.do?sys_id=${String(row.sys_id ?? '')}`,
			};
		}),
		paginationToken: records.length === PAGE_SIZE ? String(offset + PAGE_SIZE) : undefined,
	};
}

/** Searches for the lists of `referenceField`, one method for each row of the reference tables. */
export const listSearch = Object.fromEntries(
	Object.entries<ReferenceTable>(REFERENCE_TABLES).map(([name, reference]) => [
		name,
		async function (this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
			const table = { table: name, ...reference };
			return await search.call(this, table, filter, Number(paginationToken ?? 0));
		},
	]),
);
