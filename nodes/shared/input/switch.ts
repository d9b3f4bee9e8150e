import { InvalidInputError, preview, quote, type FieldName } from '../inputError';
import { cleanText } from '../platform/cleanText';
import { plainValue } from './plainValue';
import { isEmpty } from './sendable';

const YES = new Set(['true', 'yes', 'y', 'on', '1']);
const NO = new Set(['false', 'no', 'n', 'off', '0']);

/**
 * Reads a switch, whichever type an expression gives it: `"false"`, `"no"` and `0` are off.
 *
 * @throws {InvalidInputError} for what is neither on nor off
 */
export function readSwitch(value: unknown, name: FieldName): boolean {
	const word = typeof value === 'object' ? '' : cleanText(String(value)).toLowerCase();
	if (YES.has(word)) return true;
	if (NO.has(word)) return false;
	throw new InvalidInputError(
		`${quote(name)} is neither true nor false: ${preview(value)}`,
		'Use true or false.',
	);
}

/**
 * A switch of the node itself, such as an option.
 *
 * @param name label of the field
 * @param unset what it is when it is not set, or its expression returned nothing
 * @throws {InvalidInputError}
 */
export function switchOf(value: unknown, name: string, unset: boolean): boolean {
	const given = plainValue(value);
	return isEmpty(given) ? unset : readSwitch(given, name);
}
