import { databaseRefusal } from '../../faults/refusals.mts';
import { errorResponse, notSimulated } from '../../http/errors.mts';
import { Rejection } from '../../http/response.mts';
import type { Store } from '../../records/store.mts';
import type { TableSchema } from '../../records/tableSchema.mts';
import { fixedSysId, type Row } from '../../records/values.mts';
import { unknownTable } from '../unknownTable.mts';
import { customName, isBase, isCustom } from './names.mts';

const numericTypes = [
	'integer',
	'longint',
	'decimal',
	'float',
	'currency',
	'price',
	'percent_complete',
];

const journalTypes = ['journal', 'journal_input', 'journal_list'];

/** What of an entry can be changed. */
const changeable = [
	...['column_label', 'internal_type', 'reference', 'mandatory', 'display', 'default_value'],
	'max_length',
];

const isTrue = (text: string | undefined) => text === 'true' || text === '1';

const withName = (list: string[] = [], name: string, isIn: boolean) =>
	isIn ? [...new Set([...list, name])] : list.filter((one) => one !== name);

function withKey<T>(all: Record<string, T> = {}, name: string, value: T | undefined) {
	const { [name]: _, ...others } = all;
	return value === undefined ? others : { ...others, [name]: value };
}

/** @throws Rejection 400 for a length that is none */
function lengthOf(text: string | undefined): number | undefined {
	if (text === undefined || text === '') return undefined;
	if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
	throw new Rejection(errorResponse(400, 'Bad Request', `Invalid parameter(s): max_length`));
}

/** @throws Rejection 400 or 501 where the table that is referred to is not there */
function checkReference({ tables }: Store, type: string, reference: string): void {
	if (type !== 'reference' || tables.has(reference)) return;
	// An instance would make the table.
	throw new Rejection(
		reference === ''
			? errorResponse(400, 'Bad Request', 'Mandatory parameter(s) missing: reference')
			: notSimulated(`a reference to the table ${reference}, which there is not`),
	);
}

/** The table with a column as its entry says. */
function withColumn(own: TableSchema, entry: Row): TableSchema {
	const { element, internal_type: type = 'string' } = entry;
	const text = (name: string) => entry[name] || undefined;
	return {
		...own,
		columns: withName(own.columns, element, true),
		types: withKey(own.types, element, type),
		labels: withKey(own.labels, element, text('column_label')),
		lengths: withKey(own.lengths, element, lengthOf(entry.max_length)),
		references: withKey(
			own.references,
			element,
			type === 'reference' ? entry.reference : undefined,
		),
		numeric: withName(own.numeric, element, numericTypes.includes(type)),
		journal: withName(own.journal, element, journalTypes.includes(type)),
		defaults: withKey(own.defaults, element, text('default_value')),
		mandatory: withName(own.mandatory, element, isTrue(entry.mandatory)),
		display: isTrue(entry.display) ? element : own.display,
	};
}

const idOf = (table: string, element: string) => fixedSysId('sys_dictionary', table, element);

/** Names what of an entry is left out. */
function noteOthers(values: Row, known: string[], ignored: string[]): void {
	for (const name of Object.keys(values)) {
		if (!known.includes(name)) ignored.push(`the field ${name}`);
	}
}

/**
 * Adds a column to a table.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/table-administration-and-data-management/r_DictionaryEntryForm.md
 * @param values the new entry; what of it is left out is added to `ignored`
 * @returns sys_id of the entry
 * @throws Rejection 400 without a table, a name or a reference, 403 where the column is there
 */
export function addColumn(store: Store, values: Row, ignored: string[]): string {
	const { name = '', internal_type: type = 'string' } = values;
	if (name !== '' && !store.tables.has(name)) throw new Rejection(unknownTable(name));
	if (type === 'collection')
		throw new Rejection(
			notSimulated('tables made by an entry of sys_dictionary: use sys_db_object'),
		);
	const element = customName(values.element || values.column_label || '');
	if (name === '' || element === '') {
		const missing = name === '' ? 'name' : 'element';
		throw new Rejection(
			errorResponse(400, 'Bad Request', `Mandatory parameter(s) missing: ${missing}`),
		);
	}
	if (store.dictionary[name].columns.includes(element)) {
		throw new Rejection(databaseRefusal('uniqueKey', 'sys_dictionary'));
	}
	checkReference(store, type, values.reference ?? '');
	noteOthers(values, [...changeable, 'name', 'element'], ignored);
	store.define(name, withColumn(store.dictionary[name], { ...values, element }));
	return idOf(name, element);
}

/**
 * Changes what a column is. Its name, and the table that it is in, stay.
 *
 * @param row the entry as it is
 * @throws Rejection 400 for a reference or a length that is none, 501 for the entry of a table
 */
export function changeColumn(store: Store, row: Row, values: Row, ignored: string[]): void {
	const { name, element } = row;
	if (element === '')
		throw new Rejection(notSimulated('changes of the entry of a table in sys_dictionary'));
	noteOthers(values, changeable, ignored);
	const entry: Row = { ...row, ...values, name, element };
	checkReference(store, entry.internal_type, entry.reference ?? '');
	store.define(name, withColumn(store.dictionary[name], entry));
}

/**
 * Removes a column, and its values.
 *
 * @throws Rejection 403 where a new instance has the column, 501 for the entry of a table
 */
export function removeColumn(store: Store, { name, element }: Row): void {
	if (element === '')
		throw new Rejection(notSimulated('deleting the entry of a table in sys_dictionary'));
	const own = store.dictionary[name];
	if (!isCustom(element) || isBase(name, element)) throw new Rejection(errorResponse(403));
	store.define(name, {
		...withColumn(own, { element }),
		columns: withName(own.columns, element, false),
		types: withKey(own.types, element, undefined),
		display: own.display === element ? 'sys_id' : own.display,
	});
	for (const row of store.table(name).values()) delete row[element];
}
