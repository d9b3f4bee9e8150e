import type { IDataObject } from 'n8n-workflow';
import { RequestFailedError, type Failure } from '../../../nodes/shared/failure';
import type { PageRequest } from '../../../nodes/ServiceNowContact/resources/contact/getAll/paging/contactSource';

/** How an instance takes part of a query that a query ACL restricts. */
export type Restricted = 'honors' | 'drops' | 'refuses' | 'returns nothing';

/** An instance as paging sees it: what it does with a range, an order, an offset, and many records. */
export interface Habits {
	range: Restricted;
	order: Restricted;
	offset?: 'honors' | 'drops';
	/** Records of one response, at most. */
	cap?: number;
	/** Places in the order of the sys_ids that ACLs hide, after the limit was applied. */
	isHidden?: (place: number) => boolean;
	/** Whether hidden records come as rows without columns. */
	emptyRows?: boolean;
	/** Order without one that is carried out: as inserted, or another one with each request. */
	unordered?: 'stable' | 'random';
	/** What the instance counts; nothing where it does not. */
	counts?: 'all that match' | 'what is visible';
	/** Called before each request, from the second one on. */
	meanwhile?: (ids: string[], request: number) => void;
}

/** Requests of a read, at most: more than any takes here, so that one without end stops at once. */
const MOST_REQUESTS = 100;

/** Each text once, whatever the number of instances: to hash them is what takes the time. */
const known: string[] = [];

/** @returns a sys_id by its place in ascending order, from 0 to 9999 */
export function idAt(place: number): string {
	return (known[place] ??= String(place).padStart(4, '0').padStart(32, 'a'));
}

/** What an instance says to a query that it refuses. */
export function refusal(): RequestFailedError {
	const body = { error: { message: 'Insufficient rights', detail: '' }, status: 'failure' };
	const failure = { status: 403, headers: {}, body, instanceMessage: body.error.message };
	return new RequestFailedError(failure as unknown as Failure);
}

/** Numbers that are the same in each run, from 0 to 1. */
function chance(): () => number {
	let state = 42;
	return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function shuffled<T>(items: T[], random: () => number): T[] {
	return items
		.map((item) => ({ item, key: random() }))
		.sort((a, b) => a.key - b.key)
		.map(({ item }) => item);
}

/** Contacts in the order of their insert, for each count: to shuffle is what takes the time. */
const insertions = new Map<number, string[]>();

function insertionsOf(ids: string[]): string[] {
	const inserted = insertions.get(ids.length) ?? shuffled(ids, chance());
	insertions.set(ids.length, inserted);
	return inserted;
}

/**
 * @param count of its contacts
 * @returns what it has, the requests it gets, and how to ask it
 */
export function pagedInstance(count: number, habits: Habits) {
	const random = chance();
	const ids = Array.from({ length: count }, (_, place) => idAt(place));
	const hidden = new Set(ids.filter((_, place) => habits.isHidden?.(place)));
	const inserted = insertionsOf(ids);
	const requests: PageRequest[] = [];
	const counts: string[] = [];

	function answer(habit: Restricted, isAsked: boolean): 'carried out' | 'nothing' | 'left out' {
		if (!isAsked || habit === 'drops') return 'left out';
		if (habit === 'refuses') throw refusal();
		return habit === 'returns nothing' ? 'nothing' : 'carried out';
	}

	/** Only what is inserted meanwhile is not in its place. */
	function inAscent(): string[] {
		return habits.meanwhile ? [...ids].sort() : ids;
	}

	/** As inserted: what came meanwhile is the last. */
	function inStableOrder(): string[] {
		if (!habits.meanwhile) return inserted;
		const present = new Set(ids);
		return [...new Set([...inserted, ...ids])].filter((id) => present.has(id));
	}

	function inOrder(isOrdered: boolean, descending: boolean): string[] {
		if (isOrdered) return descending ? [...inAscent()].reverse() : inAscent();
		return habits.unordered === 'random' ? shuffled(ids, random) : inStableOrder();
	}

	async function fetchRows(request: PageRequest): Promise<IDataObject[]> {
		requests.push(request);
		if (requests.length > MOST_REQUESTS) throw new Error('The read does not end.');
		if (requests.length > 1) habits.meanwhile?.(ids, requests.length);
		const after = /sys_id>([0-9a-f]+)/.exec(request.query)?.[1];
		const range = answer(habits.range, after !== undefined);
		const order = answer(habits.order, request.query.includes('ORDERBY'));
		if (range === 'nothing' || order === 'nothing') return [];
		const [, descending] = /ORDERBY(DESC)?/.exec(request.query) ?? [];
		const sorted = inOrder(order === 'carried out', descending !== undefined);
		const found = range === 'left out' ? sorted : sorted.filter((id) => id > after!);
		const start = habits.offset === 'drops' ? 0 : request.offset;
		const page = found.slice(start, start + Math.min(request.limit, habits.cap ?? Infinity));
		if (habits.emptyRows) return page.map((id) => (hidden.has(id) ? {} : { sys_id: id }));
		return page.filter((id) => !hidden.has(id)).map((id) => ({ sys_id: id }));
	}

	async function countMatches(condition = ''): Promise<number | undefined> {
		counts.push(condition);
		if (!habits.counts) return undefined;
		const after = /sys_id>([0-9a-f]+)/.exec(condition)?.[1];
		// A request that is refused tells nothing.
		if (after !== undefined && habits.range === 'refuses') return undefined;
		const range = answer(habits.range, after !== undefined);
		if (range === 'nothing') return 0;
		const counted = habits.counts === 'all that match' ? ids : ids.filter((id) => !hidden.has(id));
		return range === 'left out' ? counted.length : counted.filter((id) => id > after!).length;
	}

	return {
		requests,
		/** Conditions for which the contacts were counted. */
		counts,
		fetchRows,
		countMatches,
		/** The sys_ids that the user may see, in order. */
		visible: () => inAscent().filter((id) => !hidden.has(id)),
	};
}
