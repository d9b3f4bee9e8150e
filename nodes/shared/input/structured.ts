import type { IDataObject } from 'n8n-workflow';
import { InvalidInputError, preview } from '../inputError';
import { isObject } from '../isObject';
import { applyRules } from './applyRules';
import type { BodyRules, Rule } from './rule';
import { assertSafeKey, assertSendable } from './sendable';

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
		throw new InvalidInputError(
			`"${name}" is not valid JSON: ${preview(value)}`,
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
			throw new InvalidInputError(
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
	throw new InvalidInputError(`"${name}" is not an object: ${preview(parsed)}`, `Give ${wanted}.`);
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
				throw new InvalidInputError(
					`"${field.name}" contains something that is not an object: ${preview(row)}`,
					`Give ${wanted}.`,
				);
			}
			const { otherFields, ...own } = row;
			const whole = { ...own, ...(rows(otherFields, field) as IDataObject) };
			return applyRules(whole, rules, { ...field, name: `${field.name}[${index}]` });
		});
	};
}
