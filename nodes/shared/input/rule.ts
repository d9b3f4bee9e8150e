import { InvalidInputError, preview, quote, type FieldName } from '../inputError';

/** What a rule knows of the field it looks at. */
export interface FieldContext {
	/** Wire name of the parameter, with its path: `interaction.userPhoneNumber`. */
	name: string;
	/** IANA time zone of the workflow. */
	timezone: string;
	/** Whether documented lengths, choices and formats are held; instances may customise them. */
	limits: boolean;
}

/**
 * Checks one value and turns it into what goes over the wire.
 *
 * @throws {InvalidInputError} when the value must not be sent
 */
export type Rule = (value: unknown, field: FieldContext) => unknown;

/** Rules by the path of the value in the request body. A value without a rule goes out as it is. */
export type BodyRules = Record<string, Rule>;

export const LIMITS_HINT =
	'If your instance is customised and takes this value, turn off the option Check Documented Limits.';

/** @throws {InvalidInputError} for an object, which would not go out as text */
export function asText(value: unknown, name: FieldName): string {
	if (typeof value !== 'object') return String(value);
	throw new InvalidInputError(
		`${quote(name)} is not text: ${preview(value)}`,
		'Enter a single value.',
	);
}
