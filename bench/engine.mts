import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { credentialsHelper } from './credentials.mts';
import type { N8n } from './n8n.mts';

/** A node with its parameters, ready to run. */
export interface NodeRun {
	node: INodeType;
	/** As n8n names the type. */
	type: string;
	typeVersion: number;
	/** Type of its credential. */
	credential: string;
	parameters: INodeParameters;
	items: IDataObject[];
	/** Base URL of the instance. */
	url: string;
}

/** Items that a node gave, and the error that stopped it. */
export interface NodeOutput {
	items: INodeExecutionData[];
	error?: string;
}

/** The node in front of the one under test. */
function sourceOf(items: IDataObject[]): INodeType {
	const description = {
		displayName: 'Items',
		name: 'items',
		group: [],
		version: 1,
		description: 'Gives the items of the run',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	};
	return {
		description: description as unknown as INodeType['description'],
		execute: async () => [items.map((json) => ({ json }))],
	};
}

function workflowOf({ workflow: { Workflow } }: N8n, run: NodeRun) {
	const source = sourceOf(run.items);
	const find = (type: string) => (type === 'items' ? source : run.node);
	const nodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	const { credential } = run;
	return new Workflow({
		id: 'bench',
		active: false,
		nodeTypes: nodeTypes as INodeTypes,
		settings: { timezone: 'UTC', executionOrder: 'v1' },
		nodes: [
			{
				id: 'items',
				name: 'Items',
				type: 'items',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'node',
				name: 'Node',
				type: run.type,
				typeVersion: run.typeVersion,
				position: [200, 0],
				parameters: run.parameters,
				credentials: { [credential]: { id: credential, name: credential } },
			},
		],
		connections: { Items: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
	});
}

/** Runs a node through n8n's engine, over HTTP. */
export async function runNode(n8n: N8n, run: NodeRun): Promise<NodeOutput> {
	const { core, workflow: library } = n8n;
	const workflow = workflowOf(n8n, run);
	const hooks = new core.ExecutionLifecycleHooks('manual', 'bench', {
		id: 'bench',
		name: 'bench',
		nodes: [],
		connections: {},
	} as never);
	const additionalData = {
		credentialsHelper: credentialsHelper(n8n, run.url),
		hooks,
		executionId: 'bench',
		currentNodeExecutionIndex: 0,
		variables: {},
		webhookWaitingBaseUrl: 'http://localhost/waiting',
		formWaitingBaseUrl: 'http://localhost/form',
	} as unknown as IWorkflowExecuteAdditionalData;
	const start = workflow.getNode('Items') as INode;
	const data = library.createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const execution = new core.WorkflowExecute(additionalData, 'manual', data);
	const { resultData } = (await execution.processRunExecutionData(workflow)).data;
	return {
		items: resultData.runData.Node?.[0]?.data?.main[0] ?? [],
		error: resultData.error?.message,
	};
}
