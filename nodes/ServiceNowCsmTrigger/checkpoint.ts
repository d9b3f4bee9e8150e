import type { IDataObject } from 'n8n-workflow';
import { keyOf, type Point } from './change';
import type { Settings } from './settings';

/** What the static data of the node keeps. */
export interface Mark {
	/** What the mark belongs to: another instance, event or filter starts anew. */
	of: string;
	/** Everything up to here is done. */
	floor: Point;
	/** What was handed out after it: keys of changes, strung together, by their second. */
	seen: Record<string, string>;
	/** Minutes ahead of UTC with which the instance reads dates. */
	zone: number;
	/** Up to here everything had been seen when a poll last came to the end. */
	complete: string;
	/** Interactions known to be in the chosen state, for the event that has one. */
	inState: string;
}

/** What a mark belongs to, in a short form. @param origin of the instance */
export function ownerOf({ eventName, state, filter }: Settings, origin: string): string {
	return keyOf(JSON.stringify([origin, eventName, state, filter]));
}

/**
 * The mark in the static data, when it belongs to what the node is set to.
 *
 * @returns a copy: n8n would store what is done to its own object, though the poll may yet fail
 */
export function storedMark(data: IDataObject, of: string): Mark | undefined {
	const mark = data.mark as unknown as Mark | undefined;
	return mark?.of === of ? (JSON.parse(JSON.stringify(mark)) as Mark) : undefined;
}
