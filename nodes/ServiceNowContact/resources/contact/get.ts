import { apiVersionOption, optionsField, showFor } from '../../../shared/fields/collections';
import { simplifyField } from '../../../shared/fields/simplify';
import { referenceField } from '../../../shared/fields/reference';
import { oneRecord, type Operation } from '../../../shared/operation';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import { contactApi } from '../../../shared/platform/apis';
import { simplifyRecords } from './simplify';

const contact = referenceField({
	displayName: 'Contact',
	name: 'id',
	table: 'customer_contact',
	required: true,
	description: 'Contact to retrieve',
});

export const getContact: Operation = {
	action: 'Get a contact',
	api: contactApi,
	urlFields: [contact],
	records: oneRecord,
	safety: 'read',
};

export const getContactFields = showFor('contact', 'get', [
	contact,
	simplifyField,
	optionsField(apiVersionOption),
]);

/** Reads the contact, whole or simplified. */
export const readContact: OperationRunner = async (item, request) =>
	simplifyRecords(item.context, await fetchRecords(item, request));
