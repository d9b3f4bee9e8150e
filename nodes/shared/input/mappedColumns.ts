import type { FieldType, IExecutePaginationFunctions, ResourceMapperField } from 'n8n-workflow';
import { InvalidInputError, preview, quote } from '../inputError';
import { isObject } from '../isObject';
import type { ColumnKind } from '../platform/columnKinds';
import { columnNamed, columnValue, valueOfKind } from './columnValue';
import { hasExpression, parameterOf } from './parameters';
import type { FieldContext, Rule } from './rule';
import { columnsRule, columnsWith } from './structured';

/** What the editor's inputs say of a column. One of texts may have a type that the editor does not know. */
const KINDS: Partial<Record<FieldType, ColumnKind>> = {
	dateTime: 'time',
	number: 'number',
	boolean: 'switch',
	string: 'other',
	options: 'other',
};

/** The columns that the editor has stored with a mapper, as the instance described them. */
export function storedSchema(stored: unknown): ResourceMapperField[] {
	const schema = isObject(stored) ? stored.schema : undefined;
	return Array.isArray(schema) ? (schema as ResourceMapperField[]) : [];
}

/**
 * A mapper's values for an item. Its columns have no expressions, and there can be hundreds: only the
 * values are evaluated, and without n8n's own check, whose message does not say what to do.
 */
export function mapperOf(context: IExecutePaginationFunctions, name: string): unknown {
	const stored: unknown = context.getNodeParameter(name, '', { rawExpressions: true });
	if (!isObject(stored)) return parameterOf(context, name);
	if (!hasExpression(stored.value)) return stored;
	return {
		...stored,
		value: context.getNodeParameter(`${name}.value`, {}, { skipValidation: true }),
	};
}

/** The label of a column, without what the editor shows behind it. */
function labelOf({ id, displayName }: ResourceMapperField): string {
	return displayName.replace(/ \([^()]*\)$/, '') || id;
}

/** @throws {InvalidInputError} for a mode that takes whatever the item has */
function assertMapped(mode: unknown, field: FieldContext): void {
	if (mode === 'defineBelow') return;
	throw new InvalidInputError(
		`${quote(field.name)} has the mapping mode ${preview(mode)}, which is not available`,
		'Select the columns, or use an expression in the JSON form, such as {{ $json }}.',
	);
}

/**
 * Columns and their values, as the editor maps them: judged by the type that the instance gave to each.
 * An object of columns, such as an expression gives, is read like JSON.
 */
export const mappedColumnsRule: Rule = (stored, field) => {
	if (!isObject(stored) || !('mappingMode' in stored)) return columnsRule(stored, field);
	assertMapped(stored.mappingMode, field);
	const schema = new Map(storedSchema(stored).map((column) => [column.id, column]));
	const label = typeof field.name === 'string' ? field.name : field.name.label;
	const read: Rule = (value, context) => {
		const column = schema.get(columnNamed(context));
		const name = column
			? { label: `${label}: ${labelOf(column)}`, path: context.path }
			: context.name;
		const kind = column?.type && KINDS[column.type];
		return (kind ? valueOfKind(kind) : columnValue)(value, { ...context, name });
	};
	return columnsWith(read)(isObject(stored.value) ? stored.value : {}, field);
};

/**
 * Columns to empty, selected in a list, or named with commas between them: ServiceNow empties a column
 * that is set to an empty text.
 */
export const clearedColumnsRule: Rule = (value, field) => {
	const names = Array.isArray(value) ? (value as unknown[]) : String(value).split(',');
	const pairs = names
		.map((name) => String(name).trim().toLowerCase())
		.filter((name) => name !== '')
		.map((name) => {
			if (/^[a-z][a-z0-9_]*$/.test(name)) return [name, ''];
			throw new InvalidInputError(
				`${quote(field.name)} has something that is not the name of a column: ${preview(name)}`,
				'Use the column name from the table definition, such as u_loyalty_tier.',
			);
		});
	return Object.fromEntries(pairs) as Record<string, string>;
};
