import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { rulesOf } from '../../../shared/fields/bodyField';
import {
	additionalFields,
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { nameValueField } from '../../../shared/fields/nameValue';
import { InvalidInputError, preview } from '../../../shared/inputError';
import { newSysId, type Operation } from '../../../shared/operation';
import { rows } from '../../../shared/input/structured';
import { contactApi } from '../../../shared/platform/apis';
import { mainFields, moreFields } from './create/fields';
import { readBackOption } from './create/readBack';

const SOCIAL_FIELDS = ['social_channel', 'social_handle', 'social_handle_url'];

/** ServiceNow makes the social profile from all three, and drops one or two without a word. */
function assertWholeSocialProfile(body: IDataObject): void {
	const missing = SOCIAL_FIELDS.filter((name) => !(name in body));
	if (missing.length === 0 || missing.length === SOCIAL_FIELDS.length) return;
	throw new InvalidInputError(
		`"${missing.join('", "')}" is missing for the social profile`,
		'Fill channel, handle and handle URL, or none of the three.',
	);
}

function withCustomFields({ customFields, ...body }: IDataObject): IDataObject {
	const custom = (customFields ?? {}) as IDataObject;
	const wrong = Object.keys(custom).find((name) => !/^(u|x)_[a-z0-9_]+$/.test(name));
	if (wrong !== undefined) {
		throw new InvalidInputError(
			`"customFields" has ${preview(wrong)}, which is not the name of a custom field`,
			'Use the column name from the table definition: it starts with u_ or x_.',
		);
	}
	return { ...body, ...custom };
}

const bodyFields: INodeProperties[] = [
	...mainFields.map(({ property }) => property),
	additionalFields(...moreFields.map(({ property }) => property)),
	nameValueField({
		displayName: 'Custom Fields',
		name: 'customFields',
		description: 'Columns that your instance has added to the contact table',
		rowName: 'Custom Field',
		namePlaceholder: 'e.g. u_loyalty_tier',
		nameDescription: 'Column name from the table definition; it starts with u_ or x_',
	}),
];

export const createContact: Operation = {
	action: 'Create a contact',
	api: contactApi,
	body: { ...rulesOf([...mainFields, ...moreFields]), customFields: rows },
	bodyFields: bodyFields.map(({ name }) => name),
	prepare: (body) => {
		assertWholeSocialProfile(body);
		const whole = withCustomFields(body);
		if (Object.keys(whole).length > 0) return whole;
		throw new InvalidInputError(
			'The contact has no fields',
			'Fill at least one field. An expression that comes out empty counts as not filled.',
		);
	},
	records: newSysId,
	howToCheck: 'Look for the contact with Get Many, for example by its email.',
};

export const createContactFields = showFor('contact', 'create', [
	...bodyFields,
	optionsField(apiVersionOption, checkLimitsOption, readBackOption),
]);
