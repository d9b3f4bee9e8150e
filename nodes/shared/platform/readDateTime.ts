import { cleanText } from './cleanText';

const TIME = String.raw`(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?`;
const ISO_OFFSET = String.raw`(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)`;

/** ISO 8601, extended or basic. A zone in brackets is Java's, one by name Go's: both add nothing to an offset. */
const ISO = new RegExp(
	String.raw`^(\d{4})(-?)(\d{2})\2(\d{2})(?:(?:T| )${TIME})?(?: ?${ISO_OFFSET}(?:\[[^\]]+\]| [A-Z]{3,5})?)?$`,
	'i',
);

/** The other days of ISO 8601: of a week, `2026-W09-1`, and of a year, `2026-060`. */
const WEEK_DAY = /^(\d{4})(-?)W(\d{2})\2([1-7])(?=$|[T ])/i;
const YEAR_DAY = /^(\d{4})-(\d{3})(?=$|[T ])/;

/** The form that ServiceNow stores. */
const GLIDE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** https://www.rfc-editor.org/rfc/rfc2822#section-3.3 */
const MAIL = new RegExp(
	String.raw`^(?:[a-z]{3}, ?)?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? ([+-]\d{4}|[a-z]{1,3})(?: ?\([^)]*\))?$`,
	'i',
);

