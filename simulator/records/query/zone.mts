import { glideTime, isGlideTime } from '../values.mts';

function aheadOfUtc(instant: number, timeZone: string): number {
	return wallClock(instant, timeZone).getTime() - Math.floor(instant / 1000) * 1000;
}

/**
 * @param instant UNIX milliseconds
 * @param timeZone IANA zone
 * @returns the wall clock of the zone, to the second, as if it were UTC
 */
export function wallClock(instant: number, timeZone: string): Date {
	if (timeZone === 'UTC') return new Date(Math.floor(instant / 1000) * 1000);
	const text = new Date(instant).toLocaleString('sv-SE', { timeZone });
	return new Date(`${text.replace(' ', 'T')}Z`);
}

/**
 * @param value text from a query
 * @param timeZone IANA zone in which the instance reads it
 * @returns a date and time in UTC, where the value is one; else the value
 */
export function inUtc(value: string, timeZone: string): string {
	if (timeZone === 'UTC' || !isGlideTime(value)) return value;
	const clock = Date.parse(`${value.replace(' ', 'T')}Z`);
	const guess = clock - aheadOfUtc(clock, timeZone);
	return glideTime(new Date(clock - aheadOfUtc(guess, timeZone)));
}

/**
 * @param value text from a record
 * @param timeZone IANA zone of who looks at it
 * @returns a date and time as the zone's clock shows it, where the value is one; else the value
 */
export function inZone(value: string, timeZone: string): string {
	if (timeZone === 'UTC' || !isGlideTime(value)) return value;
	return glideTime(wallClock(Date.parse(`${value.replace(' ', 'T')}Z`), timeZone));
}
