import { answerOf } from './agent/model.mts';
import { McpClient } from './agent/mcpClient.mts';
import { beginHelp, customer, endHelp, logCall, type Story } from './agent/story.mts';
import { toolNode, toolTypes, type ToolSpec } from './agent/tools.mts';
import { understand } from './agent/understanding.mts';
import { useServer } from './server.mts';
import { useAgentTemplate } from './templates/agentTemplate.mts';
import { seeded } from '../../simulator/instance.mts';

const server = useServer();
const agent = useAgentTemplate(server);

/** Every operation, with each field that a story could fill. */
const specs: ToolSpec[] = [
	{ node: 'serviceNowContact', operation: 'getAll', fields: ['emailOrPhone'] },
	{ node: 'serviceNowContact', operation: 'get', fields: ['id'] },
	{
		node: 'serviceNowContact',
		operation: 'create',
		fields: ['first_name', 'last_name', 'email', 'phone', 'mobile_phone'],
	},
	{ node: 'serviceNowInteraction', operation: 'create', fields: ['channel', 'queue'] },
	{ node: 'serviceNowInteraction', operation: 'close', fields: ['interaction_id'] },
	{
		node: 'serviceNowOpenFrame',
		operation: 'create',
		fields: [
			'userPhoneNumber',
			'clientSessionId',
			'short_description',
			'relatedContact',
			'callbackPhoneNumber',
		],
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

const trigger = 'MCP Server';
let client: McpClient;
let published: string;

beforeAll(async () => {
	const types = await toolTypes(server.client);
	const tools = specs.map((spec, index) =>
		server.withBasicAuth({ ...toolNode(types, spec, true), position: [220 * index, 300] }),
	);
	published = await server.client.addWorkflow({
		name: 'MCP: all operations',
		nodes: [
			{
				id: trigger,
				name: trigger,
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2.1,
				position: [0, 0],
				parameters: { path: 'all-operations' },
			},
			...tools,
		],
		connections: Object.fromEntries(
			tools.map(({ name }) => [
				name,
				{ ai_tool: [[{ node: trigger, type: 'ai_tool', index: 0 }]] },
			]),
		),
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	});
	await server.client.activate(published);
	client = await McpClient.connect(`${server.client.url}/mcp/all-operations`);
});

afterAll(async () => {
	await client?.close();
	if (published) await server.client.deactivate(published);
});

/** Follows a story with nothing but what the server's tools say of themselves. */
async function followOverMcp(story: Story): Promise<string> {
	const tools = await client.tools();
	let answer: unknown;
	for (;;) {
		const next = story.next(answer);
		if (next.done) return next.value;
		const call = understand(tools, next.value.goal, next.value.facts);
		answer = answerOf((await client.call(call.tool, call.arguments)).text);
	}
}

const ways = [
	{ way: 'an agent', follow: (story: Story) => agent.chat('A customer called', story) },
	{ way: 'an MCP client', follow: followOverMcp },
];

/** Help actions of an interaction that have not ended. */
const open = (interaction: string) =>
	server
		.rows('supervisor_help_action')
		.filter((row) => row.interaction === interaction && !row.end_time);

describe.each(ways)('From the descriptions alone, $way', ({ follow }) => {
	test('logs a call of a customer who is new', async () => {
		const number = await follow(logCall());
		const [call] = server.rows('interaction').filter((row) => row.number === number);
		expect(call).toMatchObject({
			user_phone_number: customer.phone,
			client_session_id: customer.call,
			short_description: customer.about,
		});
		const [contact] = server
			.rows('customer_contact')
			.filter(({ email }) => email === customer.email);
		expect(contact).toMatchObject({ first_name: customer.first, last_name: customer.last });
		expect(
			server.rows('interaction_related_record').filter((row) => row.interaction === call.sys_id),
		).toMatchObject([{ document_id: contact.sys_id }]);
	});

	test('ends all help for one call, and no other help', async () => {
		const { conversation, queuedChat } = seeded.interactions;
		for (const id of [conversation, conversation, queuedChat]) await follow(beginHelp(id));
		const before = open(conversation).length;
		expect(before).toBeGreaterThanOrEqual(2);

		await follow(endHelp());
		await follow(endHelp('f'.repeat(32)));
		expect([open(conversation).length, open(queuedChat).length]).toEqual([before, 1]);

		const { number } = server.instance.store.get('interaction', conversation)!;
		await follow(endHelp(number));
		expect([open(conversation).length, open(queuedChat).length]).toEqual([0, 1]);
	});
});
