import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import type { ReferenceTable } from '../fields/referenceTables';
import { manyRecords } from '../operation';
import { tableApi } from '../platform/apis';
import { anyOf, joinClauses, orderBy, orderByDescending } from '../platform/encodedQuery';
import { askInstance, LookupError } from './askInstance';

export type Table = ReferenceTable & { table: string };

/**
 * How a page of records is asked for. Query ACLs can keep a user from searching by part of a value and
 * from an order, so that the instance leaves them out or answers with 403.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/access-control/query-acl-rule.md
 *
 * - `search`: records that have each of the words, in the order of the list
 * - `exact`: records of which a column equals the whole text
 * - `plain`: any records
 */
export type Way = 'search' | 'exact' | 'plain';

interface PageRequest {
	way: Way;
	/** What the user has typed. */
	words: string[];
	offset: number;
	limit: number;
}

/** The order has sys_id at its end, so that pages neither overlap nor leave gaps. */
function queryOf({ search, newestFirst, only }: Table, { way, words }: PageRequest): string {
	if (way === 'plain') return '';
	if (way === 'exact') return anyOf(search.map((column) => `${column}=${words.join(' ')}`));
	const wanted = words.map((word) => anyOf(search.map((column) => `${column}LIKE${word}`)));
	const order = newestFirst ? orderByDescending('sys_created_on') : orderBy(search[0]);
	return joinClauses(only?.query ?? '', ...wanted, order, orderBy('sys_id'));
}

/** The Table API returns the columns that the list shows, and nothing else. */
function tableParameters({ valueColumn = 'sys_id', search, tellApart, only }: Table): IDataObject {
	const columns = ['sys_id', valueColumn, ...search, ...tellApart, ...(only ? [only.column] : [])];
	return {
		sysparm_fields: [...new Set(columns)].join(','),
		// A choice is searched by its value, and shown by its label.
		sysparm_display_value: 'all',
		sysparm_exclude_reference_link: 'true',
		// Counting what a search finds in a large table takes the instance longer than finding it.
		sysparm_no_count: 'true',
	};
}

/** What an instance returns where an API is not active, or the user lacks its role. */
function isOutOfReach({ status, instanceMessage }: LookupError['failure']): boolean {
	return status === 403 || /does not represent any resource/i.test(instanceMessage);
}

/** The records of a table, read for a list. */
export class ListSource {
	/** Of the instance; known once it was asked. */
	baseURL = '';

	private usesApi: boolean;

	constructor(
		private readonly context: ILoadOptionsFunctions,
		private readonly table: Table,
	) {
		this.usesApi = table.api !== undefined;
	}

	/**
	 * Reads one page: from the documented API, which its role opens; where that does not serve, from the
	 * table.
	 *
	 * @throws {LookupError} when it cannot be read
	 */
	async read(page: PageRequest): Promise<IDataObject[]> {
		if (!this.usesApi) return await this.ask(page);
		return await this.ask(page).catch(async (error: Error) => {
			if (!(error instanceof LookupError) || !isOutOfReach(error.failure)) throw error;
			this.usesApi = false;
			return await this.ask(page);
		});
	}

	private async ask(page: PageRequest): Promise<IDataObject[]> {
		const { table, api } = this.table;
		const query = queryOf(this.table, page);
		const { records, baseURL } = await askInstance(this.context, {
			operation: {
				action: `List the records of ${table}`,
				api: tableApi,
				records: manyRecords,
				safety: 'read',
			},
			url: this.usesApi ? api! : `/api/now/table/${table}`,
			qs: {
				...(query !== '' && { sysparm_query: query }),
				sysparm_limit: page.limit,
				sysparm_offset: page.offset,
				...(!this.usesApi && tableParameters(this.table)),
			},
		});
		this.baseURL = baseURL;
		return records;
	}
}
