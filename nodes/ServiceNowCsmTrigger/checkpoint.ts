import type { IDataObject } from 'n8n-workflow';
import { keyOf, type Position } from './change';
import type { Settings } from './settings';

/** What the static data of the node keeps between polls. */
export interface Checkpoint {
	/** What it belongs to: another instance, event, state or query starts over. */
	owner: string;
	/** Everything up to here has been emitted. */
	watermark: Position;
	/** What was emitted after the watermark: keys of changes, joined, by their second. */
	seenChanges: Record<string, string>;
	/** Minutes by which the instance reads dates in a query ahead of UTC. */
	queryTimeZone: number;
	/** Up to here everything had been seen when a poll last came to the end. */
	complete: string;
	/** Keys of the interactions known to be in the selected state, joined; '' for other events. */
	inState: string;
}

/** What a checkpoint belongs to, as a key. @param origin of the instance */
export function ownerOf({ eventName, state, filter }: Settings, origin: string): string {
	return keyOf(JSON.stringify([origin, eventName, state, filter]));
}

/**
 * Reads the checkpoint from the static data.
 *
 * @returns a copy, because n8n stores what is done to its own object even if the poll fails; nothing
 * when there is none, or it belongs to other settings
 */
export function readCheckpoint(data: IDataObject, owner: string): Checkpoint | undefined {
	const checkpoint = data.checkpoint as unknown as Checkpoint | undefined;
	if (checkpoint?.owner !== owner) return undefined;
	return JSON.parse(JSON.stringify(checkpoint)) as Checkpoint;
}

/** Stores the checkpoint in the static data. */
export function writeCheckpoint(data: IDataObject, checkpoint: Checkpoint): void {
	data.checkpoint = checkpoint as unknown as IDataObject;
}
