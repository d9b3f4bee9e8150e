import type { IExecutePaginationFunctions } from 'n8n-workflow';

/** The AI Agent, and the agent that is a tool of another one. */
const IS_AGENT = /\.agent(?:Tool)?$/;

/** From this version on, the engine runs the tools of an agent, and tells the model of those that failed. */
const TELLS_ERRORS = 3;

/**
 * Whether an AI Agent before version 3 calls the node as a tool. LangChain then gives its model an empty
 * text for an error that is thrown; what a tool returns, the model reads. Such an agent hands its tools
 * its own execution data, from which it is known.
 *
 * With Retry On Fail the error has to be thrown, or n8n would not try again.
 *
 * @see https://github.com/langchain-ai/langchainjs/blob/main/libs/langchain-classic/src/agents/executor.ts
 * @see https://github.com/n8n-io/n8n/blob/master/packages/core/src/execution-engine/node-execution-context/utils/get-input-connection-data.ts
 */
function isToolOfOlderAgent(context: IExecutePaginationFunctions): boolean {
	const { retryOnFail, type } = context.getNode();
	const { node: caller } = context.getExecuteData();
	if (!type.endsWith('Tool') || retryOnFail === true) return false;
	return IS_AGENT.test(caller.type) && caller.typeVersion < TELLS_ERRORS;
}

/**
 * Whether an item that fails becomes an item with the error in it, and is not thrown: where the user has set
 * that, and where nobody would read it otherwise.
 */
export function returnsErrors(context: IExecutePaginationFunctions): boolean {
	return context.continueOnFail() || isToolOfOlderAgent(context);
}
