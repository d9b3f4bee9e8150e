import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import type { Schema } from '../../contract/readContract.mts';
import { factsOf, type Fact } from './contract.mts';
import { groupsOf, isNameValue, type Field } from './fields.mts';

const code = (value: unknown) => `\`${String(value)}\``;

const FORMATS: Record<string, string> = {
	'encoded-query': 'encoded query',
	e164: 'phone number in E.164 format',
	'glide-date-time': 'date and time, sent as `YYYY-MM-DD HH:MM:SS` in UTC',
};

const NODE_TYPES: Partial<Record<INodeProperties['type'], string>> = {
	boolean: 'yes or no',
	dateTime: 'date and time',
	fixedCollection: 'name-value pairs',
	number: 'number',
	options: 'choice',
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

/** The links of descriptions, which the editor takes as HTML. */
const withLinks = (text: string) => text.replace(/<a href="([^"]+)">([^<]+)<\/a>/g, '[$2]($1)');

const cell = (text: string) =>
	withLinks(text)
		.replace(/\|/g, '\\|')
		.replace(/\s*\n\s*/g, ' ');

const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;

/** Options that every operation has, by name; `docs/options.md` describes them once. */
const SHARED_OPTIONS = new Set([
	'api_version',
	'checkDocumentedLimits',
	'maxConcurrency',
	'maxWait',
]);

function sharedOptionsRow(options: Field[]): string {
	const labels = options.map(({ displayName }) => displayName).join(', ');
	return row(labels, '', '', 'See [Options of all operations](options.md)');
}

/**
 * The field table of one operation, as Markdown: what the node calls its fields, with what the contract
 * says of their values.
 *
 * @param id `<resource>.<operation>`, as in the contract and in the node
 * @throws Error for a field that is sent to the instance and that the contract does not know
 */
export function fieldTable(description: INodeTypeDescription, id: string): string {
	const [resource, operation] = id.split('.');
	const facts = factsOf(id);
	const lines = [
		row('Field', 'Parameter', 'Value', 'Description'),
		row('---', '---', '---', '---'),
	];
	for (const { label, fields } of groupsOf(description, resource, operation)) {
		if (label) lines.push(row(`**${label}**`, '', '', ''));
		for (const field of fields.filter(({ property }) => !SHARED_OPTIONS.has(property.name))) {
			const { wireName, displayName } = field;
			const fact = wireName === undefined ? undefined : facts.get(wireName);
			if (wireName !== undefined && !fact) {
				throw new Error(`The contract of ${id} has no parameter "${wireName}" (${displayName})`);
			}
			lines.push(
				row(
					displayName,
					wireName === undefined ? `(${field.instead})` : code(wireName),
					capitalized([...typeOf(field, fact?.schema), ...requiredOf(field, fact)].join('; ')),
					field.description,
				),
			);
		}
		const shared = fields.filter(({ property }) => SHARED_OPTIONS.has(property.name));
		if (shared.length > 0) lines.push(sharedOptionsRow(shared));
	}
	return lines.join('\n');
}
