import { addDocument, checkedDocument, described, documentOf } from '../data/document.mts';
import { replaceRecords } from '../data/keep.mts';
import type { InstanceState } from '../instanceState.mts';
import { newSysId, type Row } from '../records/values.mts';
import { ControlError, isJsonObject, noMembers, refuseUnknown, valueIn } from './body.mts';
import type { Endpoints } from './endpoints.mts';

/** Adds the records of a document, or tells what is wrong with it. */
function add({ store }: InstanceState, document: unknown): { added: number } {
	try {
		return { added: addDocument(store, checkedDocument(document), newSysId) };
	} catch (error) {
		throw new ControlError(400, (error as Error).message);
	}
}

/** @throws ControlError 404 for a table that there is not */
function tableOf({ store }: InstanceState, name: string): string {
	if (!store.tables.has(name)) throw new ControlError(404, `No table ${name}`);
	return name;
}

/** @throws ControlError 404 for a record that there is not */
function recordOf(instance: InstanceState, { table, sys_id }: Record<string, string>): Row {
	const row = instance.store.get(tableOf(instance, table), sys_id);
	if (!row) throw new ControlError(404, `No record ${sys_id} in ${table}`);
	return row;
}

function change(instance: InstanceState, params: Record<string, string>, body: unknown): Row {
	const row = recordOf(instance, params);
	const values = valueIn(body);
	if (!isJsonObject(values)) throw new ControlError(400, 'The body is no JSON object');
	add(instance, { records: { [params.table]: [{ ...row, ...values, sys_id: row.sys_id }] } });
	return recordOf(instance, params);
}

/** @throws ControlError 400 for records that follow from others */
function removable(table: string): string {
	if (!described.includes(table)) return table;
	throw new ControlError(400, `The records of ${table} are derived from the tables`);
}

function empty({ store }: InstanceState, table: string): { removed: number } {
	const ids = [...store.table(table).keys()];
	for (const sysId of ids) store.remove(table, sysId);
	return { removed: ids.length };
}

const rowsOf = (instance: InstanceState, table: string) => [
	...instance.store.table(tableOf(instance, table)).values(),
];

/** The records, without login, roles, and rules: all of them, of a table, and one by one. */
export const recordEndpoints: Endpoints = {
	'/records': {
		GET: ({ instance, query }) => {
			refuseUnknown(query, [], 'parameters');
			return documentOf(instance.store);
		},
		POST: ({ instance, body }) => add(instance, valueIn(body)),
	},
	'/records/:table': {
		GET: ({ instance, params }) => ({ records: rowsOf(instance, params.table) }),
		POST: ({ instance, params, body }) => {
			const table = tableOf(instance, params.table);
			return add(instance, { records: { [table]: [valueIn(body)].flat() } });
		},
		DELETE: ({ instance, params }) => empty(instance, removable(tableOf(instance, params.table))),
	},
	'/records/:table/:sys_id': {
		GET: ({ instance, params }) => recordOf(instance, params),
		PUT: ({ instance, params, body }) => change(instance, params, body),
		DELETE: ({ instance, params }) => {
			recordOf(instance, params);
			instance.store.remove(removable(params.table), params.sys_id);
			return { removed: 1 };
		},
	},
};

const named = (name: string) => new ControlError(404, `No snapshot ${name}`);

/** States of the records to go back to, by name. */
export const snapshotEndpoints: Endpoints = {
	'/snapshots': { GET: ({ instance }) => ({ snapshots: instance.snapshots.list() }) },
	'/snapshots/:name': {
		PUT: ({ instance: { snapshots }, params: { name }, body }) => {
			noMembers(body);
			snapshots.take(name);
			return { [name]: snapshots.list()[name] };
		},
		POST: ({ instance, params: { name }, body }) => {
			noMembers(body);
			let isThere = false;
			replaceRecords(instance.folder, () => {
				isThere = instance.snapshots.restore(name);
			});
			if (!isThere) throw named(name);
			return { restored: name };
		},
		DELETE: ({ instance, params: { name } }) => {
			if (!instance.snapshots.remove(name)) throw named(name);
			return { removed: name };
		},
	},
};
