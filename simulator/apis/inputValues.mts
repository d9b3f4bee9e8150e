import type { InstanceState } from '../instanceState.mts';
import type { Login } from '../login/logins.mts';
import { inUtc } from '../records/query/zone.mts';
import { systemColumns, type TableSchema } from '../records/tableSchema.mts';
import { asText, type Row } from '../records/values.mts';

/** Values that a request gives for a record, and what of them is left out, in words. */
export interface Given {
	values: Row;
	ignored: string[];
}

/** Texts, numbers and flags are taken; of an object its `value`, as a list gives references. */
function textOf(value: unknown): string | undefined {
	if (value === null) return '';
	if (typeof value !== 'object') return asText(value);
	const inner = (value as { value?: unknown }).value;
	return typeof inner === 'object' || inner === undefined ? undefined : asText(inner);
}

/** sys_id of the record that displays a text. */
function idOf({ store }: InstanceState, target: string, text: string): string | undefined {
	if (store.get(target, text)) return text;
	const { display } = store.dictionary[target];
	return [...store.table(target).values()].find((row) => row[display] === text)?.sys_id;
}

/** What a display value stands for; undefined where nothing displays it. */
function storedValue(
	instance: InstanceState,
	login: Login,
	{ table, column, text }: { table: string; column: string; text: string },
): string | undefined {
	const { store, settings } = instance;
	if (text === '') return text;
	const target = store.dictionary[table].references[column];
	if (target && store.tables.has(target)) return idOf(instance, target, text);
	const choice = [...store.table('sys_choice').values()].find(
		({ name, element, label }) => name === table && element === column && label === text,
	);
	return choice?.value ?? inUtc(text, settings.userTimeZones[login.userName] ?? 'UTC');
}

/** A value as long as its column lets it be. */
function cut({ lengths }: TableSchema, column: string, text: string, ignored: string[]): string {
	const length = lengths && Object.hasOwn(lengths, column) ? lengths[column] : text.length;
	if (text.length > length) ignored.push(`the field ${column} from character ${length + 1} on`);
	return text.slice(0, length);
}

/**
 * Reads the fields of a record from the body of a request. Those that the table has not, and those
 * that the system sets, are left out.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 * @param displayed whether the values are display values: `sysparm_input_display_value`
 */
export function givenValues(
	instance: InstanceState,
	login: Login,
	table: string,
	record: Record<string, unknown>,
	displayed: boolean,
): Given {
	const { settings, store } = instance;
	const values: Row = {};
	const ignored: string[] = [];
	for (const [name, value] of Object.entries(record)) {
		if (settings.tablesOnWrite) store.addColumn(table, name);
		const text = textOf(value);
		const known = store.dictionary[table].columns.includes(name);
		if (!known || systemColumns.includes(name) || text === undefined) {
			ignored.push(`the field ${name}`);
			continue;
		}
		const stored = displayed ? storedValue(instance, login, { table, column: name, text }) : text;
		if (stored === undefined) ignored.push(`the field ${name}, as no record displays ${text}`);
		else values[name] = cut(store.dictionary[table], name, stored, ignored);
	}
	return { values, ignored };
}
