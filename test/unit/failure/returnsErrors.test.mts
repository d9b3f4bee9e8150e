import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { returnsErrors } from '../../../nodes/shared/failure/returnsErrors';

interface Setting {
	type?: string;
	/** Type and version of the node whose data the engine hands over. */
	caller?: [type: string, version: number];
	retryOnFail?: boolean;
	continueOnFail?: boolean;
}

const TOOL = 'n8n-nodes-servicenow-csm.serviceNowContactTool';
const AGENT = '@n8n/n8n-nodes-langchain.agent';
const AGENT_TOOL = '@n8n/n8n-nodes-langchain.agentTool';

function contextOf(setting: Setting): IExecutePaginationFunctions {
	const { type = TOOL, caller = [type, 1], retryOnFail, continueOnFail = false } = setting;
	const [callerType, typeVersion] = caller;
	return {
		continueOnFail: () => continueOnFail,
		getNode: () => ({ type, retryOnFail }),
		getExecuteData: () => ({ node: { type: callerType, typeVersion } }),
	} as unknown as IExecutePaginationFunctions;
}

test.each<[string, Setting]>([
	['of the oldest agent', { caller: [AGENT, 1] }],
	['of the last agent that runs its tools itself', { caller: [AGENT, 2.2] }],
	['of such an agent that is a tool', { caller: [AGENT_TOOL, 2.2] }],
	['that goes on after errors', { continueOnFail: true }],
])('a tool %s returns what is wrong', (_which, setting) => {
	expect(returnsErrors(contextOf(setting))).toBe(true);
});

test.each<[string, Setting]>([
	['a node that stops at errors', { type: 'n8n-nodes-servicenow-csm.serviceNowContact' }],
	['a tool that the engine runs for an agent', {}],
	['a tool of an agent that tells of errors', { caller: [AGENT, 3] }],
	['a tool of the MCP server', { caller: ['@n8n/n8n-nodes-langchain.mcpTrigger', 2] }],
	['a tool that n8n is to try again', { caller: [AGENT, 2.2], retryOnFail: true }],
])('%s throws it', (_which, setting) => {
	expect(returnsErrors(contextOf(setting))).toBe(false);
});
