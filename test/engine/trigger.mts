import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import * as core from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';
import { additionalDataFor, nodeTypesFrom } from '../../harness/engine.mts';
import { ServiceNowCsmTrigger } from '../../nodes/ServiceNowCsmTrigger/ServiceNowCsmTrigger.node';
import { CredentialStore } from './credentialStore.mts';
import { CREDENTIALS, engine } from './harness.mts';

/** The error of a poll, as n8n shows it. */
export interface PollError {
	message: string;
	description?: string | null;
	httpCode?: string;
}

export interface TriggerOptions {
	url: string;
	parameters?: INodeParameters;
	authentication?: keyof typeof CREDENTIALS;
	credentials?: IDataObject;
	/** Whether n8n says how long a poll may take; older versions do not. */
	hasPollBudget?: boolean;
	/** n8n's durable scheduler, with the position of a poll in the static data or in a table of its own. */
	scheduler?: 'durable' | 'durable with cursors';
}

const { PollContext, WorkflowExecute } = core;

const quiet = { scoped: () => quiet, debug: () => {}, error: () => {} };

/** The executor of polls. Before 2.35 it was a part of n8n's list of active workflows. */
function newExecutor() {
	const { PollTriggerExecutor, TriggersAndPollers, Tracing } = core;
	if (!PollTriggerExecutor || !TriggersAndPollers) return undefined;
	return new PollTriggerExecutor(
		quiet as never,
		new TriggersAndPollers(),
		new Tracing(),
		quiet as never,
	);
}

const executor = newExecutor();

/** What n8n did in that list. */
async function pollAlone(context: core.PollContext, isActivation: boolean): Promise<void> {
	try {
		const items = await new ServiceNowCsmTrigger().poll.call(context);
		if (items !== null) context.__emit(items);
	} catch (error) {
		if (isActivation) throw error;
		context.__emitError(error as Error);
	}
}

/**
 * A workflow with the trigger, polled by n8n's own executor. It keeps static data as n8n's server does:
 * written to the database when a poll hands something out and when the workflow is activated, and in
 * memory between.
 */
export class Trigger {
	/** Static data of the workflow in the database, as JSON. */
	stored = '{}';

	/** How long n8n says that a poll may take, where it is not what n8n says by itself. */
	pollBudgetMs?: number;

	private workflow?: Workflow;

	/** What the durable scheduler keeps in a table of its own. */
	private cursor: IDataObject = {};

	/** Warnings in n8n's log. */
	readonly warnings: string[] = [];

	/** What else n8n's log says, where it says everything. */
	readonly details: string[] = [];

	/** Another one for each trigger, as n8n keeps polls of one workflow apart. */
	private readonly id = randomUUID();

	private readonly credentialsHelper = new CredentialStore();

	constructor(private options: TriggerOptions) {}

	/** Starts n8n, or starts it again: what was not stored is gone. The first poll comes at once. */
	async activate(): Promise<INodeExecutionData[]> {
		this.workflow = this.load();
		const items = await this.poll(true);
		this.save(this.workflow);
		return items;
	}

	/** Takes the workflow up with another credential, as n8n does with the next start or poll. */
	use(credentials: IDataObject): void {
		this.options = { ...this.options, credentials };
		if (this.workflow) this.save(this.workflow);
		this.workflow = this.load();
	}

	/** Saves the workflow with other parameters, which activates it anew. */
	async change(parameters: INodeParameters): Promise<INodeExecutionData[]> {
		this.options = { ...this.options, parameters };
		return await this.activate();
	}

