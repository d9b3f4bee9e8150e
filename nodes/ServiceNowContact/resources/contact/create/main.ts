import { recordField, textField } from '../../../../shared/fields/bodyField';
import { contactPhoneField, emailField } from '../../../../shared/fields/keyField';
import type { BodyField } from '../../../../shared/input/bodyField';

/** What nearly every contact is created with; shown without a click. */
export const mainFields: BodyField[] = [
	textField({
		displayName: 'First Name',
		name: 'first_name',
		maxLength: 50,
		description: 'Given name of the contact',
	}),
	textField({
		displayName: 'Last Name',
		name: 'last_name',
		maxLength: 50,
		description: 'Family name of the contact',
	}),
	emailField({
		displayName: 'Email',
		name: 'email',
		placeholder: 'name@email.com',
		description: 'Email address of the contact',
	}),
	contactPhoneField({
		displayName: 'Phone',
		name: 'phone',
		maxLength: 40,
		placeholder: 'e.g. +14089965744',
		description: 'Business phone number of the contact',
	}),
	contactPhoneField({
		displayName: 'Mobile Phone',
		name: 'mobile_phone',
		maxLength: 40,
		placeholder: 'e.g. +14089965744',
		description: 'Mobile phone number of the contact',
	}),
	recordField({
		displayName: 'Account',
		name: 'account',
		table: 'customer_account',
		description: 'Customer account to which the contact belongs',
	}),
];
