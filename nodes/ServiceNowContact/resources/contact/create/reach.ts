import { recordField, textField } from '../../../../shared/fields/bodyField';
import { listedField } from '../../../../shared/fields/listedField';
import { contactPhoneField } from '../../../../shared/fields/keyField';
import type { BodyField } from '../../../../shared/input/bodyField';

/** Where and how the contact is reached. */
export const reachFields: BodyField[] = [
	contactPhoneField({
		displayName: 'Home Phone',
		name: 'home_phone',
		maxLength: 40,
		description: 'Private phone number of the contact',
	}),
	textField({
		displayName: 'Street',
		name: 'street',
		maxLength: 255,
		description: 'Street address of the contact',
	}),
	textField({
		displayName: 'City',
		name: 'city',
		maxLength: 40,
		description: 'City where the contact lives',
	}),
	textField({
		displayName: 'State',
		name: 'state',
		maxLength: 40,
		description: 'State or province where the contact lives',
	}),
	textField({
		displayName: 'Zip',
		name: 'zip',
		maxLength: 40,
		description: 'Postal code of the address',
	}),
	textField({
		displayName: 'Country Code',
		name: 'country',
		maxLength: 3,
		placeholder: 'e.g. USA',
		description: 'Code of the country where the contact lives',
	}),
	recordField({
		displayName: 'Location',
		name: 'location',
		table: 'cmn_location',
		description: 'Location of the contact',
	}),
	recordField({
		displayName: 'Building',
		name: 'building',
		table: 'cmn_building',
		description: 'Building of the contact',
	}),
	textField({
		displayName: 'Time Zone',
		name: 'time_zone',
		maxLength: 40,
		placeholder: 'e.g. US/Eastern',
		description: 'Time zone in which the contact lives, such as Canada/Central',
	}),
	listedField({
		displayName: 'Notification',
		name: 'notification',
		initial: 2,
		description: 'Whether the contact receives notifications. Defaults to enabled.',
	}),
];
