import type { Workflow, WorkflowNode } from '../../../scripts/n8n/client.mts';

export const callsPath = 'calls';

/** A webhook that takes a list of calls, records each once, and answers with what was recorded. */
export function callsWorkflow(credentialId: string): Workflow {
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
		parameters: {
			httpMethod: 'POST',
			path: callsPath,
			responseMode: 'lastNode',
			responseData: 'allEntries',
		},
	});
	const split = node('Split', 'n8n-nodes-base.splitOut', {
		parameters: { fieldToSplitOut: 'body.items' },
	});
	const record = node('Record', 'n8n-nodes-servicenow-csm.serviceNowOpenFrame', {
		parameters: {
			authentication: 'basicAuth',
			resource: 'voiceInteraction',
			operation: 'create',
			userPhoneNumber: '+14089965744',
			additionalFields: { clientSessionId: '={{ $json.id }}' },
			options: { reuseByClientSessionId: true },
		},
		credentials: { serviceNowCsmBasicApi: { id: credentialId, name: 'ServiceNow' } },
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: 'Calls',
		nodes: [{ ...webhook, webhookId: 'calls' } as WorkflowNode, split, record],
		connections: { Webhook: to('Split'), Split: to('Record') },
		settings: { executionOrder: 'v1' },
	};
}
