import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isObject } from '../shared/isObject';
import { keyOf } from './change';
import type { Checkpoint } from './checkpoint';

/** A checkpoint that n8n did not store, and what was stored instead. */
interface Unsaved {
	/** Key of what was stored when the poll began. */
	base: string;
	checkpoint: Checkpoint;
}

/** By the node. */
const unsaved = new Map<string, Unsaved>();

/** Name, in the static data of the workflow, of what the nodes of it could not store. */
const UNSAVED = 'serviceNowCsmTrigger';

/** Whether n8n will store it with the workflow, and not in the table of its durable cursors. */
function isOfWorkflow(data: IDataObject): boolean {
	return '__dataChanged' in data;
}

/** Which node of which workflow. */
export function nodeKeyOf(context: IPollFunctions): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}

/**
 * Where a node keeps its checkpoint: the static data.
 *
 * With n8n's durable scheduler (N8N_SCHEDULER_ENABLED), a poll that emits nothing, or that runs while the
 * workflow is published, can leave the stored data as it was. This process remembers where such a poll
 * came to, as long as nobody else has moved the stored checkpoint. With durable cursors
 * (N8N_POLLER_DURABLE_CURSORS_ENABLED), n8n stores nothing for the node at publishing, but the static data
 * of the workflow: what is there outlives the process, until a poll emits something.
 *
 * https://github.com/n8n-io/n8n/blob/master/packages/cli/src/workflows/triggers/trigger-execution-context.factory.ts
 */
export class CheckpointStore {
	private readonly node: string;

	private readonly data: unknown;

	/** What the workflow keeps for all its nodes; nothing where the node's own data is enough. */
	private readonly shared?: IDataObject;

	private readonly base: string;

	constructor(context: IPollFunctions) {
		this.node = nodeKeyOf(context);
		this.data = context.getWorkflowStaticData('node');
		const hasCursor = isObject(this.data) && !isOfWorkflow(this.data);
		if (hasCursor) this.shared = context.getWorkflowStaticData('global');
		this.base = keyOf(JSON.stringify(this.stored) ?? '');
	}

	/** What is stored, of any shape; nothing before the first poll. */
	private get stored(): unknown {
		return isObject(this.data) ? this.data.checkpoint : (this.data ?? null);
	}

	/** What polls of the workflow could not store otherwise, by the node. */
	private get kept(): IDataObject {
		const kept = this.shared?.[UNSAVED];
		return isObject(kept) ? kept : {};
	}

	/** What the last poll left, of any shape; nothing before the first poll. */
	read(): unknown {
		const left = [unsaved.get(this.node), this.kept[this.node]].filter(isObject);
		const last = left.find(({ base }) => base === this.base);
		return last ? last.checkpoint : this.stored;
	}

	/**
	 * Stores the checkpoint at the end of a poll.
	 *
	 * @param emits whether the poll emits records: then n8n stores the checkpoint with them, or neither
	 */
	write(checkpoint: Checkpoint, emits: boolean): void {
		if (isObject(this.data)) this.data.checkpoint = checkpoint as unknown as IDataObject;
		const last = { base: this.base, checkpoint };
		if (emits) unsaved.delete(this.node);
		else unsaved.set(this.node, last);
		if (this.shared) this.keep(emits ? undefined : last);
	}

	private keep(last: Unsaved | undefined): void {
		const others = Object.entries(this.kept).filter(([node]) => node !== this.node);
		const own = last ? [[this.node, last]] : [];
		(this.shared as IDataObject)[UNSAVED] = Object.fromEntries([...others, ...own]);
	}
}
