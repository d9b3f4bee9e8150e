import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError, preview, quote } from '../inputError';
import { isObject } from '../isObject';
import type { BodyField } from './bodyField';
import { columnValue } from './columnValue';
import { variableValue } from './freeValue';
import { assertEvaluated } from './placeholder';
import { plainValue } from './plainValue';
import { parseJson } from './json';
import type { FieldContext, Rule } from './rule';
import { assertSafeKey, assertSendable, isEmpty } from './sendable';

/** The label of a field, which stands for all its parts. */
function labelOf({ name }: FieldContext): string {
	return typeof name === 'string' ? name : name.label;
}

function fromJson(value: unknown, field: FieldContext, wanted: string): unknown {
	if (typeof value !== 'string') return value;
	const parsed = parseJson(value);
	if (!parsed) {
		throw new InvalidInputError(
			`${quote(field.name)} is not valid JSON: ${preview(value)}`,
			`Enter ${wanted}. Check quotes, commas, and brackets.`,
		);
	}
	assertSendable(parsed.value, labelOf(field), field.path);
	return parsed.value;
}

/** Pairs as the editor collects them, with the name in one field and the value in the other. */
type NameValuePair = { name?: unknown; value?: unknown };

type Entry = [name: string, value: unknown];

/** The name of a value, without blanks around it. @throws {InvalidInputError} when there is none */
function keyOf(stored: unknown, field: FieldContext): string {
	const given = plainValue(stored);
	const key = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
	if (key === '') {
		throw new InvalidInputError(
			`${quote(field.name)} has a value without a name`,
			'Enter a name for each value, or remove the row.',
		);
	}
	assertSafeKey(key, field.name);
	assertEvaluated(key, field.name);
	return key;
}

/** The name of a column, which has no capital letter: an instance ignores another name without a word. */
function columnOf(given: unknown, field: FieldContext): string {
	return keyOf(given, field).toLowerCase();
}

function entriesOf(pairs: NameValuePair[], field: FieldContext): Entry[] {
	return pairs.map(({ name: given, value }) => {
		const key = keyOf(given, field);
		assertSendable(value, labelOf(field), `${field.path}.${key}`);
		return [key, value];
	});
}

/**
 * An object of values, without what is empty.
 *
 * @throws {InvalidInputError} when two values have the same name, of which one would win without a word
 */
function asObject(entries: Entry[], { path, ...field }: FieldContext): IDataObject {
	const filled = entries.filter(([, value]) => !isEmpty(value));
	const names = filled.map(([name]) => name);
	const twice = names.find((name, index) => names.indexOf(name) < index);
	if (twice === undefined) return Object.fromEntries(filled) as IDataObject;
	const label = labelOf({ path, ...field });
	throw new InvalidInputError(
		`${quote({ label, path: `${path}.${twice}` })} is set twice`,
		'Remove one of the two. Names of columns are the same in any letter case.',
	);
}

/** What becomes of names and values. */
interface PairReader {
	nameOf: (given: unknown, field: FieldContext) => string;
	read: Rule;
}

function valuesOf(
	entries: Entry[],
	{ nameOf, read }: PairReader,
	field: FieldContext,
): IDataObject {
	const ready = entries.map(([given, value]): Entry => {
		const key = nameOf(given, field);
		const path = `${field.path}.${key}`;
		const context = { ...field, name: { label: labelOf(field), path }, path };
		return [key, isEmpty(value) ? undefined : read(value, context)];
	});
	return asObject(ready, field);
}

/** An object of name-value pairs: from the rows of the editor, from JSON text, or from an expression. */
function pairsRule(reader: PairReader): Rule {
	return (value, field) => {
		const wanted = 'a JSON object such as { "direction": "inbound" }';
		const parsed = fromJson(value, field, wanted);
		if (Array.isArray(parsed) && parsed.every((row) => isObject(row) && 'name' in row)) {
			return valuesOf(entriesOf(parsed as NameValuePair[], field), reader, field);
		}
		if (isObject(parsed)) return valuesOf(Object.entries(parsed), reader, field);
		throw new InvalidInputError(
			`${quote(field.name)} is not an object: ${preview(parsed)}`,
			`Enter ${wanted}.`,
		);
	};
}

/** Columns of a record and their values, each read by a rule of its own. */
export function columnsWith(read: Rule): Rule {
	return pairsRule({ nameOf: columnOf, read });
}

/** Columns of a record and their values. */
export const columnsRule: Rule = columnsWith(columnValue);

/** Variables and their values, which ServiceNow keeps as JSON. */
export const variablesRule: Rule = pairsRule({ nameOf: keyOf, read: variableValue });

/** One value of a row, under its own name and judged as its member, in any letter case. */
function entryOf(
	[key, given]: Entry,
	label: string,
	members: BodyField[],
	row: FieldContext,
): Entry {
	const value = plainValue(given);
	const column = columnOf(key, row);
	const member = members.find(({ property }) => property.name.toLowerCase() === column);
	const name = member?.property.name ?? column;
	const path = `${row.path}.${name}`;
	const part = member ? `${label}: ${member.property.displayName}` : label;
	const rule = member?.rule ?? columnValue;
	return [
		name,
		isEmpty(value) ? undefined : rule(value, { ...row, name: { label: part, path }, path }),
	];
}

/** One object of a list, with its own fields and those of `otherFields`, checked and without what is empty. */
function rowOf(
	row: IDataObject,
	label: string,
	members: BodyField[],
	field: FieldContext,
): IDataObject {
	const { otherFields, ...own } = row;
	const pairs = isObject(otherFields) && Array.isArray(otherFields.field) ? otherFields.field : [];
	const others = entriesOf(pairs as NameValuePair[], field);
	const entries = [...Object.entries(own), ...others];
	return asObject(
		entries.map((entry) => entryOf(entry, label, members, { ...field, row: own })),
		{ ...field, name: label },
	);
}

/** @throws {InvalidInputError} for a row without one of the members that make it whole */
function assertWhole(
	row: IDataObject,
	label: string,
	members: BodyField[],
	{ path }: FieldContext,
): void {
	const missing = members.find(({ property }) => isEmpty(row[property.name]));
	if (!missing) return;
	const { displayName, name } = missing.property;
	const labels = members.map(({ property }) => `"${property.displayName}"`);
	throw new InvalidInputError(
		`${quote({ label: `${label}: ${displayName}`, path: `${path}.${name}` })} is empty`,
		`Set ${labels.join(' and ')}, or remove the row.`,
	);
}

interface ListRule {
	/** Of the list, for messages about a field of a row. */
	label: string;
	/** The fields of each row. */
	members: BodyField[];
	/** Whether a row needs all of them. */
	needsAll?: boolean;
}

/**
 * A list of objects: from the rows of the editor, from JSON text, or from an expression. A single
 * object counts as a list of one, and an empty one as none. A row's `otherFields` (name-value pairs)
 * become fields of the row.
 */
export function listRule({ label, members, needsAll = false }: ListRule): Rule {
	return (value, field) => {
		const wanted = 'a JSON array of objects';
		const parsed = fromJson(value, field, wanted);
		const rows: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
		const ready = rows.map((row, index) => {
			const place = { ...field, path: `${field.path}[${index}]` };
			if (!isObject(row)) {
				throw new InvalidInputError(
					`${quote(field.name)} contains something that is not an object: ${preview(row)}`,
					`Enter ${wanted}.`,
				);
			}
			const own = rowOf(row, label, members, place);
			if (needsAll && !isEmpty(own)) assertWhole(own, label, members, place);
			return own;
		});
		return ready.filter((row) => !isEmpty(row));
	};
}
