import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { DATE_TIME_FORMS } from '../../../shared/fields/bodyField';
import { jsonField, nameValueField } from '../../../shared/fields/nameValue';
import { referenceField } from '../../../shared/fields/reference';
import type { BodyRules } from '../../../shared/input/rule';
import { list, map } from '../../../shared/input/structured';
import { identifier, reference } from '../../../shared/input/sysId';
import { dateTime, phone, plainText } from '../../../shared/input/values';

/** Rules for the body of both operations. */
export const callRules: BodyRules = {
	'interaction.userPhoneNumber': phone,
	'interaction.callbackPhoneNumber': phone,
	'interaction.clientSessionId': plainText,
	'interaction.inboundId': identifier,
	'interaction.additionalParams': map,
	interactionContext: map,
	phoneLogs: list({ agent: reference, call_id: plainText, start_time: dateTime }),
	relatedRecords: list({ documentTable: plainText, documentId: reference }),
};

/** ServiceNow answers a refusal with status 200. */
export function callRefused(result: IDataObject): boolean {
	return String(result.status).toUpperCase() === 'FAILURE';
}

/** Phone number of the user; required by one operation, optional in the other. */
export const userPhoneNumberField: INodeProperties = {
	displayName: 'User Phone Number',
	name: 'userPhoneNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +14089965744',
	description:
		'Phone number of the user who made the call, in E.164 form: a plus sign, the country code and the number',
	routing: { send: { type: 'body', property: 'interaction.userPhoneNumber' } },
};

/** What both operations take besides. */
export const callFields: INodeProperties[] = [
	nameValueField({
		displayName: 'Additional Params',
		name: 'additionalParams',
		property: 'interaction.additionalParams',
		description: 'More fields of the interaction record, such as direction or short_description',
		rowName: 'Field',
		namePlaceholder: 'e.g. short_description',
		nameDescription: 'Column name in the interaction table',
	}),
	jsonField({
		displayName: 'Additional Params (JSON)',
		wireName: 'additionalParams',
		property: 'interaction.additionalParams',
		example: '{ "direction": "inbound" }',
		description: 'The same as Additional Params, as a JSON object',
	}),
	{
		displayName: 'Callback Phone Number',
		name: 'callbackPhoneNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +14089965744',
		description:
			'Number on which the agent reaches the caller when the call drops, in E.164 form. Stored as caller_phone_number of the interaction.',
		routing: { send: { type: 'body', property: 'interaction.callbackPhoneNumber' } },
	},
	{
		displayName: 'Client Session ID',
		name: 'clientSessionId',
		type: 'string',
		default: '',
		placeholder: 'e.g. a545t65678',
		description: 'ID of the call in the phone system, which links the records of the two systems',
		routing: { send: { type: 'body', property: 'interaction.clientSessionId' } },
	},
	referenceField({
		displayName: 'Inbound ID',
		name: 'inboundId',
		table: 'provider_inbound_id',
		placeholder: 'e.g. genesys-voice-1',
		description:
			'Provider of the voice service: picked from the list, or the Inbound ID of its record in the table sys_cs_provider_application',
		routing: { send: { type: 'body', property: 'interaction.inboundId' } },
	}),
	nameValueField({
		displayName: 'Interaction Context',
		name: 'interactionContext',
		property: 'interactionContext',
		description:
			'Context variables to save with the interaction; which ones, the phone system decides',
		rowName: 'Variable',
		namePlaceholder: 'e.g. requester_session_language',
		nameDescription: 'Name of the context variable',
	}),
	jsonField({
		displayName: 'Interaction Context (JSON)',
		wireName: 'interactionContext',
		property: 'interactionContext',
		example: '{ "devicetype": "genesys" }',
		description: 'The same as Interaction Context, as a JSON object',
	}),
	{
		displayName: 'Phone Logs',
		name: 'phoneLogs',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Phone Log' },
		default: {},
		placeholder: 'Add Phone Log',
		description: 'Phone logs to create for the call, in the table sn_open_frame_phone_log',
		routing: { send: { type: 'body', property: 'phoneLogs', value: '={{ $value.log }}' } },
		options: [
			{
				displayName: 'Phone Log',
				name: 'log',
				values: [
					referenceField({
						displayName: 'Agent',
						name: 'agent',
						table: 'sys_user',
						description:
							'Agent who took the call: a user, by sys_id or URL, or picked from the list',
					}),
					{
						displayName: 'Call ID',
						name: 'call_id',
						type: 'string',
						default: '',
						description: 'ID of the call in the phone system',
					},
					{
						displayName: 'Start Time',
						name: 'start_time',
						type: 'dateTime',
						default: '',
						description: `When the call started. ${DATE_TIME_FORMS}.`,
					},
					nameValueField({
						displayName: 'Other Fields',
						name: 'otherFields',
						description: 'More columns of the phone log',
						rowName: 'Field',
						namePlaceholder: 'e.g. end_time',
						nameDescription: 'Column name in the table sn_open_frame_phone_log',
					}),
				],
			},
		],
	},
	jsonField({
		displayName: 'Phone Logs (JSON)',
		wireName: 'phoneLogs',
		property: 'phoneLogs',
		example: '[{ "call_id": "2323223" }]',
		description: 'The same as Phone Logs, as a JSON array of objects',
	}),
	{
		displayName: 'Related Records',
		name: 'relatedRecords',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Related Record' },
		default: {},
		placeholder: 'Add Related Record',
		description: 'Records that have to do with the call, such as the consumer who calls',
		routing: { send: { type: 'body', property: 'relatedRecords', value: '={{ $value.record }}' } },
		options: [
			{
				displayName: 'Record',
				name: 'record',
				values: [
					{
						displayName: 'Document Table',
						name: 'documentTable',
						type: 'string',
						default: '',
						placeholder: 'e.g. customer_contact',
						description: 'Table of the related record',
					},
					{
						displayName: 'Document ID',
						name: 'documentId',
						type: 'string',
						default: '',
						placeholder: 'e.g. 62826bf03710200044e0bfc8bcbe5df1',
						description: 'Sys_id of the related record, in the table that Document Table names',
					},
				],
			},
		],
	},
	jsonField({
		displayName: 'Related Records (JSON)',
		wireName: 'relatedRecords',
		property: 'relatedRecords',
		example:
			'[{ "documentTable": "customer_contact", "documentId": "ddce70866f9331003b3c498f5d3ee417" }]',
		description: 'The same as Related Records, as a JSON array of objects',
	}),
];
