import type { Script } from './agent/model.mts';
import { useServer } from './server.mts';
import { useAgentTemplate } from './templates/agentTemplate.mts';
import { seeded } from '../../simulator/instance.mts';

const conversation = seeded.interactions.conversation;
const firstAgent = seeded.users.agent;
const phone = { 'E.164': '+442079460958', otherwise: '020 7946 0958' };

const server = useServer();
const agent = useAgentTemplate(server);

type Records = Array<Record<string, string>>;

function* logTheCall(): Script {
	const found = (yield { wanted: 'find contacts', facts: { 'email or phone': phone } }) as
		Records | '';
	const [contact] = found === '' ? [undefined] : found;
	const [{ sys_id: contactId }] = contact
		? [contact]
		: ((yield {
				wanted: 'create contact',
				facts: { 'first name': 'Ines', 'last name': 'Caller', phone },
			}) as Records);
	const [{ sysId, number }] = (yield {
		wanted: 'record phone call',
		facts: {
			'number of the caller': phone,
			'id of the call': 'call-88',
			'what the call is about': 'Question about an invoice',
			'contact who calls': { sys_id: contactId, otherwise: 'Ines Caller' },
		},
	}) as Records;
	const interaction = { sys_id: sysId, otherwise: number };
	const [{ action_sys_id: help }] = (yield {
		wanted: 'begin supervisor help action',
		facts: { interaction, 'how the supervisor helps': { coach: 'coach', otherwise: 'Coaching' } },
	}) as Records;
	yield {
		wanted: 'end one supervisor help action',
		facts: {
			interaction,
			'help action': { action_sys_id: help, otherwise: 'the coaching' },
			'when the help ended': { 'ISO 8601': '2026-03-01T10:00:00Z', otherwise: 'now' },
		},
	};
	yield {
		wanted: 'change call is about',
		facts: { interaction, 'what the call is about': 'Invoice was sent twice' },
	};
	yield { wanted: 'end all supervisor help', facts: { interaction } };
	yield { wanted: 'close interaction', facts: { interaction } };
	return `Done: ${number}`;
}

function* takeOver(joins: string): Script {
	const interaction = { sys_id: conversation, otherwise: 'IMS0000061' };
	const refused = yield {
		wanted: 'let agent join chat',
		facts: { interaction, agent: { sys_id: 'f'.repeat(32), otherwise: 'Somebody' } },
	};
	yield {
		wanted: 'let agent join chat',
		facts: { interaction, agent: { sys_id: joins, otherwise: 'Dmitri' } },
	};
	yield {
		wanted: 'remove agent from chat',
		facts: { interaction, agent: { sys_id: firstAgent, otherwise: 'Amira' } },
	};
	return JSON.stringify(refused);
}

function* findCaller(): Script {
	return JSON.stringify(yield { wanted: 'find contacts', facts: { 'email or phone': phone } });
}

test('a customer called, log it', async () => {
	const said = await agent.chat('A customer called, log it', logTheCall());
	const { store } = server.instance;
	const call = server.rows('interaction').find(({ client_session_id: id }) => id === 'call-88');
	expect(said).toBe(`Done: ${call?.number}`);
	expect(call).toMatchObject({
		state: 'closed_complete',
		direction: 'inbound',
		user_phone_number: '+442079460958',
		short_description: 'Invoice was sent twice',
	});
	const [related] = server
		.rows('interaction_related_record')
		.filter(({ interaction }) => interaction === call?.sys_id);
	expect(store.get('customer_contact', related.document_id)).toMatchObject({
		name: 'Ines Caller',
		phone: '+442079460958',
	});
	const help = server
		.rows('supervisor_help_action')
		.filter(({ interaction }) => interaction === call?.sys_id);
	expect(help).toMatchObject([{ action: 'coach', end_time: '2026-03-01 10:00:00' }]);

	await agent.chat('The same customer called again, log it', logTheCall());
	const named = server.rows('customer_contact').filter(({ name }) => name === 'Ines Caller');
	expect(named).toHaveLength(1);
	const calls = server.rows('interaction').filter((one) => one.client_session_id === 'call-88');
	expect(calls).toHaveLength(1);
});

test('a supervisor takes over a chat, after a refusal that says why', async () => {
	const supervisor = server.rows('sys_user').find(({ name }) => name === 'Dmitri Okafor');
	const refused = await agent.chat(
		'Dmitri takes over from Amira',
		takeOver(String(supervisor?.sys_id)),
	);
	expect(refused).toMatch(/User is not a member of the interaction/);
	const member = (user?: string) =>
		server.rows('sys_cs_conversation_member').find((one) => one.user === user);
	expect(member(supervisor?.sys_id)?.member_type).toBe('public_fulfiller');
	expect(member(firstAgent)?.active).toBe('false');
});

test('the model is told of ten tools, and of every argument what it takes', async () => {
	await agent.chat('Hello', logTheCall());
	expect(agent.model.tools).toHaveLength(10);
	const silent = agent.model.tools.flatMap(({ name, parameters }) =>
		Object.entries(parameters.properties)
			.filter(([, { description = '' }]) => description.length < 10)
			.map(([argument]) => `${name}.${argument}`),
	);
	expect(silent).toEqual([]);
});

test('the model is told that a search was cut off, and not that it found nobody', async () => {
	const cutOff = { kind: 'cutOff' as const, keep: 0 };
	server.instance.faults.add({ match: { operationId: 'contact.getAll' }, fault: cutOff });
	const said = await agent.chat('A customer called, log it', findCaller());
	expect(said).toMatch(/cut off the response/);
});
