import type { BodyField } from '../input/bodyField';
import { contactPhoneRule, emailRule, keyRule, tableRule } from '../input/values';
import type { FieldText } from './bodyField';
import { withSentence } from './withSentence';

/** An ID of another system, by which records are found again. */
export function keyField({ path, ...field }: FieldText): BodyField {
	return { property: { ...field, type: 'string', default: '' }, path, rule: keyRule };
}

/** A table of the instance, by its name. */
export function tableField({ path, ...field }: FieldText): BodyField {
	return { property: { ...field, type: 'string', default: '' }, path, rule: tableRule };
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
