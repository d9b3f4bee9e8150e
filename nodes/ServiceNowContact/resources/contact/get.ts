import { apiVersionOption, optionsField, showFor } from '../../../shared/fields/common';
import { referenceField } from '../../../shared/fields/reference';
import { oneRecord, type Operation } from '../../../shared/operation';
import { contactApi } from '../../api';

export const getContact: Operation = {
	action: 'Get a contact',
	api: contactApi,
	records: oneRecord,
	repeatable: true,
};

export const getContactFields = showFor('contact', 'get', [
	referenceField({
		displayName: 'Contact',
		name: 'id',
		table: 'customer_contact',
		required: true,
		description: 'The contact to read: its sys_id or URL, or picked from the list',
	}),
	optionsField(apiVersionOption),
]);
