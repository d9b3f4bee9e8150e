import type { IDataObject } from 'n8n-workflow';
import {
	joinClauses,
	orderBy,
	orderByDescending,
	withCondition,
} from '../shared/platform/encodedQuery';
import { InvalidInputError } from '../shared/inputError';
import { assertReadable, KEY_LENGTH, keyOf, type Change } from './change';
import type { ChangeSource } from './changeSource';

/** Interactions that are known to be in the state, at most. */
const MAX_IN_STATE = 4000;

const PAGE_SIZE = 1000;

/** Pages in which they are looked for, at most. */
const MAX_PAGES = 40;

/** sys_ids in one request; more would make the URL too long for a proxy. */
const IDS_PER_REQUEST = 100;

/** Whether an interaction is in a state; the instance compares without regard to case. */
export function isInState(record: IDataObject, state: string): boolean {
	return String(record.state).toLowerCase() === state.toLowerCase();
}

function ignoresCondition(column: string): InvalidInputError {
	return new InvalidInputError(
		`The instance ignores the condition on "${column}"`,
		`It returned other records than asked for. Ask an administrator to let the ServiceNow user read and query "${column}" (ACLs of the table).`,
	);
}

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

	/**
	 * Reads which interactions are in the state now, as far as they can be remembered.
	 *
	 * @throws {InvalidInputError} when the instance ignores the condition on the state
	 */
	static async initialize(source: ChangeSource, state: string): Promise<StateTracker> {
		const newestFirst = joinClauses(orderByDescending('sys_updated_on'), orderBy('sys_id'));
		const ids = new Set<string>();
		let offset = 0;
		for (let count = 0; count < MAX_PAGES && offset < MAX_IN_STATE; count += 1) {
			const page = await source.find([`state=${state}`], newestFirst, {
				limit: PAGE_SIZE,
				offset,
				columns: ['sys_id', 'state'],
			});
			if (page.length === 0) break;
			assertReadable(page, ['sys_id', 'state']);
			if (!page.every((record) => isInState(record, state))) throw ignoresCondition('state');
			for (const { sys_id: id } of page) ids.add(String(id));
			// By the records received: the instance can have a limit below what is asked for.
			offset += page.length;
		}
		const tracker = new StateTracker(state, '');
		for (const id of [...ids].reverse()) tracker.keys.add(keyOf(id));
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
		if (!isInState(record, this.state)) return false;
		this.keys.add(key);
		const closedAt = this.state.startsWith('closed') ? String(record.closed_at ?? '') : '';
		return !wasIn && (closedAt === '' || closedAt >= knownUpTo);
	}

	/** As the static data keeps it. */
	serialize(): string {
		return [...this.keys].slice(-MAX_IN_STATE).join('');
	}
}

/** Which of some records match a filter, as far as the instance returns them in one page. */
async function askMatching(
	source: ChangeSource,
	ids: string[],
	filter: string,
): Promise<Set<string>> {
	const condition = withCondition(filter, `sys_idIN${ids.join(',')}`);
	const found = await source.find([condition], orderBy('sys_id'), {
		limit: IDS_PER_REQUEST,
		columns: ['sys_id'],
	});
	const matching = new Set(found.map(({ sys_id: id }) => String(id)));
	if ([...matching].some((id) => !ids.includes(id))) throw ignoresCondition('sys_id');
	return matching;
}

/**
 * The changes whose records match a filter.
 *
 * @param filter encoded query of the user, '' for none
 * @throws {InvalidInputError} when the instance returns other records than asked for
 */
export async function filterMatching(
	source: ChangeSource,
	changes: Change[],
	filter: string,
): Promise<Change[]> {
	if (filter === '') return changes;
	const matching = new Set<string>();
	for (let at = 0; at < changes.length; at += IDS_PER_REQUEST) {
		let ids = changes.slice(at, at + IDS_PER_REQUEST).map(({ id }) => id);
		let isMore = true;
		// The instance can return fewer than match, with a limit of its own.
		while (isMore && ids.length > 0) {
			const found = await askMatching(source, ids, filter);
			found.forEach((id) => matching.add(id));
			ids = ids.filter((id) => !found.has(id));
			isMore = found.size > 0;
		}
	}
	return changes.filter(({ id }) => matching.has(id));
}
