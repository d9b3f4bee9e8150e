import { newConnection } from '../../scripts/n8n/client.mts';
import { useServer, type NodeSpec } from './server.mts';

const server = useServer();

/** An execution as n8n's public API lists it. */
interface Listed {
	id: string;
	customData: Record<string, string>;
}

/** Lists the executions of a workflow, newest first, as a user does who has an API key. */
async function list(workflowId: string): Promise<Listed[]> {
	const { rawApiKey } = await server.client.call<{ rawApiKey: string }>('POST', '/api-keys', {
		label: `executions ${Date.now()}`,
		expiresAt: null,
		scopes: ['execution:list', 'execution:read'],
	});
	const query = new URLSearchParams({ workflowId, includeData: 'true' });
	const response = await fetch(`${server.client.url}/api/v1/executions?${query}`, {
		headers: { ...newConnection, 'X-N8N-API-KEY': rawApiKey },
	});
	return ((await response.json()) as { data: Listed[] }).data;
}

test('the execution of a call is found by the number of its interaction', async () => {
	const record: NodeSpec = {
		node: 'serviceNowOpenFrame',
		authentication: 'basicAuth',
		resource: 'voiceInteraction',
		operation: 'create',
		parameters: { userPhoneNumber: '+14089965744' },
	};
	const node = server.nodeOf(record, 'Record call', [220, 0]);
	const workflowId = await server.addRow('Executions by number', [node]);
	for (let times = 0; times < 3; times += 1) {
		const { status } = await server.client.execute(workflowId, 'Start');
		expect(status).toBe('success');
	}
	const [call] = server.rows('interaction').slice(-2);
	const all = await list(workflowId);
	expect(all).toHaveLength(3);
	const found = all.filter(({ customData }) => customData.servicenow_interaction === call.number);
	expect(found.map(({ id }) => id)).toEqual([all[1].id]);
});
