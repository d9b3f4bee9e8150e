import type { Store } from '../store.mts';
import { parseQuery } from './parse.mts';
import { select, type Page } from './select.mts';
import { inUtc } from './zone.mts';

/** What decides the result of a query. */
export interface QuerySource {
	store: Store;
	settings: {
		/** The property glide.invalid_query.returns_no_rows. */
		invalidQueryReturnsNoRows: boolean;
		/** Whether rows without ORDERBY come in another order with each request. */
		unstableOrder: boolean;
		/** IANA zone in which dates in queries are read. */
		queryTimeZone: string;
	};
}

/** Who asks, for the expressions that name the user. */
export interface QueryUser {
	sysId: string;
	userName: string;
}

/**
 * Runs an encoded query as an instance with these settings does.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
 * @param text encoded query, '' for every row
 * @param limit most rows wanted; ACLs are the caller's and come after it
 * @param offset rows to pass over first
 * @returns the page
 */
export function runQuery(
	{ store, settings }: QuerySource,
	user: QueryUser,
	table: string,
	text: string,
	limit: number,
	offset: number,
): Page {
	const scripts: Record<string, () => string> = {
		'gs.getUserID()': () => user.sysId,
		'gs.getUserName()': () => user.userName,
		'gs.nowDateTime()': () => store.now(),
	};
	const query = parseQuery(
		text,
		table,
		(expression) => scripts[expression]?.(),
		(value) => inUtc(value, settings.queryTimeZone),
	);
	if (query.invalid && settings.invalidQueryReturnsNoRows) {
		return { rows: [], total: () => 0 };
	}
	const rotation = settings.unstableOrder ? store.nextRotation() : undefined;
	return select(store, table, query, { limit, offset, rotation });
}
