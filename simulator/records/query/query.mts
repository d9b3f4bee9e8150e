import type { Store } from '../store.mts';
import type { Dictionary } from '../tableSchema.mts';
import type { Row } from '../values.mts';
import type { Operator } from './operators.mts';

/** A column that a query names. */
export interface Column {
	/** Column, or a dot-walk over references such as `account.name`, split at the dots. */
	path: string[];
	/** Table that the last column belongs to. */
	table: string;
	/** Whether the last column is compared as a number. */
	numeric: boolean;
}

/** Records of another table that refer to a row, and how many of them there must be. */
export interface Related {
	/** Table that refers to the row. */
	table: string;
	/** Its column that does. */
	column: string;
	holds(count: number): boolean;
	/** Which of its records count. */
	groups: Condition[][][];
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
	/** Decides instead of the operator, for what is read from the text of the condition. */
	test?(value: string, other: string): boolean;
	/** Decides by other records. */
	check?(store: Store, row: Row, value: string): boolean;
	related?: Related;
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
	/** The parts that were left out, as they came or in words. */
	ignored: string[];
	/** Columns that the query names and no table has. */
	unknownColumns: string[];
	/** What an instance would carry out and the simulator does not, in words. */
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
	/** Tables of the instance; those that every instance has when left out. */
	dictionary?: Dictionary;
	/** sys_id of who asks. */
	me?: string;
	/** UNIX milliseconds of the instance; the time of this machine when left out. */
	now?: number;
	/** IANA zone of who asks; UTC when left out. */
	timeZone?: string;
}
