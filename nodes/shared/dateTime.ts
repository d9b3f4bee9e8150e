import { InputProblem } from './inputProblem';

const GLIDE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const ISO =
	/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

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

function toGlide(instant: number): string {
	return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** A calendar date that exists: `2026-02-30` would otherwise roll over to March. */
function isRealDate(date: string): boolean {
	const parsed = new Date(`${date}T00:00:00Z`);
	return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

/**
 * Turns a date into the form that ServiceNow stores: `YYYY-MM-DD HH:MM:SS` in UTC.
 *
 * @param value an ISO 8601 text, a `Date`, a Luxon `DateTime`, or a text already in that form, which passes unchanged
 * @param timezone IANA zone of the workflow, used for a text that carries no offset
 * @param name the parameter, for the message
 * @throws {InputProblem} when it is no date
 */
export function toGlideDateTime(value: unknown, timezone: string, name: string): string {
	if (typeof value === 'object' && value !== null) {
		const instant = Number((value as { valueOf(): unknown }).valueOf());
		if (!Number.isNaN(instant)) return toGlide(instant);
	}
	const text = typeof value === 'string' ? value.trim() : '';
	const match = ISO.exec(text);
	const invalid = new InputProblem(
		`"${name}" is not a date and time: ${JSON.stringify(value)}`,
		'Use an ISO 8601 date such as 2026-02-18T11:30:00+01:00, or YYYY-MM-DD HH:MM:SS in UTC.',
	);
	if (!match || !isRealDate(match[1])) throw invalid;
	if (GLIDE.test(text)) return text;

	const [, date, time = '00:00:00', offset] = match;
	const wallClock = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
	if (Number.isNaN(wallClock)) throw invalid;
	if (!offset) return toGlide(fromWallClock(wallClock, timezone));
	if (offset.toUpperCase() === 'Z') return toGlide(wallClock);
	const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
	const ahead = (hours * 60 + minutes) * 60_000 * (offset.startsWith('-') ? -1 : 1);
	return toGlide(wallClock - ahead);
}
