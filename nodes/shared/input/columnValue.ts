import { InvalidInputError, preview, quote } from '../inputError';
import { cleanText } from '../platform/cleanText';
import type { ColumnKind } from '../platform/columnKinds';
import { toGlideDay } from '../platform/glideDateTime';
import { readDateTime } from '../platform/readDateTime';
import { columnRule } from './freeValue';
import { isDateObject, plainValue } from './plainValue';
import { LIMITS_HINT, type FieldContext, type Rule } from './rule';
import { isEmpty } from './sendable';
import { booleanRule, dateTimeRule, numberRule } from './values';

const untypedValue = columnRule('turn off "Check Documented Limits"');

/** A day as it is written, or the day on which a moment is in the time zone of the workflow. */
const dayRule: Rule = (value, field) =>
	typeof value === 'string' && /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(value)
		? value.trim()
		: toGlideDay(value, field.timezone, field.name);

const RULES: Record<ColumnKind, Rule> = {
	time: dateTimeRule,
	day: dayRule,
	number: numberRule(),
	switch: booleanRule,
	other: untypedValue,
};

/** The value of a column that is known to hold a kind of values. */
export function valueOfKind(kind: ColumnKind): Rule {
	return (given, field) => {
		const value = plainValue(given);
		return isEmpty(value) ? undefined : RULES[kind](value, field);
	};
}

/** Names of columns that identify or count something, and hold no time. */
const IDENTIFIER = /(?:^|_)(?:id|number|phone|code|key|count)$/;

/** Names of columns that are likely to hold a time. */
const NAMED_AS_TIME =
	/(?:time|date|timestamp)(?:_|$)|(?:^|_)(?:at|on|when|since|until|due|start|end|begin|expires|expiry|started|ended|opened|closed|created|resolved|received)(?:_|$)/;

const EPOCH = /^(?:\d{9,10}|\d{12,13})(?:\.\d+)?$/;

const FIRST_LIKELY = Date.parse('2000-01-01T00:00:00Z');
const LAST_LIKELY = Date.parse('2050-01-01T00:00:00Z');

function isEpoch(value: unknown): boolean {
	return ['string', 'number'].includes(typeof value) && EPOCH.test(cleanText(String(value)));
}

function isLikelyTime(value: unknown, timezone: string): boolean {
	const instant = isEpoch(value) ? readDateTime(value, timezone) : undefined;
	return instant !== undefined && instant >= FIRST_LIKELY && instant < LAST_LIKELY;
}

/** Words that stand for true or false in some columns, and for themselves in others. */
function isSwitchWord(value: unknown): boolean {
	return typeof value === 'string' && /^(?:yes|no|on|off)$/i.test(cleanText(value));
}

/** The column that a value is for: the last name of its path. */
export function columnNamed({ path }: FieldContext): string {
	return path.split('.').pop()!;
}

function refuseEpoch(value: unknown, field: FieldContext): never {
	throw new InvalidInputError(
		`${quote(field.name)} may be a time, and the type of the column cannot be read: ${preview(value)}`,
		`For a time, use ISO 8601, such as 2026-02-18T11:30:00+01:00. For a number, ask an administrator to let the ServiceNow user read sys_dictionary. ${LIMITS_HINT}`,
	);
}

/**
 * The value of a column that is given by its name. Seconds or milliseconds since 1970, and words such as
 * "yes", mean something else in a column of times or of true and false than in one of texts: there the
 * instance is asked. All other values say themselves what they are.
 */
export const columnValue: Rule = (given, field) => {
	const value = plainValue(given);
	const { kinds, tables } = field;
	const name = columnNamed(field);
	const isTime = isEpoch(value) && !IDENTIFIER.test(name);
	if (!kinds || !tables || isDateObject(value) || !(isTime || isSwitchWord(value))) {
		return untypedValue(value, field);
	}
	const knowledge = kinds.ask({ tables, name });
	if (knowledge !== 'unread' && knowledge !== 'unreadable') return RULES[knowledge](value, field);
	// A number of ten digits is a number for customers, too, and most users may not read the dictionary.
	const mayBeTime = NAMED_AS_TIME.test(name) && isLikelyTime(value, field.timezone);
	if (knowledge === 'unreadable' && field.limits && mayBeTime) refuseEpoch(value, field);
	return untypedValue(value, field);
};
