import { InvalidInputError, preview, quote, type FieldName } from '../inputError';

const GLIDE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** The years of four digits. */
const FIRST_INSTANT = Date.parse('0001-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59Z');

/** Milliseconds by which a time zone is ahead of UTC at an instant. */
function zoneOffset(instant: number, timezone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: timezone,
		hourCycle: 'h23',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
	}).formatToParts(instant);
	const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
	const wallClock = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return wallClock - Math.floor(instant / 1000) * 1000;
}

/** The instant of a wall-clock time in a zone. The second look settles the hours around a clock change. */
function fromWallClock(wallClockAsUtc: number, timezone: string): number {
	const guess = wallClockAsUtc - zoneOffset(wallClockAsUtc, timezone);
	return wallClockAsUtc - zoneOffset(guess, timezone);
}

/** The form that ServiceNow stores. @param instant UNIX milliseconds */
export function toGlide(instant: number): string {
	return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** UNIX milliseconds of a date in the form that ServiceNow stores, or `NaN` when it is none. */
export function fromGlide(stored: string): number {
	return GLIDE.test(stored) ? Date.parse(`${stored.replace(' ', 'T')}Z`) : NaN;
}

/** A day and a time of day that exist: `2026-02-30` would otherwise roll over to March. */
function exists(date: string, time: string): boolean {
	const day = new Date(`${date}T00:00:00Z`);
	const [hour, minute, second = 0] = time.split(':').map(Number);
	const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
	const isEndOfDay = hour === 24 && minute === 0 && second === 0;
	return isDay && (isEndOfDay || (hour < 24 && minute < 60 && second < 60));
}

/** Milliseconds of an offset such as `+01:00`; nothing when there is no such offset. */
function offsetOf(offset: string): number | undefined {
	if (offset.toUpperCase() === 'Z') return 0;
	const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
	if (hours > 14 || minutes > 59) return undefined;
	return (hours * 60 + minutes) * 60_000 * (offset.startsWith('-') ? -1 : 1);
}

/** The instant of a `Date` or a Luxon `DateTime`, while its year has four digits. */
function instantOf(value: object): number | undefined {
	if (Array.isArray(value) || typeof value.valueOf !== 'function') return undefined;
	const instant: unknown = value.valueOf();
	if (typeof instant !== 'number') return undefined;
	return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : undefined;
}

/** The instant of an ISO 8601 text; nothing when it is none. */
function parse(text: string, timezone: string): number | undefined {
	const match = ISO.exec(text);
	if (!match) return undefined;
	const [, date, time = '00:00', offset] = match;
	if (!exists(date, time)) return undefined;
	const wallClock = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
	if (offset === undefined) return fromWallClock(wallClock, timezone);
	const ahead = offsetOf(offset);
	return ahead === undefined ? undefined : wallClock - ahead;
}

/**
 * Turns a date into the form that ServiceNow stores: `YYYY-MM-DD HH:MM:SS` in UTC.
 *
 * @param value an ISO 8601 text, a `Date`, a Luxon `DateTime`, or a text already in that form, which passes unchanged
 * @param timezone IANA zone of the workflow, used for a text that carries no offset
 * @param name of the field, for the message
 * @throws {InvalidInputError} when it is no date
 */
export function toGlideDateTime(value: unknown, timezone: string, name: FieldName): string {
	const isObject = typeof value === 'object' && value !== null;
	const text = typeof value === 'string' ? value.trim() : '';
	// In ServiceNow's own form it is UTC already.
	const zone = GLIDE.test(text) ? 'UTC' : timezone;
	const instant = isObject ? instantOf(value) : parse(text, zone);
	if (instant !== undefined) return toGlide(instant);
	throw new InvalidInputError(
		`${quote(name)} is not a date and time: ${preview(value)}`,
		'Use an ISO 8601 date such as 2026-02-18T11:30:00+01:00, or YYYY-MM-DD HH:MM:SS in UTC.',
	);
}
