import type { Store } from '../store.mts';
import { columnIn } from './condition.mts';
import type { Column, Condition, Query } from './query.mts';

/**
 * Adds name-value pairs to a query, which take display values of choices and references too.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 * @param query what is changed
 * @param filters value by column
 */
export function addFilters(
	query: Query,
	store: Store,
	table: string,
	filters: Record<string, string>,
): void {
	const added: Condition[][] = [];
	for (const [name, value] of Object.entries(filters)) {
		const column = columnIn(store.dictionary, table, name);
		if (column) {
			added.push([conditionOf(store, column, value)]);
		} else {
			query.unknownColumns.push(name);
			query.ignored.push(`${name}=${value}`);
			query.invalid = true;
		}
	}
	for (const group of query.groups) group.push(...added);
}

function conditionOf(store: Store, column: Column, value: string): Condition {
	const name = column.path[column.path.length - 1];
	const wanted = value.toLowerCase();
	const target = store.dictionary[column.table].references[name];
	if (target) {
		const test = (id: string) => id === wanted || shows(store, target, id, wanted);
		return { ...column, operator: '=', value, test };
	}
	const values = new Set([wanted, ...valuesOfLabel(store, column.table, name, wanted)]);
	return { ...column, operator: 'IN', value, values };
}

/** The page names a user by the user name, which is not what the record displays. */
function shows(store: Store, table: string, sysId: string, wanted: string): boolean {
	const record = sysId === '' ? undefined : store.get(table, sysId);
	const texts = [record?.[store.dictionary[table].display], record?.user_name];
	return texts.some((text) => text?.toLowerCase() === wanted);
}

function valuesOfLabel(store: Store, table: string, element: string, label: string): string[] {
	return [...store.table('sys_choice').values()]
		.filter((choice) => choice.name === table && choice.element === element)
		.filter((choice) => choice.label?.toLowerCase() === label)
		.map(({ value }) => value.toLowerCase());
}
