import type { Schema } from '../readContract.mts';

/** What the formats of the contract mean, for somebody who reads them in a form or in generated types. */
const FORMATS: Record<string, string> = {
	'encoded-query': 'Encoded query.',
	e164: 'Phone number in E.164 format, such as +13035550100.',
	'glide-date': 'Date as YYYY-MM-DD.',
	'glide-date-time': 'Date and time as YYYY-MM-DD HH:MM:SS, in UTC.',
};

const lastOf = (path: string) => path.split('.').pop();

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function referenceOf(schema: Schema): string | undefined {
	const { 'x-reference': table, 'x-reference-field': column, 'x-reference-from': from } = schema;
	if (column) return `The ${column} of a record in ${table}.`;
	if (table) return `The sys_id of a record in ${table}.`;
	if (from) return `The sys_id of a record in the table that ${lastOf(from)} names.`;
	const of = schema['x-table-of'];
	return of && `The table that ${lastOf(of)} is a record of.`;
}

function valuesOf({ 'x-values': values = [] }: Schema): string | undefined {
	if (values.length === 0) return undefined;
	const listed = values.map(({ value, meaning }) => (meaning ? `${value} (${meaning})` : value));
	return `Documented values: ${listed.join(', ')}.`;
}

function defaultOf({ default: value, 'x-default-note': note }: Schema): string | undefined {
	if (value !== undefined) return `Default: ${String(value)}.`;
	return note === undefined || note === 'none' ? undefined : `Default: ${note}.`;
}

/**
 * What the contract says of a value beyond its type, in sentences: OpenAPI has no keys for it.
 *
 * @returns undefined where there is nothing to say
 */
export function describe(schema: Schema): string | undefined {
	const { maxLength, 'x-required-when': condition, 'x-note': note } = schema;
	const sentences = [
		referenceOf(schema),
		FORMATS[schema['x-format'] ?? ''],
		valuesOf(schema),
		maxLength === undefined ? undefined : `Up to ${maxLength} characters are documented.`,
		defaultOf(schema),
		condition && `Required when ${condition.replace(/^when /, '')}.`,
		note && sentence(note),
	].filter((text) => text !== undefined && text !== '');
	return sentences.length === 0 ? undefined : sentences.join(' ');
}
