import { schema } from '../schema.mts';

export const operators = [
	'NOT LIKE',
	'NOT IN',
	'STARTSWITH',
	'ENDSWITH',
	'ISNOTEMPTY',
	'ISEMPTY',
	'BETWEEN',
	'LIKE',
	'IN',
	'!=',
	'<=',
	'>=',
	'=',
	'<',
	'>',
] as const;

export type Operator = (typeof operators)[number];

export interface Condition {
	/** Column, or a dot-walk over references such as `account.name`, split at the dots. */
	path: string[];
	operator: Operator;
	value: string;
	/** The values of `IN` and `NOT IN` in lower case. */
	values?: Set<string>;
	/** Whether the last column is compared as a number. */
	numeric: boolean;
}

export interface Order {
	path: string[];
	descending: boolean;
	numeric: boolean;
}

export interface Query {
	/** Union (`^NQ`) of intersections (`^`) of alternatives (`^OR`). */
	groups: Condition[][][];
	orders: Order[];
	/** Whether any part was not understood and left out. */
	invalid: boolean;
}

const columnPath = /^[a-z0-9_]+(\.[a-z0-9_]+)*/;

/**
 * Reads an encoded query. What is not understood is left out, as an instance does.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 * @param text the encoded query; '' for none
 * @param table table whose columns the query names
 * @param script value of a `javascript:` expression, or undefined when it is not known
 * @param literal a value as the instance understands it, for dates in another time zone
 * @returns the query; never throws
 */
export function parseQuery(
	text: string,
	table: string,
	script: (expression: string) => string | undefined,
	literal: (value: string) => string = (value) => value,
): Query {
	const query: Query = { groups: [], orders: [], invalid: false };
	for (const part of text.split('^NQ')) {
		const group: Condition[][] = [];
		for (const clause of part.split('^')) readClause(clause, group);
		query.groups.push(group);
	}
	return query;

	function readClause(clause: string, group: Condition[][]): void {
		if (clause === '' || clause === 'EQ') return;
		const order = /^ORDERBY(DESC)?(.*)$/s.exec(clause);
		if (order) {
			const column = columnOf(order[2]);
			if (column) query.orders.push({ ...column, descending: order[1] !== undefined });
			else query.invalid = true;
			return;
		}
		const alternative = clause.startsWith('OR');
		const condition = readCondition(alternative ? clause.slice(2) : clause);
		if (!condition) query.invalid = true;
		else if (alternative && group.length > 0) group[group.length - 1].push(condition);
		else group.push([condition]);
	}

	function readCondition(clause: string): Condition | undefined {
		const name = columnPath.exec(clause)?.[0];
		const column = name === undefined ? undefined : columnOf(name);
		if (name === undefined || !column) return undefined;
		const rest = clause.slice(name.length);
		const operator = operators.find((candidate) => rest.startsWith(candidate));
		if (!operator) return undefined;
		let value: string | undefined = rest.slice(operator.length);
		if (value.startsWith('javascript:')) value = script(value.slice('javascript:'.length));
		else value = literal(value);
		if (value === undefined) return undefined;
		if (operator === 'BETWEEN' && !value.includes('@')) return undefined;
		if (!operator.endsWith('IN')) return { ...column, operator, value };
		return { ...column, operator, value, values: new Set(value.toLowerCase().split(',')) };
	}

	function columnOf(name: string): { path: string[]; numeric: boolean } | undefined {
		const path = name.split('.');
		let at: string | undefined = table;
		for (const step of path.slice(0, -1)) at = at && schema[at]?.references[step];
		const last = path[path.length - 1];
		if (!at || !schema[at]?.columns.includes(last)) return undefined;
		return { path, numeric: schema[at].numeric.includes(last) };
	}
}
