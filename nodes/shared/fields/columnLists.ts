/** Columns of the instance that a list offers. */
export interface ColumnList {
	/** Tables that have them; a table comes before the one that it extends. */
	tables: string[];
	/** Path of one record of the table, whose members stand in where the dictionary cannot be read. */
	sample: string;
	/** Parameter in which they are mapped to values. */
	mapper?: string;
	/** What the name of a column must look like. */
	pattern?: RegExp;
}

/** Lists of columns, by the name of their method. */
export const COLUMN_LISTS = {
	contactCustomColumns: {
		tables: ['customer_contact', 'sys_user'],
		sample: '/api/now/contact',
		mapper: 'customFields',
		pattern: /^[ux]_/,
	},
	interactionColumns: {
		tables: ['interaction'],
		sample: '/api/now/table/interaction',
		mapper: 'additionalParams',
	},
	phoneLogColumns: {
		tables: ['sn_openframe_phone_log'],
		sample: '/api/now/table/sn_openframe_phone_log',
	},
} satisfies Record<string, ColumnList>;

export type ColumnListName = keyof typeof COLUMN_LISTS;
