import type { IDataObject } from 'n8n-workflow';
import {
	choiceField,
	dateTimeField,
	phoneField,
	recordField,
	textField,
} from '../../../shared/fields/bodyField';
import { keyField } from '../../../shared/fields/keyField';
import { columnFieldsOf } from '../../../shared/fields/mappedField';
import { listFields, nameValueField, objectFields } from '../../../shared/fields/structuredField';
import type { BodyField } from '../../../shared/input/bodyField';
import { relatedRecords } from './relatedRecords';

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
		description: 'Phone number of the caller, the user who made the call',
	});
}

const phoneLogs = listFields({
	displayName: 'Phone Logs',
	name: 'phoneLogs',
	description: 'Phone logs to create for the call, in the table sn_openframe_phone_log',
	row: { displayName: 'Phone Log', name: 'log' },
	buttonText: 'Add Phone Log',
	titledBy: 'call_id',
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
		columns: 'phoneLogColumns',
	}),
	columns: 'phoneLogColumns',
	example: '[{ "call_id": "2323223" }]',
});

/** Columns of the interaction that calls have; any other one goes into Additional Params. */
const columnPath = (column: string) => `interaction.additionalParams.${column}`;

export const directionField = choiceField({
	displayName: 'Direction',
	name: 'direction',
	path: columnPath('direction'),
	initial: '',
	description: 'Who called: inbound for a call of a customer, outbound for a call of an agent',
	values: [
		{ label: 'Inbound', value: 'inbound' },
		{ label: 'Not Set', value: '' },
		{ label: 'Outbound', value: 'outbound' },
	],
});

export const shortDescriptionField = textField({
	displayName: 'Short Description',
	name: 'short_description',
	path: columnPath('short_description'),
	placeholder: 'e.g. Question about an invoice',
	description: 'What the call is about, in one line',
});

export const inboundIdField = recordField({
	displayName: 'Inbound ID',
	name: 'inboundId',
	path: 'interaction.inboundId',
	table: 'provider_inbound_id',
	takesOtherIds: true,
	placeholder: 'e.g. genesys-voice-1',
	description: 'Provider of the voice service, by the Inbound ID of its record',
});

const additionalParams = columnFieldsOf('interactionColumns', {
	displayName: 'Additional Params',
	path: 'interaction.additionalParams',
	description: 'More columns of the interaction record, such as assigned_to or work_notes',
	example: '{ "work_notes": "Called back" }',
});

/** More columns of the interaction, which stand at the top of the panel. */
export const moreColumnsField = additionalParams.mapper;

/** What both operations take besides. */
export const callFields: BodyField[] = [
	additionalParams.json,
	additionalParams.cleared,
	phoneField({
		displayName: 'Callback Phone Number',
		name: 'callbackPhoneNumber',
		path: 'interaction.callbackPhoneNumber',
		placeholder: 'e.g. +14089965744',
		description:
			'Number on which the agent reaches the caller if the call drops, stored as caller_phone_number',
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
