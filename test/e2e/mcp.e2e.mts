import { seeded } from '../../simulator/instance.mts';
import { McpClient } from './agent/mcpClient.mts';
import { toolNode, toolTypes } from './agent/tools.mts';
import { useServer } from './server.mts';

const server = useServer();
const path = 'servicenow-tools';
const trigger = 'MCP Server';

/** Publishes a workflow that offers a tool to clients. @returns its URL */
async function offer(settings: object): Promise<string> {
	const types = await toolTypes(server.client);
	const spec = { node: 'serviceNowInteraction', operation: 'close', fields: ['interaction_id'] };
	const tool = toolNode(types, spec, true);
	const id = await server.client.addWorkflow({
		name: `MCP: ${JSON.stringify(settings)}`,
		nodes: [
			{
				id: trigger,
				name: trigger,
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2.1,
				position: [0, 0],
				parameters: { path },
			},
			server.withBasicAuth({ ...tool, ...settings, position: [0, 300] }),
		],
		connections: { [tool.name]: { ai_tool: [[{ node: trigger, type: 'ai_tool', index: 0 }]] } },
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	});
	await server.client.activate(id);
	published.push(id);
	return `${server.client.url}/mcp/${path}`;
}

const published: string[] = [];

afterEach(async () => {
	for (const id of published.splice(0)) await server.client.deactivate(id);
});

test.each([
	['stops at the error', {}],
	['goes on after the error', { onError: 'continueRegularOutput' }],
	['is retried by n8n', { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }],
])(
	'a refused call between two others leaves them alone, when the tool %s',
	async (_name, settings) => {
		const client = await McpClient.connect(await offer(settings));
		const [{ name, parameters }] = await client.tools();
		const [argument] = Object.keys(parameters.properties);
		const { conversation, queuedChat } = seeded.interactions;
		const answers = [];
		for (const sysId of [queuedChat, 'f'.repeat(32), conversation]) {
			answers.push(await client.call(name, { [argument]: sysId }));
		}
		await client.close();
		const [first, refused, last] = answers.map(({ text }) => text);
		expect(first).toContain(queuedChat);
		expect(refused).toContain('not found');
		expect(last).toContain(conversation);
		for (const sysId of [queuedChat, conversation]) {
			const closed = server.instance.store.get('interaction', sysId);
			expect(closed?.state).toBe('closed_complete');
		}
	},
);
