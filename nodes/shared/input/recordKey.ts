import type { INodeProperties } from 'n8n-workflow';
import { isObject } from '../isObject';
import { cleanText } from '../platform/cleanText';
import { isRecordNumber, KEY_MODES } from '../platform/interactionKeys';
import { findChoice } from './choice';
import { assertIdentifies } from './placeholder';
import { plainValue } from './plainValue';
import { queryValue } from './queryValue';

/** A record that is named by what people have, whose sys_id must be looked up before it is sent. */
export class RecordKey {
	constructor(
		/** Label of the field. */
		readonly label: string,
		/** Column that has the value. */
		readonly column: string,
		readonly value: string,
	) {}
}

const KEY_CHOICES = Object.entries(KEY_MODES).map(([value, { label }]) => ({ label, value }));

/** The mode that a locator is in; By ID takes a number too, as people and models give one. */
function modeOf(given: unknown): string | undefined {
	const mode = isObject(given) && typeof given.mode === 'string' ? given.mode : 'id';
	const choice = findChoice(mode, KEY_CHOICES);
	if (choice) return choice.value;
	const value = plainValue(given);
	const isNumber = typeof value === 'string' && isRecordNumber(cleanText(value));
	return isNumber && mode !== 'url' ? 'number' : undefined;
}

/**
 * Reads a field that names a record by something else than its sys_id.
 *
 * @param given value of the field, as the engine evaluated it
 * @returns nothing where the field cannot, or does not
 * @throws {InvalidInputError} when the value is empty, or cannot be searched for
 */
export function recordKeyOf(
	{ modes = [], displayName }: INodeProperties,
	given: unknown,
): RecordKey | undefined {
	if (!modes.some(({ name }) => name in KEY_MODES)) return undefined;
	const mode = modeOf(given);
	if (mode === undefined) return undefined;
	const text = queryValue(plainValue(given), displayName);
	assertIdentifies(text, displayName);
	const value = mode === 'number' ? cleanText(text).toUpperCase() : text;
	return new RecordKey(displayName, KEY_MODES[mode].column, value);
}
