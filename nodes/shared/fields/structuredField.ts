import type { INodeProperties } from 'n8n-workflow';
import type { BodyField } from '../input/bodyField';
import type { FieldText } from './bodyField';
import { COLUMN_LISTS, type ColumnListName } from './columnLists';
import type { Rule } from '../input/rule';
import { columnsRule, listRule, variablesRule } from '../input/structured';

interface NameValueField {
	displayName: string;
	/** Name of the parameter: its wire name, without the path. */
	name: string;
	/** Path of the object in the request body, where it is not the name alone. */
	path?: string;
	description: string;
	/** What one row is called. */
	rowName: string;
	nameDescription: string;
	namePlaceholder: string;
	/** Columns of a table that the names are; variables otherwise. */
	columns?: ColumnListName;
}

/**
 * A column that is selected from those of the instance, or named.
 *
 * @param field `placeholder` is an example of its name
 */
export function columnField(
	list: ColumnListName,
	{ placeholder, ...field }: FieldText,
): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a column...',
				typeOptions: { searchListMethod: list, searchable: true },
			},
			{ displayName: 'By Name', name: 'id', type: 'string', placeholder },
		],
	};
}

/** The rule of a field that takes columns of a list. */
function columnsOf(list: ColumnListName): Rule {
	return (value, field) => columnsRule(value, { ...field, tables: COLUMN_LISTS[list].tables });
}

/** An object of name-value pairs, set in rows. */
export function nameValueField({
	path,
	rowName,
	nameDescription,
	namePlaceholder,
	columns,
	...field
}: NameValueField): BodyField {
	const property: INodeProperties = {
		...field,
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			multipleValueButtonText: `Add ${rowName}`,
			fixedCollection: { itemTitle: '={{ $collection.item.value.name }}' },
		},
		default: {},
		placeholder: `Add ${rowName}`,
		options: [
			{
				displayName: rowName,
				name: 'field',
				values: [
					columns
						? columnField(columns, {
								displayName: 'Name',
								name: 'name',
								placeholder: namePlaceholder,
								description: nameDescription,
							})
						: {
								displayName: 'Name',
								name: 'name',
								type: 'string',
								default: '',
								placeholder: namePlaceholder,
								description: nameDescription,
							},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: columns
							? 'Value of the column. An ISO 8601 time is sent in UTC, and a list with commas.'
							: 'Value to store under the name',
					},
				],
			},
		],
	};
	return { property, path, rule: columns ? columnsOf(columns) : variablesRule };
}

/**
 * The JSON form of a field: named like it, with `Json` after the name, at the same place in the body.
 *
 * @param field the form in rows
 * @param what kind of JSON it takes: `object`
 * @param example of such JSON
 */
function jsonFormOf({ property, path, rule }: BodyField, what: string, example: string): BodyField {
	const { displayName, name } = property;
	return {
		property: {
			displayName: `${displayName} (JSON)`,
			name: `${name}Json`,
			type: 'json',
			default: '',
			placeholder: `e.g. ${example}`,
			description: `The same as '${displayName}', as a JSON ${what}, such as ${example}`,
		},
		path: path ?? name,
		rule,
	};
}

/**
 * An object of name-value pairs, in its two forms: rows and JSON.
 *
 * @param field `example` is one of the JSON form
 */
export function objectFields({
	example,
	...field
}: NameValueField & { example: string }): BodyField[] {
	const rows = nameValueField(field);
	return [rows, jsonFormOf(rows, 'object', example)];
}

interface ListField {
	displayName: string;
	/** Name of the parameter, which is its wire name too. */
	name: string;
	description: string;
	/** What one row is called, and the name that the editor keeps the rows under. */
	row: { displayName: string; name: string };
	/** Label of the button that adds a row. */
	buttonText: string;
	/** Member whose value is the title of a row. */
	titledBy: string;
	members: BodyField[];
	/** Names and values that become fields of a row beside its members. */
	otherFields?: BodyField;
	/** List that has the other columns of a row. */
	columns?: ColumnListName;
	/** Whether a row needs all members. */
	needsAll?: boolean;
	/** Of the JSON form. */
	example: string;
}

/** A list of objects, in its two forms: rows and JSON. */
export function listFields({
	row,
	buttonText,
	titledBy,
	members,
	otherFields,
	columns: list,
	needsAll,
	example,
	...field
}: ListField): BodyField[] {
	const columns = otherFields ? [...members, otherFields] : members;
	const rule = listRule({ label: field.displayName, members, needsAll });
	const rows: BodyField = {
		property: {
			...field,
			type: 'fixedCollection',
			typeOptions: {
				multipleValues: true,
				multipleValueButtonText: buttonText,
				fixedCollection: { itemTitle: `={{ $collection.item.value.${titledBy} }}` },
			},
			default: {},
			placeholder: buttonText,
			options: [{ ...row, values: columns.map(({ property }) => property) }],
		},
		rule: (value, context) =>
			rule(value, { ...context, tables: list && COLUMN_LISTS[list].tables }),
	};
	return [rows, jsonFormOf(rows, 'array of objects', example)];
}
