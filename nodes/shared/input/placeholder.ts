import { InvalidInputError, preview, quote, type FieldName } from '../inputError';
import { identifiesNothing, isFailedExpression } from '../platform/cleanText';
import { asText } from './rule';

/** @throws {InvalidInputError} for a text that stands for no value: those who share it would become one */
export function assertIdentifies(text: string, name: FieldName): void {
	if (!identifiesNothing(text)) return;
	throw new InvalidInputError(
		`${quote(name)} identifies nothing: ${preview(text)}`,
		'Check the expression, or leave the field empty: records that share a placeholder are taken for one.',
	);
}

/** @throws {InvalidInputError} for a text that an expression left which failed, or was not evaluated */
export function assertEvaluated(value: unknown, name: FieldName): void {
	if (typeof value !== 'string' || !isFailedExpression(value)) return;
	throw new InvalidInputError(
		`${quote(name)} comes from an expression that failed: ${preview(value)}`,
		'Check the expression: it was not evaluated, or it made text of a missing value or of a whole object. Leave the field empty if there is no value.',
	);
}

/**
 * The text of a field that takes any words.
 *
 * @throws {InvalidInputError} for an object, for a number that lost digits, and for what an expression left
 * that failed
 */
export function freeText(value: unknown, name: FieldName): string {
	const text = asText(value, name);
	assertEvaluated(text, name);
	return text;
}
