import {
	NodeApiError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type JsonObject,
} from 'n8n-workflow';
import { askInstance, LookupError, type Question } from './askInstance';
import { InvalidInputError } from '../inputError';
import { manyRecords } from '../operation';
import { tableApi } from '../platform/apis';
import {
	anyOf,
	hasSeparator,
	joinClauses,
	orderBy,
	orderByDescending,
} from '../platform/encodedQuery';
import { REFERENCE_TABLES, type ReferenceTable } from '../fields/referenceTables';

const PAGE_SIZE = 50;

type Table = ReferenceTable & { table: string };

/** Which part of a list the editor asks for. */
interface Page {
	/** What the user has typed; records must have each of the words. */
	words: string[];
	offset: number;
}

/** The order has sys_id at its end, so that pages neither overlap nor leave gaps. */
function searchQuery({ search, newestFirst }: Table, words: string[]): string {
	const conditions = words.map((word) => anyOf(search.map((column) => `${column}LIKE${word}`)));
	const order = newestFirst ? orderByDescending('sys_created_on') : orderBy(search[0]);
	return joinClauses(...conditions, order, orderBy('sys_id'));
}

function questionOf(table: Table, { words, offset }: Page): Question {
	return {
		operation: {
			action: `List the records of ${table.table}`,
			api: tableApi,
			records: manyRecords,
			safety: 'read',
		},
		url: `/api/now/table/${table.table}`,
		qs: {
			sysparm_query: searchQuery(table, words),
			sysparm_limit: PAGE_SIZE,
			sysparm_offset: offset,
		},
	};
}

/** The Table API returns the columns that the list shows, and nothing else. */
function fromTable(table: Table, page: Page): Question {
	const { valueColumn = 'sys_id', search, tellApart } = table;
	const { qs, ...question } = questionOf(table, page);
	return {
		...question,
		qs: {
			...qs,
			sysparm_fields: [...new Set(['sys_id', valueColumn, ...search, ...tellApart])].join(','),
			sysparm_display_value: 'true',
			sysparm_exclude_reference_link: 'true',
			// Counting what a search finds in a large table takes the instance longer than finding it.
			sysparm_no_count: 'true',
		},
	};
}

/** What an instance returns where an API is not active, or the user lacks its role. */
function isOutOfReach({ status, instanceMessage }: LookupError['failure']): boolean {
	return status === 403 || /does not represent any resource/i.test(instanceMessage);
}

/** From the documented API, which its role opens; where that does not serve, from the table. */
async function recordsOf(context: ILoadOptionsFunctions, table: Table, page: Page) {
	const ask = async (question: Question) => await askInstance(context, question);
	if (!table.api) return await ask(fromTable(table, page));
	return await ask({ ...questionOf(table, page), url: table.api }).catch(async (error: Error) => {
		if (!(error instanceof LookupError) || !isOutOfReach(error.failure)) throw error;
		return await ask(fromTable(table, page));
	});
}

function itemOf(table: Table, baseURL: string, row: IDataObject): INodeListSearchItems {
	const value = String(row[table.valueColumn ?? 'sys_id'] ?? '');
	const name = String(row[table.search[0]] || value);
	// The editor shows the name alone, so what tells namesakes apart goes there too.
	const apart = table.tellApart.map((column) => row[column]).filter(Boolean);
	return {
		name: apart.length > 0 ? `${name} (${apart.join(', ')})` : name,
		value,
		url: `${baseURL}/${table.table}.do?sys_id=${String(row.sys_id)}`,
	};
}

function listError(context: ILoadOptionsFunctions, problem: InvalidInputError): NodeApiError {
	const { message, advice } = problem;
	const status = problem instanceof LookupError ? problem.failure.status : undefined;
	return new NodeApiError(context.getNode(), { message } as JsonObject, {
		message,
		description: advice,
		...(status !== undefined && { httpCode: String(status) }),
	});
}

/** What the user reads in the list: the field can be filled without it. */
function explained(table: Table, error: Error): Error {
	if (!(error instanceof LookupError)) return error;
	const { failure, message, advice } = error;
	if (failure.status !== 403) {
		return new LookupError(message, `${advice} You can still use By ID.`, failure);
	}
	return new LookupError(
		`The ServiceNow user has no read access to the table ${table.table}`,
		'Use By ID and enter the sys_id, or ask an administrator to give the user read access to the table.',
		failure,
	);
}

/** @throws {InvalidInputError} */
async function search(
	context: ILoadOptionsFunctions,
	table: Table,
	{ words, offset }: Page,
): Promise<INodeListSearchResult> {
	if (words.some(hasSeparator)) {
		throw new InvalidInputError(
			'The search text contains "^"',
			'ServiceNow reads it as the start of another condition. Remove it from the search text.',
		);
	}
	const { records, baseURL } = await recordsOf(context, table, { words, offset });
	return {
		results: records.map((row) => itemOf(table, baseURL, row)).filter(({ value }) => value !== ''),
		// ACLs apply after the limit, so a short page is not always the last.
		paginationToken: records.length > 0 ? String(offset + PAGE_SIZE) : undefined,
	};
}

/** Searches for the lists of `referenceField`, one method for each row of the reference tables. */
export const listSearch = Object.fromEntries(
	Object.entries<ReferenceTable>(REFERENCE_TABLES).map(([name, reference]) => [
		name,
		async function (this: ILoadOptionsFunctions, filter = '', paginationToken = '0') {
			const table = { table: name, ...reference };
			const words = filter.split(/\s+/).filter(Boolean);
			const page = { words, offset: Number(paginationToken) };
			return await search(this, table, page).catch((error: Error) => {
				const problem = explained(table, error);
				throw problem instanceof InvalidInputError ? listError(this, problem) : problem;
			});
		},
	]),
);
