import type * as Core from 'n8n-core';
import type * as Library from 'n8n-workflow';
import type {
	ExecutionError,
	IBinaryKeyData,
	ICredentialsHelper,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

/** The libraries of one n8n, both from the same place: it tells errors apart by their classes. */
export interface Engine {
	core: typeof Core;
	workflow: typeof Library;
}

/** A node in a workflow, and what it is executed with. */
export interface NodeExecution {
	nodeType: INodeType;
	/** The node as a workflow has it. */
	node: Pick<INode, 'type' | 'parameters' | 'credentials'> & Partial<INode>;
	/** Input items. */
	items: IDataObject[];
	/** Files of each item. */
	binary?: IBinaryKeyData;
	credentialsHelper: ICredentialsHelper;
	/** Time zone of the workflow; UTC when left out. */
	timezone?: string;
	/** Called when the execution has started. @param cancel ends it as the editor's Stop does */
	onStart?: (cancel: () => void) => void;
}

/** What came of an execution. */
export interface NodeOutput {
	items: INodeExecutionData[];
	/** Items of the error output, when there is one. */
	errorItems: INodeExecutionData[];
	/** The error that stopped the workflow. */
	error?: ExecutionError;
	/** What n8n shows: `success`, `error`, `canceled`. */
	status: string;
}

const SOURCE = 'Items';
const NODE = 'Node';

/** The node in front, which gives the items. */
function sourceOf(items: IDataObject[], binary?: IBinaryKeyData): INodeType {
	const description = {
		displayName: SOURCE,
		name: 'items',
		group: [],
		version: 1,
		description: 'Gives the items of the execution',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	};
	return {
		description: description as unknown as INodeType['description'],
		execute: async () => [items.map((json) => ({ json, ...(binary && { binary }) }))],
	};
}

/** Node types of a workflow. @param find gives the type of a name */
export function nodeTypesFrom(find: (type: string) => INodeType): INodeTypes {
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}

/** Prepares a declarative node as n8n's loader and server do. @returns the same node */
export function prepareNode<Node extends INodeType>({ core }: Engine, node: Node): Node {
	core.DirectoryLoader.applyDeclarativeNodeOptionParameters(node);
	node.execute = async function (this: IExecuteFunctions) {
		return (await new core.RoutingNode(this as never, node).runNode()) ?? [];
	};
	return node;
}

/** What n8n's server gives an execution, as far as one without a database needs it. */
export function additionalDataFor(
	{ core }: Engine,
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	const data = { id: 'harness', name: 'harness', nodes: [], connections: {} };
	return {
		credentialsHelper,
		hooks: new core.ExecutionLifecycleHooks('manual', 'harness', data as never),
		executionId: 'harness',
		currentNodeExecutionIndex: 0,
		variables: {},
		webhookWaitingBaseUrl: 'http://localhost/waiting',
		formWaitingBaseUrl: 'http://localhost/form',
	} as unknown as IWorkflowExecuteAdditionalData;
}

function workflowOf({ workflow: library }: Engine, execution: NodeExecution): Workflow {
	const { nodeType, node, items, binary, timezone = 'UTC' } = execution;
	const source = sourceOf(items, binary);
	return new library.Workflow({
		id: 'harness',
		active: false,
		nodeTypes: nodeTypesFrom((type) => (type === 'items' ? source : nodeType)),
		settings: { timezone, executionOrder: 'v1' },
		nodes: [
			{
				id: 'items',
				name: SOURCE,
				type: 'items',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{ id: 'node', name: NODE, typeVersion: 1, position: [200, 0], ...node },
		],
		connections: { [SOURCE]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
	});
}

/**
 * Executes a node in n8n's engine, over HTTP.
 *
 * @returns its items, or the error that stopped the workflow
 */
export async function executeNode(engine: Engine, execution: NodeExecution): Promise<NodeOutput> {
	const workflow = workflowOf(engine, execution);
	const start = workflow.getNode(SOURCE) as INode;
	const data = engine.workflow.createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const additionalData = additionalDataFor(engine, execution.credentialsHelper);
	const running = new engine.core.WorkflowExecute(
		additionalData,
		'manual',
		data,
	).processRunExecutionData(workflow);
	execution.onStart?.(() => running.cancel());
	const {
		status,
		data: { resultData },
	} = await running;
	const { error, runData } = resultData;
	const [items, errorItems] = runData[NODE]?.[0]?.data?.main ?? [];
	return { items: items ?? [], errorItems: errorItems ?? [], error, status };
}
