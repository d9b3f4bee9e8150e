import { apiVersionOption, optionsField, showFor } from '../../../shared/fields/collections';
import { outputFields } from '../../../shared/fields/outputFields';
import { referenceField } from '../../../shared/fields/reference';
import { oneRecordReadOrNot, type Operation } from '../../../shared/operation';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import { InvalidInputError } from '../../../shared/inputError';
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
	records: oneRecordReadOrNot,
	safety: 'read',
};

export const getContactFields = showFor('contact', 'get', [
	contact,
	...outputFields,
	optionsField(apiVersionOption),
]);

/**
 * Reads the contact, whole or simplified.
 *
 * @throws {InvalidInputError} when the user may read none of its columns
 */
export const readContact: OperationRunner = async (item, request) => {
	const records = await fetchRecords(item, request);
	if (records.every((record) => Object.keys(record).length > 0)) {
		return simplifyRecords(item.context, records);
	}
	throw new InvalidInputError(
		'The ServiceNow user cannot read any column of the contact',
		'The instance returned a record without columns. Ask an administrator for read access to the columns of the table customer_contact.',
	);
};
