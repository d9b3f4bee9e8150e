import { InvalidInputError, preview, quote } from '../inputError';
import { toGlideDateTime } from '../platform/glideDateTime';
import { asText, LIMITS_HINT, type Rule } from './rule';

/** Text of any length. */
export const plainTextRule: Rule = (value, { name }) => {
	asText(value, name);
	return value;
};

/** Text of a documented length. An instance truncates what is longer, silently. */
export function textRule(maxLength: number): Rule {
	return (value, { name, limits }) => {
		const { length } = asText(value, name);
		if (!limits || length <= maxLength) return value;
		throw new InvalidInputError(
			`${quote(name)} has ${length} characters; ServiceNow stores at most ${maxLength}`,
			`Shorten the text: the instance would truncate it without warning. ${LIMITS_HINT}`,
		);
	};
}

/** One of the documented values, letter case included. */
export function choiceRule(...values: Array<string | number>): Rule {
	return (value, { name, limits }) => {
		const given = asText(value, name);
		if (!limits || values.some((allowed) => String(allowed) === given)) return value;
		throw new InvalidInputError(
			`${quote(name)} is ${preview(value)}, which is not one of the documented values`,
			`Use one of: ${values.join(', ')}. ${LIMITS_HINT}`,
		);
	};
}

/** A number, also when it arrives as text; in whole numbers where `integer` is set. */
export function numberRule({ integer = false } = {}): Rule {
	return (value, { name }) => {
		const parsed = typeof value === 'string' ? Number(value) : value;
		if (Number.isFinite(parsed) && (!integer || Number.isInteger(parsed))) return value;
		throw new InvalidInputError(
			`${quote(name)} is not a ${integer ? 'whole ' : ''}number: ${preview(value)}`,
			'Use digits only, with a point before decimals.',
		);
	};
}

/**
 * A whole number of the node itself, such as a limit.
 *
 * @param name label of the field
 * @throws {InvalidInputError} when it is none, or out of range
 */
export function wholeNumber(name: string, value: unknown, min: number, max = Infinity): number {
	const given = typeof value === 'object' ? NaN : Number(value);
	if (Number.isInteger(given) && given >= min && given <= max) return given;
	const range = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`;
	throw new InvalidInputError(
		`"${name}" is not a whole number ${range}: ${preview(value)}`,
		`Enter a whole number ${range}.`,
	);
}

/** True or false, also when it arrives as text. */
export const booleanRule: Rule = (value, { name }) => {
	if (typeof value === 'boolean' || value === 'true' || value === 'false') return value;
	throw new InvalidInputError(
		`${quote(name)} is neither true nor false: ${preview(value)}`,
		'Use true or false.',
	);
};

/** A phone number in E.164 format. Spaces, dots, dashes, and brackets for reading are removed. */
export const phoneRule: Rule = (value, { name, limits }) => {
	const compact = asText(value, name).replace(/[\s().-]/g, '');
	if (/^\+[1-9]\d{1,14}$/.test(compact)) return compact;
	if (!limits) return value;
	throw new InvalidInputError(
		`${quote(name)} is not a phone number in E.164 format: ${preview(value)}`,
		`Use a plus sign, the country code, and the number, at most 15 digits, such as +14089965744. ${LIMITS_HINT}`,
	);
};

/** A date and time, sent as `YYYY-MM-DD HH:MM:SS` in UTC. */
export const dateTimeRule: Rule = (value, { name, timezone }) =>
	toGlideDateTime(value, timezone, name);
