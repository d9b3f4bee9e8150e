import type { IDataObject, IExecuteData, IExecutePaginationFunctions } from 'n8n-workflow';
import { rawParameter } from '../input/parameters';
import { countFor } from './runSummary';
import { whenAborted } from './whenAborted';

/** The item must not be sent any more, because another one failed. */
export class RunStoppedError extends Error {}

/** What became of the items of one run of a node: one try of one call. */
interface Run {
	items: number;
	/** Whether the first failure keeps the items from being sent that were not sent yet. */
	stopsAtFailure: boolean;
	isBatched: boolean;
	/** Indexes of the items that the engine has prepared. */
	prepared: Set<number>;
	/** Items that were prepared, and of which it is not known yet what becomes of them. */
	open: number;
	/** Those of them that were sent. */
	inProgress: number;
	succeeded: number;
	failed: number;
	/** Aborted when an item failed, or when the execution is canceled. */
	stop: AbortController;
	/** Rejects when `stop` is aborted. */
	stopped: Promise<never>;
	/** Aborted when the execution is canceled, whatever stopped the run before. */
	cancel: AbortController;
	/** To be called when no item of the run is in progress any more. */
	whenIdle: Array<() => void>;
	/** To be called when the engine has prepared all items. */
	whenPrepared: Array<() => void>;
	/** Listens for the end of the execution, which outlives the run. */
	listen: () => void;
	unlisten: () => void;
	/**
	 * What the changes returned that succeeded, by the index of their item, over all tries of Retry On
	 * Fail; nothing where there is one try only.
	 */
	done?: Map<number, IDataObject[]>;
}

/** With the engine's own batching, items are prepared while earlier ones are in progress. */
function isBatched(context: IExecutePaginationFunctions): boolean {
	const { batching } = rawParameter(context, 'requestOptions') as { batching?: object };
	return batching !== undefined;
}

