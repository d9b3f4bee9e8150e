import type { IDataObject } from 'n8n-workflow';
import { toGlideDateTime } from './dateTime';
import { InputProblem, shown } from './inputProblem';
import { isObject } from './isObject';
import { sysIdInUrl } from './recordUrl';

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
 * @throws {InputProblem} when the value must not be sent
 */
export type Rule = (value: unknown, field: FieldContext) => unknown;

/** Rules by the path of the value in the request body. A value without a rule goes out as it is. */
export type BodyRules = Record<string, Rule>;

const SYS_ID = /^[0-9a-f]{32}$/i;
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const LIMITS_HINT =
	'If your instance is customised and takes this value, turn off the option Check Documented Limits.';

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
function assertSafeKey(key: string, name: string): void {
	if (!UNSAFE_KEYS.has(key)) return;
	throw new InputProblem(`"${name}" contains the key "${key}"`, 'Rename or remove the key.');
}

/**
 * Refuses what must not get into a request at any depth: unsafe keys, and numbers that JSON turns into
 * null.
 */
function assertSendable(value: unknown, name: string, depth = 0): void {
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new InputProblem(`"${name}" is ${value}`, 'Give a number, or leave the field empty.');
	}
	if (typeof value !== 'object' || value === null) return;
	if (depth > MAX_DEPTH) {
		throw new InputProblem(
			`"${name.slice(0, 60)}" is nested more than ${MAX_DEPTH} levels deep`,
			'Give a flatter object.',
		);
	}
	for (const [key, inner] of Object.entries(value)) {
		assertSafeKey(key, name);
		assertSendable(inner, Array.isArray(value) ? `${name}[${key}]` : `${name}.${key}`, depth + 1);
	}
}

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
 * @throws {InputProblem} when it is empty or no sys_id
 */
export function pathId(value: unknown, name: string): string {
	const found = located(value) ?? '';
	const id = typeof found === 'string' ? found.trim() : found;
	if (isSysId(id)) return id;
	throw new InputProblem(
		id === '' ? `"${name}" is empty` : `"${name}" is not a sys_id: ${shown(id)}`,
		'Pick the record from the list, or give its sys_id: 32 characters, 0-9 and a-f.',
	);
}

function identified(value: unknown, name: string): unknown {
	const found = located(value);
	return isEmpty(found) ? found : asText(found, name).trim();
}

/** A record of another table: a sys_id, however the resource locator was filled. */
export const reference: Rule = (value, { name, limits }) => {
	const id = identified(value, name);
	if (isEmpty(id) || !limits || isSysId(id)) return id;
	throw new InputProblem(
		`"${name}" is not a sys_id: ${shown(id)}`,
		`Pick the record from the list, or give its sys_id: 32 characters, 0-9 and a-f. ${LIMITS_HINT}`,
	);
};

/** A record that is addressed by something other than its sys_id, or by either. */
export const identifier: Rule = (value, { name }) => identified(value, name);

/** @throws {InputProblem} for an object, which would not go out as text */
function asText(value: unknown, name: string): string {
	if (typeof value !== 'object') return String(value);
	throw new InputProblem(`"${name}" is not text: ${shown(value)}`, 'Give a single value.');
}

/** Characters of an encoded query that a URL certainly carries. */
const MAX_QUERY = 12_000;

/** @throws {InputProblem} when a part of an encoded query is longer than a URL carries */
export function assertFitsUrl(text: string, name: string): void {
	if (text.length <= MAX_QUERY) return;
	throw new InputProblem(
		`"${name}" has ${text.length} characters, and a URL carries up to ${MAX_QUERY}`,
		'Shorten it, or search in several steps: one input item for each.',
	);
}

/**
 * A value of a condition in an encoded query.
 *
 * @throws {InputProblem} when it is empty, holds `^`, which ServiceNow reads as the start of another
 * condition, or is too long
 */
