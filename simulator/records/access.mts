import type { Row } from './values.mts';

/** Which rows of a table a rule is about: a share of them from 0 to 1, or a predicate. */
export type RowChoice = number | ((row: Row) => boolean);

/**
 * A query ACL that the user fails. `=`, `!=`, `IN`, `NOT IN` and the tests for emptiness are
 * `query_match`; every other operator, and sorting, is `query_range`.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/access-control/query-acl-rule.md
 */
export interface QueryAcl {
	table: string;
	columns: string[] | '*';
	/**
	 * Whether the condition is left out and the rest answered with 200, or the request is refused with
	 * 403. No page tells which; clients have seen both.
	 */
	answer: 'drop' | 'refuse';
	/** Operators that the ACL is about; `range` when left out. */
	operators?: 'range' | 'all';
	/** Whether orders on the column are dropped or refused as well; true when left out. */
	orders?: boolean;
	/** User name of the login that fails it; every login when left out. */
	user?: string;
	/**
	 * What goes when a condition among `^OR` alternatives is dropped: all of them, or it alone. No
	 * source tells; `clause` when left out.
	 */
	dropped?: 'clause' | 'condition';
}

/**
 * Columns that a login cannot read, or that the instance does not have: missing from rows, and a
 * query that names one is read without it or refused.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
 * @see https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB2971488
 */
export interface UnreadableColumns {
	table: string;
	columns: string[] | '*';
	answer: 'drop' | 'refuse';
	/** User name of the login that cannot read them; every login when left out. */
	user?: string;
	/** Whether rows come without the column, or with '' in it; `absent` when left out. */
	shown?: 'absent' | 'empty';
	/** As in {@link QueryAcl}. */
	dropped?: 'clause' | 'condition';
}

/** What a login may read of the records. */
export interface AccessRules {
	/** Query ACLs that logins fail. */
	queryAcls: QueryAcl[];
	/** Columns that cannot be read, or that do not exist. */
	unreadableColumns: UnreadableColumns[];
	/** What happens to a condition or order on a column that no table has. */
	unknownColumns: 'ignore' | 'refuse';
	/**
	 * Tables whose rows nobody sees: lists are 200 and empty, records 404.
	 *
	 * @see https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB3047115
	 */
	unreadableTables: string[];
	/** Rows, by table, that are hidden after the limit was applied. */
	hiddenRows: Record<string, RowChoice>;
	/** Contacts that are hidden after the limit was applied, besides those of `hiddenRows`. */
	hideContacts: RowChoice;
	/** Rows, by table, that come as `{}`: no column of theirs can be read. */
	emptyRows: Record<string, RowChoice>;
	/** Most rows of one page, by table, whatever limit was asked for. A guess. */
	rowCap: Record<string, number>;
}

/** @returns the rules an instance starts with: everybody may read and query everything */
export function startAccess(): AccessRules {
	return {
		queryAcls: [],
		unreadableColumns: [],
		unknownColumns: 'ignore',
		unreadableTables: [],
		hiddenRows: {},
		hideContacts: 0,
		emptyRows: {},
		rowCap: {},
	};
}

/**
 * Access rules on single rows. A share chooses the same rows in every request.
 *
 * @returns whether the row is among those of the rule
 */
export function isChosen(row: Row, choice: RowChoice | undefined): boolean {
	if (typeof choice === 'function') return choice(row);
	return Boolean(choice) && Number.parseInt(row.sys_id.slice(0, 8), 16) / 2 ** 32 < Number(choice);
}

/** @returns whether the row may be shown */
export function isVisible(table: string, row: Row, rules: AccessRules): boolean {
	if (isChosen(row, rules.hiddenRows[table])) return false;
	return table !== 'customer_contact' || !isChosen(row, rules.hideContacts);
}

/**
 * @param rules `queryAcls` or `unreadableColumns`
 * @param user user name of who asks
 * @returns the first rule that names the column and concerns the user
 */
export function ruleFor<R extends QueryAcl | UnreadableColumns>(
	rules: R[],
	table: string,
	column: string,
	user: string,
): R | undefined {
	if (rules.length === 0) return undefined;
	return rules.find(
		(rule) =>
			rule.table === table &&
			(rule.columns === '*' || rule.columns.includes(column)) &&
			(rule.user === undefined || rule.user === user),
	);
}
