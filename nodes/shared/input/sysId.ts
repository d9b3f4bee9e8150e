import { InvalidInputError, preview, quote, type FieldName } from '../inputError';
import { isObject } from '../isObject';
import { sysIdInUrl } from '../platform/recordUrl';
import { asText, LIMITS_HINT, type Rule } from './rule';
import { isEmpty } from './sendable';

const SYS_ID = /^[0-9a-f]{32}$/i;

/** Advice for a field that refers to a record. */
export const SELECT_OR_ENTER =
	'Select the record from the list, or enter its sys_id (32 characters: 0-9 and a-f).';

/**
 * The value behind a resource locator: as it is, or inside a collection that goes out whole still as
 * `{ __rl, mode, value }`. A record's URL is taken apart here and not by the engine, which refuses an
 * optional field that an expression left empty.
 */
function located(value: unknown): unknown {
	const given = isObject(value) && 'mode' in value && 'value' in value ? value.value : value;
	if (typeof given !== 'string' || !/^\s*https?:/i.test(given)) return given;
	return sysIdInUrl(given) ?? given;
}

/** Whether a text is a sys_id: 32 hexadecimal characters. */
function isSysId(value: unknown): value is string {
	return typeof value === 'string' && SYS_ID.test(value);
}

/**
 * A sys_id that goes into a URL. Always held: anything else could reach another resource.
 *
 * @throws {InvalidInputError} when it is empty or no sys_id
 */
export function pathId(value: unknown, name: FieldName): string {
	const found = located(value) ?? '';
	const id = typeof found === 'string' ? found.trim() : found;
	if (isSysId(id)) return id;
	throw new InvalidInputError(
		id === '' ? `${quote(name)} is empty` : `${quote(name)} is not a sys_id: ${preview(id)}`,
		SELECT_OR_ENTER,
	);
}

function identified(value: unknown, name: FieldName): unknown {
	const found = located(value);
	return isEmpty(found) ? found : asText(found, name).trim();
}

/** A record of another table: a sys_id, however the resource locator was filled. */
export const referenceRule: Rule = (value, { name, limits }) => {
	const id = identified(value, name);
	if (isEmpty(id) || !limits || isSysId(id)) return id;
	throw new InvalidInputError(
		`${quote(name)} is not a sys_id: ${preview(id)}`,
		`${SELECT_OR_ENTER} ${LIMITS_HINT}`,
	);
};

/** A record that is addressed by something other than its sys_id, or by either. */
export const identifierRule: Rule = (value, { name }) => identified(value, name);
