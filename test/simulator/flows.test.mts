import { operations } from '../../simulator/apis/operations.mts';
import { logins, seeded } from '../../simulator/instance.mts';
import { basic, send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const unknown = 'f'.repeat(32);
const sysId = /^[0-9a-f]{32}$/;
const conversation = seeded.interactions.conversation;
const agent = seeded.users.agent;

function rows(table: string, column: string, value: string) {
	return [...instance.store.table(table).values()].filter((row) => row[column] === value);
}

test('has a handler for every operation of the contract', async () => {
	for (const { method, paths } of operations()) {
		const { status } = await send(instance, method, paths[0].replaceAll(/\{\w+\}/g, unknown));
		expect(status).not.toBe(501);
	}
});

test('serves each operation under its versioned URL too', () => {
	const versioned = operations().filter(({ paths }) => paths.length === 2);
	expect(versioned.map(({ operationId }) => operationId)).not.toContain('conversationMember.drop');
	expect(versioned).toHaveLength(operations().length - 1);
});

describe('contact', () => {
	test('answers the documented record', async () => {
		const { status, result } = await send(
			instance,
			'GET',
			`/api/now/v2/contact/${seeded.contacts.george}`,
		);
		expect(status).toBe(200);
		expect(result).toMatchObject({
			name: 'George Warren',
			title: 'Network Administrator',
			calendar_integration: '1',
			notification: '2',
			vip: 'false',
			sys_mod_count: '3',
			account: seeded.accounts.boxeo,
		});
		expect(Object.values(result).every((value) => typeof value === 'string')).toBe(true);
	});

	test('creates, reads back and lists', async () => {
		const created = await send(instance, 'POST', '/api/now/contact', {
			first_name: 'Dora',
			last_name: 'Warren',
			email: 'dora@example.com',
			active: false,
			notification: 1,
		});
		expect(created.status).toBe(201);
		expect(created.json).toEqual({ result: expect.stringMatching(sysId) });
		const { result } = await send(instance, 'GET', `/api/now/contact/${created.result}`);
		expect(result).toMatchObject({
			name: 'Dora Warren',
			active: 'false',
			notification: '1',
			edu_status: 'faculty',
			sys_created_by: 'integration',
		});
		const path = '/api/now/contact?sysparm_query=email=dora@example.com';
		expect((await send(instance, 'GET', path)).result).toEqual([result]);
	});

	test('drops, cuts and leaves out without a word', async () => {
		const { status, result: id } = await send(instance, 'POST', '/api/now/contact', {
			country: 'GERMANY',
			misspelt: 'x',
			u_unknown: 'x',
			u_loyalty_tier: 'gold',
			sys_id: unknown,
			sys_created_by: 'me',
			latitude: 'north',
			failed_attempts: 'many',
			last_login_time: 'yesterday',
			city: { not: 'text' },
			vip: 'yes',
		});
		expect(status).toBe(201);
		const { result } = await send(instance, 'GET', `/api/now/contact/${id}`);
		expect(result).toMatchObject({
			country: 'GER',
			u_loyalty_tier: 'gold',
			sys_created_by: 'integration',
			latitude: '',
			failed_attempts: '',
			last_login_time: '',
			city: '',
			vip: 'false',
		});
		expect(id).not.toBe(unknown);
		expect(result).not.toHaveProperty('misspelt');
		expect(result).not.toHaveProperty('u_unknown');
	});

	test('makes a social profile of all three members and of no fewer', async () => {
		const social = { social_channel: 'Twitter', social_handle: '@dora' };
		const some = await send(instance, 'POST', '/api/now/contact', social);
		const all = await send(instance, 'POST', '/api/now/contact', {
			...social,
			social_handle_url: 'https://example.com/dora',
		});
		const profiles = 'sn_app_cs_social_social_profile';
		expect(rows(profiles, 'contact', some.result)).toEqual([]);
		expect(rows(profiles, 'contact', all.result)).toMatchObject([social]);
	});

	test('answers 404 to an unknown sys_id', async () => {
		const reply = await send(instance, 'GET', `/api/now/contact/${unknown}`);
		expect(reply.status).toBe(404);
		expect(reply.json.error.message).toBe('No Record found');
	});
});

describe('interaction', () => {
	test.each([
		[{ channel: 'Chat' }, 'new'],
		[{ channel: 'Chat', queue: seeded.queues.supportChat }, 'queued'],
	])('creates %j as %s', async (body, state) => {
		const { status, result } = await send(instance, 'POST', '/api/now/interaction', body);
		expect(status).toBe(201);
		expect(result).toEqual({
			context: { present: true },
			queue: '',
			...body,
			state,
			number: 'IMS0000076',
			contextDocument: expect.stringMatching(sysId),
			contextTable: 'interaction_json_blob',
			channelMetadataDocument: expect.stringMatching(sysId),
			channelMetadataTable: 'live_group_profile',
			channel_metadata: { present: true },
			sys_id: expect.stringMatching(sysId),
			assigned_to: '',
			closed_by: '',
			opened_for: '',
		});
		expect(instance.store.get('interaction', result.sys_id)).toMatchObject({ state });
	});

	test('keeps a context, or points to the one named', async () => {
		const context = { device: 'phone' };
		const own = await send(instance, 'POST', '/api/now/interaction', { channel: 'Chat', context });
		const blob = instance.store.get('interaction_json_blob', own.result.contextDocument);
		expect(JSON.parse(blob?.value ?? '')).toEqual(context);
		const named = await send(instance, 'POST', '/api/now/interaction', {
			channel: 'Chat',
			context_id: unknown,
			context_table: 'incident',
		});
		expect(named.result).toMatchObject({ contextDocument: unknown, contextTable: 'incident' });
	});

	test('closes once, and stays as it is the second time', async () => {
		const path = `/api/now/v1/interaction/${seeded.interactions.queuedChat}/close`;
		const first = await send(instance, 'POST', path);
		expect(first.status).toBe(200);
		expect(first.result).toMatchObject({
			state: 'closed_complete',
			closed_by: logins.integration.sysId,
			number: 'IMS0000060',
			opened_for: seeded.users.opener,
		});
		expect((await send(instance, 'POST', path)).result).toEqual(first.result);
		const missing = await send(instance, 'POST', `/api/now/interaction/${unknown}/close`);
		expect(missing.status).toBe(404);
	});

	test('asks for no role', async () => {
		const headers = basic(logins.limited);
		const body = { channel: 'Chat' };
		expect((await send(instance, 'POST', '/api/now/interaction', body, headers)).status).toBe(201);
	});
});

describe('conversation member', () => {
	const put = (user: string, what: string, body: object) =>
		send(instance, 'PUT', `/api/now/conversation/member/${user}/${what}`, body);
	const member_type = 'public_fulfiller';
	const member = (type: string) =>
		rows('sys_cs_conversation_member', 'member_type', type).find((row) => row.active === 'true')
			?.user ?? '';

	test('drops an agent, and refuses the second time', async () => {
		const first = await put(agent, 'drop', { interaction_id: conversation });
		expect(first.json).toEqual({
			result: {
				conversation_member: {
					active: false,
					memberType: 'public_fulfiller',
					conversation_id: conversation,
				},
				success: true,
				message: 'Request to drop agent processed successfully.',
			},
		});
		expect((await put(agent, 'drop', { interaction_id: conversation })).status).toBe(400);
	});

	test.each(['observer', 'private_fulfiller'])(
		'promotes an %s, and then not again',
		async (type) => {
			const user = member(type);
			const body = { interaction_id: conversation, member_type };
			const first = await put(user, 'update', body);
			expect(first.result).toEqual({
				conversation_member: {
					active: true,
					memberType: 'public_fulfiller',
					conversation_id: conversation,
				},
				success: true,
				message: 'Request to update agent member type processed successfully.',
			});
			const second = await put(user, 'update', body);
			expect(second.status).toBe(500);
		},
	);

	test.each([
		['no member', unknown, { interaction_id: conversation, member_type }],
		['no conversation', agent, { interaction_id: unknown, member_type }],
		['another type', agent, { interaction_id: conversation, member_type: 'observer' }],
	])('refuses %s', async (_, user, body) => {
		expect((await put(user, 'update', body)).status).toBe(400);
	});

	test('drops under no versioned URL', async () => {
		const path = `/api/now/v1/conversation/member/${agent}/drop`;
		const reply = await send(instance, 'PUT', path, { interaction_id: conversation });
		expect(reply.status).toBe(400);
	});
});

describe('openframe', () => {
	const url = '/api/now/openframe/voice-interaction';
	const call = {
		interaction: {
			userPhoneNumber: '+1303506536',
			clientSessionId: 'call-1',
			callbackPhoneNumber: '+14089965744',
			inboundId: 'genesys-voice',
			additionalParams: { direction: 'inbound', number: 'forged', unknown: 'x', u_crm_id: '7' },
		},
		interactionContext: { devicetype: 'genesys' },
		phoneLogs: [{ call_id: '1', start_time: '2024-11-04 21:45:00' }, { call_id: '2' }],
		relatedRecords: [{ documentTable: 'csm_consumer', documentId: seeded.consumers.petra }],
	};

	test('creates an interaction with its rows, and updates it', async () => {
		const { status, result } = await send(instance, 'POST', url, call);
		expect(status).toBe(200);
		expect(result).toEqual({
			status: 'SUCCESS',
			sysId: expect.stringMatching(sysId),
			number: 'IMS0000076',
		});
		const stored = instance.store.get('interaction', result.sysId);
		expect(stored).toMatchObject({
			number: 'IMS0000076',
			user_phone_number: '+1303506536',
			caller_phone_number: '+14089965744',
			client_session_id: 'call-1',
			direction: 'inbound',
			u_crm_id: '7',
		});
		expect(stored).not.toHaveProperty('unknown');
		expect(rows('sn_openframe_phone_log', 'interaction', result.sysId)).toHaveLength(2);
		expect(rows('interaction_related_record', 'interaction', result.sysId)).toHaveLength(1);

		const update = await send(
			instance,
			'PATCH',
			`/api/now/openframe/v1/voice-interaction/${result.sysId}`,
			{
				interaction: { additionalParams: { short_description: 'Ended' } },
				interactionContext: { language: 'en' },
				phoneLogs: [{ call_id: '3' }],
			},
		);
		expect(update.json).toEqual({ result: { status: 'SUCCESS' } });
		expect(stored).toMatchObject({ short_description: 'Ended', direction: 'inbound' });
		expect(rows('sn_openframe_phone_log', 'interaction', result.sysId)).toHaveLength(3);
		const blob = instance.store.get('interaction_json_blob', stored?.context_document ?? '');
		expect(JSON.parse(blob?.value ?? '')).toEqual({ devicetype: 'genesys', language: 'en' });
	});

	test('gives a context to an interaction that had none', async () => {
		const id = seeded.interactions.call;
		await send(instance, 'PATCH', `${url}/${id}`, {
			interaction: { clientSessionId: 'x' },
			interactionContext: { a: 'b' },
		});
		const document = instance.store.get('interaction', id)?.context_document ?? '';
		expect(instance.store.get('interaction_json_blob', document)?.value).toBe('{"a":"b"}');
	});

	test.each([
		['PATCH', `/${unknown}`, { clientSessionId: 'x' }],
		['POST', '', { userPhoneNumber: '+1303506536', inboundId: 'nobody' }],
	])('refuses by FAILURE in a 200: %s', async (method, path, interaction) => {
		const reply = await send(instance, method, url + path, { interaction });
		expect(reply.status).toBe(200);
		expect(reply.json).toEqual({ result: { status: 'FAILURE' } });
	});
});

describe('help request', () => {
	const helped = seeded.interactions.coachedCall;
	const bulk = seeded.interactions.twiceHelpedCall;
	const post = (body: object) =>
		send(instance, 'POST', '/api/now/helprequest/action/create_or_update', body);
	const end_time = '2026-02-18 11:30:00';

	test('creates an action and ends it', async () => {
		const created = await post({ interaction: helped, action: 'coach' });
		expect(created.result).toEqual({
			success: true,
			message: 'Supervisor help action created successfully',
			action_sys_id: expect.stringMatching(sysId),
		});
		const { action_sys_id } = created.result;
		const ended = await post({ interaction: helped, action_sys_id, end_time });
		expect(ended.result).toEqual({
			success: true,
			message: 'Supervisor help action updated successfully',
			action_sys_id,
		});
		expect(instance.store.get('supervisor_help_action', action_sys_id)).toMatchObject({
			end_time,
			supervisor: logins.integration.sysId,
			start_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
		});
	});

	test.each([
		['the time given', { end_time }, end_time],
		['now', {}, expect.stringMatching(/^\d{4}-/)],
	])('ends every open action of the interaction with %s', async (_, more, ended) => {
		const { json } = await post({ interaction: bulk, ...more });
		expect(json).toEqual({
			result: {
				success: true,
				message: `end_time updated for all supervisor help actions associated with the interaction id: ${bulk}`,
			},
		});
		const actions = rows('supervisor_help_action', 'interaction', bulk);
		expect(actions.map((row) => row.end_time)).toEqual([ended, ended]);
		expect(rows('supervisor_help_action', 'interaction', helped)[0].end_time).toBeUndefined();
	});

	test.each([
		['an action in capitals', { interaction: helped, action: 'Coach' }],
		['an end without a time', { interaction: helped, action_sys_id: seeded.helpActions.coaching }],
		[
			'an action of another interaction',
			{ interaction: bulk, action_sys_id: seeded.helpActions.coaching, end_time },
		],
		['a time that is none', { interaction: helped, end_time: '2026-02-30 11:30:00' }],
	])('refuses %s by success false in a 200', async (_, body) => {
		const reply = await post(body);
		expect(reply.status).toBe(200);
		expect(reply.result).toEqual({ success: false, message: expect.any(String) });
	});

	test.each([
		['interaction', { interaction: unknown, action: 'coach' }],
		['help action', { interaction: helped, action_sys_id: unknown, end_time }],
	])('answers 404 to an unknown %s', async (_, body) => {
		expect((await post(body)).status).toBe(404);
	});
});
