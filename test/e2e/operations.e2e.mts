import { createHash } from 'node:crypto';
import { byId, useServer, type NodeSpec } from './server.mts';
import { seeded } from '../../simulator/instance.mts';

const account = seeded.accounts.boxeo;
const contact = seeded.contacts.jane;
const conversation = seeded.interactions.conversation;
const agent = seeded.users.agent;
const privateAgent = createHash('md5').update('sys_user|agent.private').digest('hex');
const voice = seeded.interactions.call;
const helped = seeded.interactions.coachedCall;
const helpAction = seeded.helpActions.coaching;
const helpedInBulk = seeded.interactions.twiceHelpedCall;
const toClose = seeded.interactions.queuedChat;
const sysId = expect.stringMatching(/^[0-9a-f]{32}$/);

const server = useServer();

/** An operation, and what has to come of it. */
interface Case extends NodeSpec {
	/** Output items. */
	output: unknown[];
	request: { method: string; path: string; body?: unknown };
	/** Looks into the instance afterwards. */
	state?: (output: Array<Record<string, unknown>>) => void;
}

function rowsOf(table: string): Array<Record<string, string>> {
	return [...server.instance.store.table(table).values()];
}

const cases: Record<string, Case> = {
	'Contact: Create': {
		node: 'serviceNowContact',
		authentication: 'basicAuth',
		resource: 'contact',
		operation: 'create',
		parameters: {
			first_name: 'Ines',
			last_name: 'Caller',
			email: 'ines.caller@example.com',
			account: byId(account),
			additionalFields: { vip: true },
			userAccountFields: { last_login_time: '2026-03-01T10:00:00' },
		},
		output: [{ sys_id: sysId }],
		request: {
			method: 'POST',
			path: '/api/now/contact',
			body: {
				first_name: 'Ines',
				last_name: 'Caller',
				email: 'ines.caller@example.com',
				account,
				vip: true,
				last_login_time: '2026-03-01 10:00:00',
			},
		},
		state: ([created]) =>
			expect(server.instance.store.get('customer_contact', String(created.sys_id))).toMatchObject({
				name: 'Ines Caller',
				account,
				vip: 'true',
				last_login_time: '2026-03-01 10:00:00',
				sys_created_by: 'integration',
			}),
	},
	'Contact: Get': {
		node: 'serviceNowContact',
		authentication: 'basicAuth',
		resource: 'contact',
		operation: 'get',
		parameters: { id: byId(contact) },
		output: [expect.objectContaining({ sys_id: contact, name: 'Jane Contact', account })],
		request: { method: 'GET', path: `/api/now/contact/${contact}` },
	},
	'Contact: Get Many': {
		node: 'serviceNowContact',
		authentication: 'apiKey',
		resource: 'contact',
		operation: 'getAll',
		parameters: { limit: 2, sysparm_query: `account=${account}^ORDERBYDESCname` },
		output: [
			expect.objectContaining({ account, sys_id: sysId }),
			expect.objectContaining({ account, sys_id: sysId }),
		],
		request: { method: 'GET', path: '/api/now/contact' },
	},
	'Interaction: Create': {
		node: 'serviceNowInteraction',
		authentication: 'oAuth2',
		resource: 'interaction',
		operation: 'create',
		parameters: {
			channel: byId(seeded.providerApplications.chatConnector),
			additionalFields: {
				queue: byId(seeded.queues.supportChat),
				context: { field: [{ name: 'language', value: 'en-US' }] },
			},
		},
		output: [
			expect.objectContaining({
				sys_id: sysId,
				number: expect.stringMatching(/^IMS\d{7}$/),
				state: 'queued',
			}),
		],
		request: {
			method: 'POST',
			path: '/api/now/interaction',
			body: {
				channel: seeded.providerApplications.chatConnector,
				queue: seeded.queues.supportChat,
				context: { language: 'en-US' },
			},
		},
		state: ([{ contextDocument }]) =>
			expect(
				server.instance.store.get('interaction_json_blob', String(contextDocument))?.value,
			).toBe('{"language":"en-US"}'),
	},
	'Interaction: Close': {
		node: 'serviceNowInteraction',
		authentication: 'oAuth2',
		resource: 'interaction',
		operation: 'close',
		parameters: { interaction_id: byId(toClose) },
		output: [expect.objectContaining({ sys_id: toClose, state: 'closed_complete' })],
		request: { method: 'POST', path: `/api/now/interaction/${toClose}/close` },
		state: () =>
			expect(server.instance.store.get('interaction', toClose)?.state).toBe('closed_complete'),
	},
	'Conversation Member: Drop': {
		node: 'serviceNowConversationMember',
		authentication: 'apiKey',
		resource: 'conversationMember',
		operation: 'drop',
		parameters: { user_id: byId(agent), interaction_id: byId(conversation) },
		output: [
			expect.objectContaining({
				success: true,
				conversation_member: expect.objectContaining({ active: false }),
			}),
		],
		request: {
			method: 'PUT',
			path: `/api/now/conversation/member/${agent}/drop`,
			body: { interaction_id: conversation },
		},
		state: () =>
			expect(rowsOf('sys_cs_conversation_member').find(({ user }) => user === agent)?.active).toBe(
				'false',
			),
	},
	'Conversation Member: Update': {
		node: 'serviceNowConversationMember',
		authentication: 'basicAuth',
		resource: 'conversationMember',
		operation: 'update',
		parameters: { user_id: byId(privateAgent), interaction_id: byId(conversation) },
		output: [
			expect.objectContaining({
				success: true,
				conversation_member: expect.objectContaining({ memberType: 'public_fulfiller' }),
			}),
		],
		request: {
			method: 'PUT',
			path: `/api/now/conversation/member/${privateAgent}/update`,
			body: { interaction_id: conversation, member_type: 'public_fulfiller' },
		},
		state: () =>
			expect(
				rowsOf('sys_cs_conversation_member').find(({ user }) => user === privateAgent)?.member_type,
			).toBe('public_fulfiller'),
	},
	'OpenFrame: Create': {
		node: 'serviceNowOpenFrame',
		authentication: 'apiKey',
		resource: 'voiceInteraction',
		operation: 'create',
		parameters: {
			userPhoneNumber: '+1 408 996 5744',
			clientSessionId: 'call-1',
			direction: 'inbound',
			relatedContact: byId(contact),
		},
		output: [
			{ status: 'SUCCESS', sys_id: sysId, sysId, number: expect.stringMatching(/^IMS\d{7}$/) },
		],
		request: {
			method: 'POST',
			path: '/api/now/openframe/voice-interaction',
			body: {
				interaction: {
					userPhoneNumber: '+14089965744',
					clientSessionId: 'call-1',
					additionalParams: { direction: 'inbound' },
				},
				relatedRecords: [{ documentTable: 'customer_contact', documentId: contact }],
			},
		},
		state: ([{ sysId: created }]) => {
			expect(server.instance.store.get('interaction', String(created))).toMatchObject({
				user_phone_number: '+14089965744',
				client_session_id: 'call-1',
				direction: 'inbound',
			});
			expect(rowsOf('interaction_related_record')).toContainEqual(
				expect.objectContaining({ interaction: created, document_id: contact }),
			);
		},
	},
	'OpenFrame: Update': {
		node: 'serviceNowOpenFrame',
		authentication: 'oAuth2',
		resource: 'voiceInteraction',
		operation: 'update',
		parameters: {
			interactionSysId: byId(voice),
			additionalFields: {
				clientSessionId: 'call-2',
				phoneLogs: { log: [{ call_id: '2323223', start_time: '2026-03-01T10:00:00' }] },
			},
		},
		output: [{ status: 'SUCCESS', sys_id: voice, sysId: voice }],
		request: {
			method: 'PATCH',
			path: `/api/now/openframe/voice-interaction/${voice}`,
			body: {
				interaction: { clientSessionId: 'call-2' },
				phoneLogs: [{ call_id: '2323223', start_time: '2026-03-01 10:00:00' }],
			},
		},
		state: () => {
			expect(server.instance.store.get('interaction', voice)?.client_session_id).toBe('call-2');
			expect(rowsOf('sn_openframe_phone_log')).toContainEqual(
				expect.objectContaining({ interaction: voice, call_id: '2323223' }),
			);
		},
	},
	'Help Request: Create': {
		node: 'serviceNowHelpRequest',
		authentication: 'basicAuth',
		resource: 'supervisorHelpAction',
		operation: 'create',
		parameters: { interaction: byId(helped), action: 'barge_in' },
		output: [expect.objectContaining({ success: true, action_sys_id: sysId })],
		request: {
			method: 'POST',
			path: '/api/now/helprequest/action/create_or_update',
			body: { interaction: helped, action: 'barge_in' },
		},
		state: ([{ action_sys_id: created }]) =>
			expect(server.instance.store.get('supervisor_help_action', String(created))).toMatchObject({
				interaction: helped,
				action: 'barge_in',
			}),
	},
	'Help Request: Update': {
		node: 'serviceNowHelpRequest',
		authentication: 'apiKey',
		resource: 'supervisorHelpAction',
		operation: 'update',
		parameters: {
			interaction: byId(helped),
			action_sys_id: byId(helpAction),
			end_time: '2026-03-01T10:00:00',
		},
		output: [expect.objectContaining({ success: true, action_sys_id: helpAction })],
		request: {
			method: 'POST',
			path: '/api/now/helprequest/action/create_or_update',
			body: { interaction: helped, action_sys_id: helpAction, end_time: '2026-03-01 10:00:00' },
		},
		state: () =>
			expect(server.instance.store.get('supervisor_help_action', helpAction)?.end_time).toBe(
				'2026-03-01 10:00:00',
			),
	},
	'Help Request: End All': {
		node: 'serviceNowHelpRequest',
		authentication: 'oAuth2',
		resource: 'supervisorHelpAction',
		operation: 'endAll',
		parameters: { interaction: byId(helpedInBulk) },
		output: [expect.objectContaining({ success: true })],
		request: {
			method: 'POST',
			path: '/api/now/helprequest/action/create_or_update',
			body: { interaction: helpedInBulk },
		},
		state: () => {
			const actions = rowsOf('supervisor_help_action');
			const ended = actions.filter(({ interaction }) => interaction === helpedInBulk);
			expect(ended).toHaveLength(2);
			expect(ended.every(({ end_time: endTime }) => endTime !== '')).toBe(true);
		},
	},
};

