import { fromGlide, toGlide } from '../shared/platform/glideDateTime';
import { joinClauses, orderBy } from '../shared/platform/encodedQuery';
import type { Position } from './change';
import type { ChangeSource } from './changeSource';

/** Offsets of time zones are multiples of it. */
const STEP_MINUTES = 15;

/** By how much daylight saving time moves the clock, at most. */
const CLOCK_CHANGE_MINUTES = 60;

/** Time zones that are furthest behind and ahead of UTC. */
const EXTREME_MINUTES = { behind: 12 * 60, ahead: 14 * 60 };

/** How to write the time at which a scan starts. */
export interface QueryTimeZone {
	/** Minutes ahead of UTC. */
	minutes: number;
	/** Whether the instance reads dates in UTC, where there are no clock changes. */
	isUtc: boolean;
}

/**
 * How to write a time that lies between two times whose reading is known: so that it is read as early
 * as is possible, because that hides nothing.
 *
 * @param one minutes ahead of UTC at the first time
 * @param other minutes ahead of UTC at the second time
 */
export function earliestReading(one: number, other: number): QueryTimeZone {
	const isUtc = one === 0 && other === 0;
	return { minutes: Math.min(one, other) - (isUtc ? 0 : CLOCK_CHANGE_MINUTES), isUtc };
}

/**
 * A time as it must stand in a query.
 *
 * @param time in UTC, as ServiceNow stores it
 * @param minutes by which the instance reads dates ahead of UTC
 */
export function queryLiteral(time: string, minutes: number): string {
	return toGlide(fromGlide(time) + minutes * 60_000);
}

/** The largest of the steps up to `high` for which something holds, when it holds for `low`. */
async function largestStep(
	low: number,
	high: number,
	holds: (minutes: number) => Promise<boolean>,
): Promise<number> {
	while (low < high) {
		const middle = low + Math.ceil((high - low) / STEP_MINUTES / 2) * STEP_MINUTES;
		if (await holds(middle)) low = middle;
		else high = middle - STEP_MINUTES;
	}
	return low;
}

/**
 * Finds out how the instance reads a date and time in a query, by binary search with a record whose
 * time is known.
 *
 * ServiceNow documents that web services take dates in UTC, and instances were seen that take them in
 * the time zone of the user. A wrong guess would hide hours of changes without an error.
 *
 * @param position of an existing record
 * @param known minutes ahead of UTC that were found last
 * @returns minutes by which the instance's reading is ahead of UTC, at that time of the year; nothing
 * when the record was deleted or changed in the meantime
 */
export async function detectTimeZone(
	source: ChangeSource,
	{ time, id }: Position,
	known: number,
): Promise<number | undefined> {
	const column = source.query.event.time;
	const holds = async (operator: '=' | '>=', minutes: number) => {
		const condition = `${column}${operator}${queryLiteral(time, minutes)}`;
		const conditions = [joinClauses(`sys_id=${id}`, condition)];
		const found = await source.find(conditions, orderBy('sys_id'), { limit: 1 });
		return found.length > 0;
	};
	for (const minutes of new Set([known, 0])) {
		if (await holds('=', minutes)) return minutes;
	}
	// In the hour that a clock change repeats, no time is read as the one that is meant: the earlier
	// reading is right here, because it hides nothing.
	const { behind, ahead } = EXTREME_MINUTES;
	if (!(await holds('>=', -behind))) return undefined;
	return await largestStep(-behind, ahead, async (minutes) => await holds('>=', minutes));
}
