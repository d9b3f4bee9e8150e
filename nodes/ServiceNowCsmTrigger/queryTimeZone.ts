import { fromGlide, toGlide } from '../shared/platform/glideDateTime';
import type { Point } from './change';
import type { Source } from './changeSource';

const QUARTER = 15;

/** Minutes by which a clock change moves the clock, at most. */
const CLOCK_CHANGE = 60;

/** Minutes by which clocks on earth are behind and ahead of UTC, at most. */
const FURTHEST = { behind: 12 * 60, ahead: 14 * 60 };

/** How to write the start of a scan. */
export interface Zone {
	/** Minutes ahead of UTC. */
	minutes: number;
	/** Whether the instance reads dates in UTC, where there are no clock changes. */
	isUtc: boolean;
}

/**
 * How to write a time that lies anywhere between two at which the reading is known: as the earliest
 * reading that can be, because that hides nothing.
 */
export function earliest(one: number, other: number): Zone {
	const isUtc = one === 0 && other === 0;
	return { minutes: Math.min(one, other) - (isUtc ? 0 : CLOCK_CHANGE), isUtc };
}

/** A time as an instance reads it whose clock is so many minutes ahead of UTC. */
export function literal(time: string, zone: number): string {
	return toGlide(fromGlide(time) + zone * 60_000);
}

/**
 * Finds out how the instance reads a date and time in a query, with a record whose time is known.
 *
 * ServiceNow documents that web services take dates in UTC, and instances were seen that take them in
 * the time zone of the user. A wrong guess would hide hours of changes without an error.
 *
 * @param point of a record that is there
 * @param known minutes ahead of UTC that were found last
 * @returns minutes by which the instance's reading is ahead of UTC, at that time of the year; nothing
 * when the record has gone or changed meanwhile
 */
export async function zoneAt(
	source: Source,
	{ time, id }: Point,
	known: number,
): Promise<number | undefined> {
	const column = source.wanted.event.time;
	const holds = async (operator: '=' | '>=', zone: number) => {
		const condition = `sys_id=${id}^${column}${operator}${literal(time, zone)}`;
		const found = await source.ask([condition], 'ORDERBYsys_id', { limit: 1 });
		return found.length > 0;
	};
	for (const zone of new Set([known, 0])) {
		if (await holds('=', zone)) return zone;
	}
	// In the hour that a clock change repeats, no time is read as the one that is meant: the earlier
	// reading is right here, because it hides nothing.
	let low = -FURTHEST.behind;
	let high = FURTHEST.ahead;
	if (!(await holds('>=', low))) return undefined;
	while (low < high) {
		const middle = low + Math.ceil((high - low) / QUARTER / 2) * QUARTER;
		if (await holds('>=', middle)) low = middle;
		else high = middle - QUARTER;
	}
	return low;
}
