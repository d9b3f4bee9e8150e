import { changeOf, isAfter, type Change, type Point } from './change';
import type { Seen } from './seenChanges';
import type { Source } from './changeSource';
import { literal, zoneAt, type Zone } from './queryTimeZone';

/** Records of one request, at most. */
const PAGE_SIZE = 1000;

/** Pages without a record that are passed over, where access rules hide records. */
export const MAX_EMPTY = 50;

/** How far to read. */
export interface Reach {
	/** New changes after which the rest is left to the next poll. */
	limit: number;
	/** UNIX milliseconds of this machine after which the rest is left to the next poll. */
	deadline: number;
	/** Pages without a record after which there is nothing more. */
	maxEmpty: number;
}

/** What a scan found. */
export interface Found {
	/** New changes, in their order. */
	changes: Change[];
	/** The last place that was read. */
	last: Point;
	/** Whether there is nothing after it. */
	isComplete: boolean;
}

/** Encoded queries of which each change after a place meets one. */
function after(column: string, { time, id }: Point, zone: number): string[] {
	const at = literal(time, zone);
	if (id === '') return [`${column}>=${at}`];
	return [`${column}>${at}`, `${column}=${at}^sys_id>${id}`];
}

/**
 * Reads the changes after the floor in their order, each page after the last change of the one before
 * it, so that nothing is passed over while records change.
 *
 * A page can be short without being the last, because access rules hide records after the limit was
 * applied. The end is reached with a short page that holds the newest record, or comes after it.
 *
 * @param seen what was handed out before; gets the new changes
 * @param newest place of the newest record that the user may see, when there is one
 * @param zone with which the instance reads dates, or an earlier one: then a page repeats what is known
 */
export async function scan(
	source: Source,
	seen: Seen,
	newest: Point | undefined,
	zone: Zone,
	{ limit, deadline, maxEmpty }: Reach,
): Promise<Found> {
	const { event } = source.wanted;
	const order = `ORDERBY${event.time}^ORDERBYsys_id`;
	const changes: Change[] = [];
	let last = seen.floor;
	let { minutes } = zone;
	let offset = 0;
	let empty = 0;
	while (changes.length < limit && Date.now() < deadline) {
		const conditions = after(event.time, last, minutes);
		const page = await source.ask(conditions, order, { limit: PAGE_SIZE, offset });
		const beyond = page
			.map((record) => changeOf(record, event))
			.filter((change) => isAfter(change, last));
		for (const change of beyond) {
			if (seen.add(change)) changes.push(change);
		}
		if (beyond.length > 0) last = beyond[beyond.length - 1];
		// All known or all hidden: what is new comes behind it.
		offset = beyond.length > 0 ? 0 : offset + PAGE_SIZE;
		empty = page.length > 0 ? 0 : empty + 1;
		const isPastNewest = newest === undefined || !isAfter(newest, last);
		if ((page.length < PAGE_SIZE && isPastNewest) || empty > maxEmpty) {
			return { changes, last: { time: last.time, id: last.id }, isComplete: true };
		}
		if (beyond.length > 0 && page.length === PAGE_SIZE && !zone.isUtc) {
			minutes = (await zoneAt(source, last, minutes)) ?? minutes;
		}
	}
	return { changes, last: { time: last.time, id: last.id }, isComplete: false };
}
