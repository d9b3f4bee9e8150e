import type { InstanceState } from '../instanceState.mts';
import type { Login } from '../login/logins.mts';
import { isChosen, ruleFor } from '../records/access.mts';
import { columnIn } from '../records/query/condition.mts';
import { valueAt } from '../records/query/match.mts';
import { inZone } from '../records/query/zone.mts';
import { schema } from '../records/schema.mts';
import { asText, type Row } from '../records/values.mts';

/**
 * Shows a record as the Table API does.
 *
 * @param query `sysparm_fields`, `sysparm_display_value` and `sysparm_exclude_reference_link` count
 * @returns the fields asked for, dot-walked ones too; unknown fields are left out,
 * and those that the login cannot read, or come empty
 */
export function renderRecord(
	instance: InstanceState,
	login: Login,
	table: string,
	row: Row,
	query: Record<string, unknown>,
): Record<string, unknown> {
	const { unreadableColumns, emptyRows } = instance.settings;
	if (isChosen(row, emptyRows[table])) return {};
	const asked = asText(query.sysparm_fields).split(',').filter(Boolean);
	const result: Record<string, unknown> = {};
	for (const field of asked.length > 0 ? asked : schema[table].columns) {
		const path = field.trim().split('.');
		const owner = columnIn(table, field.trim())?.table;
		if (!owner) continue;
		const column = path[path.length - 1];
		const hidden = ruleFor(unreadableColumns, owner, column, login.userName);
		if (hidden && hidden.shown !== 'empty') continue;
		const value = hidden ? '' : valueAt(instance.store, table, row, path);
		result[field.trim()] = renderValue(instance, login, { table: owner, column, value }, query);
	}
	return result;
}

function renderValue(
	{ store, settings, url }: InstanceState,
	{ userName }: Login,
	{ table, column, value }: { table: string; column: string; value: string },
	query: Record<string, unknown>,
): unknown {
	const mode = asText(query.sysparm_display_value);
	const target = schema[table].references[column];
	const hasLink = target && value !== '' && query.sysparm_exclude_reference_link !== 'true';
	const link = hasLink ? { link: `${url}/api/now/table/${target}/${value}` } : undefined;
	if (mode !== 'all' && mode !== 'true') return link ? { ...link, value } : value;
	const referenced = target ? store.get(target, value) : undefined;
	const display = referenced
		? (referenced[schema[target].display] ?? '')
		: (choiceLabel(store, table, column, value) ??
			inZone(value, settings.userTimeZones[userName] ?? 'UTC'));
	if (mode === 'all') return { display_value: display, value, ...link };
	return link ? { display_value: display, ...link } : display;
}

function choiceLabel(
	store: InstanceState['store'],
	table: string,
	column: string,
	value: string,
): string | undefined {
	if (value === '') return undefined;
	for (const choice of store.table('sys_choice').values()) {
		if (choice.name === table && choice.element === column && choice.value === value) {
			return choice.label;
		}
	}
	return undefined;
}
