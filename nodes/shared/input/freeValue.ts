import { InvalidInputError, preview, quote } from '../inputError';
import { toGlideDateTime } from '../platform/glideDateTime';
import { readDateTime } from '../platform/readDateTime';
import { isDateObject, plainValue } from './plainValue';
import type { FieldContext, Rule } from './rule';
import { isEmpty } from './sendable';

/** A date with time of ISO 8601, or with an offset, which no column keeps as it is. */
const ISO_TIME =
	/^\s*\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}|[T ]\d{2}:\d{2}\S*\s*(?:Z|[+-]\d{2}(?::?\d{2})?)\s*$)/i;

/** The elements of a list column, which ServiceNow separates by commas. */
function asList(values: unknown[], field: FieldContext): string {
	const texts = values.map((value) => plainValue(value)).filter((value) => !isEmpty(value));
	const wrong = texts.find((value) => typeof value === 'object' || String(value).includes(','));
	if (wrong === undefined) return texts.map((value) => String(value).trim()).join(',');
	throw new InvalidInputError(
		`${quote(field.name)} is a list with something that cannot stand between commas: ${preview(wrong)}`,
		'ServiceNow keeps a list as text, with commas between the elements. Use single values without commas.',
	);
}

/**
 * The value of a column whose type the node does not know: text, number or boolean as they are, dates
 * and ISO 8601 times in UTC, references by their value, and lists with commas.
 */
export const columnValue: Rule = (given, field) => {
	const value = plainValue(given);
	if (isEmpty(value)) return undefined;
	if (isDateObject(value)) return toGlideDateTime(value, field.timezone, field.name);
	if (Array.isArray(value)) return asList(value, field);
	if (typeof value === 'object') {
		throw new InvalidInputError(
			`${quote(field.name)} is an object: ${preview(value)}`,
			'A column takes a single value. Use JSON.stringify() to store the object as text.',
		);
	}
	const isTime = typeof value === 'string' && ISO_TIME.test(value);
	if (!isTime || readDateTime(value, field.timezone) === undefined) return value;
	return toGlideDateTime(value, field.timezone, field.name);
};

/** The value of a variable, which can be any JSON. */
export const variableValue: Rule = (given, field) => {
	const value = plainValue(given);
	if (isEmpty(value)) return undefined;
	return isDateObject(value) ? toGlideDateTime(value, field.timezone, field.name) : value;
};
