/**
 * ServiceNow's encoded queries: conditions joined by `^`, alternatives of one condition by `^OR`, and
 * alternatives of everything before by `^NQ`. The order stands at the end, behind all alternatives.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
 * https://servicenow.github.io/sdk/guides/encoded-query-guide
 */

const AND = '^';
const OR = '^OR';
const NEW_QUERY = '^NQ';
const ORDER = 'ORDERBY';

/** Joins conditions or orders, of which some may be empty. @returns '' when all are */
export function joinClauses(...clauses: string[]): string {
	return clauses.filter(Boolean).join(AND);
}

/** A condition that a record meets when it meets one of these. */
export function anyOf(conditions: string[]): string {
	return conditions.join(OR);
}

/** A query that a record meets when it meets one of these. */
export function alternatives(queries: string[]): string {
	return queries.join(NEW_QUERY);
}

/**
 * Adds a condition to each alternative of an encoded query without an order, because a condition at the
 * end would count for the last alternative only.
 */
export function withCondition(query: string, condition: string): string {
	return alternatives(query.split(NEW_QUERY).map((each) => joinClauses(each, condition)));
}

/** An order by columns, in ascending order. */
export function orderBy(...columns: string[]): string {
	return joinClauses(...columns.map((column) => `${ORDER}${column}`));
}

/** An order by columns, in descending order. */
export function orderByDescending(...columns: string[]): string {
	return joinClauses(...columns.map((column) => `${ORDER}DESC${column}`));
}

/** Takes the order out of an encoded query. */
export function splitOrder(query: string): { conditions: string; order: string } {
	const clauses = query.split(AND);
	const isOrder = (clause: string) => clause.startsWith(ORDER);
	return {
		conditions: clauses.filter((clause) => !isOrder(clause)).join(AND),
		order: clauses.filter(isOrder).join(AND),
	};
}

/** Whether an encoded query says in which order the records come. */
export function hasOrder(query: string): boolean {
	return splitOrder(query).order !== '';
}

/** The same query in the opposite order. */
export function reversed(query: string): string {
	return query
		.split(AND)
		.map((clause) => {
			if (clause.startsWith(`${ORDER}DESC`)) return clause.replace(`${ORDER}DESC`, ORDER);
			return clause.startsWith(ORDER) ? clause.replace(ORDER, `${ORDER}DESC`) : clause;
		})
		.join(AND);
}

/** A column that records come in the order of. */
export interface Order {
	/** With dots where it is one of another record. */
	column: string;
	isDescending: boolean;
}

/** The columns of an order, the first one first. @param order `ORDERBY` clauses of an encoded query */
export function ordersIn(order: string): Order[] {
	return order.split(AND).flatMap((clause) => {
		const [, descending, column] = /^ORDERBY(DESC)?([a-z][\w.]*)/.exec(clause) ?? [];
		return column === undefined ? [] : [{ column, isDescending: descending !== undefined }];
	});
}

/** Whether a text would start another condition instead of being a value. There is no escape for it. */
export function hasSeparator(text: string): boolean {
	return text.includes(AND);
}

/**
 * Whether the instance would run a text as a script instead of taking it for a value. Java takes control
 * characters away as blanks, and a database can leave out what is not seen.
 */
export function isScript(text: string): boolean {
	return /^\s*javascript\s*:/i.test(text.replace(/[\p{Cf}\p{Cc}]/gu, ''));
}

/** The start of a condition or order of an encoded query: its column, and what follows. */
const CLAUSE = /^(?:ORDERBYDESC|ORDERBY|OR|NQ)?([a-z][a-z0-9_]*)([^a-z0-9_]|$|[A-Z])/;

/** Columns of the table itself that a query names; a dot leads to another record. */
export function columnsIn(query: string): string[] {
	return query.split(AND).flatMap((clause) => {
		const [, column, next] = CLAUSE.exec(clause) ?? [];
		return column === undefined || next === '.' ? [] : [column];
	});
}
