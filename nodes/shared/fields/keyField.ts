import type { INodeProperties } from 'n8n-workflow';
import type { BodyField } from '../input/bodyField';
import { contactPhoneRule, emailRule, keyRule, tableRule } from '../input/values';
import type { FieldText } from './bodyField';
import { withSentence } from './withSentence';

/** An ID of another system, by which records are found again. */
export function keyField({ path, ...field }: FieldText): BodyField {
	return { property: { ...field, type: 'string', default: '' }, path, rule: keyRule };
}

interface TableField extends FieldText {
	/** Tables to select from, in the order of their labels; none for a table that is typed. */
	tables?: Array<{ label: string; table: string }>;
	/** The table that the editor starts with. */
	initial?: string;
}

/** A table of the instance, by its name. */
export function tableField({ path, tables, initial = '', ...field }: TableField): BodyField {
	const options = tables?.map(({ label, table }) => ({ name: label, value: table }));
	const property: INodeProperties = options
		? { ...field, type: 'options', allowArbitraryValues: true, options, default: initial }
		: { ...field, type: 'string', default: initial };
	const known = tables?.map(({ label, table }) => ({ label, value: table }));
	return { property, path, rule: tableRule(known) };
}

/** An email address. */
export function emailField({ path, ...field }: FieldText): BodyField {
	return { property: { ...field, type: 'string', default: '' }, path, rule: emailRule };
}

/** A phone number in any notation; `maxLength` is the documented length in characters. */
export function contactPhoneField({
	maxLength,
	path,
	...field
}: FieldText & { maxLength: number }): BodyField {
	const description = withSentence(field.description, `Up to ${maxLength} characters`);
	return {
		property: { ...field, description, type: 'string', default: '' },
		path,
		rule: contactPhoneRule(maxLength),
	};
}
