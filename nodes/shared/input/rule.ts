import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError, preview, quote, type FieldName } from '../inputError';
import type { ColumnQuestions } from './columnQuestions';
import { assertExact } from './sendable';

/** What a rule knows of the field it looks at. */
export interface FieldContext {
	/** For messages. */
	name: FieldName;
	/** Path of the value in the request body: `interaction.userPhoneNumber`, `phoneLogs[0].agent`. */
	path: string;
	/** IANA time zone of the workflow. */
	timezone: string;
	/** Whether documented lengths, choices, and formats are held; instances may customize them. */
	limits: boolean;
	/** The row that the value stands in, as it was given. */
	row?: IDataObject;
	/** Tables that have the columns, of a field that takes them by their names. */
	tables?: readonly string[];
	/** What is known of columns; none where nobody asks the instance. */
	kinds?: ColumnQuestions;
	/** Host and port of the instance, to tell the URL of another one; none where it does not matter. */
	host?: string;
}

/**
 * Checks one value that is not empty, and turns it into what goes over the wire.
 *
 * @throws {InvalidInputError} when the value must not be sent
 */
export type Rule = (value: unknown, field: FieldContext) => unknown;

export const LIMITS_HINT =
	'If your instance is customized and accepts this value, turn off "Check Documented Limits".';

/**
 * The text of a single value: a number or a boolean where a text is meant is its text.
 *
 * @throws {InvalidInputError} for an object, which would not go out as text, and for a number that lost digits
 */
export function asText(value: unknown, name: FieldName): string {
	if (typeof value === 'number') assertExact(value, quote(name));
	if (typeof value !== 'object') return String(value);
	throw new InvalidInputError(
		`${quote(name)} is not text: ${preview(value)}`,
		'Enter a single value.',
	);
}
