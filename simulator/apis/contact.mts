import type { Schema } from '../../contract/readContract.mts';
import type { HttpResponse } from '../http/response.mts';
import type { Call } from './call.mts';
import { commitLate } from './commitLate.mts';
import type { Operation } from './operations.mts';
import { errorResponse } from '../http/errors.mts';
import { readPage, readRow, shownColumns } from './readRows.mts';
import { asText, isGlideTime, type Row } from '../records/values.mts';

const table = 'customer_contact';
const socialFields = ['social_channel', 'social_handle', 'social_handle_url'];

/**
 * GET /now/contact. The limit counts before the ACLs, so a page can be short.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/contact-api.md
 */
export function listContacts({ instance, login, query }: Call): HttpResponse {
	const page = readPage(instance, login, table, {
		query: asText(query.sysparm_query),
		limit: Number(query.sysparm_limit ?? 10),
		offset: Number(query.sysparm_offset ?? 0),
	});
	const result = page.rows.map((row) => shownColumns(instance, login, table, row));
	return { status: 200, body: { result }, ignored: page.ignored };
}

/** GET /now/contact/{id}. @returns the contact, or 404 where none is visible */
export function getContact({ instance, login, params }: Call): HttpResponse {
	const row = readRow(instance, login, table, params.id);
	if (!row) return errorResponse(404);
	return { status: 200, body: { result: shownColumns(instance, login, table, row) } };
}

/**
 * POST /now/contact. Nothing is checked: unknown members are dropped, long texts cut, values that do
 * not fit their type left out.
 *
 * @returns 201 with the sys_id as `contactResult` says; a social profile row is made when all three members are there
 */
export function createContact({ instance, login, body }: Call, operation: Operation): HttpResponse {
	const values: Row = {};
	for (const [name, value] of Object.entries(body)) {
		const property = operation.properties[name];
		const custom = name.startsWith('u_') && instance.store.dictionary[table].columns.includes(name);
		const text = property ? storedText(value, property, name) : asText(value);
		if ((property || custom) && !socialFields.includes(name) && text !== '') values[name] = text;
	}
	const contact = instance.store.insert(table, withName(values), login.userName);
	if (socialFields.every((name) => asText(body[name]) !== '')) {
		const profile = Object.fromEntries(socialFields.map((name) => [name, asText(body[name])]));
		instance.store.insert(
			'sn_app_cs_social_social_profile',
			{ ...profile, contact: contact.sys_id },
			login.userName,
		);
	}
	const { sys_id } = commitLate(instance, contact);
	const bare = instance.settings.contactResult === 'sysId';
	return { status: 201, body: { result: bare ? sys_id : { sys_id } } };
}

function storedText(value: unknown, { type, maxLength }: Schema, name: string): string {
	const text = asText(value);
	if (type === 'boolean' && text !== '') return String(/^(true|1)$/i.test(text));
	if (type === 'integer') return /^[+-]?\d+$/.test(text.trim()) ? String(Number(text)) : '';
	if (type === 'number') return text.trim() !== '' && Number.isFinite(Number(text)) ? text : '';
	if (name === 'last_login_time') return isGlideTime(text) ? text : '';
	return text.slice(0, maxLength);
}

function withName(values: Row): Row {
	if (values.name !== undefined) return values;
	const name = [values.first_name, values.last_name].filter(Boolean).join(' ');
	return name === '' ? values : { ...values, name };
}
