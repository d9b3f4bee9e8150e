import type { INodeProperties } from 'n8n-workflow';
import { CHOICE_LISTS, isNumeric, type ChoiceList, type ChoiceListName } from './choiceLists';
import type { ReferenceTableName } from './referenceTables';
import type { BodyRules, Rule } from '../input/rule';
import { reference } from '../input/sysId';
import { boolean, choice, dateTime, number, plainText, text } from '../input/values';
import { referenceField } from './reference';

/** A field of a record, with the rule for its value: the facts of one parameter in one place. */
export interface BodyField {
	property: INodeProperties;
	rule?: Rule;
}

/** How dates are read, as a sentence for descriptions. */
export const DATE_TIME_FORMS =
	'An ISO 8601 time is sent in UTC, and read in the time zone of the workflow when it has no offset; a time in the form YYYY-MM-DD HH:MM:SS is taken as UTC';

interface FieldText {
	displayName: string;
	/** Wire name of the parameter. */
	name: string;
	description: string;
	placeholder?: string;
}

function sentence(description: string, addition: string): string {
	return `${description.replace(/\.$/, '')}. ${addition}.`;
}

/** A text; `maxLength` is the documented length in characters. */
export function textField({ maxLength, ...field }: FieldText & { maxLength?: number }): BodyField {
	if (maxLength === undefined) {
		return { property: { ...field, type: 'string', default: '' }, rule: plainText };
	}
	const description = sentence(field.description, `Up to ${maxLength} characters`);
	return {
		property: { ...field, description, type: 'string', default: '' },
		rule: text(maxLength),
	};
}

/** A number; in whole numbers where `integer` is set. */
export function numberField({ integer, ...field }: FieldText & { integer?: boolean }): BodyField {
	const typeOptions = integer ? { numberPrecision: 0 } : undefined;
	return {
		property: { ...field, type: 'number', default: 0, ...(typeOptions && { typeOptions }) },
		rule: number({ integer }),
	};
}

/** A yes or no. `initial` is what the instance assumes without the field. */
export function booleanField({
	initial = false,
	...field
}: FieldText & { initial?: boolean }): BodyField {
	return { property: { ...field, type: 'boolean', default: initial }, rule: boolean };
}

/** A date with time, sent in UTC. */
export function dateTimeField(field: FieldText): BodyField {
	const description = sentence(field.description, DATE_TIME_FORMS);
	return { property: { ...field, description, type: 'dateTime', default: '' }, rule: dateTime };
}

/** A record of another table. */
export function recordField({
	table,
	...field
}: FieldText & { table: ReferenceTableName }): BodyField {
	const description = sentence(
		field.description,
		`A record of the table ${table}, by sys_id or URL, or picked from the list`,
	);
	return { property: referenceField({ ...field, description, table }), rule: reference };
}

interface ChoiceField extends FieldText {
	/** Documented values with their labels, in the order of the labels. */
	values: Array<{ label: string; value: string | number }>;
	/** The value that the editor starts with. */
	initial: string | number;
}

/** A choice that the API fixes; an expression may give another, with the documented limits off. */
export function choiceField({ values, initial, ...field }: ChoiceField): BodyField {
	return {
		property: {
			...field,
			type: 'options',
			allowArbitraryValues: true,
			options: values.map(({ label, value }) => ({ name: label, value })),
			default: initial,
		},
		rule: choice(...values.map(({ value }) => value).filter((value) => value !== '')),
	};
}

/** n8n's own words for a field whose choices are loaded. */
const LOADED_CHOICE =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

interface ListedField extends FieldText {
	/** Wire name of the parameter; the choice list has the same. */
	name: ChoiceListName;
	/** The value that the editor starts with. */
	initial: string | number;
}

/**
 * A choice from a list that the instance keeps: loaded from there, with the documented values where it
 * cannot be read. Any value may be sent, because only the instance knows its list.
 */
export function listedField({ displayName, initial, ...field }: ListedField): BodyField {
	const list: ChoiceList = CHOICE_LISTS[field.name];
	const values = list.documented.map(({ label, value }) =>
		String(value).toLowerCase() === label.toLowerCase() ? String(value) : `${value} (${label})`,
	);
	const description = sentence(
		sentence(field.description, `Documented values: ${values.join(', ')}`),
		LOADED_CHOICE,
	);
	return {
		property: {
			...field,
			displayName: `${displayName} Name or ID`,
			description,
			type: 'options',
			allowArbitraryValues: true,
			typeOptions: {
				loadOptionsMethod: field.name,
				loadOptionsDependsOn: ['authentication'],
			},
			options: list.documented.map(({ label, value }) => ({ name: label, value })),
			default: initial,
		},
		rule: isNumeric(list) ? number({ integer: true }) : text(list.maxLength ?? Infinity),
	};
}

/** The rules of fields, by wire name. */
export function rulesOf(fields: BodyField[]): BodyRules {
	return Object.fromEntries(
		fields.flatMap(({ property, rule }) => (rule ? [[property.name, rule]] : [])),
	);
}
