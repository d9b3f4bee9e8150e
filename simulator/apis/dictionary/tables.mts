import { databaseRefusal } from '../../faults/refusals.mts';
import { errorResponse } from '../../http/errors.mts';
import { Rejection } from '../../http/response.mts';
import type { Store } from '../../records/store.mts';
import { table } from '../../records/tableSchema.mts';
import { fixedSysId, type Row } from '../../records/values.mts';
import { customName, isBase, isCustom } from './names.mts';

/** @throws Rejection 400 where the table that is extended is not there */
function extendedBy(store: Store, superClass: string): string | undefined {
	if (superClass === '') return undefined;
	const name = store.tables.has(superClass)
		? superClass
		: store.get('sys_db_object', superClass)?.name;
	if (name !== undefined) return name;
	throw new Rejection(errorResponse(400, 'Bad Request', 'Invalid parameter(s): super_class'));
}

/**
 * Adds a table. One that extends another has its columns, and no records of it.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/table-administration-and-data-management/t_CreateATable.md
 * @param values the new record of `sys_db_object`; what of it is left out is added to `ignored`
 * @returns sys_id of the record
 * @throws Rejection 400 without a label or name, 403 where the table is there
 */
export function addTable(store: Store, values: Row, ignored: string[]): string {
	const { label = '', super_class = '' } = values;
	const name = customName(values.name || label);
	if (name === '') {
		throw new Rejection(errorResponse(400, 'Bad Request', 'Mandatory parameter(s) missing: label'));
	}
	if (store.tables.has(name)) throw new Rejection(databaseRefusal('uniqueKey', 'sys_db_object'));
	const others = Object.keys(values).filter(
		(one) => !['label', 'name', 'super_class'].includes(one),
	);
	ignored.push(...others.map((one) => `the field ${one}`));
	const extended = extendedBy(store, super_class);
	const own = table(label || name, 'sys_id');
	const whole =
		extended === undefined
			? own
			: { ...store.dictionary[extended], label: own.label, extended, numberPrefix: undefined };
	store.define(name, whole);
	return fixedSysId('sys_db_object', name);
}

/**
 * Changes the label of a table; its name stays.
 *
 * @param row the record as it is
 */
export function changeTable(store: Store, { name }: Row, values: Row, ignored: string[]): void {
	const { label = store.dictionary[name].label, ...others } = values;
	ignored.push(...Object.keys(others).map((one) => `the field ${one}`));
	store.define(name, { ...store.dictionary[name], label });
}

/** What referred to a table that is gone is text. */
function forgetReferences(store: Store, gone: string): void {
	for (const [name, own] of Object.entries(store.dictionary)) {
		const left = Object.entries(own.references).filter(([, target]) => target !== gone);
		if (left.length === Object.keys(own.references).length) continue;
		store.define(name, { ...own, references: Object.fromEntries(left) });
	}
}

/**
 * Removes a custom table, and its records.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/table-administration-and-data-management/c_DeleteATable.md
 * @throws Rejection 403 where a new instance has the table, or another extends it
 */
export function removeTable(store: Store, { name }: Row): void {
	const isExtended = Object.values(store.dictionary).some(({ extended }) => extended === name);
	if (!isCustom(name) || isExtended || isBase(name)) throw new Rejection(errorResponse(403));
	store.drop(name);
	forgetReferences(store, name);
}
