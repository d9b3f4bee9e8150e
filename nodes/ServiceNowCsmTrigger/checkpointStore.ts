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

/** Which node of which workflow. */
export function nodeKeyOf(context: IPollFunctions): string {
	return `${context.getWorkflow().id} ${context.getNode().id}`;
}

/**
 * Where a node keeps its checkpoint: the static data.
 *
 * With n8n's durable scheduler (N8N_SCHEDULER_ENABLED), a poll that emits nothing, or that runs while the
 * workflow is published, can leave the stored data as it was. This process remembers where such a poll
 * came to, as long as nobody else has moved the stored checkpoint.
 *
 * https://github.com/n8n-io/n8n/blob/master/packages/cli/src/workflows/triggers/trigger-execution-context.factory.ts
 */
export class CheckpointStore {
	private readonly node: string;

	private readonly data: unknown;

	private readonly base: string;

	constructor(context: IPollFunctions) {
		this.node = nodeKeyOf(context);
		this.data = context.getWorkflowStaticData('node');
		this.base = keyOf(JSON.stringify(this.stored) ?? '');
	}

	/** What is stored, of any shape; nothing before the first poll. */
	private get stored(): unknown {
		return isObject(this.data) ? this.data.checkpoint : (this.data ?? null);
	}

	/** What the last poll left, of any shape; nothing before the first poll. */
	read(): unknown {
		const last = unsaved.get(this.node);
		return last?.base === this.base ? last.checkpoint : this.stored;
	}

	/**
	 * Stores the checkpoint at the end of a poll.
	 *
	 * @param emits whether the poll emits records: then n8n stores the checkpoint with them, or neither
	 */
	write(checkpoint: Checkpoint, emits: boolean): void {
		if (isObject(this.data)) this.data.checkpoint = checkpoint as unknown as IDataObject;
		if (emits) unsaved.delete(this.node);
		else unsaved.set(this.node, { base: this.base, checkpoint });
	}
}
