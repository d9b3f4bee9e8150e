import type { Dictionary, TableSchema } from './tableSchema.mts';
import { fixedSysId, type Row } from './values.mts';

/** `opened_at` as `Opened at`. */
function labelOf(column: string): string {
	const words = column.replace(/^(sys|u)_/, '').replaceAll('_', ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

function typeOf(
	column: string,
	{ types, references, numeric, journal, defaults }: TableSchema,
): string {
	if (types && Object.hasOwn(types, column)) return types[column];
	if (column === 'sys_id') return 'GUID';
	if (Object.hasOwn(references, column)) return 'reference';
	if (journal?.includes(column)) return 'journal_input';
	if (numeric.includes(column)) return 'integer';
	if (/^(true|false)$/.test(defaults[column] ?? '') || column === 'active') return 'boolean';
	return /_(at|on|time|date)$/.test(column) ? 'glide_date_time' : 'string';
}

/** @returns the records of `sys_db_object`, which has a row for each table */
export function tableRows(dictionary: Dictionary): Row[] {
	return Object.entries(dictionary).map(([name, { label, extended }]) => ({
		sys_id: fixedSysId('sys_db_object', name),
		name,
		label,
		super_class:
			extended !== undefined && Object.hasOwn(dictionary, extended)
				? fixedSysId('sys_db_object', extended)
				: '',
	}));
}

/** @returns the records of `sys_dictionary`: one for each table, without a column, and for each column */
export function dictionaryRows(dictionary: Dictionary): Row[] {
	return Object.entries(dictionary).flatMap(([name, schema]) => {
		const columns = schema.columns.map((element) => ({
			sys_id: fixedSysId('sys_dictionary', name, element),
			name,
			element,
			column_label: schema.labels?.[element] ?? labelOf(element),
			internal_type: typeOf(element, schema),
			reference: schema.references[element] ?? '',
			mandatory: String(schema.mandatory?.includes(element) ?? false),
			read_only: 'false',
			active: 'true',
			display: String(schema.display === element),
			max_length: String(schema.lengths?.[element] ?? ''),
			default_value: schema.defaults[element] ?? '',
		}));
		const whole = {
			sys_id: fixedSysId('sys_dictionary', name, ''),
			name,
			element: '',
			column_label: schema.label,
			internal_type: 'collection',
			active: 'true',
		};
		return [whole, ...columns];
	});
}
