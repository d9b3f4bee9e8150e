import { apiVersionOption, optionsField, showFor } from '../../../shared/fields/collections';
import { referenceField } from '../../../shared/fields/reference';
import { oneRecord, type Operation } from '../../../shared/operation';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import { contactApi } from '../../../shared/platform/apis';
import { asWanted, simplifyField } from './simplify';

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
	simplifyField,
	optionsField(apiVersionOption),
]);

/** Reads the contact, and gives it as the user wants it. */
export const readContact: OperationRunner = async (item, request) =>
	asWanted(item.context, await fetchRecords(item, request));
