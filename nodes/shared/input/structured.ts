import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError, preview, quote } from '../inputError';
import { isObject } from '../isObject';
import type { BodyField } from './bodyField';
import type { FieldContext, Rule } from './rule';
import { assertSafeKey, assertSendable, isEmpty, withoutEmpty } from './sendable';

/** The value of a JSON text, in a box because the value can be anything; none for other text. */
function parseJson(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) };
	} catch {
		return undefined;
	}
}

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

function fromPairs(pairs: NameValuePair[], field: FieldContext): IDataObject {
	const object: IDataObject = {};
	for (const { name: given, value } of pairs) {
		const key = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
		if (key === '') {
			throw new InvalidInputError(
				`${quote(field.name)} has a value without a name`,
				'Enter a name for each value, or remove the row.',
			);
		}
		assertSafeKey(key, field.name);
		assertSendable(value, labelOf(field), `${field.path}.${key}`);
		object[key] = value as IDataObject;
	}
	return object;
}

/** An object of name-value pairs: from the rows of the editor, from JSON text, or from an expression. */
export const objectRule: Rule = (value, field) => {
	const wanted = 'a JSON object such as { "direction": "inbound" }';
	const parsed = fromJson(value, field, wanted);
	if (Array.isArray(parsed) && parsed.every((row) => isObject(row) && 'name' in row)) {
		return fromPairs(parsed as NameValuePair[], field);
	}
	if (isObject(parsed)) return parsed;
	throw new InvalidInputError(
		`${quote(field.name)} is not an object: ${preview(parsed)}`,
		`Enter ${wanted}.`,
	);
};

/** One object of a list, with its own fields and those of `otherFields`, checked and without what is empty. */
function rowOf(row: IDataObject, label: string, members: BodyField[], field: FieldContext) {
	const { otherFields, ...own } = row;
	const pairs = isObject(otherFields) && Array.isArray(otherFields.field) ? otherFields.field : [];
	const whole = { ...own, ...fromPairs(pairs as NameValuePair[], field) };
	const ready = Object.entries(whole).map(([key, value]): [string, unknown] => {
		const path = `${field.path}.${key}`;
		const member = members.find(({ property }) => property.name === key);
		if (member) {
			const name = { label: `${label}: ${member.property.displayName}`, path };
			return [key, isEmpty(value) ? undefined : member.rule(value, { ...field, name, path })];
		}
		return [key, isObject(value) ? withoutEmpty(value) : value];
	});
	return withoutEmpty(Object.fromEntries(ready));
}

/**
 * A list of objects: from the rows of the editor, from JSON text, or from an expression. A single
 * object counts as a list of one. A row's `otherFields` (name-value pairs) become fields of the row.
 *
 * @param label of the list, for messages about a field of a row
 * @param members the fields of each row
 */
export function listRule(label: string, members: BodyField[]): Rule {
	return (value, field) => {
		const wanted = 'a JSON array of objects';
		const parsed = fromJson(value, field, wanted);
		const rows: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
		return rows.map((row, index) => {
			if (isObject(row)) {
				return rowOf(row, label, members, { ...field, path: `${field.path}[${index}]` });
			}
			throw new InvalidInputError(
				`${quote(field.name)} contains something that is not an object: ${preview(row)}`,
				`Enter ${wanted}.`,
			);
		});
	};
}