const headers = {
	basicAuth: { authorization: expect.stringMatching(/^Basic /) },
	apiKey: { 'x-sn-apikey': 'simulated-api-key' },
	oAuth2: { authorization: expect.stringMatching(/^Bearer /) },
};

test.each(Object.keys(cases))('%s', async (title) => {
	const { output, request, state, ...spec } = cases[title];
	const { execution, json } = await server.run(title, spec);
	expect(execution.error).toBeUndefined();
	expect(execution.status).toBe('success');
	expect(json).toEqual(output);
	// The reset has ended the access tokens, so n8n gets a new one after a first 401.
	const sent = server.instance.requests.filter(
		({ path, status }) => path.startsWith('/api/') && status !== 401,
	);
	expect(sent).toHaveLength(1);
	expect(sent[0]).toMatchObject({ ...request, headers: headers[spec.authentication] });
	state?.(json);
});

describe('Items', () => {
	const create: NodeSpec = {
		node: 'serviceNowContact',
		authentication: 'basicAuth',
		resource: 'contact',
		operation: 'create',
		parameters: { last_name: '={{ $json.name }}' },
		items: ['One', 'Two', 'Three'].map((name) => ({ name })),
	};

	const names = () =>
		rowsOf('customer_contact')
			.filter(({ sys_created_by: by }) => by === 'integration')
			.map(({ last_name: name }) => name)
			.sort();

	test('each input item gives one output item, paired with it', async () => {
		const { execution, json } = await server.run('Items: three', create);
		expect(json).toEqual([{ sys_id: sysId }, { sys_id: sysId }, { sys_id: sysId }]);
		expect(names()).toEqual(['One', 'Three', 'Two']);
		const items = execution.runs.ServiceNow[0].data?.main[0] ?? [];
		expect(items.map((item) => (item as { pairedItem?: unknown }).pairedItem)).toEqual(
			[0, 1, 2].map((item) => ({ item })),
		);
	});

	test('Execute Once takes the first input item', async () => {
		const { json } = await server.run('Items: once', {
			...create,
			settings: { executeOnce: true },
		});
		expect(json).toEqual([{ sys_id: sysId }]);
		expect(names()).toEqual(['One']);
	});

	test('Always Output Data passes an empty list on', async () => {
		const { json } = await server.run('Items: none', {
			...create,
			operation: 'getAll',
			parameters: { sysparm_query: 'name=nobody has this name' },
			items: undefined,
			settings: { alwaysOutputData: true } as NodeSpec['settings'],
		});
		expect(json).toEqual([{}]);
	});

	test('a wrong value stops the workflow and says which one', async () => {
		const { execution } = await server.run('Items: wrong', {
			...create,
			operation: 'get',
			parameters: { id: byId('not a sys_id') },
			items: undefined,
		});
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('"Contact" is not a sys_id');
		expect(server.instance.requests).toHaveLength(0);
	});

	test('a failure of the instance stops the workflow and says what to do', async () => {
		const { execution } = await server.run('Items: not there', {
			...create,
			operation: 'get',
			parameters: { id: byId('f'.repeat(32)) },
			items: undefined,
		});
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('not found');
		expect(execution.error?.description).toContain('Check the sys_id');
	});
});
