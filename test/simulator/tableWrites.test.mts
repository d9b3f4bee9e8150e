import { logins, seeded } from '../../simulator/instance.mts';
import { basic, send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const incidents = '/api/now/table/incident';
const { mail, wifi } = seeded.incidents;

/** Body of the page's sample, with a group of the seed. */
const sample = {
	short_description: 'Unable to connect to office wifi',
	assignment_group: seeded.groups.network,
	urgency: '2',
	impact: '2',
};

test('creates the record of the documented sample', async () => {
	const reply = await send(instance, 'POST', incidents, sample);
	expect([reply.status, reply.headers.get('x-simulator-ignored')]).toEqual([201, null]);
	const { sys_id } = reply.result;
	expect(reply.headers.get('location')).toBe(`${instance.url}${incidents}/${sys_id}`);
	const link = (table: string, value: string) => ({
		link: `${instance.url}/api/now/table/${table}/${value}`,
		value,
	});
	expect(reply.result).toMatchObject({
		...sample,
		assignment_group: link('sys_user_group', seeded.groups.network),
		opened_by: link('sys_user', logins.integration.sysId),
		sys_domain: link('sys_user_group', 'global'),
		number: 'INC0010001',
		priority: '3',
		state: '1',
		incident_state: '1',
		active: 'true',
		approval: 'not requested',
		sys_created_by: 'integration',
		sys_mod_count: '0',
		comments: '',
	});
	expect(reply.result.opened_at).toBe(reply.result.sys_created_on);
	expect((await send(instance, 'GET', `${incidents}/${sys_id}`)).result).toEqual(reply.result);
	expect((await send(instance, 'POST', incidents, {})).result.number).toBe('INC0010002');
});

test.each(['PATCH', 'PUT'])('%s leaves the fields that it does not name', async (method) => {
	const body = { urgency: '1', comments: 'Elevating urgency, this is a blocking issue' };
	const { status, result } = await send(instance, method, `${incidents}/${mail}`, body);
	expect(status).toBe(200);
	expect(result).toMatchObject({
		short_description: 'Mail cannot be sent from the branch office',
		priority: '1',
		urgency: '1',
		comments: '',
		sys_mod_count: '1',
		sys_updated_by: 'integration',
	});
	const query = `sysparm_query=element=comments^element_id=${mail}&sysparm_fields=value,name`;
	const entries = await send(instance, 'GET', `/api/now/table/sys_journal_field?${query}`);
	expect(entries.result).toEqual([{ value: body.comments, name: 'incident' }]);
	const fields = 'sysparm_display_value=true&sysparm_fields=comments,priority';
	const shown = await send(instance, 'GET', `${incidents}/${mail}?${fields}`);
	expect(shown.result).toEqual({
		comments: expect.stringMatching(/^\S+ \S+ - Integration User \(Additional comments\)\nElev/),
		priority: '1 - Critical',
	});
});

test('deletes a record, once, without a content type', async () => {
	const bare = { ...basic(logins.integration), accept: 'application/json' };
	const url = `${instance.url}${incidents}/${wifi}`;
	const options = { method: 'DELETE', headers: bare };
	const reply = await fetch(url, options);
	expect([reply.status, await reply.text()]).toEqual([204, '']);
	expect((await fetch(url, options)).status).toBe(404);
	expect((await send(instance, 'GET', `${incidents}/${wifi}`)).status).toBe(404);
	expect((await send(instance, 'PATCH', `${incidents}/${wifi}`, { state: '2' })).status).toBe(404);
});

test('shows what it wrote as it is asked to', async () => {
	const query = 'sysparm_fields=number,caller_id&sysparm_display_value=true';
	const reply = await send(instance, 'POST', `${incidents}?${query}`, {
		caller_id: seeded.users.caller,
	});
	const link = `${instance.url}/api/now/table/sys_user/${seeded.users.caller}`;
	expect(reply.result).toEqual({
		number: 'INC0010001',
		caller_id: { display_value: 'Lucia Brandt', link },
	});
	const headers = { ...basic(logins.integration), 'x-no-response-body': 'true' };
	const silent = await send(instance, 'POST', incidents, {}, headers);
	expect([silent.status, silent.text]).toEqual([201, '']);
	expect(silent.headers.get('location')).toContain(incidents);
});

test('stores what display values stand for', async () => {
	instance.settings.userTimeZones = { integration: 'Europe/Berlin' };
	const body = {
		caller_id: 'Lucia Brandt',
		state: 'On Hold',
		due_date: '2026-07-01 12:00:00',
		assigned_to: 'Nobody At All',
		short_description: 'New',
	};
	const query = 'sysparm_input_display_value=true&sysparm_exclude_reference_link=true';
	const { result, headers } = await send(instance, 'POST', `${incidents}?${query}`, body);
	expect(result).toMatchObject({
		caller_id: seeded.users.caller,
		state: '3',
		due_date: '2026-07-01 10:00:00',
		assigned_to: '',
		short_description: 'New',
	});
	expect(headers.get('x-simulator-ignored')).toContain('assigned_to');
	const plain = await send(instance, 'POST', incidents, { due_date: body.due_date });
	expect(plain.result.due_date).toBe(body.due_date);
});

test.each<[unknown, string]>([
	[{ no_such: 'x', short_description: 'a' }, 'the field no_such'],
	[{ sys_id: 'x', sys_created_by: 'x' }, 'the field sys_id; the field sys_created_by'],
	[{ short_description: { a: [1] } }, 'the field short_description'],
	[[{ short_description: 'a' }, { short_description: 'b' }], 'every record but the first'],
	[{ priority: '1' }, 'the field priority, which is derived'],
])('says what it leaves out of %j', async (body, ignored) => {
	const reply = await send(instance, 'POST', incidents, body);
	expect([reply.status, reply.headers.get('x-simulator-ignored')]).toEqual([201, ignored]);
});

test('takes null, values beside links, and the quotes of the documented samples', async () => {
	const caller_id = { link: 'https://x/y', value: seeded.users.caller };
	const body = { caller_id, close_notes: null, escalation: 2 };
	const { result } = await send(instance, 'POST', incidents, body);
	expect(result).toMatchObject({ close_notes: '', escalation: '2' });
	expect(result.caller_id.value).toBe(seeded.users.caller);
	const type = { ...basic(logins.integration), 'content-type': 'application/json' };
	const quoted = await send(
		instance,
		'POST',
		incidents,
		"{'short_description':'a','urgency':'1'}",
		type,
	);
	expect(quoted.result).toMatchObject({ short_description: 'a', urgency: '1' });
	for (const broken of ['{"a', '[]', '3', "{'a"]) {
		expect((await send(instance, 'POST', incidents, broken, type)).status).toBe(400);
	}
});

test('lets a header override the method', async () => {
	const headers = { ...basic(logins.integration), 'x-http-method-override': 'patch' };
	const reply = await send(instance, 'POST', `${incidents}/${mail}`, { state: '3' }, headers);
	expect([reply.status, reply.result.state]).toEqual([200, '3']);
	expect(instance.requests.at(-1)?.method).toBe('POST');
	instance.faults.add({ match: { method: 'PATCH' }, times: 1, fault: { status: 503 } });
	expect((await send(instance, 'POST', `${incidents}/${mail}`, {}, headers)).status).toBe(503);
});

test('derives the name of a person', async () => {
	const users = '/api/now/table/sys_user';
	const { result } = await send(instance, 'POST', users, { first_name: 'Ida', last_name: 'Bo' });
	expect(result.name).toBe('Ida Bo');
	const changed = await send(instance, 'PATCH', `${users}/${result.sys_id}`, { last_name: 'Ek' });
	expect(changed.result.name).toBe('Ida Ek');
});

describe('refuses', () => {
	test.each<[string, object, number]>([
		['who may only read', basic(logins.limited), 403],
		['who is nobody', { authorization: 'Basic x' }, 401],
	])('%s', async (_, headers, status) => {
		const path = '/api/now/table/sys_user';
		const all = headers as Record<string, string>;
		expect((await send(instance, 'POST', path, { name: 'x' }, all)).status).toBe(status);
		const own = `${path}/${logins.limited.sysId}`;
		expect((await send(instance, 'PATCH', own, { name: 'x' }, all)).status).toBe(status);
		expect((await send(instance, 'DELETE', own, undefined, all)).status).toBe(status);
	});

	test('tables that are protected, and those that are made otherwise', async () => {
		instance.settings.writeProtectedTables = ['incident'];
		expect((await send(instance, 'POST', incidents, sample)).status).toBe(403);
		expect((await send(instance, 'GET', incidents)).status).toBe(200);
		expect((await send(instance, 'POST', '/api/now/table/u_none', {})).status).toBe(400);
	});

	test('a record without its mandatory fields', async () => {
		instance.settings.mandatoryColumns = { incident: ['caller_id', 'comments'] };
		const reply = await send(instance, 'POST', incidents, sample);
		expect(reply.status).toBe(403);
		expect(reply.json.error).toEqual({
			message: 'Operation Failed',
			detail: 'Data Policy Exception: The following fields are mandatory: caller_id, comments',
		});
		const whole = { ...sample, caller_id: seeded.users.caller, comments: 'a' };
		expect((await send(instance, 'POST', incidents, whole)).status).toBe(201);
		const emptied = await send(instance, 'PATCH', `${incidents}/${mail}`, { caller_id: '' });
		expect(emptied.status).toBe(403);
	});

	test('what a fault forbids, by table', async () => {
		const fault = { kind: 'dataPolicy', reason: 'uniqueKey' } as const;
		instance.faults.add({ match: { table: 'incident', method: 'POST' }, fault });
		const reply = await send(instance, 'POST', incidents, sample);
		expect([reply.status, reply.json.error.detail]).toEqual([403, expect.stringContaining('key')]);
	});
});

test('adds tables and columns on first write where it is told to', async () => {
	instance.settings.tablesOnWrite = true;
	const path = '/api/now/table/u_cars';
	expect((await send(instance, 'GET', path)).status).toBe(400);
	const body = { name: 'Ida', u_wheels: 4, 'not a column': 'x' };
	const reply = await send(instance, 'POST', path, body);
	expect(reply.result).toMatchObject({ name: 'Ida', u_wheels: '4' });
	expect(reply.headers.get('x-simulator-ignored')).toBe('the field not a column');
	const found = await send(instance, 'GET', `${path}?sysparm_query=u_wheels=4`);
	expect(found.result).toHaveLength(1);
	const columns = '/api/now/table/sys_dictionary?sysparm_fields=element&sysparm_query=name=u_cars';
	expect((await send(instance, 'GET', columns)).text).toContain('u_wheels');
	instance.reset();
	expect((await send(instance, 'GET', path)).status).toBe(400);
});

test('describes its tables and columns', async () => {
	const query = 'sysparm_query=name=incident^element=caller_id';
	const { result } = await send(instance, 'GET', `/api/now/table/sys_dictionary?${query}`);
	expect(result).toMatchObject([
		{ column_label: 'Caller id', internal_type: 'reference', reference: 'sys_user' },
	]);
	const tables = await send(
		instance,
		'GET',
		'/api/now/table/sys_db_object?sysparm_fields=name,label',
	);
	expect(tables.result).toContainEqual({ name: 'sys_user_group', label: 'Group' });
	const schema = '/api/now/doc/table/schema';
	const listed = await send(instance, 'GET', schema);
	expect(listed.result).toContainEqual({ value: 'sys_user_group', label: 'Group' });
	const own = await send(instance, 'GET', schema, undefined, basic(logins.limited));
	expect(own.result).toEqual([{ value: 'sys_user', label: 'User' }]);
	const choices = 'sysparm_query=name=incident^element=subcategory^dependent_value=network';
	const dependent = await send(instance, 'GET', `/api/now/table/sys_choice?${choices}`);
	expect(dependent.result).toMatchObject([{ value: 'wireless', label: 'Wireless' }]);
});

test('answers 404 to an empty list in version 1 alone', async () => {
	const list = (version: string) =>
		send(instance, 'GET', `/api/now/${version}table/incident?sysparm_query=number=none`);
	expect((await list('v1/')).status).toBe(404);
	expect((await list('v2/')).result).toEqual([]);
	expect((await list('')).result).toEqual([]);
});
