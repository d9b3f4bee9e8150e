import type { Workflow, WorkflowNode } from '../../../scripts/n8n/client.mts';

export const webhookPath = 'creates';

/** A webhook that takes a list, and a create for each entry. The record tells its execution. */
export function createsWorkflow(credentialId: string): Workflow {
	const node = (name: string, type: string, rest: Partial<WorkflowNode>): WorkflowNode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...rest,
	});
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', {
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path: webhookPath, responseMode: 'onReceived' },
	});
	const split = node('Split', 'n8n-nodes-base.splitOut', {
		parameters: { fieldToSplitOut: 'body.items' },
	});
	const create = node('Create', 'n8n-nodes-servicenow-csm.serviceNowContact', {
		parameters: {
			authentication: 'basicAuth',
			resource: 'contact',
			operation: 'create',
			last_name: '={{ $execution.id }}',
			customFields: { field: [{ name: 'u_crm_id', value: '={{ $json.id }}' }] },
			options: { maxConcurrency: 16 },
		},
		credentials: { serviceNowCsmBasicApi: { id: credentialId, name: 'ServiceNow' } },
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: 'Creates',
		nodes: [{ ...webhook, webhookId: 'creates' } as WorkflowNode, split, create],
		connections: { Webhook: to('Split'), Split: to('Create') },
		settings: { executionOrder: 'v1' },
	};
}
