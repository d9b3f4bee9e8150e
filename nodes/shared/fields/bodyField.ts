import type { INodeProperties } from 'n8n-workflow';
import type { BodyField, BodyFieldGroup, BodyFields } from '../input/bodyField';
import { choiceRule } from '../input/choice';
import { identifierRule, referenceRule, SELECT_OR_ENTER } from '../input/sysId';
import {
	booleanRule,
	dateTimeRule,
	keyRule,
	numberRule,
	phoneRule,
	plainTextRule,
	textRule,
} from '../input/values';
import { byLabel } from './collections';
import { referenceField } from './reference';
import { REFERENCE_TABLES, type ReferenceTable, type ReferenceTableName } from './referenceTables';
import { withSentence } from './withSentence';

/** How dates are read, as sentences for descriptions. */
const DATE_TIME_FORMS =
	'Use ISO 8601: without an offset, the time zone of the workflow applies. YYYY-MM-DD HH:MM:SS means UTC';

export interface FieldText {
	displayName: string;
	/** Name of the parameter: its wire name, without the path. */
	name: string;
	/** Path of the value in the request body, where it is not the name alone. */
	path?: string;
	description: string;
	placeholder?: string;
}

/** A text; `maxLength` is the documented length in characters. */
export function textField({
	maxLength,
	path,
	...field
}: FieldText & { maxLength?: number }): BodyField {
	if (maxLength === undefined) {
		return { property: { ...field, type: 'string', default: '' }, path, rule: plainTextRule };
	}
	const description = withSentence(field.description, `Up to ${maxLength} characters`);
	return {
		property: { ...field, description, type: 'string', default: '' },
		path,
		rule: textRule(maxLength),
	};
}

/**
 * A phone number in E.164 format.
 *
 * @param field `required` is the advice for a field without which nothing may be sent
 */
export function phoneField({
	required,
	path,
	...field
}: FieldText & { required?: string }): BodyField {
	const description = withSentence(
		field.description,
		'Use E.164 format: a plus sign, the country code, and the number. If the caller withholds the number, use anonymous',
	);
	return {
		property: {
			...field,
			...(required && { required: true }),
			description,
			type: 'string',
			default: '',
		},
		path,
		rule: phoneRule,
		required,
	};
}

/** A number; in whole numbers where `integer` is set. */
export function numberField({
	integer,
	path,
	...field
}: FieldText & { integer?: boolean }): BodyField {
	const typeOptions = integer ? { numberPrecision: 0 } : undefined;
	return {
		property: { ...field, type: 'number', default: 0, ...(typeOptions && { typeOptions }) },
		path,
		rule: numberRule({ integer }),
	};
}

/** True or false. `initial` is the default of the instance. */
export function booleanField({
	initial = false,
	path,
	...field
}: FieldText & { initial?: boolean }): BodyField {
	return { property: { ...field, type: 'boolean', default: initial }, path, rule: booleanRule };
}

/**
 * A date with time, sent in UTC.
 *
 * @param field `required` is the advice for a field without which nothing may be sent, `initial` what
 *   the editor starts with
 */
export function dateTimeField({
	required,
	initial = '',
	path,
	...field
}: FieldText & { required?: string; initial?: string }): BodyField {
	const description = withSentence(field.description, DATE_TIME_FORMS);
	return {
		property: {
			...field,
			...(required && { required: true }),
			description,
			type: 'dateTime',
			default: initial,
		},
		path,
		rule: dateTimeRule,
		required,
	};
}

interface RecordField extends FieldText {
	table: ReferenceTableName;
	/** Whether nothing may be sent without it. */
	required?: boolean;
	/** Whether something else than a sys_id may name the record. */
	takesOtherIds?: boolean;
}

/** A record of another table. */
export function recordField({ required, takesOtherIds, path, ...field }: RecordField): BodyField {
	const row: ReferenceTable = REFERENCE_TABLES[field.table];
	const { table = field.table, valueColumn = 'sys_id', fixed } = row;
	const description = withSentence(field.description, `Reference to ${table} by ${valueColumn}`);
	// Where another column goes over the wire, a URL, which holds the sys_id, is of no use.
	const otherIdRule = valueColumn === 'sys_id' ? identifierRule(table, fixed) : keyRule;
	const property = referenceField({ ...field, description, ...(required && { required }) });
	return {
		property,
		path,
		rule: takesOtherIds ? otherIdRule : referenceRule(table),
		required: required ? SELECT_OR_ENTER : undefined,
	};
}

/** A record whose table another field names, so that there is no list of them: its sys_id as text. */
export function sysIdField({ path, ...field }: FieldText): BodyField {
	return { property: { ...field, type: 'string', default: '' }, path, rule: referenceRule() };
}

interface ChoiceField extends FieldText {
	/** Documented values with their labels, in the order of the labels. */
	values: Array<{ label: string; value: string | number }>;
	/** The value that the editor starts with. */
	initial: string | number;
	/** What to do when it is empty, for a field without which nothing may be sent. */
	required?: string;
}

/** A choice that the API fixes; an expression may give another, with the documented limits off. */
export function choiceField({ values, initial, required, path, ...field }: ChoiceField): BodyField {
	return {
		property: {
			...field,
			...(required && { required: true }),
			type: 'options',
			allowArbitraryValues: true,
			options: values.map(({ label, value }) => ({ name: label, value })),
			default: initial,
		},
		path,
		rule: choiceRule(values),
		required,
	};
}

/** A collection of optional fields, in the order of the labels. */
export function fieldCollection(
	collection: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	fields: BodyField[],
): BodyFieldGroup {
	const sorted = [...fields].sort((a, b) => byLabel(a.property, b.property));
	return {
		property: {
			...collection,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: sorted.map(({ property }) => property),
		},
		fields: sorted,
	};
}

/** The Additional Fields collection of an operation: what is optional. */
export function additionalFields(...fields: BodyField[]): BodyFieldGroup {
	return fieldCollection({ displayName: 'Additional Fields', name: 'additionalFields' }, fields);
}

/** What the panel shows for the fields of a body. */
export function propertiesOf(body: BodyFields): INodeProperties[] {
	return body.map(({ property }) => property);
}
