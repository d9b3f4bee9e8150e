import { InvalidInputError, preview, quote, type FieldName } from '../inputError';
import { cleanText } from '../platform/cleanText';
import { readRecordUrl } from '../platform/recordUrl';
import { assertIdentifies } from './placeholder';
import { plainValue } from './plainValue';
import { asText, LIMITS_HINT, type Rule } from './rule';
import { isEmpty } from './sendable';

const SYS_ID = /^[0-9a-f]{32}$/i;

/** Advice for a field that refers to a record. */
export const SELECT_OR_ENTER =
	'Select the record from the list, or enter its sys_id (32 characters: 0-9 and a-f).';

/** Whose record a field takes. */
interface RecordTarget {
	/** None where another field names the table. */
	table?: string;
	/** Host and port of the instance; none where it does not matter. */
	host?: string;
}

/**
 * Tables that extend each other: a record of one can be a record of the other, under the same sys_id.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/customer-relationship-management/customer-relationship-management/crm-data-models.md
 */
const FAMILIES = [
	['sys_user', 'customer_contact'],
	['core_company', 'customer_account'],
];

/** Whether a record of a table may be meant; a table of the instance's own can extend any other. */
function mayBe(table: string, wanted: string): boolean {
	if (table === wanted || /^[ux]_/.test(table)) return true;
	return FAMILIES.some((family) => family.includes(table) && family.includes(wanted));
}

/** A URL identifies a record of its own instance and table alone. */
function sysIdOf(url: string, target: RecordTarget, name: FieldName): string {
	const record = readRecordUrl(url);
	if (!record) return url;
	if (target.host !== undefined && record.host !== target.host.toLowerCase()) {
		throw new InvalidInputError(
			`${quote(name)} is the URL of a record on another host: ${record.host}`,
			`The credential is for ${target.host}. Use the URL of a record there. If the instance has several addresses, enter the sys_id.`,
		);
	}
	if (target.table && record.table && !mayBe(record.table, target.table)) {
		throw new InvalidInputError(
			`${quote(name)} is the URL of a record of another table: ${record.table}`,
			`Use the URL of a record of the table ${target.table}, or enter its sys_id.`,
		);
	}
	return record.sysId;
}

/**
 * What identifies a record, however it was given. A record's URL is taken apart here and not by the
 * engine, which refuses an optional field that an expression left empty.
 *
 * @returns a sys_id in lower case, other text without blanks around it, or what is empty
 * @throws {InvalidInputError} for an object, and for the URL of another record
 */
function identified(value: unknown, target: RecordTarget, name: FieldName): unknown {
	const given = plainValue(value);
	if (isEmpty(given)) return given;
	const text = asText(given, name).trim();
	const id = /^https?:/i.test(text) ? sysIdOf(text, target, name) : text;
	const cleaned = cleanText(id);
	return SYS_ID.test(cleaned) ? cleaned.toLowerCase() : id;
}

/** Whether a text is a sys_id: 32 hexadecimal characters. */
function isSysId(value: unknown): value is string {
	return typeof value === 'string' && SYS_ID.test(value);
}

/**
 * A sys_id that goes into a URL. Always held: anything else could reach another resource.
 *
 * @throws {InvalidInputError} when it is empty, no sys_id, or the URL of another record
 */
export function pathId(value: unknown, name: FieldName, target: RecordTarget = {}): string {
	const given = plainValue(value);
	const id = typeof given === 'string' ? identified(given, target, name) : given;
	if (isSysId(id)) return id;
	throw new InvalidInputError(
		isEmpty(id) ? `${quote(name)} is empty` : `${quote(name)} is not a sys_id: ${preview(id)}`,
		SELECT_OR_ENTER,
	);
}

/**
 * A record of another table: a sys_id, however the resource locator was filled.
 *
 * @param table of the record; none where another field names it
 */
export function referenceRule(table?: string): Rule {
	return (value, { name, limits, host }) => {
		const id = identified(value, { table, host }, name);
		if (isEmpty(id) || isSysId(id)) return id;
		if (!limits) {
			assertIdentifies(String(id), name);
			return id;
		}
		throw new InvalidInputError(
			`${quote(name)} is not a sys_id: ${preview(id)}`,
			`${SELECT_OR_ENTER} ${LIMITS_HINT}`,
		);
	};
}

/**
 * A record that is addressed by something other than its sys_id, or by either.
 *
 * @param fixed values that need no record, in any letter case
 */
export function identifierRule(table?: string, fixed: string[] = []): Rule {
	return (value, { name, host }) => {
		const id = identified(value, { table, host }, name);
		const word = String(id).toLowerCase();
		const known = fixed.find((each) => each.toLowerCase() === word);
		if (known === undefined && !isEmpty(id)) assertIdentifies(String(id), name);
		return known ?? id;
	};
}
