import { InvalidInputError } from '../inputError';
import { isObject } from '../isObject';

const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a value counts as not given: empty text and empty objects would overwrite what the instance has. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	if (Array.isArray(value)) return value.length === 0;
	return isObject(value) && !(value instanceof Date) && Object.keys(value).length === 0;
}

/** Nesting that is beyond any record, and would exhaust the stack. */
const MAX_DEPTH = 100;

/** Refuses a key that reaches into JavaScript's own objects. */
export function assertSafeKey(key: string, name: string): void {
	if (!UNSAFE_KEYS.has(key)) return;
	throw new InvalidInputError(`"${name}" contains the key "${key}"`, 'Rename or remove the key.');
}

/**
 * Refuses what must not get into a request at any depth: unsafe keys, and numbers that JSON turns into
 * null.
 */
export function assertSendable(value: unknown, name: string, depth = 0): void {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new InvalidInputError(
			`"${name}" is ${value}`,
			'Give a number, or leave the field empty.',
		);
	}
	if (typeof value !== 'object' || value === null) return;
	if (depth > MAX_DEPTH) {
		throw new InvalidInputError(
			`"${name.slice(0, 60)}" is nested more than ${MAX_DEPTH} levels deep`,
			'Give a flatter object.',
		);
	}
	for (const [key, inner] of Object.entries(value)) {
		assertSafeKey(key, name);
		assertSendable(inner, Array.isArray(value) ? `${name}[${key}]` : `${name}.${key}`, depth + 1);
	}
}
