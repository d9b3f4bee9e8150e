import {
	InvalidInputError,
	preview,
	quote,
	type FieldName,
} from '../../../../../shared/inputError';
import { tableOf } from '../../../../../shared/fields/reference';
import { columnRule } from '../../../../../shared/input/freeValue';
import { parseJson } from '../../../../../shared/input/json';
import { assertEvaluated, assertIdentifies } from '../../../../../shared/input/placeholder';
import { plainValue } from '../../../../../shared/input/plainValue';
import { queryValue } from '../../../../../shared/input/queryValue';
import type { Rule } from '../../../../../shared/input/rule';
import { isEmpty } from '../../../../../shared/input/sendable';
import { identifierRule } from '../../../../../shared/input/sysId';
import { readEmailAddress } from '../../../../../shared/platform/emailAddress';
import { booleanRule, contactPhoneRule, dateTimeRule } from '../../../../../shared/input/values';
import { everyField } from '../../create/fields';

/** What a value of a filter is judged with. */
export interface FilterContext {
	column: string;
	/** Whether the operator compares with the whole value, and not with a part of it. */
	isWhole: boolean;
	/** Whether the operator finds the records that have the value. */
	isKey: boolean;
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

const PHONES = ['phone', 'mobile_phone', 'home_phone'];

/** An address as Create Contact sends it; other text may be looked for, too. */
const addressRule: Rule = (value) => readEmailAddress(String(value)) ?? value;

/** A number as Create Contact sends it; other text may be looked for, too. */
const numberRule: Rule = (value, field) =>
	contactPhoneRule(Infinity)(value, { ...field, limits: false });

/** A record's sys_id: a reference does not equal a name. */
function recordRule(table: string | undefined, column: string): Rule {
	return (value, field) => {
		const id = identifierRule(table)(value, field);
		if (/^[0-9a-f]{32}$/.test(String(id))) return id;
		throw new InvalidInputError(
			`${quote(field.name)} is not a sys_id: ${preview(value)}`,
			`The column "${column}" refers to a record. Use its sys_id, or the column ${column}.name with the name of the record.`,
		);
	};
}

const RULES = new Map<string, Rule>([
	['email', addressRule],
	...PHONES.map((column): [string, Rule] => [column, numberRule]),
	...TIMES.map((column): [string, Rule] => [column, dateTimeRule]),
	...DATES.map((column): [string, Rule] => [column, dateRule]),
	...everyField.flatMap(({ property, rule }): Array<[string, Rule]> => {
		if (rule === booleanRule || rule === dateTimeRule) return [[property.name, rule]];
		if (property.type !== 'resourceLocator') return [];
		return [[property.name, recordRule(tableOf(property), property.name)]];
	}),
]);

/** Columns by which people are told apart. */
const KEYS = ['email', ...PHONES];

/** Every table has them, so that they are known of another record too. */
const ofAnyTable = (column: string) => column.replace(/^.*\.(?=sys_(?:created|updated)_on$)/, '');

/** What becomes of a value for a column; nothing where the node does not know the column. */
function ruleOf(column: string): Rule | undefined {
	return RULES.get(ofAnyTable(column));
}

/** Whether the node knows what a column holds. */
export function isKnownColumn(column: string): boolean {
	return ruleOf(column) !== undefined;
}

const unknownColumn = columnRule('write the condition in "Query"');

/**
 * A value to compare with, judged as the same value in a field: times in UTC, switches by word, a reference by
 * its sys_id, however it was given.
 *
 * @throws {InvalidInputError}
 */
export function filterValue(given: unknown, context: FilterContext): string {
	const { column, isWhole, isKey, timezone, host, name } = context;
	const value = plainValue(given);
	if (isKey && KEYS.includes(column) && !isEmpty(value)) assertIdentifies(String(value), name);
	assertEvaluated(value, name);
	if (isEmpty(value) || !isWhole) return queryValue(value, name);
	const rule = ruleOf(column) ?? unknownColumn;
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

/** The list that a text of JSON holds, as expressions and AI models write it; else what was given. */
function listed(value: unknown): unknown {
	const isList = typeof value === 'string' && /^\s*\[.*\]\s*$/s.test(value);
	return (isList ? parseJson(value)?.value : undefined) ?? value;
}

/**
 * The values of an operator that takes a list: an array, whose elements stay whole, or a text, which
 * ServiceNow splits at its commas.
 *
 * @throws {InvalidInputError}
 */
export function severalValues(given: unknown, context: FilterContext): string[] {
	const value = listed(plainValue(given));
	if (Array.isArray(value) && value.length > 0) {
		return value.map((each) => filterValue(each, context));
	}
	if (typeof value !== 'string') return [filterValue(value, context)];
	const texts = value.split(',').filter((each) => each.trim() !== '');
	return texts.length === 0
		? [filterValue('', context)]
		: texts.map((each) => filterValue(each, context));
}
