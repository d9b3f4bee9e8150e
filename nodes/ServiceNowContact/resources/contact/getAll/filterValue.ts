import { InvalidInputError, preview, quote, type FieldName } from '../../../../shared/inputError';
import { tableOf } from '../../../../shared/fields/reference';
import { columnValue } from '../../../../shared/input/freeValue';
import { plainValue } from '../../../../shared/input/plainValue';
import { queryValue } from '../../../../shared/input/queryValue';
import type { Rule } from '../../../../shared/input/rule';
import { isEmpty } from '../../../../shared/input/sendable';
import { identifierRule } from '../../../../shared/input/sysId';
import { readEmailAddress } from '../../../../shared/platform/emailAddress';
import { booleanRule, dateTimeRule } from '../../../../shared/input/values';
import { mainFields, moreFields } from '../create/fields';

/** What a value of a filter is judged with. */
export interface FilterContext {
	column: string;
	/** Whether the operator compares with the whole value, and not with a part of it. */
	isWhole: boolean;
	/** IANA time zone of the workflow. */
	timezone: string;
	/** Host and port of the instance. */
	host: string;
	name: FieldName;
}

/** Times that ServiceNow keeps by itself. */
const TIMES = ['sys_created_on', 'sys_updated_on', 'last_position_update'];

/** Dates without a time of day. */
const DATES = ['last_login'];

const dateRule: Rule = (value, field) => {
	const isDate = typeof value === 'string' && /^\s*\d{4}-\d{2}-\d{2}\s*$/.test(value);
	return isDate ? value.trim() : String(dateTimeRule(value, field)).slice(0, 10);
};

/** An address as Create Contact sends it; other text may be looked for, too. */
const addressRule: Rule = (value) => readEmailAddress(String(value)) ?? value;

/** A time with a zone, or of ISO 8601, which no column keeps as it is. */
const TIME_WITH_ZONE = /^\s*\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}\S*\s*(?:Z|[+-]\d{2}(?::?\d{2})?)\s*$/i;

/** A column of the instance's own can be of any type. */
const customRule: Rule = (value, field) => {
	const isTime = typeof value === 'string' && TIME_WITH_ZONE.test(value);
	return (isTime ? dateTimeRule : columnValue)(value, field);
};

const RULES = new Map<string, Rule>([
	['email', addressRule],
	...TIMES.map((column): [string, Rule] => [column, dateTimeRule]),
	...DATES.map((column): [string, Rule] => [column, dateRule]),
	...[...mainFields, ...moreFields].flatMap(({ property, rule }): Array<[string, Rule]> => {
		if (rule === booleanRule || rule === dateTimeRule) return [[property.name, rule]];
		if (property.type !== 'resourceLocator') return [];
		return [[property.name, identifierRule(tableOf(property))]];
	}),
]);

/**
 * A value to compare with, judged as the same value in a field: times in UTC, switches by word, a reference by
 * its sys_id, however it was given.
 *
 * @throws {InvalidInputError}
 */
export function filterValue(given: unknown, context: FilterContext): string {
	const { column, isWhole, timezone, host, name } = context;
	const value = plainValue(given);
	if (isEmpty(value) || !isWhole) return queryValue(value, name);
	const rule = RULES.get(column) ?? customRule;
	return queryValue(rule(value, { name, path: '', timezone, limits: true, host }), name);
}

/**
 * The value of an operator that takes one.
 *
 * @throws {InvalidInputError} for several
 */
export function singleValue(given: unknown, context: FilterContext): string {
	const value = plainValue(given);
	if (!Array.isArray(value)) return filterValue(value, context);
	if (value.length <= 1) return filterValue(value[0], context);
	throw new InvalidInputError(
		`${quote(context.name)} is a list: ${preview(value)}`,
		'Use the operator Is One Of or Is Not One Of, or a single value.',
	);
}

/**
 * The values of an operator that takes a list: an array, whose elements stay whole, or a text, which
 * ServiceNow splits at its commas.
 *
 * @throws {InvalidInputError}
 */
export function severalValues(given: unknown, context: FilterContext): string[] {
	const value = plainValue(given);
	if (Array.isArray(value) && value.length > 0) {
		return value.map((each) => filterValue(each, context));
	}
	if (typeof value !== 'string') return [filterValue(value, context)];
	const texts = value.split(',').filter((each) => each.trim() !== '');
	return texts.length === 0
		? [filterValue(value, context)]
		: texts.map((each) => filterValue(each, context));
}
