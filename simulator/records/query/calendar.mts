import { glideTime, isGlideTime } from '../values.mts';
import { inUtc, wallClock } from './zone.mts';

/** A moment, and the zone in which its days begin. */
interface Moment {
	/** UNIX milliseconds. */
	now: number;
	/** IANA zone. */
	timeZone: string;
}

const units = ['Minute', 'Hour', 'Day', 'Week', 'Month', 'Quarter', 'Year'] as const;

type Unit = (typeof units)[number];

const MONTHS_PER_QUARTER = 3;
const MINUTES_PER_DAY = 1440;
const HIGHEST_COUNT = 100_000;

/** The date as if its wall clock were UTC, moved by `count` units. Months end on their last day. */
function moved(date: Date, unit: Unit, count: number): Date {
	const to = new Date(date);
	if (unit === 'Minute') to.setUTCMinutes(to.getUTCMinutes() + count);
	else if (unit === 'Hour') to.setUTCHours(to.getUTCHours() + count);
	else if (unit === 'Day') to.setUTCDate(to.getUTCDate() + count);
	else if (unit === 'Week') to.setUTCDate(to.getUTCDate() + 7 * count);
	else {
		const months = unit === 'Month' ? 1 : unit === 'Quarter' ? MONTHS_PER_QUARTER : 12;
		to.setUTCMonth(to.getUTCMonth() + months * count);
		if (to.getUTCDate() !== date.getUTCDate()) to.setUTCDate(0);
	}
	return to;
}

/** The beginning of the unit that the date is in. A week begins on Monday. */
function beginning(date: Date, unit: Unit): Date {
	const to = new Date(date);
	to.setUTCSeconds(0, 0);
	if (unit === 'Minute') return to;
	to.setUTCMinutes(0);
	if (unit === 'Hour') return to;
	to.setUTCHours(0);
	if (unit === 'Week') to.setUTCDate(to.getUTCDate() - ((to.getUTCDay() + 6) % 7));
	if (unit === 'Day' || unit === 'Week') return to;
	to.setUTCDate(1);
	if (unit === 'Quarter') to.setUTCMonth(to.getUTCMonth() - (to.getUTCMonth() % 3));
	if (unit === 'Year') to.setUTCMonth(0);
	return to;
}

function edge(date: Date, unit: Unit, which: 'Start' | 'End'): Date {
	const start = beginning(date, unit);
	return which === 'Start' ? start : new Date(moved(start, unit, 1).getTime() - 1000);
}

const named: Record<string, [Unit, number]> = {
	Today: ['Day', 0],
	Yesterday: ['Day', -1],
	Tomorrow: ['Day', 1],
	...Object.fromEntries(
		(['Week', 'Month', 'Quarter', 'Year'] as const).flatMap((unit) => [
			[`Last${unit}`, [unit, -1]],
			[`This${unit}`, [unit, 0]],
			[`Next${unit}`, [unit, 1]],
		]),
	),
};

const beginningOrEnd = /^gs\.(beginning|end)Of([A-Z][A-Za-z]+)\(\)$/;
const ago = /^gs\.(minute|hour|day|month|quarter|year)sAgo(Start|End)?\(\s*(-?\d+)\s*\)$/;
const generated = /^gs\.dateGenerate\(\s*'(\d{4}-\d\d-\d\d)'\s*,\s*'(start|end|[\d:]{8})'\s*\)$/;
const edges: Record<string, string> = { start: '00:00:00', end: '23:59:59' };

/** @returns the wall clock that the script names; undefined where the simulator does not know it */
function wallClockOf(expression: string, now: Date): Date | undefined {
	const about = beginningOrEnd.exec(expression);
	if (about && Object.hasOwn(named, about[2])) {
		const [unit, count] = named[about[2]];
		const start = moved(beginning(now, unit), unit, count);
		return edge(start, unit, about[1] === 'beginning' ? 'Start' : 'End');
	}
	const past = ago.exec(expression);
	if (!past || Math.abs(Number(past[3])) > HIGHEST_COUNT) return undefined;
	const unit = units.find((name) => name.toLowerCase() === past[1]) as Unit;
	const at = moved(now, unit, -Number(past[3]));
	return past[2] ? edge(at, unit, past[2] as 'Start' | 'End') : at;
}

