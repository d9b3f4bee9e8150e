import { InvalidInputError, preview, quote, type FieldName } from '../inputError';
import { isAmbiguousDate, readDateTime } from './readDateTime';

const GLIDE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

/** The form that ServiceNow stores. @param instant UNIX milliseconds */
export function toGlide(instant: number): string {
	return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
}

/** UNIX milliseconds of a date in the form that ServiceNow stores, or `NaN` when it is none. */
export function fromGlide(stored: string): number {
	return GLIDE.test(stored) ? Date.parse(`${stored.replace(' ', 'T')}Z`) : NaN;
}

/**
 * Turns a date into the form that ServiceNow stores: `YYYY-MM-DD HH:MM:SS` in UTC.
 *
 * @param value what `readDateTime` reads; a text already in that form passes unchanged
 * @param timezone IANA zone of the workflow, used for a text that carries no offset
 * @param name of the field, for the message
 * @throws {InvalidInputError} when it is no date, or can be read as two
 */
export function toGlideDateTime(value: unknown, timezone: string, name: FieldName): string {
	const instant = readDateTime(value, timezone);
	if (instant !== undefined) return toGlide(instant);
	if (isAmbiguousDate(value)) {
		throw new InvalidInputError(
			`${quote(name)} is a date whose day and month cannot be told apart: ${preview(value)}`,
			'Use an ISO 8601 date such as 2026-02-18T11:30:00+01:00, or YYYY-MM-DD HH:MM:SS in UTC.',
		);
	}
	throw new InvalidInputError(
		`${quote(name)} is not a date and time: ${preview(value)}`,
		'Use an ISO 8601 date such as 2026-02-18T11:30:00+01:00, YYYY-MM-DD HH:MM:SS in UTC, or seconds or milliseconds since 1970.',
	);
}

/**
 * The day of a moment: `YYYY-MM-DD`.
 *
 * @param value what `readDateTime` reads
 * @param timezone IANA zone of the workflow, in which the day is counted
 * @param name of the field, for the message
 * @throws {InvalidInputError} when it is no date, or can be read as two
 */
export function toGlideDay(value: unknown, timezone: string, name: FieldName): string {
	const instant = fromGlide(toGlideDateTime(value, timezone, name));
	// Sweden writes dates as ServiceNow stores them.
	return new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short' }).format(
		instant,
	);
}
