import { booleanField, textField, type BodyField } from '../../../../shared/fields/bodyField';

/** Who the contact is. */
export const personFields: BodyField[] = [
	textField({
		displayName: 'Full Name',
		name: 'name',
		maxLength: 151,
		description:
			'Whole name of the contact. The instance puts it together from first and last name.',
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
		description: 'A line by which the contact is introduced',
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
		description: 'Number of the contact as an employee',
	}),
	textField({
		displayName: 'Education Status',
		name: 'edu_status',
		maxLength: 40,
		placeholder: 'e.g. faculty',
		description: 'Standing at a school or university. The instance assumes faculty.',
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
		description: 'Code of the language that the contact speaks first',
	}),
	booleanField({
		displayName: 'VIP',
		name: 'vip',
		description: 'Whether the contact is a very important person. The instance assumes no.',
	}),
	textField({
		displayName: 'Social Channel',
		name: 'social_channel',
		placeholder: 'e.g. Facebook',
		description:
			'Social network on which the contact has a profile. A profile needs channel, handle and handle URL together.',
	}),
	textField({
		displayName: 'Social Handle',
		name: 'social_handle',
		description:
			'User name on the social network. A profile needs channel, handle and handle URL together.',
	}),
	textField({
		displayName: 'Social Handle URL',
		name: 'social_handle_url',
		description:
			'Address of the profile on the social network. A profile needs channel, handle and handle URL together.',
	}),
	textField({
		displayName: 'Source',
		name: 'source',
		maxLength: 255,
		description: 'Where the contact record comes from',
	}),
];
