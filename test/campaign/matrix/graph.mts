import { getEventListeners } from 'node:events';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	ITaskData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { additionalDataFor, nodeTypesFrom } from '../../../harness/engine.mts';
import { CREDENTIALS, engine, nodes } from '../../engine/harness.mts';
import { CredentialStore } from '../../engine/credentialStore.mts';
import { entryOf } from '../../engine/fill.mts';

/** Ways in which items come to a node. */
export const WIRINGS = [
	'directly',
	'in a loop',
	'in a sub-workflow',
	'as pinned data',
	'in a partial execution',
	'through a disabled node',
] as const;

export type Wiring = (typeof WIRINGS)[number];

/** A node, and the workflow round it. */
export interface Execution {
	/** `<resource>.<operation>` */
	operation: string;
	url: string;
	node: Partial<INode> & Pick<INode, 'parameters'>;
	items: IDataObject[];
	wiring: Wiring;
	/** Items of each round of the loop. */
	roundSize?: number;
	/** Output of the node itself, pinned. */
	pinned?: IDataObject[];
	/** Called when the execution has started. @param cancel ends it as the editor's Stop does */
	onStart?: (cancel: () => void) => void;
}

/** One run of the node, as the execution shows it. */
export interface NodeRun {
	input: INodeExecutionData[];
	items: INodeExecutionData[];
	errorItems: INodeExecutionData[];
	error?: ITaskData['error'];
}

export interface Outcome {
	status: string;
	/** The error that stopped the execution. */
	error?: { message: string; description?: string | null };
	runs: NodeRun[];
	/** Items that came out of the end of a loop. */
	looped?: INodeExecutionData[];
	/** Listeners that were left on the signal of the execution. */
	listeners: number;
}

const SOURCE = 'Items';
const LOOP = 'Loop';
const DISABLED = 'Disabled';
const NODE = 'Node';

/** A node of the workflow round the one under test. */
function helper(name: string, outputs: number, execute: INodeType['execute']): INodeType {
	const description = {
		displayName: name,
		name,
		group: name === SOURCE ? ['trigger'] : [],
		version: 1,
		description: name,
		defaults: {},
		inputs: name === SOURCE ? [] : ['main'],
		outputs: Array.from({ length: outputs }, () => 'main'),
		properties: [],
	};
	return { description: description as unknown as INodeType['description'], execute };
}

/** The rounds of n8n's Loop Over Items, which an end-to-end test has itself. */
function loopOf(size: number): INodeType {
	return helper(LOOP, 2, async function () {
		const state = this.getContext('node') as {
			left?: INodeExecutionData[];
			done?: INodeExecutionData[];
		};
		const items = this.getInputData();
		if (state.left === undefined) Object.assign(state, { left: [...items], done: [] });
		else state.done!.push(...items);
		const round = state.left!.splice(0, size);
		return round.length > 0 ? [[], round] : [state.done!, []];
	});
}

function plain(name: string, position: number, more: Partial<INode> = {}): INode {
	return {
		id: name,
		name,
		type: name,
		typeVersion: 1,
		position: [position, 0],
		parameters: {},
		...more,
	};
}

function to(node: string) {
	return [{ node, type: 'main' as const, index: 0 }];
}