export function queryValue(value: unknown, name: string): string {
	const text = asText(value ?? '', name).trim();
	if (text === '') {
		throw new InputProblem(
			`"${name}" is empty`,
			'An empty value would select the records without one. Check the expression.',
		);
	}
	if (text.includes('^')) {
		throw new InputProblem(
			`"${name}" contains "^"`,
			'ServiceNow reads it as the start of another condition. Remove it, or search for a part without it.',
		);
	}
	assertFitsUrl(text, name);
	return text;
}

/** Text of any length. */
export const plainText: Rule = (value, { name }) => {
	asText(value, name);
	return value;
};

/** Text of a documented length. An instance cuts what is longer, in silence. */
export function text(maxLength: number): Rule {
	return (value, { name, limits }) => {
		const { length } = asText(value, name);
		if (!limits || length <= maxLength) return value;
		throw new InputProblem(
			`"${name}" has ${length} characters, and ServiceNow keeps ${maxLength}`,
			`Shorten the text: the instance would cut it without a warning. ${LIMITS_HINT}`,
		);
	};
}

/** One of the documented values, letter case included. */
export function choice(...values: Array<string | number>): Rule {
	return (value, { name, limits }) => {
		const given = asText(value, name);
		if (!limits || values.some((allowed) => String(allowed) === given)) return value;
		throw new InputProblem(
			`"${name}" is ${shown(value)}, which is not one of the documented values`,
			`Use one of: ${values.join(', ')}. ${LIMITS_HINT}`,
		);
	};
}

/** A number, also when it arrives as text; in whole numbers where `integer` is set. */
export function number({ integer = false } = {}): Rule {
	return (value, { name }) => {
		const parsed = typeof value === 'string' ? Number(value) : value;
		if (Number.isFinite(parsed) && (!integer || Number.isInteger(parsed))) return value;
		throw new InputProblem(
			`"${name}" is not a ${integer ? 'whole ' : ''}number: ${shown(value)}`,
			'Give digits only, with a point before decimals.',
		);
	};
}

/**
 * A whole number of the node itself, such as a limit.
 *
 * @throws {InputProblem} when it is none, or out of range
 */
export function wholeNumber(name: string, value: unknown, min: number, max = Infinity): number {
	const given = typeof value === 'object' ? NaN : Number(value);
	if (Number.isInteger(given) && given >= min && given <= max) return given;
	throw new InputProblem(
		`"${name}" is ${shown(value)}`,
		`Give a whole number ${max === Infinity ? `of ${min} or more` : `from ${min} to ${max}`}.`,
	);
}

/** True or false, also when it arrives as text. */
export const boolean: Rule = (value, { name }) => {
	if (typeof value === 'boolean' || value === 'true' || value === 'false') return value;
	throw new InputProblem(
		`"${name}" is neither true nor false: ${shown(value)}`,
		'Give true or false.',
	);
};

/** A phone number in E.164 form. Spaces, dots, dashes and brackets for reading are taken out. */
export const phone: Rule = (value, { name, limits }) => {
	const compact = asText(value, name).replace(/[\s().-]/g, '');
	if (/^\+[1-9]\d{1,14}$/.test(compact)) return compact;
	if (!limits) return value;
	throw new InputProblem(
		`"${name}" is not a phone number in E.164 form: ${shown(value)}`,
		`Write a plus sign, the country code and the number, at most 15 digits, such as +14089965744. ${LIMITS_HINT}`,
	);
};

/** A date and time, sent as `YYYY-MM-DD HH:MM:SS` in UTC. */
export const dateTime: Rule = (value, { name, timezone }) => toGlideDateTime(value, timezone, name);

/** The value of a JSON text, in a box because the value can be anything; none for other text. */
function parseJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) };
	} catch {
		return undefined;
	}
}

function fromJson(value: unknown, name: string, wanted: string): unknown {
	const parsed = typeof value === 'string' ? parseJson(value) : { value };
	if (!parsed) {
		throw new InputProblem(
			`"${name}" is not valid JSON: ${shown(value)}`,
			`Give ${wanted}. Check quotes, commas and brackets.`,
		);
	}
	assertSendable(parsed.value, name);
	return parsed.value;
}

/** Pairs as the editor collects them, with the name in one field and the value in the other. */
type NameValuePair = { name?: unknown; value?: unknown };