/**
 * Evaluates the date functions of `gs`, whose days are those of the user and whose values are UTC.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/server-api-reference/c_GlideSystemAPI.md
 * @returns `YYYY-MM-DD HH:MM:SS` in UTC, or a date; undefined for another script
 */
export function calendarScript(expression: string, moment: Moment): string | undefined {
	if (expression === 'gs.nowDateTime()') return glideTime(new Date(moment.now));
	const wall = wallClock(moment.now, moment.timeZone);
	if (expression === 'gs.now()') return glideTime(wall).slice(0, 10);
	const date = generated.exec(expression);
	if (date) {
		const text = `${date[1]} ${edges[date[2]] ?? date[2]}`;
		return isGlideTime(text) ? inUtc(text, moment.timeZone) : undefined;
	}
	const at = wallClockOf(expression, wall);
	return at && inUtc(glideTime(at), moment.timeZone);
}

const relativeUnits: Record<string, Unit> = {
	minute: 'Minute',
	hour: 'Hour',
	dayofweek: 'Day',
	day: 'Day',
	month: 'Month',
	quarter: 'Quarter',
	year: 'Year',
};

/**
 * @param text unit, direction and number of a relative date, for example `@hour@ago@1`
 * @returns the moment, `YYYY-MM-DD HH:MM:SS` in UTC; undefined where it is none
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 */
export function relativeTime(text: string, now: number): string | undefined {
	const parts = /^@(\w+)@(ago|ahead)@(\d{1,5})$/.exec(text);
	if (!parts || !Object.hasOwn(relativeUnits, parts[1])) return undefined;
	const count = Number(parts[3]) * (parts[2] === 'ago' ? -1 : 1);
	return glideTime(moved(new Date(now), relativeUnits[parts[1]], count));
}

const comparisons: Record<string, (a: number, b: number) => boolean> = {
	EE: (a, b) => a === b,
	GT: (a, b) => a > b,
	GE: (a, b) => a >= b,
	LT: (a, b) => a < b,
	LE: (a, b) => a <= b,
};

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * @param text label and script, for example `Monday@javascript:gs.datePart('dayofweek','monday','GE')`
 * @param timeZone IANA zone in which days begin
 * @returns whether a time is on such a day, Sunday being the first; undefined for other parts of a date
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 */
export function datePart(text: string, timeZone: string): ((value: string) => boolean) | undefined {
	const parts = /gs\.datePart\('dayofweek','(\w+)','([A-Z]{2})'\)$/.exec(text);
	const day = weekdays.indexOf(parts?.[1].toLowerCase() ?? '');
	const holds = comparisons[parts?.[2] ?? ''];
	if (day < 0 || !holds) return undefined;
	return (value) => {
		const at = Date.parse(`${value.replace(' ', 'T')}Z`);
		return !Number.isNaN(at) && holds(wallClock(at, timeZone).getUTCDay(), day);
	};
}

const unitMinutes: Record<string, number> = { minute: 1, hour: 60, day: MINUTES_PER_DAY };

/**
 * @param operator `MORETHAN` or `LESSTHAN`
 * @param text unit, direction and number, for example `day@before@1`
 * @returns whether a time is that far from another; undefined for a unit without a fixed length
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/r_OpAvailableFiltersQueries.md
 */
export function distance(
	operator: 'MORETHAN' | 'LESSTHAN',
	text: string,
): ((value: string, other: string) => boolean) | undefined {
	const parts = /^(minute|hour|day)@(before|after)@(\d{1,6})$/.exec(text);
	if (!parts) return undefined;
	const wanted = Number(parts[3]) * unitMinutes[parts[1]] * 60_000;
	return (value, other) => {
		const ahead =
			Date.parse(`${other.replace(' ', 'T')}Z`) - Date.parse(`${value.replace(' ', 'T')}Z`);
		const apart = parts[2] === 'before' ? ahead : -ahead;
		return operator === 'MORETHAN' ? apart > wanted : apart >= 0 && apart <= wanted;
	};
}
