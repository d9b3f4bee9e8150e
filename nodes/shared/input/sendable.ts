import { InvalidInputError, quote, type FieldName } from '../inputError';
import { isObject } from '../isObject';
import { isDateObject } from './plainValue';

const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Nothing that can be seen. */
const BLANK = /^[\s\p{Cf}\p{Cc}]*$/u;

/** Whether a value counts as not set: empty text and empty objects would overwrite what the instance has. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return BLANK.test(value);
	if (Array.isArray(value)) return value.length === 0;
	return isObject(value) && !isDateObject(value) && Object.keys(value).length === 0;
}

/** Nesting that is beyond any record, and would exhaust the stack. */
const MAX_DEPTH = 100;

/** @throws {InvalidInputError} for a key that reaches into JavaScript's own objects */
export function assertSafeKey(key: string, name: FieldName): void {
	if (!UNSAFE_KEYS.has(key)) return;
	throw new InvalidInputError(
		`${quote(name)} contains the key "${key}"`,
		'Rename or remove the key.',
	);
}

/**
 * Refuses a number that JSON turns into null, and a whole number that is not exact: its last digits are
 * lost before it comes here, so that two IDs can become one.
 *
 * https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Number/isSafeInteger
 *
 * @param quoted name of the field as it stands in a message
 * @throws {InvalidInputError}
 */
export function assertExact(value: number, quoted: string): void {
	if (!Number.isFinite(value)) {
		throw new InvalidInputError(
			`${quoted} is ${value}`,
			'Enter a number, or leave the field empty.',
		);
	}
	if (!Number.isInteger(value) || Number.isSafeInteger(value)) return;
	throw new InvalidInputError(
		`${quoted} is a number that has lost digits: ${value}`,
		'JavaScript keeps whole numbers up to 9007199254740991. Use a text, such as "7182735465768798123" in quotes, where the value comes from.',
	);
}

/**
 * Refuses what must not get into a request at any depth: unsafe keys, and numbers that would not arrive
 * as they are.
 *
 * @param value of a field
 * @param label of the field
 * @param path of the value in the request body
 * @throws {InvalidInputError}
 */
export function assertSendable(value: unknown, label: string, path: string, depth = 0): void {
	if (typeof value !== 'number' && (typeof value !== 'object' || value === null)) return;
	const name = depth === 0 ? label : { label, path };
	if (typeof value === 'number') {
		assertExact(value, quote(name));
		return;
	}
	if (isDateObject(value)) return;
	if (depth > MAX_DEPTH) {
		throw new InvalidInputError(
			`"${label}" is nested more than ${MAX_DEPTH} levels deep`,
			'Use a flatter object.',
		);
	}
	for (const [key, inner] of Object.entries(value)) {
		assertSafeKey(key, name);
		assertSendable(
			inner,
			label,
			Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`,
			depth + 1,
		);
	}
}
