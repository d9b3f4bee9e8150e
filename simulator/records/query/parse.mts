import { schema } from '../schema.mts';

/**
 * Operators by their spellings. None is the beginning of one that comes after it.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 */
const spellings = {
	'NOT LIKE': 'NOT LIKE',
	NOTLIKE: 'NOT LIKE',
	'!*': 'NOT LIKE',
	'NOT IN': 'NOT IN',
	NOTON: 'NOT ON',
	STARTSWITH: 'STARTSWITH',
	ENDSWITH: 'ENDSWITH',
	'%': 'ENDSWITH',
	ISNOTEMPTY: 'ISNOTEMPTY',
	ISEMPTY: 'ISEMPTY',
	EMPTYSTRING: 'ISEMPTY',
	ANYTHING: 'ANYTHING',
	BETWEEN: 'BETWEEN',
	NSAMEAS: 'NSAMEAS',
	SAMEAS: 'SAMEAS',
	GT_OR_EQUALS_FIELD: 'GT_OR_EQUALS_FIELD',
	LT_OR_EQUALS_FIELD: 'LT_OR_EQUALS_FIELD',
	GT_FIELD: 'GT_FIELD',
	LT_FIELD: 'LT_FIELD',
	LIKE: 'LIKE',
	'*': 'LIKE',
	// The simulator understands that these are operators, and no more.
	IN_HIERARCHY: 'unsupported',
	INSTANCEOF: 'unsupported',
	DYNAMIC: 'unsupported',
	DATEPART: 'unsupported',
	RELATIVE: 'unsupported',
	MORETHAN: 'unsupported',
	LESSTHAN: 'unsupported',
	IN: 'IN',
	ON: 'BETWEEN',
	'!=': '!=',
	'<=': '<=',
	'>=': '>=',
	'=': '=',
	'<': '<',
	'>': '>',
} as const;

type Spelling = keyof typeof spellings;

const allSpellings = Object.keys(spellings) as Spelling[];

export type Operator = Exclude<(typeof spellings)[Spelling], 'unsupported'>;

const displayOperators: Operator[] = ['LIKE', 'NOT LIKE', 'STARTSWITH', 'ENDSWITH'];

/** A column that a query names. */
interface Column {
	/** Column, or a dot-walk over references such as `account.name`, split at the dots. */
	path: string[];
	/** Table that the last column belongs to. */
	table: string;
	/** Whether the last column is compared as a number. */
	numeric: boolean;
}

export interface Condition extends Column {
	operator: Operator;
	value: string;
	/** The values of `IN` and `NOT IN` in lower case. */
	values?: Set<string>;
	/** Table of the record whose display value is compared, not its sys_id. */
	shows?: string;
	/** The column that `SAMEAS`, `GT_FIELD` and their like compare with. */
	other?: Column;
}

export interface Order extends Column {
	descending: boolean;
}

export interface Query {
	/** Union (`^NQ`) of intersections (`^`) of alternatives (`^OR`). */
	groups: Condition[][][];
	/** The columns of `GROUPBY` come first, as the groups of a list do. */
	orders: Order[];
	/** Whether any part was not understood and left out. */
	invalid: boolean;
	/** Columns that the query names and no table has. */
	unknownColumns: string[];
	/** Related list queries and operators that the simulator does not carry out. */
	unsupported: string[];
}

/** How the parts of a query are read that depend on the instance. */
export interface QueryReading {
	/** Value of a `javascript:` expression, or undefined when it is not known. */
	script(expression: string): string | undefined;
	/** A value as the instance understands it, for dates in another time zone. */
	literal?(value: string): string;
	/** Whether conditions behind `EQ`, which ends a query, still count. */
	conditionsAfterEq?: 'ignored' | 'applied';
}

const columnPath = /^[a-z0-9_]+(\.[a-z0-9_]+)*/;

// https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
const relatedListQuery = /\^?RLQUERY(.*?)\^ENDRLQUERY/gs;

/** @returns the column, operator and value of a clause; undefined where it has no operator */
function splitClause(
	clause: string,
): { name: string; spelling: Spelling; value: string } | undefined {
	const name = columnPath.exec(clause)?.[0];
	if (name === undefined) return undefined;
	const rest = clause.slice(name.length);
	const spelling = allSpellings.find((text) => rest.startsWith(text));
	return spelling && { name, spelling, value: rest.slice(spelling.length) };
}

