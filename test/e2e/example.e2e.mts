import { readFileSync } from 'node:fs';
import type { Execution, Workflow } from '../../scripts/n8n/client.mts';
import { useServer } from './server.mts';

const server = useServer();
let workflow: Workflow;
let run: () => Promise<Execution>;

beforeAll(async () => {
	const text = readFileSync('examples/all-operations.json', 'utf8');
	workflow = server.withCredentials(JSON.parse(text) as Workflow);
	const id = await server.client.addWorkflow(workflow);
	const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	run = () => server.client.execute(id, String(trigger?.name));
});

/** First output item of each ServiceNow node, by node name. */
function firstItems({ runs }: Execution): Record<string, Record<string, unknown> | undefined> {
	const nodes = workflow.nodes.filter(({ credentials }) => credentials);
	return Object.fromEntries(
		nodes.map(({ name }) => [name, runs[name]?.[0]?.data?.main[0]?.[0]?.json]),
	);
}

test('the example goes through every operation of every API', async () => {
	const { status, ...execution } = await run();
	expect(status).toBe('success');
	const items = Object.entries(firstItems({ status, ...execution }));
	expect(items).toHaveLength(12);
	const withoutOutput = items.filter(([, json]) => !json || 'error' in json);
	expect(withoutOutput).toEqual([]);
	expect(Object.keys(server.instance.counts).sort()).toEqual([
		'contact.create',
		'contact.get',
		'contact.getAll',
		'conversationMember.drop',
		'conversationMember.update',
		'interaction.close',
		'interaction.create',
		'supervisorHelpAction.upsert',
		'voiceInteraction.create',
		'voiceInteraction.update',
	]);
});

test('a second run goes on where the agent has left the chat already', async () => {
	await run();
	const execution = await run();
	expect(execution.status).toBe('success');
	const failed = Object.entries(firstItems(execution)).filter(
		([, json]) => !json || 'error' in json,
	);
	expect(failed.map(([name]) => name)).toEqual(['Let agent join', 'Drop agent']);
});
