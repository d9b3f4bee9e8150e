import type { Store } from '../store.mts';
import type { Dictionary } from '../tableSchema.mts';
import type { Row } from '../values.mts';
import type { Column } from './query.mts';

/** Decides about a row by other records. @param value of the condition's column */
export type Check = (store: Store, row: Row, value: string) => boolean;

/** The column by which records of a table refer to others of it, such as `manager` of users. */
function parentColumn(dictionary: Dictionary, table: string): string | undefined {
	const { references } = dictionary[table];
	return Object.keys(references).find((column) => references[column] === table);
}

/**
 * Whether a reference is to a record of a hierarchy: one record, and those below it.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 * @param column a reference
 * @param root sys_id of the record that the hierarchy starts at
 * @returns undefined where the table that is referred to has no hierarchy
 */
export function inHierarchy(
	dictionary: Dictionary,
	column: Column,
	root: string,
): Check | undefined {
	const target = dictionary[column.table].references[column.path[column.path.length - 1]];
	const known = target !== undefined && Object.hasOwn(dictionary, target);
	const parent = known ? parentColumn(dictionary, target) : undefined;
	if (parent === undefined) return undefined;
	return (store, _row, value) => {
		const seen = new Set<string>();
		for (let at = value; at !== '' && !seen.has(at); at = store.get(target, at)?.[parent] ?? '') {
			if (at === root) return true;
			seen.add(at);
		}
		return false;
	};
}

/**
 * Whether a class is another, or extends it.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/scripts/c_UsingGlideRecordToQueryTables.md
 * @returns undefined for a class that the instance does not have
 */
export function instanceOf(dictionary: Dictionary, wanted: string): Check | undefined {
	const tables = Object.entries(dictionary);
	if (!tables.some(([name, { extended }]) => name === wanted || extended === wanted)) {
		return undefined;
	}
	return (_store, _row, value) => {
		const own = Object.hasOwn(dictionary, value) ? dictionary[value].extended : undefined;
		return value === wanted || own === wanted;
	};
}

const tagForm = /^sys_tags\.(\w+)(=|DOESNOTHAVE|EXCLUDING)\1$/;

/**
 * Whether a record has a tag: `label_entry` has a row for each tag of a record.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 * @param clause such as `sys_tags.6c36=6c36`; `DOESNOTHAVE` wants another tag, `EXCLUDING` none or another
 * @returns undefined where the clause is none of tags
 */
export function tagged(clause: string, table: string): Check | undefined {
	const parts = tagForm.exec(clause);
	if (!parts) return undefined;
	const [, tag, operator] = parts;
	return (store, { sys_id }) => {
		const tags = [...store.table('label_entry').values()]
			.filter((entry) => entry.table === table && entry.table_key === sys_id)
			.map(({ label }) => label);
		if (operator === '=') return tags.includes(tag);
		return !tags.includes(tag) && (operator === 'EXCLUDING' || tags.length > 0);
	};
}