/** What JavaScript makes of a `Date`: `Wed Feb 18 2026 11:30:00 GMT+0100 (Central European Standard Time)`. */
const JAVASCRIPT =
	/^[a-z]{3} ([a-z]{3}) (\d{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT([+-]\d{4})(?: \([^)]*\))?$/i;

/** Zones of North America, which mail still uses. Hours ahead of UTC. */
const NAMED_ZONES: Record<string, number> = {
	ut: 0,
	utc: 0,
	gmt: 0,
	z: 0,
	edt: -4,
	est: -5,
	cdt: -5,
	cst: -6,
	mdt: -6,
	mst: -7,
	pdt: -7,
	pst: -8,
};

const HOUR = 3_600_000;

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

/** Milliseconds of an offset such as `+01:00`, `+0100`, `+01`, `EST`; nothing when there is no such offset. */
function offsetOf(offset: string): number | undefined {
	const named = NAMED_ZONES[offset.toLowerCase()];
	if (named !== undefined) return named * HOUR;
	const [, sign, hours, minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
	if (sign === undefined || Number(hours) > 14 || Number(minutes) > 59) return undefined;
	return (Number(hours) * HOUR + Number(minutes) * 60_000) * (sign === '-' ? -1 : 1);
}

/** Year, month from 1, day, hour, minute and second, as they are written. */
type WallClock = [year: string, month: string, day: string, ...time: Array<string | undefined>];

/** A wall-clock time as if it were in UTC; nothing when there is none: `2026-02-30` would roll over to March. */
function wallClockOf([year, month, day, ...time]: WallClock): number | undefined {
	const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const midnight = new Date(`${date}T00:00:00Z`);
	const [hour, minute, second] = time.map((part) => Number(part ?? 0));
	const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
	const isEndOfDay = hour === 24 && minute === 0 && second === 0;
	if (!isDay || (!isEndOfDay && (hour > 23 || minute > 59 || second > 59))) return undefined;
	return midnight.getTime() + hour * HOUR + minute * 60_000 + second * 1000;
}

function atOffset(wallClock: number | undefined, offset: string): number | undefined {
	const ahead = offsetOf(offset);
	return wallClock === undefined || ahead === undefined ? undefined : wallClock - ahead;
}

function monthNumber(name: string): string {
	return String(MONTHS.indexOf(name.toLowerCase()) + 1);
}

const DAY = 24 * HOUR;

/** A day by its number, counted from one: `2026-03-01`; nothing when the year does not have it. */
function dayOf(first: number, count: number, isInYear: (day: Date) => boolean): string {
	const day = new Date(first + (count - 1) * DAY);
	return isInYear(day) ? day.toISOString().slice(0, 10) : '';
}

/** The first week of a year has its fourth of January. https://www.rfc-editor.org/rfc/rfc3339#appendix-A */
function weekDay(year: number, week: number, day: number): string {
	const fourth = new Date(Date.UTC(year, 0, 4));
	const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY;
	const yearOfWeek = (date: Date) =>
		new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY).getUTCFullYear();
	return dayOf(monday, (week - 1) * 7 + day, (date) => week > 0 && yearOfWeek(date) === year);
}

function yearDay(year: number, day: number): string {
	return dayOf(Date.UTC(year, 0, 1), day, (date) => day > 0 && date.getUTCFullYear() === year);
}

/** A date of ISO 8601 by year, month and day. */
function byMonth(text: string): string {
	return text
		.replace(WEEK_DAY, (_, year: string, __, week: string, day: string) =>
			weekDay(Number(year), Number(week), Number(day)),
		)
		.replace(YEAR_DAY, (_, year: string, day: string) => yearDay(Number(year), Number(day)));
}

function fromIso(text: string, timezone: string): number | undefined {
	const match = ISO.exec(byMonth(text));
	if (!match) return undefined;
	const [, year, , month, day, hour, minute, second, offset] = match;
	const wallClock = wallClockOf([year, month, day, hour, minute, second]);
	if (offset !== undefined) return atOffset(wallClock, offset);
	if (wallClock === undefined || GLIDE.test(text)) return wallClock;
	return fromWallClock(wallClock, timezone);
}

function fromMail(text: string): number | undefined {
	const [, day, month, year, hour, minute, second, offset] = MAIL.exec(text) ?? [];
	if (day === undefined) return undefined;
	return atOffset(wallClockOf([year, monthNumber(month), day, hour, minute, second]), offset);
}

function fromJavaScript(text: string): number | undefined {
	const [, month, day, year, hour, minute, second, offset] = JAVASCRIPT.exec(text) ?? [];
	if (day === undefined) return undefined;
	return atOffset(wallClockOf([year, monthNumber(month), day, hour, minute, second]), offset);
}

/** Seconds since 1970 have 9 or 10 digits from 1973 to 2286, milliseconds 12 or 13. */
function fromEpoch(text: string): number | undefined {
	if (/^\d{9,10}(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
	return /^\d{12,13}(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** The instant of a `Date` or a Luxon `DateTime`. */
function fromObject(value: object): number | undefined {
	if (Array.isArray(value) || typeof value.valueOf !== 'function') return undefined;
	const instant: unknown = value.valueOf();
	return typeof instant === 'number' ? instant : undefined;
}

function fromText(text: string, timezone: string): number | undefined {
	return fromIso(text, timezone) ?? fromMail(text) ?? fromJavaScript(text) ?? fromEpoch(text);
}

/**
 * Reads a date and time: ISO 8601, the form that ServiceNow stores (which is UTC), seconds or
 * milliseconds since 1970, the date of a mail, a `Date`, or a Luxon `DateTime`.
 *
 * @param timezone IANA zone, for a text that carries no offset
 * @returns UNIX milliseconds, or nothing for what is none, or has a year without four digits
 */
export function readDateTime(value: unknown, timezone: string): number | undefined {
	const instant =
		typeof value === 'object' && value !== null
			? fromObject(value)
			: fromText(cleanText(String(value)), timezone);
	if (instant === undefined) return undefined;
	return instant >= FIRST_INSTANT && instant <= LAST_INSTANT ? instant : undefined;
}

/** Whether a text is a date of which day and month cannot be told apart: `02/03/2026 11:30`. */
export function isAmbiguousDate(value: unknown): boolean {
	const parts = typeof value === 'string' && /^\s*(\d{1,2})([/.-])(\d{1,2})\2\d{2,4}\b/.exec(value);
	return parts ? Number(parts[1]) <= 12 && Number(parts[3]) <= 12 : false;
}
