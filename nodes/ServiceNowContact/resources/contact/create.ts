import type { IDataObject } from 'n8n-workflow';
import { additionalFields, fieldCollection, propertiesOf } from '../../../shared/fields/bodyField';
import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { columnFieldsOf } from '../../../shared/fields/mappedField';
import type { BodyField, BodyFields } from '../../../shared/input/bodyField';
import { InvalidInputError, preview, quote } from '../../../shared/inputError';
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

/** A field for columns that an instance has added: those of ServiceNow have fields of their own. */
function forCustomColumns({ rule, ...field }: BodyField): BodyField {
	return {
		...field,
		rule: (given, context) => {
			const columns = rule(given, context);
			const wrong = Object.keys((columns ?? {}) as IDataObject).find(
				(name) => !/^(u|x)_[a-z0-9_]+$/.test(name),
			);
			if (wrong === undefined) return columns;
			throw new InvalidInputError(
				`${quote(context.name)} has something that is not the name of a custom column: ${preview(wrong)}`,
				'Use the column name from the table definition: it starts with u_ or x_.',
			);
		},
	};
}

const customFields = columnFieldsOf('contactCustomColumns', {
	displayName: 'Custom Fields',
	description: 'Columns that your instance has added to the contact table',
	example: '{ "u_loyalty_tier": "gold" }',
});

const body: BodyFields = [
	...mainFields,
	additionalFields(
		...moreFields,
		forCustomColumns(customFields.json),
		forCustomColumns(customFields.cleared),
	),
	fieldCollection({ displayName: 'User Account Fields', name: 'userAccountFields' }, userFields),
	forCustomColumns(customFields.mapper),
];

export const createContact: Operation = {
	action: 'Create a contact',
	api: contactApi,
	body,
	settings: REUSE_SETTINGS,
	prepare: (fields, settings) => {
		assertWholeSocialProfile(fields);
		const { customFields: custom, ...others } = fields;
		const whole = { ...others, ...(custom as IDataObject | undefined) };
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