function fromPairs(pairs: NameValuePair[], name: string): IDataObject {
	const object: IDataObject = {};
	for (const { name: given, value } of pairs) {
		const key = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
		if (key === '') {
			throw new InputProblem(
				`"${name}" has a value without a name`,
				'Give each value a name, or remove the row.',
			);
		}
		assertSafeKey(key, name);
		assertSendable(value, `${name}.${key}`);
		object[key] = value as IDataObject;
	}
	return object;
}

/** An object from the rows of the editor, as the collection stores them. */
export const rows: Rule = (value, { name }) =>
	fromPairs(
		(isObject(value) && Array.isArray(value.field) ? value.field : []) as NameValuePair[],
		name,
	);

/** An object of names and values: from the rows of the editor, from JSON text, or from an expression. */
export const map: Rule = (value, { name }) => {
	const wanted = 'a JSON object such as { "direction": "inbound" }';
	const parsed = fromJson(value, name, wanted);
	if (Array.isArray(parsed) && parsed.every((row) => isObject(row) && 'name' in row)) {
		return fromPairs(parsed as NameValuePair[], name);
	}
	if (isObject(parsed)) return parsed;
	throw new InputProblem(`"${name}" is not an object: ${shown(parsed)}`, `Give ${wanted}.`);
};

/**
 * A list of objects: from the rows of the editor, from JSON text, or from an expression. A single
 * object counts as a list of one. A row's `otherFields` (names and values) become fields of the row.
 *
 * @param rules rules for the fields of each row, by name
 */
export function list(rules: BodyRules): Rule {
	return (value, field) => {
		const wanted = 'a JSON array of objects';
		const parsed = fromJson(value, field.name, wanted);
		const items = Array.isArray(parsed) ? parsed : [parsed];
		return items.map((row: unknown, index) => {
			if (!isObject(row)) {
				throw new InputProblem(
					`"${field.name}" contains something that is not an object: ${shown(row)}`,
					`Give ${wanted}.`,
				);
			}
			const { otherFields, ...own } = row;
			const whole = { ...own, ...(rows(otherFields, field) as IDataObject) };
			return applyRules(whole, rules, { ...field, name: `${field.name}[${index}]` });
		});
	};
}

/** A value of a body, and where it is. */
interface Member {
	parent: IDataObject;
	key: string;
	path: string;
}

/** The values of a body; those of an object whose members have rules, one by one. */
function membersOf(body: IDataObject, rules: BodyRules): Member[] {
	const paths = Object.keys(rules);
	return Object.entries(body).flatMap(([key, value]) => {
		const hasMembers = isObject(value) && paths.some((path) => path.startsWith(`${key}.`));
		if (!hasMembers) return [{ parent: body, key, path: key }];
		const members = Object.keys(value);
		return members.map((member) => ({ parent: value, key: member, path: `${key}.${member}` }));
	});
}

function withoutEmpty(body: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(body).filter(([, value]) => !isEmpty(value)));
}

/**
 * Applies the rules to a body and takes out what is empty.
 *
 * @param body as the fields of the node filled it
 * @param rules by path
 * @param context `name` is the prefix for messages: empty for the body itself
 * @returns the body to send
 * @throws {InputProblem} for the first value that must not be sent
 */
export function applyRules(
	body: IDataObject,
	rules: BodyRules,
	context: FieldContext,
): IDataObject {
	const nameOf = (path: string) => (context.name ? `${context.name}.${path}` : path);
	const members = membersOf(body, rules);
	for (const { parent, key, path } of members) {
		assertSafeKey(path, context.name || path);
		assertSendable(parent[key], nameOf(path));
	}
	for (const { parent, key, path } of members) {
		if (!Object.hasOwn(rules, path) || isEmpty(parent[key])) continue;
		parent[key] = rules[path](parent[key], { ...context, name: nameOf(path) }) as IDataObject;
	}
	for (const [key, value] of Object.entries(body)) {
		if (isObject(value) && !rules[key]) body[key] = withoutEmpty(value);
	}
	return withoutEmpty(body);
}
