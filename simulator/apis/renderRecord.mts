import type { InstanceState } from '../instanceState.mts';
import type { Login } from '../login/logins.mts';
import { isChosen, ruleFor } from '../records/access.mts';
import { columnIn } from '../records/query/condition.mts';
import { valueAt } from '../records/query/match.mts';
import { inZone } from '../records/query/zone.mts';
import { asText, type Row } from '../records/values.mts';
import { journalText } from './journal.mts';

/** A field of an answer, and where its value comes from. */
interface Field {
	name: string;
	path: string[];
	/** Table that the last column belongs to. */
	table: string;
	column: string;
	/** Table that the column refers to. */
	target?: string;
	/** Whether the login cannot read it, and it comes empty. */
	empty: boolean;
	/** Whether its entries are records of their own. */
	journal: boolean;
}

/** @see https://github.com/ServiceNow/PySNC/blob/1.2.1/test/test_snc_api_fields.py */
const PASSWORD = 'user_password';

const MASKED = '********';

/**
 * Prepares how the Table API shows the records of a table.
 *
 * @param query `sysparm_fields`, `sysparm_display_value` and `sysparm_exclude_reference_link` count
 * @returns what shows a record: the fields asked for, dot-walked ones too; unknown fields are left
 * out, and those that the login cannot read, or come empty
 */
export function recordRenderer(
	instance: InstanceState,
	login: Login,
	table: string,
	query: Record<string, unknown>,
): (row: Row) => Record<string, unknown> {
	const { store, settings } = instance;
	const asked = asText(query.sysparm_fields).split(',').filter(Boolean);
	const names = asked.length > 0 ? asked : store.dictionary[table].columns;
	const fields = names.flatMap((name) => fieldOf(instance, login, table, name.trim()) ?? []);
	const show = valueRenderer(instance, login, query);
	return (row) => {
		if (isChosen(row, settings.emptyRows[table])) return {};
		const result: Record<string, unknown> = {};
		for (const field of fields) {
			const { path, empty } = field;
			const value = empty
				? ''
				: path.length === 1
					? (row[path[0]] ?? '')
					: valueAt(store, table, row, path);
			result[field.name] = show(field, value, row);
		}
		return result;
	};
}

function fieldOf(
	{ store, settings }: InstanceState,
	{ userName }: Login,
	table: string,
	name: string,
): Field | undefined {
	const found = columnIn(store.dictionary, table, name);
	if (!found) return undefined;
	const { path, table: owner } = found;
	const column = path[path.length - 1];
	const hidden = ruleFor(settings.unreadableColumns, owner, column, userName);
	if (hidden && hidden.shown !== 'empty') return undefined;
	const { references, journal = [] } = store.dictionary[owner];
	return {
		name,
		path,
		table: owner,
		column,
		target: references[column],
		empty: hidden !== undefined,
		journal: path.length === 1 && journal.includes(column),
	};
}

function valueRenderer(
	{ store, settings, url }: InstanceState,
	{ userName }: Login,
	query: Record<string, unknown>,
): (field: Field, value: string, row: Row) => unknown {
	const mode = asText(query.sysparm_display_value);
	const links = query.sysparm_exclude_reference_link !== 'true';
	const zone = settings.userTimeZones[userName] ?? 'UTC';
	const linkOf = ({ target }: Field, value: string) =>
		links && target && value !== ''
			? { link: `${url}/api/now/table/${target}/${value}` }
			: undefined;
	if (mode !== 'all' && mode !== 'true') {
		return (field, value) => {
			const link = linkOf(field, value);
			return link ? { ...link, value } : value;
		};
	}
	const display = (field: Field, value: string, row: Row): string => {
		if (field.column === PASSWORD) return MASKED;
		if (field.journal && !field.empty) return journalText(store, field.column, row, zone);
		const { target } = field;
		const referenced = target && store.tables.has(target) ? store.get(target, value) : undefined;
		return referenced
			? (referenced[store.dictionary[target as string].display] ?? '')
			: (store.choiceLabel(field.table, field.column, value) ?? inZone(value, zone));
	};
	return (field, value, row) => {
		const link = linkOf(field, value);
		const shown = display(field, value, row);
		if (mode === 'all') return { display_value: shown, value, ...link };
		return link ? { display_value: shown, ...link } : shown;
	};
}