	/**
	 * Polls once.
	 *
	 * @returns the items that n8n starts an execution with; none when it starts none
	 * @throws the error that n8n records
	 */
	async poll(isActivation = false): Promise<INodeExecutionData[]> {
		// The durable scheduler loads the workflow for each poll.
		if (this.options.scheduler && !isActivation) this.workflow = this.load();
		const workflow = (this.workflow ??= this.load());
		const hasCursor = this.options.scheduler === 'durable with cursors';
		const cursor = structuredClone(this.cursor);
		const items: INodeExecutionData[] = [];
		const errors: Error[] = [];
		const context = new PollContext(
			workflow,
			this.node(workflow),
			this.additionalData(),
			'trigger',
			isActivation ? 'activate' : 'update',
			(data: INodeExecutionData[][]) => {
				items.push(...data[0]);
				this.save(workflow);
				this.cursor = cursor;
			},
			(error: Error) => errors.push(error),
		);
		const logger = {
			...quiet,
			debug: (text: string) => this.details.push(text),
			warn: (text: string) => this.warnings.push(text),
		};
		Object.defineProperty(context, 'logger', { value: logger });
		if (hasCursor) {
			Object.assign(context, {
				getWorkflowStaticData: (type: string) =>
					type === 'node' ? cursor : workflow.getStaticData('global'),
				__commitCursor: async () => {
					this.cursor = cursor;
				},
			});
		}
		const { pollBudgetMs } = this;
		if (pollBudgetMs !== undefined) {
			Object.assign(context, { getPollBudgetMs: () => pollBudgetMs });
		}
		if (this.options.hasPollBudget === false)
			Object.assign(context, { getPollBudgetMs: undefined });
		if (!executor) await pollAlone(context, isActivation);
		else await executor.create(workflow, this.node(workflow), context, () => true)(isActivation);
		if (errors.length > 0) throw errors[0];
		return items;
	}

	/** Changes the checkpoint, as time and volume would. */
	edit(change: (checkpoint: IDataObject) => void): void {
		const data = this.workflow?.staticData as Record<string, { checkpoint: IDataObject }>;
		change(data['node:Trigger'].checkpoint);
	}

	/** Puts something else where the static data of the node is, and starts n8n again. */
	corrupt(data: unknown): void {
		this.stored = JSON.stringify({ 'node:Trigger': data });
		this.workflow = this.load();
	}

	/** Runs the trigger as the button in the editor does. */
	async test(): Promise<{ items: INodeExecutionData[]; error?: PollError }> {
		const workflow = this.load();
		const runExecutionData = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [
					{ node: this.node(workflow), data: { main: [[{ json: {} }]] }, source: null },
				],
			},
		});
		const run = await new WorkflowExecute(
			this.additionalData(),
			'manual',
			runExecutionData,
		).processRunExecutionData(workflow);
		this.stored = JSON.stringify(workflow.staticData);
		const { error, runData } = run.data.resultData;
		return {
			items: runData.Trigger?.[0]?.data?.main[0] ?? [],
			error: error as unknown as PollError | undefined,
		};
	}

	private save(workflow: Workflow): void {
		this.stored = JSON.stringify(workflow.staticData);
	}

	private node(workflow: Workflow): INode {
		return workflow.getNode('Trigger') as INode;
	}

	private additionalData() {
		return additionalDataFor(engine, this.credentialsHelper);
	}

	private load(): Workflow {
		const { url, parameters, authentication = 'basicAuth', credentials } = this.options;
		const { type, data } = CREDENTIALS[authentication];
		const nodeType: INodeType = new ServiceNowCsmTrigger();
		return new Workflow({
			id: this.id,
			active: true,
			nodeTypes: nodeTypesFrom(() => nodeType),
			staticData: JSON.parse(this.stored) as IDataObject,
			settings: { timezone: 'Europe/Berlin', executionOrder: 'v1' },
			nodes: [
				{
					id: 'trigger',
					name: 'Trigger',
					type: 'serviceNowCsmTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: { authentication, ...parameters },
					credentials: {
						[type]: this.credentialsHelper.add(type, { instanceUrl: url, ...data, ...credentials }),
					},
				},
			],
			connections: {},
		});
	}
}

/** Bytes of what the database keeps. */
export function bytesOf({ stored }: Trigger): number {
	return Buffer.byteLength(stored);
}
