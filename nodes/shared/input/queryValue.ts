import { InvalidInputError, quote, type FieldName } from '../inputError';
import { hasSeparator, isScript } from '../platform/encodedQuery';
import { asText } from './rule';
import { isEmpty } from './sendable';

/** Characters of an encoded query that a URL certainly carries. */
const MAX_QUERY = 12_000;

/** @throws {InvalidInputError} when a part of an encoded query is longer than a URL carries */
export function assertFitsUrl(text: string, name: FieldName): void {
	if (text.length <= MAX_QUERY) return;
	throw new InvalidInputError(
		`${quote(name)} has ${text.length} characters; a URL carries at most ${MAX_QUERY}`,
		'Shorten it, or search in several steps: one input item for each.',
	);
}

/**
 * A value of a condition in an encoded query.
 *
 * @throws {InvalidInputError} when it is empty, holds `^`, which ServiceNow reads as the start of another
 * condition, begins with `javascript:`, which it runs, or is too long
 */
export function queryValue(value: unknown, name: FieldName): string {
	const text = asText(value ?? '', name).trim();
	if (isEmpty(text)) {
		throw new InvalidInputError(
			`${quote(name)} is empty`,
			'Check the expression: an empty value would match the records that have no value in this column.',
		);
	}
	if (hasSeparator(text)) {
		throw new InvalidInputError(
			`${quote(name)} contains "^"`,
			'ServiceNow reads it as the start of another condition. Remove it, or search for a part without it.',
		);
	}
	if (isScript(text)) {
		throw new InvalidInputError(
			`${quote(name)} is a script`,
			'The instance would run a value that begins with javascript: instead of comparing with it. Check the expression; to use one of ServiceNow\'s dates, write the condition in "Query".',
		);
	}
	assertFitsUrl(text, name);
	return text;
}
