import { createHash } from 'node:crypto';
import type { WorkflowNode } from '../../scripts/n8n/client.mts';
import { startModel, type ChatModel, type Script, type Turn } from './agent/model.mts';
import { caller, changeOfAgents, closeByNumber, closeThree, wholeCall } from './agent/scripts.mts';
import { toolNode, toolTypes, type ToolSpec } from './agent/tools.mts';
import { agentName, agentVersions, agentWorkflow, startName } from './agent/workflow.mts';
import { useServer } from './server.mts';
import { seeded } from '../../simulator/instance.mts';

const conversation = { sysId: seeded.interactions.conversation, number: 'IMS0000061' };
const agent = { sysId: seeded.users.agent, name: 'Amira Solberg' };
const colleague = {
	sysId: createHash('md5').update('sys_user|agent.private').digest('hex'),
	name: 'Saskia Pereira',
};
const toClose = { sysId: seeded.interactions.queuedChat, number: 'IMS0000060' };

/** Every operation as a tool, with the fields that the model fills. */
const specs: ToolSpec[] = [
	{ node: 'serviceNowContact', operation: 'getAll', fields: ['emailOrPhone'] },
	{ node: 'serviceNowContact', operation: 'get', fields: ['id'] },
	{
		node: 'serviceNowContact',
		operation: 'create',
		fields: ['first_name', 'last_name', 'email', 'phone'],
	},
	{ node: 'serviceNowInteraction', operation: 'create', fields: ['channel', 'queue'] },
	{ node: 'serviceNowInteraction', operation: 'close', fields: ['interaction_id'] },
	{
		node: 'serviceNowOpenFrame',
		operation: 'create',
		fields: ['userPhoneNumber', 'clientSessionId'],
	},
	{
		node: 'serviceNowOpenFrame',
		operation: 'update',
		fields: ['interactionSysId', 'callbackPhoneNumber', 'clientSessionId'],
	},
	{ node: 'serviceNowHelpRequest', operation: 'create', fields: ['interaction', 'action'] },
	{
		node: 'serviceNowHelpRequest',
		operation: 'update',
		fields: ['interaction', 'action_sys_id', 'end_time'],
	},
	{ node: 'serviceNowHelpRequest', operation: 'endAll', fields: ['interaction', 'end_time'] },
	{
		node: 'serviceNowConversationMember',
		operation: 'update',
		fields: ['user_id', 'interaction_id'],
	},
	{
		node: 'serviceNowConversationMember',
		operation: 'drop',
		fields: ['user_id', 'interaction_id'],
	},
];

const server = useServer();
let model: ChatModel;
let tools: { described: WorkflowNode[]; bare: WorkflowNode[] };

async function buildTools(described: boolean): Promise<WorkflowNode[]> {
	const types = await toolTypes(server.client);
	return specs.map((spec, index) => {
		const node = toolNode(types, spec, described);
		return server.withBasicAuth({ ...node, position: [220 * index, 400] });
	});
}

beforeAll(async () => {
	model = await startModel();
	tools = { described: await buildTools(true), bare: await buildTools(false) };
});

afterAll(async () => await model?.close());

/** Lets the agent work through a script. @returns its last words */
async function play(
	title: string,
	nodes: WorkflowNode[],
	script: Script,
	version = agentVersions.newest,
): Promise<unknown> {
	model.play(script);
	const name = 'Scripted model';
	const data = { apiKey: 'none', url: model.url };
	const id = await server.client.saveCredential({ name, type: 'openAiApi', data });
	const workflow = agentWorkflow(`Agent: ${title}`, nodes, { id, name }, version);
	const workflowId = await server.client.addWorkflow(workflow);
	const { status, error, runs } = await server.client.execute(workflowId, startName);
	expect(model.problem).toBeUndefined();
	expect(error).toBeUndefined();
	expect(status).toBe('success');
	const items = runs[agentName].at(-1)?.data?.main[0] ?? [];
	expect(items).toHaveLength(1);
	return items[0].json.output;
}

function rowsOf(table: string): Array<Record<string, string>> {
	return [...server.instance.store.table(table).values()];
}

function refusals(turns: Turn[]): string[] {
	return turns.flatMap(({ answer = '' }) => (answer.includes('"error"') ? [answer] : []));
}

