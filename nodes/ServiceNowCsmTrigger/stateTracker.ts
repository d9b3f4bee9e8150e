import type { IDataObject } from 'n8n-workflow';
import {
	joinClauses,
	orderBy,
	orderByDescending,
	withCondition,
} from '../shared/platform/encodedQuery';
import { KEY_LENGTH, keyOf, type Change } from './change';
import type { ChangeSource } from './changeSource';

/** Interactions that are known to be in the state, at most. */
const MAX_IN_STATE = 4000;

const PAGE_SIZE = 1000;

/** sys_ids in one request; more would make the URL too long for a proxy. */
const IDS_PER_REQUEST = 100;

/**
 * The interactions that are known to be in the selected state. The instance shows the present state
 * only, so that a change to it is told from a change of anything else by what was known before.
 *
 * The least recently changed ones are forgotten where there are too many. A closed interaction need
 * not be remembered: it says when it was closed.
 */
export class StateTracker {
	private readonly keys: Set<string>;

	/** @param stored keys, joined, the least recently changed one first */
	constructor(
		private readonly state: string,
		stored: string,
	) {
		this.keys = new Set(stored.match(new RegExp(`.{${KEY_LENGTH}}`, 'g')));
	}

	/** Reads which interactions are in the state now, as far as they can be remembered. */
	static async initialize(source: ChangeSource, state: string): Promise<StateTracker> {
		const tracker = new StateTracker(state, '');
		const newestFirst = joinClauses(orderByDescending('sys_updated_on'), orderBy('sys_id'));
		const found: IDataObject[] = [];
		while (found.length < MAX_IN_STATE) {
			const page = await source.find([`state=${state}`], newestFirst, {
				limit: PAGE_SIZE,
				offset: found.length,
				columns: ['sys_id'],
			});
			found.push(...page);
			if (page.length < PAGE_SIZE) break;
		}
		for (const { sys_id: id } of found.reverse()) tracker.keys.add(keyOf(String(id)));
		return tracker;
	}

	/**
	 * Takes note of a change.
	 *
	 * @param knownUpTo time up to which every change had been seen before; what was closed earlier was
	 * known as closed
	 * @returns whether the interaction reached the state
	 */
	reaches({ id, record }: Change, knownUpTo: string): boolean {
		const key = keyOf(id);
		const wasIn = this.keys.delete(key);
		if (record.state !== this.state) return false;
		this.keys.add(key);
		const closedAt = this.state.startsWith('closed') ? String(record.closed_at ?? '') : '';
		return !wasIn && (closedAt === '' || closedAt >= knownUpTo);
	}

	/** As the static data keeps it. */
	serialize(): string {
		return [...this.keys].slice(-MAX_IN_STATE).join('');
	}
}

/**
 * The changes whose records match a filter.
 *
 * @param filter encoded query of the user, '' for none
 */
export async function filterMatching(
	source: ChangeSource,
	changes: Change[],
	filter: string,
): Promise<Change[]> {
	if (filter === '') return changes;
	const matching = new Set<string>();
	for (let at = 0; at < changes.length; at += IDS_PER_REQUEST) {
		const ids = changes.slice(at, at + IDS_PER_REQUEST).map(({ id }) => id);
		const condition = withCondition(filter, `sys_idIN${ids.join(',')}`);
		const found = await source.find([condition], orderBy('sys_id'), {
			limit: IDS_PER_REQUEST,
			columns: ['sys_id'],
		});
		for (const { sys_id: id } of found) matching.add(String(id));
	}
	return changes.filter(({ id }) => matching.has(id));
}