/**
 * @param text an encoded query
 * @returns the scripts that an instance evaluates for it: of values that begin with `javascript:`, and
 * of a query that does as a whole
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
 */
export function scriptsOf(text: string): string[] {
	if (!text.includes('javascript:')) return [];
	if (text.startsWith('javascript:')) return [text];
	return text
		.split('^')
		.map((clause) => splitClause(clause.replace(/^(OR|NQ)/, ''))?.value ?? '')
		.flatMap((value) => value.split(/[@,](?=javascript:)/))
		.filter((value) => value.startsWith('javascript:'));
}

/**
 * Reads an encoded query. What is not understood is left out, as an instance does.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 * @param text the encoded query; '' for none
 * @param table table whose columns the query names
 * @param reading how the parts are read that depend on the instance
 * @returns the query; never throws
 */
export function parseQuery(text: string, table: string, reading: QueryReading): Query {
	const query: Query = {
		groups: [],
		orders: [],
		invalid: false,
		unknownColumns: [],
		unsupported: [],
	};
	const groupedBy: Order[] = [];
	const conditions = text.replaceAll(relatedListQuery, (_, related: string) => {
		query.unsupported.push(related);
		return '';
	});
	for (const part of conditions.split('^NQ')) {
		const clauses = part.split('^');
		const end = clauses.indexOf('EQ');
		const group: Condition[][] = [];
		clauses.forEach((clause, index) => readClause(clause, group, end >= 0 && index > end));
		query.groups.push(group);
	}
	query.orders.unshift(...groupedBy);
	return query;

	function readClause(clause: string, group: Condition[][], afterEnd: boolean): void {
		if (clause === '' || clause === 'EQ') return;
		const order = /^(ORDERBYDESC|ORDERBY|GROUPBY)(.*)$/s.exec(clause);
		if (order) {
			const column = columnOf(order[2]);
			const orders = order[1] === 'GROUPBY' ? groupedBy : query.orders;
			if (column) orders.push({ ...column, descending: order[1] === 'ORDERBYDESC' });
			else query.invalid = true;
			return;
		}
		if (afterEnd && reading.conditionsAfterEq !== 'applied') {
			query.invalid = true;
			return;
		}
		const alternative = clause.startsWith('OR');
		const condition = readCondition(alternative ? clause.slice(2) : clause);
		if (!condition) query.invalid = true;
		else if (alternative && group.length > 0) group[group.length - 1].push(condition);
		else group.push([condition]);
	}

	function readCondition(clause: string): Condition | undefined {
		const parts = splitClause(clause);
		const column = columnOf(parts?.name ?? columnPath.exec(clause)?.[0] ?? '');
		if (!parts || !column) return undefined;
		const operator = spellings[parts.spelling];
		if (operator === 'unsupported') {
			query.unsupported.push(parts.spelling);
			return undefined;
		}
		if (/FIELD$|SAMEAS$/.test(operator)) {
			const other = columnOf(parts.value);
			return other && { ...column, operator, value: '', other };
		}
		const value = readValue(parts.value, operator);
		if (value === undefined) return undefined;
		if (displayOperators.includes(operator)) {
			const shows = schema[column.table].references[column.path[column.path.length - 1]];
			return { ...column, operator, value, shows };
		}
		if (!operator.endsWith('IN')) return { ...column, operator, value };
		return { ...column, operator, value, values: new Set(value.toLowerCase().split(',')) };
	}

	/** Two values for a span, `from@to`, before which `ON` has its label. */
	function readValue(text: string, operator: Operator): string | undefined {
		if (operator !== 'BETWEEN' && operator !== 'NOT ON') return readLiteral(text);
		const ends = text.split('@').slice(-2).map(readLiteral);
		return ends.length < 2 || ends.includes(undefined) ? undefined : ends.join('@');
	}

	function readLiteral(text: string): string | undefined {
		if (text.startsWith('javascript:')) return reading.script(text.slice('javascript:'.length));
		return reading.literal?.(text) ?? text;
	}

	function columnOf(name: string): Column | undefined {
		const path = name.split('.');
		let at: string | undefined = table;
		for (const step of path.slice(0, -1)) at = at && schema[at]?.references[step];
		const last = path[path.length - 1];
		if (at && schema[at]?.columns.includes(last)) {
			return { path, table: at, numeric: schema[at].numeric.includes(last) };
		}
		query.unknownColumns.push(name);
		return undefined;
	}
}