/** The workflow, with what its nodes are. */
function workflowOf(execution: Execution, credentialsHelper: CredentialStore) {
	const { operation, url, node, items, wiring, roundSize = 10 } = execution;
	const [resource, name] = operation.split('.');
	const { type, data } = CREDENTIALS.basicAuth;
	const credential = credentialsHelper.add(type, { instanceUrl: url, ...data });
	const nodeType = nodes[entryOf(operation).node.description.name];
	const given = wiring === 'as pinned data' ? [{ json: { not: 'used' } }] : undefined;
	// Not copied: items may share their JSON object, as those of a Code node can.
	const source = helper(SOURCE, 1, async () => [given ?? items.map((json) => ({ json }))]);
	const types: Record<string, INodeType> = {
		[SOURCE]: source,
		[LOOP]: loopOf(roundSize),
		[DISABLED]: helper(DISABLED, 1, async () => [[]]),
		[NODE]: nodeType,
	};
	const between = wiring === 'in a loop' ? LOOP : DISABLED;
	const isBetween = wiring === 'in a loop' || wiring === 'through a disabled node';
	const tested = plain(NODE, 400, {
		...node,
		parameters: { authentication: 'basicAuth', resource, operation: name, ...node.parameters },
		credentials: { [type]: credential },
	});
	return new engine.workflow.Workflow({
		id: 'matrix',
		active: false,
		nodeTypes: nodeTypesFrom((known) => types[known]),
		settings: { timezone: 'UTC', executionOrder: 'v1' },
		nodes: [
			plain(SOURCE, 0),
			...(isBetween ? [plain(between, 200, { disabled: between === DISABLED })] : []),
			tested,
		],
		connections: {
			[SOURCE]: { main: [to(isBetween ? between : NODE)] },
			...(wiring === 'through a disabled node' && { [DISABLED]: { main: [to(NODE)] } }),
			...(wiring === 'in a loop' && {
				[LOOP]: { main: [[], to(NODE)] },
				[NODE]: { main: [to(LOOP), to(LOOP)] },
			}),
		},
	});
}

/** Starts the execution in the way of its wiring. */
function start(execution: Execution, credentialsHelper: CredentialStore) {
	const { items, pinned, wiring } = execution;
	const workflow = workflowOf(execution, credentialsHelper);
	const first = workflow.getNode(SOURCE)!;
	const given = items.map((json) => ({ json }));
	const mode: WorkflowExecuteMode = wiring === 'in a sub-workflow' ? 'integrated' : 'manual';
	const data = engine.workflow.createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: first, data: { main: [[{ json: {} }]] }, source: null }],
		},
		resultData: {
			pinData: {
				...(wiring === 'as pinned data' && { [SOURCE]: given }),
				...(pinned && { [NODE]: pinned.map((json) => ({ json })) }),
			},
		},
	});
	const additionalData = additionalDataFor(engine, credentialsHelper);
	const execute = new engine.core.WorkflowExecute(additionalData, mode, data);
	const { signal } = (execute as unknown as { abortController: AbortController }).abortController;
	if (wiring !== 'in a partial execution') {
		return { signal, running: execute.processRunExecutionData(workflow) };
	}
	const known = {
		[SOURCE]: [
			{
				startTime: 0,
				executionTime: 0,
				executionIndex: 0,
				source: [],
				data: { main: [given] },
			},
		],
	};
	const destination = { nodeName: NODE, mode: 'inclusive' as const };
	return { signal, running: execute.runPartialWorkflow2(workflow, known, {}, [], destination) };
}

function runsOf({ data }: IRun, execution: Execution): NodeRun[] {
	const { runData } = data.resultData;
	const isLoop = execution.wiring === 'in a loop';
	return (runData[NODE] ?? []).map(({ data: output, error }, index) => {
		const [items, errorItems] = output?.main ?? [];
		const before = runData[isLoop ? LOOP : SOURCE][isLoop ? index : 0];
		const input = before.data?.main[isLoop ? 1 : 0] ?? [];
		return { input, items: items ?? [], errorItems: errorItems ?? [], error };
	});
}

/** Executes a node in n8n's engine, in a workflow, over HTTP. */
export async function executeIn(execution: Execution): Promise<Outcome> {
	const { running, signal } = start(execution, new CredentialStore());
	execution.onStart?.(() => running.cancel());
	const run = await running;
	return {
		status: run.status,
		error: run.data.resultData.error,
		runs: runsOf(run, execution),
		looped: run.data.resultData.runData[LOOP]?.at(-1)?.data?.main[0] ?? undefined,
		listeners: getEventListeners(signal, 'abort').length,
	};
}
