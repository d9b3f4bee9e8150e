import { databaseRefusal } from '../faults/refusals.mts';
import { bodyRecord } from '../http/body.mts';
import { errorResponse, notSimulated } from '../http/errors.mts';
import type { IncomingRequest } from '../http/request.mts';
import { Rejection, type HttpResponse } from '../http/response.mts';
import type { InstanceState } from '../instanceState.mts';
import type { Login } from '../login/logins.mts';
import { derivedValues } from '../records/rules.mts';
import { isGlideTime, type Row } from '../records/values.mts';
import { describing } from './dictionary/dictionary.mts';
import { givenValues, type Given } from './inputValues.mts';
import { openTable } from './openTable.mts';
import { readRow } from './readRows.mts';
import { recordRenderer } from './renderRecord.mts';
import { ignoredParameters } from './tableParameters.mts';
import { tableForWrite } from './unknownTable.mts';

/** A change of a record that a login asks for. */
interface Change extends Given {
	login: Login;
	table: string;
	/** The `sys_id` that the request gives, where it can be one. */
	id?: string;
}

/** Tables whose records are made by the simulator, or by another API. */
const readOnlyTables: Record<string, string> = {
	sys_attachment: 'writing attachments through the Table API, other than deleting them',
};

function openForWrite(
	request: IncomingRequest,
	instance: InstanceState,
): { table: string; login: Login } {
	const opened = openTable(request, instance);
	const { table, login } = opened;
	const { writeProtectedTables } = instance.settings;
	if (login.readable || writeProtectedTables.includes(table)) {
		throw new Rejection(errorResponse(403));
	}
	return opened;
}

function readChange(request: IncomingRequest, instance: InstanceState): Change {
	tableForWrite(instance, request);
	const { table, login } = openForWrite(request, instance);
	if (Object.hasOwn(readOnlyTables, table))
		throw new Rejection(notSimulated(readOnlyTables[table]));
	const { record, others } = bodyRecord(request);
	const displayed = request.query.sysparm_input_display_value === 'true';
	const { values, ignored } = givenValues(instance, login, table, record, displayed);
	if (others) ignored.unshift('every record but the first');
	const { sys_id: id } = record;
	const isId = typeof id === 'string' && /^[0-9a-f]{32}$/i.test(id);
	return { login, table, values, ignored, ...(isId && { id }) };
}

/**
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/web-services/c_JSONObjectFormat.md
 * @throws Rejection 403 where the row lacks a mandatory column
 */
function checkMandatory({ store, settings }: InstanceState, table: string, row: Row): void {
	const wanted = [
		...(store.dictionary[table].mandatory ?? []),
		...(settings.mandatoryColumns[table] ?? []),
	];
	const missing = wanted.filter((column) => (row[column] ?? '') === '');
	if (missing.length === 0) return;
	const detail = `Data Policy Exception: The following fields are mandatory: ${missing.join(', ')}`;
	throw new Rejection(databaseRefusal('mandatory', table, undefined, detail));
}

/** What a new record has of itself, where the request does not say otherwise. */
function firstValues({ store }: InstanceState, login: Login, table: string, values: Row): Row {
	const { numberPrefix, columns, defaults } = store.dictionary[table];
	const first: Row = { ...defaults };
	if (columns.includes('opened_at')) first.opened_at = store.now();
	if (columns.includes('opened_by')) first.opened_by = login.sysId;
	const all = { ...first, ...values };
	if (numberPrefix && !all.number) all.number = store.numbers.next(numberPrefix);
	if ('opened_at' in all && !isGlideTime(all.opened_at)) all.opened_at = store.now();
	return all;
}

/** Names what an instance derives of a record instead of taking it. */
function noteDerived({ values, ignored }: Change, derived: Row): void {
	for (const [name, value] of Object.entries(derived)) {
		if (values[name] !== undefined && values[name] !== value) {
			ignored.push(`the field ${name}, which is derived`);
		}
	}
}

const IGNORED_ID = 'the field sys_id';

/**
 * A new record has the sys_id that it is given, as letters and digits are spelled there.
 *
 * @see https://github.com/ServiceNow/PySNC/blob/1.2.1/test/test_snc_api_write.py
 */
function givenId({ store }: InstanceState, { table, id, ignored }: Change): Row {
	if (id === undefined || store.get(table, id)) return {};
	ignored.splice(ignored.indexOf(IGNORED_ID), 1);
	return { sys_id: id };
}