describe('A model that knows the tools by what they say of themselves', () => {
	test('logs a call from its beginning to its end', async () => {
		const said = await play('whole call', tools.described, wholeCall());
		expect(refusals(model.turns)).toEqual([]);
		expect(server.instance.requests.every(({ status = 0 }) => status < 400)).toBe(true);

		const contact = rowsOf('customer_contact').find(({ email }) => email === caller.email);
		expect(contact).toMatchObject({ name: 'Ines Caller', phone: caller.phone.otherwise });
		const call = rowsOf('interaction').find(({ client_session_id: id }) => id === caller.call);
		expect(call).toMatchObject({
			user_phone_number: caller.phone['E.164'],
			caller_phone_number: caller.phone['E.164'],
			state: 'closed_complete',
		});
		expect(said).toBe(`Logged as ${call?.number}`);
		const help = rowsOf('supervisor_help_action').filter(
			({ interaction }) => interaction === call?.sys_id,
		);
		expect(help).toMatchObject([
			{ action: 'coach', end_time: '2026-03-01 10:00:00' },
			{ action: 'barge_in', end_time: expect.stringMatching(/^\d{4}-/) },
		]);
	});

	test('finds the contact that is there, and creates none', async () => {
		const before = rowsOf('customer_contact').length;
		const [contact] = rowsOf('customer_contact').slice(-1);
		server.instance.store.update(contact, { email: caller.email });
		expect(await play('known caller', tools.described, wholeCall())).toBe('Found 1');
		expect(rowsOf('customer_contact')).toHaveLength(before);
	});

	test('lets one agent join a chat and takes another out', async () => {
		const script = changeOfAgents(conversation, colleague, agent);
		await play('chat', tools.described, script);
		expect(refusals(model.turns)).toEqual([]);
		const members = rowsOf('sys_cs_conversation_member');
		expect(members.find(({ user }) => user === colleague.sysId)).toMatchObject({
			member_type: 'public_fulfiller',
			active: 'true',
		});
		expect(members.find(({ user }) => user === agent.sysId)?.active).toBe('false');
	});
});

test('a call that names the interaction by its number is carried out at once', async () => {
	const said = await play('by number', tools.bare, closeByNumber(toClose));
	expect(said).toBe('Closed at once');
	expect(server.instance.store.get('interaction', toClose.sysId)?.state).toBe('closed_complete');
});

describe('A refused call of a tool', () => {
	/** What the model is to read: what happened, and what to do; nothing of n8n's insides. */
	const advice = /\\"Interaction\\" is not a sys_id: \\"the queued chat\\".* enter its sys_id \(32/;

	test.each([
		['stops at the error', {}],
		['goes on after the error', { onError: 'continueRegularOutput' }],
	])('tells the model what to do, when the tool %s', async (setting, settings) => {
		const bare = tools.bare.map((tool) => ({ ...tool, ...settings }));
		const script = closeByNumber({ ...toClose, number: 'the queued chat' });
		const said = await play(`refused, ${setting}`, bare, script);
		expect(refusals(model.turns)).toEqual([expect.stringMatching(advice)]);
		expect(refusals(model.turns)[0]).not.toMatch(/\bat [A-Z]|\.[jt]s:|stack/);
		expect(said).toBe(`Closed ${toClose.number}`);
		expect(server.instance.store.get('interaction', toClose.sysId)?.state).toBe('closed_complete');
	});

	test.each(Object.entries(agentVersions))(
		'between two others leaves them as they were, and tells the model what to do: the %s agent, %s',
		async (name, version) => {
			const script = closeThree(toClose.sysId, 'f'.repeat(32), conversation.sysId);
			const said = await play(`refused in the middle, ${name}`, tools.described, script, version);
			expect(said).toBe(`Closed ${toClose.number} and ${conversation.number}`);
			expect(model.turns).toHaveLength(3);
			expect(model.turns[1].answer).toContain('The record was not found');
			expect(model.turns[1].answer).toContain('Check the sys_id');
			for (const { sysId } of [toClose, conversation]) {
				const closed = server.instance.store.get('interaction', sysId);
				expect(closed?.state).toBe('closed_complete');
			}
		},
	);

	test('by the instance tells the model what to do', async () => {
		const script = changeOfAgents({ ...conversation, sysId: 'f'.repeat(32) }, colleague, agent);
		await play('refused by the instance', tools.described, script);
		expect(refusals(model.turns)).toHaveLength(2);
		for (const answer of refusals(model.turns)) {
			expect(answer).toContain('Conversation for corresponding interaction could not be found');
			expect(answer).toContain('Check the values of this item');
		}
	});
});

describe('What a model reads', () => {
	test('each tool says what its operation does, and where', async () => {
		await play('descriptions', tools.described, closeByNumber(toClose));
		const described = Object.fromEntries(
			model.tools.map(({ name, description }) => [name, description]),
		);
		expect(Object.keys(described)).toHaveLength(specs.length);
		for (const { name } of tools.described) {
			const toolName = name.replace(/[^a-zA-Z0-9_-]+/g, '_').slice(0, 64);
			expect(described).toHaveProperty([toolName.replace(/_+$/, '')], name);
		}
	});

	test('an argument that takes a record says that it takes a sys_id', async () => {
		await play('arguments', tools.described, closeByNumber(toClose));
		const records = model.tools
			.flatMap(({ parameters }) => Object.entries(parameters.properties))
			.filter(([name]) => /^(Interaction|Agent|Contact|Channel|Queue|Help_Action)$/.test(name));
		expect(records).toHaveLength(13);
		for (const [name, { description }] of records) {
			expect([name, description]).toEqual([name, expect.stringMatching(/sys_id/)]);
		}
	});

	test('as the button of the editor makes them, the names of the arguments are all there is', async () => {
		await play('names', tools.bare, closeByNumber(toClose));
		const names = model.tools.flatMap(({ parameters }) => Object.keys(parameters.properties));
		expect(names).toEqual(expect.arrayContaining(['First_Name', 'User_Phone_Number', 'End_Time']));
		const described = model.tools.flatMap(({ parameters }) =>
			Object.values(parameters.properties).filter(({ description }) => description),
		);
		expect(described).toEqual([]);
	});
});
