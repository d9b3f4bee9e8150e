import { schema } from '../../records/schema.mts';

const LONGEST_NAME = 80;

/**
 * The name of a custom table or column, as forms make it of what was entered.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/table-administration-and-data-management/r_DictionaryEntryForm.md
 * @param entered a name with or without its prefix, or a label
 * @returns the name in lower case with `u_` or `x_` before it; '' where nothing of it can be in a name
 */
export function customName(entered: string): string {
	const name = entered
		.toLowerCase()
		.replaceAll(/[^a-z0-9_]+/g, '_')
		.replaceAll(/_{2,}/g, '_')
		.replaceAll(/^_|_$/g, '')
		.slice(0, LONGEST_NAME);
	if (name === '') return '';
	return isCustom(name) ? name : `u_${name}`.slice(0, LONGEST_NAME);
}

/** @returns whether a table or column is no part of a new instance, by its name */
export function isCustom(name: string): boolean {
	return /^[ux]_/.test(name);
}

/** @returns whether a new instance has the table, or the column of it */
export function isBase(table: string, column?: string): boolean {
	const isThere = Object.hasOwn(schema, table);
	return isThere && (column === undefined || schema[table].columns.includes(column));
}
