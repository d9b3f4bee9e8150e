import { recordField } from '../../../shared/fields/bodyField';
import { tableField } from '../../../shared/fields/keyField';
import { referenceField } from '../../../shared/fields/reference';
import { listFields } from '../../../shared/fields/structuredField';
import type { BodyField } from '../../../shared/input/bodyField';
import { choicesOf, findChoice } from '../../../shared/input/choice';
import { plainValue } from '../../../shared/input/plainValue';
import { referenceRule } from '../../../shared/input/sysId';
import { cleanText } from '../../../shared/platform/cleanText';

const CONTACTS = 'customer_contact';

const documentTable: BodyField = tableField({
	displayName: 'Document Table',
	name: 'documentTable',
	initial: CONTACTS,
	description: 'Table of the related record; use an expression for another table',
	tables: [
		{ label: 'Account', table: 'customer_account' },
		{ label: 'Case', table: 'sn_customerservice_case' },
		{ label: 'Consumer', table: 'csm_consumer' },
		{ label: 'Contact', table: CONTACTS },
	],
});

const documentId: BodyField = {
	property: referenceField({
		displayName: 'Document ID',
		name: 'documentId',
		table: 'related_record',
		description: "Related record in 'Document Table', by its sys_id",
	}),
	// The URL of a record of another table is that of another record.
	rule: (value, field) => {
		const given = plainValue(field.row?.[documentTable.property.name]);
		const table = findChoice(given, choicesOf(documentTable.property))?.value ?? given;
		return referenceRule(typeof table === 'string' ? cleanText(table) : undefined)(value, field);
	},
};

/** Records that are related to the call, in rows and as JSON. */
export const relatedRecords: BodyField[] = listFields({
	displayName: 'Related Records',
	name: 'relatedRecords',
	description: 'Records that are related to the call, such as the account or the case it is about',
	row: { displayName: 'Record', name: 'record' },
	buttonText: 'Add Related Record',
	titledBy: 'documentTable',
	members: [documentTable, documentId],
	needsAll: true,
	example:
		'[{ "documentTable": "customer_contact", "documentId": "ddce70866f9331003b3c498f5d3ee417" }]',
});

const contact = recordField({
	displayName: 'Related Contact',
	name: 'relatedContact',
	path: 'relatedRecords',
	table: CONTACTS,
	description: 'Contact who calls or is called',
});

/** The related record that most calls have, as one field. */
export const relatedContactField: BodyField = {
	...contact,
	rule: (value, field) => [
		{
			documentTable: CONTACTS,
			documentId: contact.rule(value, { ...field, path: 'relatedContact' }),
		},
	],
};
