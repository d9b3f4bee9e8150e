import { fromGlide } from '../platform/glideDateTime';

/** A record with the key, as a search shows it. */
export interface KeyedRecord {
	sysId: string;
	/** '' where the table has no such column, or it cannot be read. */
	number: string;
	/** `sys_created_on`: `YYYY-MM-DD HH:MM:SS` in UTC; '' where it cannot be read. */
	createdOn: string;
	/** Whether it can still be closed. */
	isOpen: boolean;
}

/** What a search saw. */
export interface Sighting {
	records: KeyedRecord[];
	/**
	 * UNIX milliseconds that the clock of the instance showed when the search began, at least; nothing
	 * where a proxy strips the header `Date`.
	 */
	instanceTime?: number;
}

/** Milliseconds by which the clocks of an instance, and of what stands before it, may differ. */
const CLOCK_MARGIN_MS = 10_000;

/** Time zones differ from UTC by whole quarters of an hour. */
const QUARTER_HOUR_MS = 900_000;

/** Where a record stands in the order in which all workers see the records of a key. */
function placeOf({ createdOn, number, sysId }: KeyedRecord): string {
	return [createdOn, number, sysId].join(' ');
}

/** Whether one record comes before another, for everybody: by columns that never change. */
function isOlder(one: KeyedRecord, other: KeyedRecord): boolean {
	return placeOf(one) < placeOf(other);
}

/** The records, the oldest first. */
export function oldestFirst(records: KeyedRecord[]): KeyedRecord[] {
	return [...records].sort((one, other) => (isOlder(one, other) ? -1 : 1));
}

/**
 * Whether a record is as old as that, by the clock of the instance. An instance can show times in the zone
 * of the user, which differs from UTC by quarters of an hour: only what an age is beyond those counts.
 *
 * @param ageMs milliseconds, without the margin for clocks that differ
 */
export function isOlderThan(
	{ createdOn }: KeyedRecord,
	{ instanceTime = NaN }: Sighting,
	ageMs: number,
): boolean {
	const age = instanceTime - fromGlide(createdOn);
	const beyond = age - Math.floor(age / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
	return beyond >= ageMs + CLOCK_MARGIN_MS && beyond < QUARTER_HOUR_MS - CLOCK_MARGIN_MS;
}

/** Whether a record was there before a search began. @param sighting of that search */
export function existedBefore(
	{ createdOn }: KeyedRecord,
	{ instanceTime = NaN }: Sighting,
): boolean {
	return fromGlide(createdOn) < instanceTime - CLOCK_MARGIN_MS;
}
