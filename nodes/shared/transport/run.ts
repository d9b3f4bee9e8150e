import type { IExecuteData, IExecutePaginationFunctions } from 'n8n-workflow';
import { rawParameter } from '../input/parameters';

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
	/** Items that were sent, and of which it is not known yet what became of them. */
	inProgress: number;
	succeeded: number;
	failed: number;
	/** Items that the failure of another one stopped. */
	stoppedItems: number;
	/** Aborted when an item failed, or when the execution is canceled. */
	stop: AbortController;
	/** Rejects when `stop` is aborted. */
	stopped: Promise<never>;
	/** To be called when no item of the run is in progress any more. */
	whenIdle: Array<() => void>;
	/** To be called when the engine has prepared all items. */
	whenPrepared: Array<() => void>;
	/** Stops listening for the end of the execution, which outlives the run. */
	unlisten: () => void;
}

/** With the engine's own batching, items are prepared while earlier ones are in progress. */
function isBatched(context: IExecutePaginationFunctions): boolean {
	const { batching } = rawParameter(context, 'requestOptions') as { batching?: object };
	return batching !== undefined;
}

/**
 * The items of the run. With Execute Once the engine takes the first item only, and leaves the others in
 * its data. A tool has one item for each call; older agents hand it their own data, with their items.
 */
function countItems(context: IExecutePaginationFunctions): number {
	const { executeOnce, type } = context.getNode();
	if (executeOnce || type.endsWith('Tool')) return 1;
	const { main, ai_tool: tool } = context.getExecuteData().data;
	return (main ?? tool)?.[0]?.length ?? 1;
}

/** Stops the run when the execution is canceled. @returns what ends the listening */
function stopWhenCanceled(stop: AbortController, canceled?: AbortSignal): () => void {
	const listener = () => stop.abort(canceled?.reason);
	canceled?.addEventListener('abort', listener, { once: true });
	if (canceled?.aborted) listener();
	return () => canceled?.removeEventListener('abort', listener);
}

function newRun(context: IExecutePaginationFunctions): Run {
	const stop = new AbortController();
	const stopped = new Promise<never>((_, reject) => {
		stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
	});
	// Nobody may be waiting when the run stops.
	stopped.catch(() => {});
	return {
		items: countItems(context),
		stopsAtFailure: !context.continueOnFail(),
		isBatched: isBatched(context),
		prepared: new Set(),
		inProgress: 0,
		succeeded: 0,
		failed: 0,
		stoppedItems: 0,
		stop,
		stopped,
		whenIdle: [],
		whenPrepared: [],
		unlisten: stopWhenCanceled(stop, context.getExecutionCancelSignal()),
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
	const run = newRun(context);
	byNode.set(name, run);
	return run;
}

function callAll(waiting: Array<() => void>): void {
	for (const resume of waiting.splice(0)) resume();
}

/** One item's part in the run of its node. */
export class RunMember {
	private readonly run: Run;

	private isInProgress = false;

	constructor(context: IExecutePaginationFunctions) {
		const index = context.getItemIndex();
		this.run = runOf(context, index);
		this.run.prepared.add(index);
		if (this.isPrepared) callAll(this.run.whenPrepared);
	}

	private get isPrepared(): boolean {
		return this.run.prepared.size >= this.run.items;
	}

	/** Ends every wait of the item. */
	get signal(): AbortSignal {
		return this.run.stop.signal;
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
		if (!run.stopsAtFailure || run.items === 1 || run.isBatched) return;
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

	/** The item succeeded. */
	succeed(): void {
		this.run.succeeded += 1;
		this.end();
	}

	/**
	 * The item was stopped by the failure of another one, and waits for those in progress.
	 *
	 * @returns whether another one failed; otherwise nobody would say that this one was not sent
	 */
	async giveUp(): Promise<boolean> {
		this.run.stoppedItems += 1;
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
		if (run.succeeded + run.failed + run.stoppedItems === run.items) run.unlisten();
		if (!this.isInProgress) return;
		this.isInProgress = false;
		run.inProgress -= 1;
		if (run.inProgress === 0) callAll(run.whenIdle);
	}
}
