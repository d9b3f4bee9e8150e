import type { IDataObject } from 'n8n-workflow';
import { withCondition } from '../shared/platform/encodedQuery';
import { KEY_LENGTH, keyOf, type Change } from './change';
import type { Source } from './changeSource';

/** Interactions that are known to be in the state, at most. */
export const MAX_IN_STATE = 4000;

const PAGE_SIZE = 1000;

/** sys_ids in one question; more would make the URL too long for a proxy. */
const IDS_AT_ONCE = 100;

/** Columns that tell whether a state is new. */
export const STATE_COLUMNS = ['state', 'closed_at'];

/**
 * The interactions that are known to be in the chosen state. The instance shows the present state
 * only, so that a change to it is told from a change of anything else by what was known before.
 *
 * The least recently changed ones are forgotten where there are too many. A closed interaction need
 * not be remembered: it says when it was closed.
 */
export class InState {
	private readonly keys: Set<string>;

	/** @param stored keys strung together, the least recently changed one first */
	constructor(
		private readonly state: string,
		stored: string,
	) {
		this.keys = new Set(stored.match(new RegExp(`.{${KEY_LENGTH}}`, 'g')));
	}

	/** Reads which interactions are in the state now, as far as they can be remembered. */
	static async now(source: Source, state: string): Promise<InState> {
		const inState = new InState(state, '');
		const found: IDataObject[] = [];
		while (found.length < MAX_IN_STATE) {
			const page = await source.ask([`state=${state}`], 'ORDERBYDESCsys_updated_on^ORDERBYsys_id', {
				limit: PAGE_SIZE,
				offset: found.length,
				columns: ['sys_id'],
			});
			found.push(...page);
			if (page.length < PAGE_SIZE) break;
		}
		for (const { sys_id: id } of found.reverse()) inState.keys.add(keyOf(String(id)));
		return inState;
	}

	/**
	 * Takes a change in.
	 *
	 * @param knownUpTo time up to which every change had been seen before; what was closed earlier was
	 * known as closed
	 * @returns whether the interaction has come to the state
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
	stored(): string {
		return [...this.keys].slice(-MAX_IN_STATE).join('');
	}
}

/**
 * Those of the changes whose records meet a filter.
 *
 * @param filter encoded query of the user, '' for none
 */
export async function meeting(
	source: Source,
	changes: Change[],
	filter: string,
): Promise<Change[]> {
	if (filter === '') return changes;
	const met = new Set<string>();
	for (let at = 0; at < changes.length; at += IDS_AT_ONCE) {
		const ids = changes.slice(at, at + IDS_AT_ONCE).map(({ id }) => id);
		const condition = withCondition(filter, `sys_idIN${ids.join(',')}`);
		const found = await source.ask([condition], 'ORDERBYsys_id', {
			limit: IDS_AT_ONCE,
			columns: ['sys_id'],
		});
		for (const { sys_id: id } of found) met.add(String(id));
	}
	return changes.filter(({ id }) => met.has(id));
}