/** Entries of journal columns are records of their own; the columns stay empty. */
function withoutEntries({ store }: InstanceState, table: string, values: Row): [Row, Row] {
	const journal = store.dictionary[table].journal ?? [];
	const entries = Object.entries(values).filter(([name]) => journal.includes(name));
	const others = Object.entries(values).filter(([name]) => !journal.includes(name));
	return [Object.fromEntries(others), Object.fromEntries(entries)];
}

function addEntries({ store }: InstanceState, { table, login }: Change, row: Row, all: Row): void {
	for (const [element, value] of Object.entries(all)) {
		if (value === '') continue;
		const entry = { element, element_id: row.sys_id, name: table, value };
		store.insert('sys_journal_field', entry, login.userName);
	}
}

function shown(
	request: IncomingRequest,
	instance: InstanceState,
	{ login, table, ignored }: Change,
	row: Row,
): Pick<HttpResponse, 'body' | 'ignored'> {
	const all = [
		...ignored,
		...ignoredParameters(instance.store.dictionary, table, request.query, false),
	];
	if (request.headers['x-no-response-body'] === 'true') return { ignored: all };
	const result = recordRenderer(instance, login, table, request.query)(row);
	return { body: { result }, ignored: all };
}

/**
 * POST /api/now/table/{table}.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 * @returns 201 with the record and its `Location`
 * @throws Rejection 400 `Invalid table`, 403 where the login may not write or a mandatory field is missing
 */
export function createRecord(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const change = readChange(request, instance);
	const row = describing[change.table] ? describe(instance, change) : insertRow(instance, change);
	const headers = { Location: `${instance.url}/api/now/table/${change.table}/${row.sys_id}` };
	return { status: 201, headers, ...shown(request, instance, change, row) };
}

/** Adds a table or a column. */
function describe({ store }: InstanceState, { table, values, ignored }: Change): Row {
	const sysId = describing[table]?.add(store, values, ignored) ?? '';
	return store.get(table, sysId) as Row;
}

function insertRow(instance: InstanceState, change: Change): Row {
	const { table, login } = change;
	const [values, entries] = withoutEntries(instance, table, change.values);
	const whole = firstValues(instance, login, table, values);
	checkMandatory(instance, table, { ...whole, ...entries });
	const derived = derivedValues(table, whole, values);
	noteDerived(change, derived);
	const ownId = givenId(instance, change);
	const row = instance.store.insert(table, { ...whole, ...derived, ...ownId }, login.userName);
	addEntries(instance, change, row, entries);
	return row;
}

/**
 * PATCH and PUT /api/now/table/{table}/{sys_id}: both leave the fields as they are that are not given,
 * as the page's samples show.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 * @returns 200 with the record, or 404
 * @throws Rejection as `createRecord`
 */
export function updateRecord(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const change = readChange(request, instance);
	const { table, login } = change;
	const row = readRow(instance, login, table, request.params.sys_id);
	if (!row) return errorResponse(404);
	const { change: changeDescribed } = describing[table] ?? {};
	if (changeDescribed) {
		changeDescribed(instance.store, row, change.values, change.ignored);
		const changed = instance.store.get(table, row.sys_id) ?? row;
		return { status: 200, ...shown(request, instance, change, changed) };
	}
	const [values, entries] = withoutEntries(instance, table, change.values);
	const derived = derivedValues(table, { ...row, ...values }, values);
	noteDerived(change, derived);
	const all = { ...values, ...derived };
	checkMandatory(instance, table, { ...row, ...all, ...entries });
	const changes =
		Object.keys(entries).length > 0 ||
		Object.entries(all).some(([name, value]) => (row[name] ?? '') !== value);
	if (changes) instance.store.update(row, all, login.userName);
	addEntries(instance, change, row, entries);
	return { status: 200, ...shown(request, instance, change, row) };
}

/**
 * DELETE /api/now/table/{table}/{sys_id}.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 * @returns 204, or 404
 * @throws Rejection 400 `Invalid table`, 403 where the login may not write
 */
export function deleteRecord(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const { table, login } = openForWrite(request, instance);
	const row = readRow(instance, login, table, request.params.sys_id);
	if (!row) return errorResponse(404);
	const described = describing[table];
	if (described) described.remove(instance.store, row);
	else instance.store.remove(table, row.sys_id);
	return {
		status: 204,
		ignored: ignoredParameters(instance.store.dictionary, table, request.query, false),
	};
}
