import type { Row } from './values.mts';

export interface TableSchema {
	label: string;
	/** Column that stands for a record where a display value is asked for. */
	display: string;
	columns: string[];
	/** Reference columns and the table they point to. */
	references: Record<string, string>;
	/** Columns compared as numbers. */
	numeric: string[];
	/** Values of a record that was given none. */
	defaults: Row;
	/** Columns without which a data policy takes no record through the Table API. */
	mandatory?: string[];
	/** What the numbers of records begin with; the column `number` of a new record is filled in. */
	numberPrefix?: string;
	/** Table that it extends on an instance; here it has none of its records or columns. */
	extended?: string;
	/** Internal types of columns, where they are other than their names and values say. */
	types?: Record<string, string>;
	/** Labels of columns, where they are other than their names say. */
	labels?: Record<string, string>;
	/** Most characters of a column; what is longer is cut. */
	lengths?: Record<string, number>;
	/** Columns whose entries are kept in `sys_journal_field`. */
	journal?: string[];
}

/** Tables by name. */
export type Dictionary = Record<string, TableSchema>;

/** Columns that every table has. */
export const systemColumns = [
	'sys_id',
	'sys_created_on',
	'sys_created_by',
	'sys_updated_on',
	'sys_updated_by',
	'sys_mod_count',
];

/** @returns a table with the system columns; the first column stands for a record */
export function table(
	label: string,
	columns: string,
	references: Record<string, string> = {},
	extra: Partial<TableSchema> = {},
): TableSchema {
	const own = columns.split(' ');
	return {
		label,
		display: own[0],
		columns: [...new Set([...own, ...systemColumns])],
		references,
		numeric: ['sys_mod_count'],
		defaults: {},
		...extra,
	};
}
