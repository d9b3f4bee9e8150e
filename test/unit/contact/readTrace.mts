import { ContactSource } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';
import { readInPages } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/paging';
import { pagedInstance, type Habits } from './pagedInstance.mts';

export type { Habits };

export const COUNTED = { counts: 'all that match' } as const;

/** Habits with hidden contacts between two places. */
export const hidden = (from: number, to = Infinity) => ({
	isHidden: (place: number) => place >= from && place < to,
});

const FLAGS = ['isIncomplete', 'isUncertain', 'isUncounted', 'hasUnreadable'] as const;

/** Place of the sys_id that a condition has. */
function afterIn(query: string): string {
	const after = /sys_id>([0-9a-f]+)/.exec(query)?.[1];
	return after === undefined ? '' : `>${Number(after.slice(-4))}`;
}

/** `back` for the opposite order, the place of the contact that others come after, offset and limit. */
function nameOf({ query, offset, limit }: { query: string; offset: number; limit: number }) {
	const order = [/ORDERBYDESC/.test(query) && 'back', !/ORDERBY/.test(query) && 'any'];
	return [...order, afterIn(query), `${offset}+${limit}`].filter(Boolean).join(' ');
}

/**
 * Reads from an instance that carries out ranges and orders, where its habits are not others.
 *
 * @returns the requests in their order, how many contacts came, what was counted, what is said
 */
export async function traceOf(count: number, habits: Partial<Habits>, plan: object) {
	const instance = pagedInstance(count, { range: 'honors', order: 'honors', ...habits });
	const source = new ContactSource(instance);
	const whole = { query: '', offset: 0, limit: Infinity, ...plan };
	const records = await readInPages(whole, source);
	const found = new Set(records.map(({ sys_id: id }) => id)).size;
	const counted = instance.counts.map((condition) => afterIn(condition) || 'all').join(' ');
	const said = FLAGS.filter((flag) => source[flag]);
	return {
		requests: instance.requests.map(nameOf).join(' | '),
		outcome: [`${found} found`, `counted ${counted || 'none'}`, ...said].join('; '),
	};
}
