import type { INodeProperties } from 'n8n-workflow';
import type { Schema } from '../../contract/readContract.mts';
import type { Fact } from './contract.mts';
import { isNameValue, type Field } from './fields.mts';

/** A text as code, in Markdown. */
export const code = (value: unknown) => `\`${String(value)}\``;

const FORMATS: Record<string, string> = {
	'encoded-query': 'encoded query',
	e164: 'phone number in E.164 format',
	'glide-date-time': 'date and time, sent as `YYYY-MM-DD HH:MM:SS` in UTC',
};

const NODE_TYPES: Partial<Record<INodeProperties['type'], string>> = {
	boolean: 'yes or no',
	dateTime: 'date and time',
	fixedCollection: 'name-value pairs',
	multiOptions: 'names of columns',
	number: 'number',
	options: 'choice',
	resourceMapper: 'columns and their values',
	string: 'text',
};

const CONTRACT_TYPES: Record<string, string> = {
	array: 'list',
	boolean: 'yes or no',
	integer: 'whole number',
	number: 'number',
	object: 'name-value pairs',
	string: 'text',
};

function referenceOf(schema: Schema): string | undefined {
	const { 'x-reference': table, 'x-reference-field': column, 'x-reference-from': from } = schema;
	if (column) return `${code(column)} of a record of ${code(table)}`;
	if (table) return `sys_id of ${code(table)}`;
	if (from) return `sys_id, in the table that ${code(from.split('.').pop())} names`;
	const of = schema['x-table-of'];
	return of && `table of ${code(of.split('.').pop())}`;
}

function kindOf(property: INodeProperties, schema: Schema | undefined): string {
	const [type] = [schema?.type ?? ''].flat();
	if (property.type === 'json') return type === 'array' ? 'JSON array of objects' : 'JSON object';
	if (property.type === 'fixedCollection' && !schema && !isNameValue(property)) return 'rows';
	if (property.type === 'resourceMapper') return NODE_TYPES.resourceMapper!;
	if (!schema || isNameValue(property)) return NODE_TYPES[property.type] ?? property.type;
	const format = schema['x-format'];
	return referenceOf(schema) ?? FORMATS[format ?? ''] ?? CONTRACT_TYPES[type];
}

/** Allowed values; those of a yes or no go without saying. */
function valuesOf({ type, 'x-values': values }: Schema, isLoaded: boolean): string | undefined {
	if (!values || type === 'boolean') return undefined;
	const listed = values.map(({ value, meaning }) =>
		meaning ? `${code(value)} (${meaning})` : code(value),
	);
	if (isLoaded) return `documented are ${listed.join(', ')}`;
	return listed.length === 1 ? `only ${listed[0]}` : `one of ${listed.join(', ')}`;
}

const isText = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

function startValueOf({ property, shown }: Field): unknown {
	const { default: value } = property;
	return shown && isText(value) && value !== '' ? value : undefined;
}

const asWord = (value: unknown) => ({ true: 'yes', false: 'no' })[String(value)] ?? code(value);

function defaultOf(field: Field, schema: Schema | undefined): string | undefined {
	const note = schema?.['x-default-note'];
	const literal = startValueOf(field) ?? schema?.default;
	const own = schema ? literal : field.property.default;
	if (own !== undefined && isText(own) && own !== '') return `default ${asWord(own)}`;
	return note === undefined || note === 'none' ? undefined : `default: ${note}`;
}

function typeOf(field: Field, schema: Schema | undefined): string[] {
	const parts = [kindOf(field.property, schema)];
	if (schema?.maxLength && schema.type === 'string' && !schema['x-values']) {
		parts.push(`up to ${schema.maxLength} characters`);
	}
	const values =
		schema && valuesOf(schema, field.property.typeOptions?.loadOptionsMethod !== undefined);
	if (values) parts.push(values);
	const initial = defaultOf(field, schema);
	if (initial) parts.push(initial);
	return parts;
}

function requiredOf(field: Field, fact: Fact | undefined): string[] {
	if (field.required || fact?.required) return ['required'];
	const condition = fact?.schema['x-required-when'];
	return condition ? [`required when ${condition.replace(/^when /, '')}`] : [];
}

/** A cell begins with a capital letter, but for names that have none. */
const capitalized = (text: string) =>
	text.startsWith('sys_id') ? text : text.charAt(0).toUpperCase() + text.slice(1);

/**
 * What a field takes, for the cell Value: `Text; up to 40 characters; required`.
 *
 * @param fact what the contract says of the field; none when the contract cannot know it
 */
export function valueOf(field: Field, fact: Fact | undefined): string {
	return capitalized([...typeOf(field, fact?.schema), ...requiredOf(field, fact)].join('; '));
}
