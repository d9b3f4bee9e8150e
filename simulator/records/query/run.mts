import type { AccessRules } from '../access.mts';
import type { Store } from '../store.mts';
import { addFilters } from './filters.mts';
import { parseQuery } from './parse.mts';
import { restrict } from './restrict.mts';
import { evaluateScript } from './scripts.mts';
import { select, type Page } from './select.mts';
import { inUtc } from './zone.mts';

/** What decides the result of a query. */
export interface QuerySource {
	store: Store;
	settings: AccessRules & {
		/** The property glide.invalid_query.returns_no_rows. */
		invalidQueryReturnsNoRows: boolean;
		/** Whether rows without ORDERBY come in another order with each request. */
		unstableOrder: boolean;
		/** IANA zone in which dates in queries are read. */
		queryTimeZone: string;
		/** IANA zones of users by user name; UTC for the others. */
		userTimeZones: Record<string, string>;
		/** Whether conditions behind `EQ`, which ends a query, still count. */
		conditionsAfterEq: 'ignored' | 'applied';
	};
}

/** Who asks, for the expressions that name the user. */
export interface QueryUser {
	sysId: string;
	userName: string;
}

/** What is wanted of a table. */
export interface Wanted {
	/** Encoded query, '' for every row. */
	query: string;
	/** Columns and the values that they must have; none beside a query. */
	filters?: Record<string, string>;
	/** Most rows wanted; ACLs are the caller's and come after it. */
	limit: number;
	/** Rows to pass over first. */
	offset: number;
}

/** A page, and the parts of the query that were left out. */
export type Found = Page & { ignored: string[] };

/** What the simulator does not carry out, in words. */
export interface Unsupported {
	unsupported: string[];
}

/**
 * Runs an encoded query as an instance with these settings does.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
 * @returns the page; `refused` where the user must not query so
 */
export function runQuery(
	{ store, settings }: QuerySource,
	user: QueryUser,
	table: string,
	{ query: text, filters, limit, offset }: Wanted,
): Found | 'refused' | Unsupported {
	const session = {
		now: store.milliseconds(),
		timeZone: settings.userTimeZones[user.userName] ?? 'UTC',
		user,
		displayName: store.get('sys_user', user.sysId)?.name ?? '',
	};
	const parsed = parseQuery(text, table, {
		script: (expression) => evaluateScript(expression, session),
		literal: (value) => inUtc(value, settings.queryTimeZone),
		conditionsAfterEq: settings.conditionsAfterEq,
		dictionary: store.dictionary,
		me: user.sysId,
		now: session.now,
		timeZone: session.timeZone,
	});
	if (filters) addFilters(parsed, store, table, filters);
	if (parsed.unsupported.length > 0) return { unsupported: parsed.unsupported };
	const query = restrict(parsed, table, user.userName, settings);
	if (!query) return 'refused';
	const { ignored } = query;
	if (query.invalid && settings.invalidQueryReturnsNoRows) {
		return { rows: [], total: () => 0, ignored };
	}
	// What is counted is no page.
	const cap = limit === Infinity ? Infinity : (settings.rowCap[table] ?? Infinity);
	const cappedLimit = Math.min(limit, cap);
	const rotation = settings.unstableOrder ? store.nextRotation() : undefined;
	return { ...select(store, table, query, { limit: cappedLimit, offset, rotation }), ignored };
}
