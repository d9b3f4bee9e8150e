import type { IDataObject } from 'n8n-workflow';
import type { Workflow, WorkflowNode } from '../../../scripts/n8n/client.mts';

/** What a workflow does with each entry of the list that its webhook takes. */
interface ListWorkflow {
	/** Of the webhook. */
	path: string;
	/** How the webhook answers. */
	response: IDataObject;
	/** Type of the node, such as `serviceNowContact`. */
	type: string;
	parameters: IDataObject;
}

function node(name: string, type: string, rest: Partial<WorkflowNode>): WorkflowNode {
	return { id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {}, ...rest };
}

/** A webhook that takes a list, and a node of ours for each of its entries. */
export function listWorkflow(
	{ path, response, type, parameters }: ListWorkflow,
	credentialId: string,
): Workflow {
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', {
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, ...response },
	});
	const split = node('Split', 'n8n-nodes-base.splitOut', {
		parameters: { fieldToSplitOut: 'body.items' },
	});
	const each = node('Each', `n8n-nodes-servicenow-csm.${type}`, {
		parameters: { authentication: 'basicAuth', ...parameters },
		credentials: { serviceNowCsmBasicApi: { id: credentialId, name: 'ServiceNow' } },
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: path,
		nodes: [{ ...webhook, webhookId: path } as WorkflowNode, split, each],
		connections: { Webhook: to('Split'), Split: to('Each') },
		settings: { executionOrder: 'v1' },
	};
}
