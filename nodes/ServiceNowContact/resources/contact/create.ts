import type { IDataObject } from 'n8n-workflow';
import { additionalFields, fieldCollection, propertiesOf } from '../../../shared/fields/bodyField';
import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { columnFieldsOf } from '../../../shared/fields/mappedField';
import type { BodyFields } from '../../../shared/input/bodyField';
import { InvalidInputError, preview } from '../../../shared/inputError';
import { checkBeforeRepeating, newSysId, type Operation } from '../../../shared/operation';
import { assertSettleTime } from '../../../shared/once/settleTime';
import { contactApi } from '../../../shared/platform/apis';
import { mainFields, moreFields, userFields } from './create/fields';
import { readBackOption } from './create/readBack';
import { REUSE_SETTINGS, reuseFields, reuseKeyOf, reuseOptions } from './create/reuseKey';
import { socialFields } from './create/social';

/** ServiceNow makes the social profile from all three, and drops one or two without a word. */
function assertWholeSocialProfile(body: IDataObject): void {
	const missing = socialFields.filter(({ property }) => !(property.name in body));
	if (missing.length === 0 || missing.length === socialFields.length) return;
	throw new InvalidInputError(
		`Missing for the social profile: ${missing.map(({ property }) => property.displayName).join(', ')}`,
		'Set Social Channel, Social Handle, and Social Handle URL, or none of them.',
	);
}

function withCustomFields({ customFields, ...body }: IDataObject): IDataObject {
	const custom = (customFields ?? {}) as IDataObject;
	const wrong = Object.keys(custom).find((name) => !/^(u|x)_[a-z0-9_]+$/.test(name));
	if (wrong !== undefined) {
		throw new InvalidInputError(
			`${preview(wrong)} is not the name of a custom column`,
			'In "Custom Fields", use the column name from the table definition: it starts with u_ or x_.',
		);
	}
	return { ...body, ...custom };
}

const customFields = columnFieldsOf('contactCustomColumns', {
	displayName: 'Custom Fields',
	description: 'Columns that your instance has added to the contact table',
	example: '{ "u_loyalty_tier": "gold" }',
});

const body: BodyFields = [
	...mainFields,
	additionalFields(...moreFields, customFields.json, customFields.cleared),
	fieldCollection({ displayName: 'User Account Fields', name: 'userAccountFields' }, userFields),
	customFields.mapper,
];

export const createContact: Operation = {
	action: 'Create a contact',
	api: contactApi,
	body,
	settings: REUSE_SETTINGS,
	prepare: (fields, settings) => {
		assertWholeSocialProfile(fields);
		const whole = withCustomFields(fields);
		if (Object.keys(whole).length > 0) {
			if (reuseKeyOf(whole, settings)) assertSettleTime(settings);
			return whole;
		}
		throw new InvalidInputError(
			'All fields of the contact are empty',
			'Set at least one field. A field is also empty when its expression returns nothing.',
		);
	},
	records: newSysId,
	safety: checkBeforeRepeating('Look for the contact with Get Many, for example by its email.'),
};

/** How an existing contact is found stands behind the fields that it can be found by. */
const shown = [
	...propertiesOf(mainFields),
	...reuseFields,
	...propertiesOf(body.slice(mainFields.length)),
];

export const createContactFields = showFor('contact', 'create', [
	...shown,
	optionsField(apiVersionOption, checkLimitsOption, readBackOption, ...reuseOptions),
]);
