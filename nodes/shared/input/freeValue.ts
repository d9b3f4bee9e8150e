import { InvalidInputError, preview, quote } from '../inputError';
import { isForeignDate, isTimeNotation } from '../platform/dateNotation';
import { toGlideDateTime } from '../platform/glideDateTime';
import { readDateTime } from '../platform/readDateTime';
import { assertEvaluated } from './placeholder';
import { isDateObject, plainValue } from './plainValue';
import type { FieldContext, Rule } from './rule';
import { isEmpty } from './sendable';

/** The elements of a list column, which ServiceNow separates by commas. */
function asList(values: unknown[], field: FieldContext): string {
	const texts = values.map((value) => plainValue(value)).filter((value) => !isEmpty(value));
	const wrong = texts.find((value) => typeof value === 'object' || String(value).includes(','));
	for (const text of texts) assertEvaluated(text, field.name);
	if (wrong === undefined) return texts.map((value) => String(value).trim()).join(',');
	throw new InvalidInputError(
		`${quote(field.name)} is a list with something that cannot stand between commas: ${preview(wrong)}`,
		'ServiceNow keeps a list as text, with commas between the elements. Use single values without commas.',
	);
}

/** A text, with a time in the form that ServiceNow stores. */
function asColumnText(text: string, field: FieldContext, otherwise: string): string {
	assertEvaluated(text, field.name);
	if (isTimeNotation(text) && readDateTime(text, field.timezone) !== undefined) {
		return toGlideDateTime(text, field.timezone, field.name);
	}
	if (!field.limits || !isForeignDate(text)) return text;
	throw new InvalidInputError(
		`${quote(field.name)} is a date in a notation that ServiceNow does not read: ${preview(text)}`,
		`Use YYYY-MM-DD for a day, or an ISO 8601 time such as 2026-02-18T11:30:00+01:00. If the column keeps dates as text, ${otherwise}.`,
	);
}

/**
 * The value of a column whose type the node does not know: text, number or boolean as they are, days as
 * they are, times in UTC, references by their value, and lists with commas.
 *
 * @param otherwise what to do for a text that only looks like a date, as the end of a sentence
 */
export function columnRule(otherwise: string): Rule {
	return (given, field) => {
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
		return typeof value === 'string' ? asColumnText(value, field, otherwise) : value;
	};
}

/** @throws {InvalidInputError} for a text at any depth that an expression left which failed */
function assertAllEvaluated(value: unknown, field: FieldContext): void {
	assertEvaluated(value, field.name);
	if (typeof value !== 'object' || value === null || isDateObject(value)) return;
	for (const inner of Object.values(value)) assertAllEvaluated(inner, field);
}

/** The value of a variable, which can be any JSON. */
export const variableValue: Rule = (given, field) => {
	const value = plainValue(given);
	if (isEmpty(value)) return undefined;
	assertAllEvaluated(value, field);
	return isDateObject(value) ? toGlideDateTime(value, field.timezone, field.name) : value;
};
