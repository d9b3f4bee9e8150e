import { isObject } from '../shared/isObject';
import { fromGlide } from '../shared/platform/glideDateTime';
import { KEY_LENGTH, keyOf, type Position } from './change';
import type { Settings } from './settings';

/** What the static data of the node keeps between polls. */
export interface Checkpoint {
	/** What it belongs to: another event, state or query starts over. */
	owner: string;
	/** Origin of the instance that it belongs to. */
	origin: string;
	/** Everything up to here has been emitted. */
	watermark: Position;
	/** From here on, every change that was emitted is remembered: the watermark can go back to it. */
	remembersSince: string;
	/** What was emitted: keys of changes, joined, by their second. */
	seenChanges: Record<string, string>;
	/** Minutes by which the instance reads dates in a query ahead of UTC. */
	queryTimeZone: number;
	/** Up to here everything had been seen when a poll last came to the end. */
	complete: string;
	/** What the clock of the instance showed at the end of the last poll, '' when it did not say so. */
	clock: string;
	/** Milliseconds by which that clock was ahead of this machine's; 0 when it did not say so. */
	clockOffset: number;
	/** Keys of the interactions known to be in the selected state, joined; '' for other events. */
	inState: string;
	/** Why the trigger had to start over, until a poll has said so. */
	notice?: Notice;
}

/** What the user has to know of a new start. */
export interface Notice {
	message: string;
	advice: string;
}

/** What became of the checkpoint since the last poll. */
export type Stored =
	| { is: 'missing' | 'broken' }
	| { is: 'moved'; from: string; complete: string }
	| { is: 'valid'; checkpoint: Checkpoint };

/** What a checkpoint belongs to, as a key. */
export function ownerOf({ eventName, state, filter }: Settings): string {
	return keyOf(JSON.stringify([eventName, state, filter]));
}

function isTime(value: unknown): boolean {
	return typeof value === 'string' && !Number.isNaN(fromGlide(value));
}

/** Keys, joined. */
function isKeys(value: unknown): boolean {
	return typeof value === 'string' && value.length % KEY_LENGTH === 0 && /^[\w-]*$/.test(value);
}

function isSeenChanges(value: unknown): boolean {
	return isObject(value) && Object.entries(value).every(([at, keys]) => isTime(at) && isKeys(keys));
}

function isNotice(value: unknown): boolean {
	if (value === undefined) return true;
	return isObject(value) && [value.message, value.advice].every((text) => typeof text === 'string');
}

function isPosition(value: unknown): boolean {
	return isObject(value) && isTime(value.time) && typeof value.id === 'string';
}

/** What each part of a checkpoint must be. */
const PARTS: Record<keyof Checkpoint, (value: unknown) => boolean> = {
	owner: (value) => typeof value === 'string',
	origin: (value) => typeof value === 'string',
	watermark: isPosition,
	remembersSince: isTime,
	seenChanges: isSeenChanges,
	queryTimeZone: Number.isInteger,
	complete: isTime,
	clock: (value) => value === '' || isTime(value),
	clockOffset: Number.isInteger,
	inState: isKeys,
	notice: isNotice,
};

function isCheckpoint(value: unknown): value is Checkpoint {
	return isObject(value) && Object.entries(PARTS).every(([name, holds]) => holds(value[name]));
}

/**
 * Reads what is stored, which users can edit and a restored backup can cut.
 *
 * @param stored of any shape
 * @param owner see {@link ownerOf}
 * @param origin of the instance
 * @returns the checkpoint as a copy, because n8n stores what is done to its own object even if the poll
 * fails; or why there is none to go on from
 */
export function readCheckpoint(stored: unknown, owner: string, origin: string): Stored {
	if (stored === undefined) return { is: 'missing' };
	if (!isCheckpoint(stored)) return { is: 'broken' };
	if (stored.owner !== owner) return { is: 'missing' };
	if (stored.origin !== origin) {
		return { is: 'moved', from: stored.origin, complete: stored.complete };
	}
	return { is: 'valid', checkpoint: JSON.parse(JSON.stringify(stored)) as Checkpoint };
}
