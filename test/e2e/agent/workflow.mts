import type { Workflow, WorkflowNode } from '../../../scripts/n8n/client.mts';

/** The agent node of {@link agentWorkflow}. */
export const agentName = 'AI Agent';

/**
 * Versions of the agent node: the newest, the oldest that n8n has, and the last that hands its own
 * execution data to all its tools.
 */
export const agentVersions = { newest: 3.1, older: 2.2, oldest: 1 };

/** The node that starts it. */
export const startName = 'Start';

/**
 * A workflow in which an agent has tools.
 *
 * @param credential stored credential of the chat model
 * @param version of the agent node
 */
export function agentWorkflow(
	name: string,
	tools: WorkflowNode[],
	credential: { id: string; name: string },
	version: number,
): Workflow {
	const start: WorkflowNode = {
		id: startName,
		name: startName,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const agent: WorkflowNode = {
		id: agentName,
		name: agentName,
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: version,
		position: [220, 0],
		parameters: {
			...(version < 2 && { agent: 'openAiFunctionsAgent' }),
			promptType: 'define',
			text: 'A customer called. Log it.',
			options: { maxIterations: 20 },
		},
	};
	const model: WorkflowNode = {
		id: 'Chat Model',
		name: 'Chat Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.3,
		position: [0, 400],
		parameters: {
			model: { __rl: true, mode: 'id', value: 'scripted' },
			responsesApiEnabled: false,
			options: {},
		},
		credentials: { openAiApi: credential },
	};
	const toAgent = (type: string) => ({ [type]: [[{ node: agentName, type, index: 0 }]] });
	return {
		name,
		nodes: [start, agent, model, ...tools],
		connections: {
			[startName]: toAgent('main'),
			[model.name]: toAgent('ai_languageModel'),
			...Object.fromEntries(tools.map((tool) => [tool.name, toAgent('ai_tool')])),
		},
		settings: { executionOrder: 'v1', timezone: 'UTC' },
	};
}