function isTool(context: IExecutePaginationFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * The items of the run. With Execute Once the engine takes the first item only, and leaves the others in
 * its data. A tool has one item for each call; older agents hand it their own data, with their items.
 */
function countItems(context: IExecutePaginationFunctions): number {
	const { executeOnce } = context.getNode();
	if (executeOnce || isTool(context)) return 1;
	const { main, ai_tool: tool } = context.getExecuteData().data;
	return (main ?? tool)?.[0]?.length ?? 1;
}

/**
 * A further try of Retry On Fail has all items again. A tool has calls of its own instead, for which
 * older agents hand over the same object.
 */
function hasTries(context: IExecutePaginationFunctions): boolean {
	return context.getNode().retryOnFail === true && !isTool(context);
}

function newRun(context: IExecutePaginationFunctions, before?: Run): Run {
	const stop = new AbortController();
	const cancel = new AbortController();
	const canceled = context.getExecutionCancelSignal();
	const listener = () => {
		cancel.abort(canceled?.reason);
		stop.abort(canceled?.reason);
	};
	countFor(stop.signal, cancel.signal);
	return {
		items: countItems(context),
		stopsAtFailure: !context.continueOnFail(),
		isBatched: isBatched(context),
		prepared: new Set(),
		open: 0,
		inProgress: 0,
		succeeded: 0,
		failed: 0,
		stop,
		stopped: whenAborted(stop.signal),
		cancel,
		whenIdle: [],
		whenPrepared: [],
		listen: () => {
			if (canceled?.aborted) listener();
			else canceled?.addEventListener('abort', listener, { once: true });
		},
		unlisten: () => canceled?.removeEventListener('abort', listener),
		done: hasTries(context) ? (before?.done ?? new Map()) : undefined,
	};
}

/**
 * The latest run of each node, by its name. The engine hands the same object to every item of a run, but
 * also to each try of Retry On Fail, and agents before version 3 hand theirs to every call of all tools.
 *
 * @see https://github.com/n8n-io/n8n/blob/master/packages/core/src/execution-engine/routing-node.ts
 * @see https://github.com/n8n-io/n8n/blob/master/packages/core/src/execution-engine/workflow-execute.ts
 */
const runs = new WeakMap<IExecuteData, Map<string, Run>>();

/** The run that an item belongs to. A run has each item once: whoever comes again begins another one. */
function runOf(context: IExecutePaginationFunctions, index: number): Run {
	const key = context.getExecuteData();
	const byNode = runs.get(key) ?? new Map<string, Run>();
	runs.set(key, byNode);
	const { name } = context.getNode();
	const latest = byNode.get(name);
	if (latest && !latest.prepared.has(index)) return latest;
	const run = newRun(context, latest);
	byNode.set(name, run);
	return run;
}

function callAll(waiting: Array<() => void>): void {
	for (const resume of waiting.splice(0)) resume();
}

/** One item's part in the run of its node. */
export class RunMember {
	private readonly run: Run;

	private readonly index: number;

	private isInProgress = false;

	constructor(context: IExecutePaginationFunctions) {
		this.index = context.getItemIndex();
		this.run = runOf(context, this.index);
		this.run.prepared.add(this.index);
		if (this.run.open === 0) this.run.listen();
		this.run.open += 1;
		if (this.isPrepared) callAll(this.run.whenPrepared);
	}

	private get isPrepared(): boolean {
		return this.run.prepared.size >= this.run.items;
	}

	/** Ends every wait of the item. */
	get signal(): AbortSignal {
		return this.run.stop.signal;
	}

	/** Ends the waits of an item that the failure of another one must not end. */
	get canceled(): AbortSignal {
		return this.run.cancel.signal;
	}

	/** Whether it is known of each item of the run what became of it. */
	get isRunOver(): boolean {
		return this.isPrepared && this.run.open === 0;
	}

	/** Rejects when the item must not be sent any more. */
	get stopped(): Promise<never> {
		return this.run.stopped;
	}

	/**
	 * Waits until the engine has prepared all items. It prepares them one by one and sends each as soon
	 * as it is ready; where a later one has an expression that fails, the node fails without a word of
	 * what was sent before.
	 *
	 * @throws {RunStoppedError} when the item must not be sent
	 */
	async allPrepared(): Promise<void> {
		const { run } = this;
		if (!run.stopsAtFailure || run.isBatched) return;
		await Promise.resolve();
		if (!this.isPrepared) throw new RunStoppedError();
	}

	/** The item is about to be sent: a failure of another one waits for what becomes of it. */
	begin(): void {
		if (this.isInProgress) return;
		this.isInProgress = true;
		this.run.inProgress += 1;
	}

	/** Keeps what was not sent yet from being sent, where a failure is to stop the run. */
	stopOthers(): void {
		if (this.run.stopsAtFailure) this.run.stop.abort(new RunStoppedError());
	}

	/**
	 * What the item returned in an earlier try of Retry On Fail. n8n sends all items again in each try;
	 * what was changed then must not be changed twice.
	 */
	get doneBefore(): IDataObject[] | undefined {
		return this.run.done?.get(this.index);
	}

	/** The item succeeded. @param change what it returned, where it must not be done again */
	succeed(change?: IDataObject[]): void {
		if (change) this.run.done?.set(this.index, change);
		this.run.succeeded += 1;
		this.end();
	}

	/**
	 * The item was stopped by the failure of another one, and waits for those in progress.
	 *
	 * @returns whether another one failed; otherwise nobody would say that this one was not sent
	 */
	async giveUp(): Promise<boolean> {
		this.end();
		await this.idle();
		return this.run.failed > 0;
	}

	/**
	 * The item failed. Stops the run where that is to stop it, and waits for those in progress.
	 *
	 * @returns what became of all items, as a sentence; empty where the other items go on
	 */
	async fail(): Promise<string> {
		const { run } = this;
		run.failed += 1;
		this.end();
		if (!run.stopsAtFailure || run.items === 1) return '';
		this.stopOthers();
		await this.idle();
		// While the engine sleeps between batches, it does not look after items that fail.
		if (run.isBatched && !this.isPrepared) {
			await new Promise<void>((resume) => run.whenPrepared.push(resume));
		}
		const unsent = run.items - run.succeeded - run.failed;
		return `Of ${run.items} items: ${run.succeeded} succeeded, ${run.failed} failed, ${unsent} not sent.`;
	}

	private async idle(): Promise<void> {
		const { run } = this;
		if (run.inProgress > 0) await new Promise<void>((resume) => run.whenIdle.push(resume));
	}

	private end(): void {
		const { run } = this;
		run.open -= 1;
		if (run.open === 0) run.unlisten();
		if (!this.isInProgress) return;
		this.isInProgress = false;
		run.inProgress -= 1;
		if (run.inProgress === 0) callAll(run.whenIdle);
	}
}
