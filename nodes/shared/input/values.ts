import { InvalidInputError, preview, quote } from '../inputError';
import {
	cleanText,
	identifiesNothing,
	isWithheldCaller,
	unquoted,
	withoutInvisible,
} from '../platform/cleanText';
import { readEmailAddress } from '../platform/emailAddress';
import { toGlideDateTime } from '../platform/glideDateTime';
import { isPhoneList, readPhoneNumber } from '../platform/phoneNumber';
import { findChoice, useOneOf, type Choice } from './choice';
import { assertEvaluated, assertIdentifies, freeText } from './placeholder';
import { asText, LIMITS_HINT, type FieldContext, type Rule } from './rule';
import { isEmpty } from './sendable';
import { readSwitch } from './switch';

/** Text of any length. */
export const plainTextRule: Rule = (value, { name }) => freeText(value, name);

/**
 * @throws {InvalidInputError} when a text is longer than documented. An instance truncates it silently.
 * ServiceNow does not say whether it counts an emoji as one character or as two: two is the safe reading.
 */
function assertLength(text: string, maxLength: number, { name, limits }: FieldContext): void {
	if (!limits || text.length <= maxLength) return;
	const isMisleading = [...text].length <= maxLength;
	throw new InvalidInputError(
		`${quote(name)} has ${text.length} characters; ServiceNow stores at most ${maxLength}`,
		`Shorten the text: the instance would truncate it without warning. ${isMisleading ? 'An emoji counts as two or more. ' : ''}${LIMITS_HINT}`,
	);
}

/** Text of a documented length. */
export function textRule(maxLength: number): Rule {
	return (value, field) => {
		const text = freeText(value, field.name);
		assertLength(text, maxLength, field);
		return text;
	};
}

/** A text by which records are told apart. */
export const keyRule: Rule = (value, field) => {
	const text = withoutInvisible(asText(value, field.name)).trim();
	assertIdentifies(text, field.name);
	return text;
};

/** A number, also when it arrives as text; in whole numbers where `integer` is set. */
export function numberRule({ integer = false } = {}): Rule {
	return (value, { name }) => {
		const given = typeof value === 'string' ? value.trim() : value;
		const parsed = typeof given === 'string' ? Number(given) : given;
		if (Number.isFinite(parsed) && (!integer || Number.isInteger(parsed))) return given;
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
	const isOne = typeof value === 'number' || (typeof value === 'string' && !isEmpty(value));
	const given = isOne ? Number(value) : NaN;
	if (Number.isInteger(given) && given >= min && given <= max) return given;
	const range = max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`;
	throw new InvalidInputError(
		`"${name}" is not a whole number ${range}: ${preview(value)}`,
		`Enter a whole number ${range}.`,
	);
}

/** True or false, whichever type it arrives in. */
export const booleanRule: Rule = (value, { name }) => readSwitch(value, name);

function refuseSeveralNumbers({ name }: FieldContext, value: unknown): never {
	throw new InvalidInputError(
		`${quote(name)} has several phone numbers: ${preview(value)}`,
		'Use one of them.',
	);
}

/**
 * The phone number of a call, in E.164 format: separators, a trunk zero in brackets, and an extension,
 * which the format has no place for, are removed. A caller who withholds the number is recorded by the
 * word that the phone system gives: the API takes text, and needs one.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/openframe-api.md
 */
export const phoneRule: Rule = (value, field) => {
	const text = asText(value, field.name);
	const number = readPhoneNumber(text);
	if (number?.isInternational && !isWithheldCaller(text)) return number.normal;
	assertEvaluated(text, field.name);
	if (!field.limits || isWithheldCaller(text)) return withoutInvisible(text).trim();
	if (isPhoneList(text)) refuseSeveralNumbers(field, value);
	throw new InvalidInputError(
		`${quote(field.name)} is not a phone number in E.164 format: ${preview(value)}`,
		`Use a plus sign, the country code, and the number, at most 15 digits, such as +14089965744. For a caller who withholds the number, use anonymous. ${LIMITS_HINT}`,
	);
};

/**
 * A phone number of a contact, which the instance keeps as it is written: without what cannot be seen
 * and what makes a URI of it.
 */
export function contactPhoneRule(maxLength: number): Rule {
	return (value, field) => {
		const given = asText(value, field.name);
		if (field.limits) assertIdentifies(given, field.name);
		assertEvaluated(given, field.name);
		if (field.limits && isPhoneList(given)) refuseSeveralNumbers(field, value);
		const number = /^\W*[a-z]+:/i.test(given) ? readPhoneNumber(given) : undefined;
		const extension = number?.extension ? ` x${number.extension}` : '';
		const text = number ? `${number.normal}${extension}` : unquoted(withoutInvisible(given));
		assertLength(text, maxLength, field);
		return text;
	};
}

/**
 * The name of a table; other labels and placeholders are none, and would link to nothing.
 *
 * @param offered tables to select from
 */
export function tableRule(offered: Choice[] = []): Rule {
	return (value, { name }) => {
		const table = findChoice(value, offered)?.value ?? cleanText(asText(value, name));
		const isName = /^[a-z][a-z0-9_]*$/.test(String(table)) && !identifiesNothing(String(table));
		if (isName) return table;
		throw new InvalidInputError(
			`${quote(name)} is not the name of a table: ${preview(value)}`,
			offered.length > 0
				? `${useOneOf(offered)} For another table, use its name, not its label.`
				: 'Use the name, not the label, such as customer_contact.',
		);
	};
}

/** An email address, without what mail programs write around it. */
export const emailRule: Rule = (value, field) => {
	const text = asText(value, field.name);
	const address = readEmailAddress(text);
	assertIdentifies(text, field.name);
	if (address !== undefined) return address;
	if (!field.limits) return withoutInvisible(text).trim();
	throw new InvalidInputError(
		`${quote(field.name)} is not an email address: ${preview(value)}`,
		`Use one address, such as ann.lee@example.com. ${LIMITS_HINT}`,
	);
};

/** A date and time, sent as `YYYY-MM-DD HH:MM:SS` in UTC. */
export const dateTimeRule: Rule = (value, { name, timezone }) =>
	toGlideDateTime(value, timezone, name);
