import { booleanField, textField } from '../../../../shared/fields/bodyField';
import type { BodyField } from '../../../../shared/input/bodyField';
import { socialFields } from './social';

/** Who the contact is. */
export const personFields: BodyField[] = [
	textField({
		displayName: 'Full Name',
		name: 'name',
		maxLength: 151,
		description:
			'Full name of the contact. If empty, the instance combines the first and last name.',
	}),
	textField({
		displayName: 'Middle Name',
		name: 'middle_name',
		maxLength: 50,
		description: 'Middle name of the contact',
	}),
	textField({
		displayName: 'Gender',
		name: 'gender',
		maxLength: 40,
		description: 'Gender of the contact',
	}),
	textField({
		displayName: 'Introduction',
		name: 'introduction',
		maxLength: 40,
		description: 'Introduction line for the contact',
	}),
	textField({
		displayName: 'Title',
		name: 'title',
		maxLength: 60,
		placeholder: 'e.g. Manager',
		description: 'Business title of the contact',
	}),
	textField({
		displayName: 'Employee Number',
		name: 'employee_number',
		description: 'Employee number of the contact',
	}),
	textField({
		displayName: 'Education Status',
		name: 'edu_status',
		maxLength: 40,
		placeholder: 'e.g. faculty',
		description: 'Status at a school or university. Defaults to faculty.',
	}),
	textField({
		displayName: 'Photo',
		name: 'photo',
		description: 'Picture of the contact, as the instance refers to it',
	}),
	textField({
		displayName: 'Preferred Language',
		name: 'preferred_language',
		maxLength: 3,
		placeholder: 'e.g. en',
		description: "Code of the contact's preferred language",
	}),
	booleanField({
		displayName: 'VIP',
		name: 'vip',
		description: 'Whether the contact is a very important person. Defaults to false.',
	}),
	...socialFields,
	textField({
		displayName: 'Source',
		name: 'source',
		maxLength: 255,
		description: 'Where the contact record comes from',
	}),
];
