import { glideTime, isGlideTime } from '../values.mts';

function aheadOfUtc(instant: number, timeZone: string): number {
	const wallClock = new Date(instant).toLocaleString('sv-SE', { timeZone });
	return Date.parse(`${wallClock.replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;
}

/**
 * @param value text from a query
 * @param timeZone IANA zone in which the instance reads it
 * @returns a date and time in UTC, where the value is one; else the value
 */
export function inUtc(value: string, timeZone: string): string {
	if (timeZone === 'UTC' || !isGlideTime(value)) return value;
	const wallClock = Date.parse(`${value.replace(' ', 'T')}Z`);
	const guess = wallClock - aheadOfUtc(wallClock, timeZone);
	return glideTime(new Date(wallClock - aheadOfUtc(guess, timeZone)));
}
