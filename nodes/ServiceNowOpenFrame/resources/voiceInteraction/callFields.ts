import type { IDataObject } from 'n8n-workflow';
import {
	dateTimeField,
	phoneField,
	recordField,
	sysIdField,
} from '../../../shared/fields/bodyField';
import { keyField, tableField } from '../../../shared/fields/keyField';
import { listFields, nameValueField, objectFields } from '../../../shared/fields/structuredField';
import type { BodyField } from '../../../shared/input/bodyField';
import { sessionIdField } from './sessionId';

/** ServiceNow reports a rejection with status 200. */
export function callRefused(result: IDataObject): boolean {
	return String(result.status).toUpperCase() === 'FAILURE';
}

/**
 * Phone number of the user; required by one operation, optional in the other.
 *
 * @param required advice for when it is empty
 */
export function userPhoneNumberField(required?: string): BodyField {
	return phoneField({
		displayName: 'User Phone Number',
		name: 'userPhoneNumber',
		path: 'interaction.userPhoneNumber',
		required,
		placeholder: 'e.g. +14089965744',
		description: 'Phone number of the user who made the call',
	});
}

const phoneLogs = listFields({
	displayName: 'Phone Logs',
	name: 'phoneLogs',
	description: 'Phone logs to create for the call, in the table sn_openframe_phone_log',
	row: { displayName: 'Phone Log', name: 'log' },
	buttonText: 'Add Phone Log',
	members: [
		recordField({
			displayName: 'Agent',
			name: 'agent',
			table: 'sys_user',
			description: 'Agent who took the call',
		}),
		keyField({
			displayName: 'Call ID',
			name: 'call_id',
			description: 'ID of the call in the phone system',
		}),
		dateTimeField({
			displayName: 'Start Time',
			name: 'start_time',
			description: 'When the call started',
		}),
	],
	otherFields: nameValueField({
		displayName: 'Other Fields',
		name: 'otherFields',
		description: 'More columns of the phone log',
		rowName: 'Field',
		namePlaceholder: 'e.g. end_time',
		nameDescription: 'Column name in the table sn_openframe_phone_log',
		columns: true,
	}),
	example: '[{ "call_id": "2323223" }]',
});

const relatedRecords = listFields({
	displayName: 'Related Records',
	name: 'relatedRecords',
	description: 'Records that are related to the call, such as the consumer who calls',
	row: { displayName: 'Record', name: 'record' },
	buttonText: 'Add Related Record',
	members: [
		tableField({
			displayName: 'Document Table',
			name: 'documentTable',
			placeholder: 'e.g. customer_contact',
			description: 'Table of the related record',
		}),
		sysIdField({
			displayName: 'Document ID',
			name: 'documentId',
			placeholder: 'e.g. 62826bf03710200044e0bfc8bcbe5df1',
			description: "Related record in 'Document Table', by its sys_id",
		}),
	],
	needsAll: true,
	example:
		'[{ "documentTable": "customer_contact", "documentId": "ddce70866f9331003b3c498f5d3ee417" }]',
});

/** What both operations take besides. */
export const callFields: BodyField[] = [
	...objectFields({
		displayName: 'Additional Params',
		name: 'additionalParams',
		path: 'interaction.additionalParams',
		description: 'More columns of the interaction record, such as direction or short_description',
		rowName: 'Field',
		namePlaceholder: 'e.g. short_description',
		nameDescription: 'Column name in the interaction table',
		columns: true,
		example: '{ "direction": "inbound" }',
	}),
	phoneField({
		displayName: 'Callback Phone Number',
		name: 'callbackPhoneNumber',
		path: 'interaction.callbackPhoneNumber',
		placeholder: 'e.g. +14089965744',
		description:
			'Number on which the agent reaches the caller if the call drops, stored as caller_phone_number',
	}),
	sessionIdField,
	recordField({
		displayName: 'Inbound ID',
		name: 'inboundId',
		path: 'interaction.inboundId',
		table: 'provider_inbound_id',
		takesOtherIds: true,
		placeholder: 'e.g. genesys-voice-1',
		description: 'Provider of the voice service, by the Inbound ID of its record',
	}),
	...objectFields({
		displayName: 'Interaction Context',
		name: 'interactionContext',
		description: 'Context variables to save with the interaction, as the phone system defines them',
		rowName: 'Variable',
		namePlaceholder: 'e.g. requester_session_language',
		nameDescription: 'Name of the context variable',
		example: '{ "devicetype": "genesys" }',
	}),
	...phoneLogs,
	...relatedRecords,
];
