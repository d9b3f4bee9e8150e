import type { AccessRules } from '../access.mts';
import type { Store } from '../store.mts';
import { parseQuery } from './parse.mts';
import { restrict } from './restrict.mts';
import { select, type Page } from './select.mts';
import { glideTime } from '../values.mts';
import { inUtc } from './zone.mts';

const DAY_MS = 86_400_000;

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
		/** Whether conditions behind `EQ`, which ends a query, still count. */
		conditionsAfterEq: 'ignored' | 'applied';
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
 * @returns the page; `refused` where the user must not query so, `unsupported` where the simulator
 * cannot
 */
export function runQuery(
	{ store, settings }: QuerySource,
	user: QueryUser,
	table: string,
	text: string,
	limit: number,
	offset: number,
): Page | 'refused' | 'unsupported' {
	const parsed = parseQuery(text, table, {
		script: (expression) => evaluate(expression, store, user),
		literal: (value) => inUtc(value, settings.queryTimeZone),
		conditionsAfterEq: settings.conditionsAfterEq,
	});
	if (parsed.unsupported.length > 0) return 'unsupported';
	const query = restrict(parsed, table, user.userName, settings);
	if (!query) return 'refused';
	if (query.invalid && settings.invalidQueryReturnsNoRows) {
		return { rows: [], total: () => 0 };
	}
	const cappedLimit = Math.min(limit, settings.rowCap[table] ?? Infinity);
	const rotation = settings.unstableOrder ? store.nextRotation() : undefined;
	return select(store, table, query, { limit: cappedLimit, offset, rotation });
}

/**
 * A few of the scripts that an instance evaluates in a query.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 * @returns undefined for a script that the simulator does not know
 */
function evaluate(expression: string, store: Store, user: QueryUser): string | undefined {
	const day = /^gs\.(daysAgoStart|daysAgoEnd)\((\d+)\)$/.exec(expression);
	if (day) {
		const date = glideTime(
			new Date(Date.parse(`${store.now().slice(0, 10)}T00:00:00Z`) - Number(day[2]) * DAY_MS),
		);
		return day[1] === 'daysAgoStart' ? date : date.replace('00:00:00', '23:59:59');
	}
	const known: Record<string, () => string> = {
		'gs.getUserID()': () => user.sysId,
		'gs.getUserName()': () => user.userName,
		'gs.nowDateTime()': () => store.now(),
	};
	return known[expression]?.();
}
