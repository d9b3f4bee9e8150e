import type { IDataObject } from 'n8n-workflow';
import {
	additionalFields,
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { DATE_TIME_FORMS, choiceField, rulesOf } from '../../../shared/fields/bodyField';
import { referenceField } from '../../../shared/fields/reference';
import { InvalidInputError } from '../../../shared/inputError';
import { oneRecord, type Operation } from '../../../shared/operation';
import { reference } from '../../../shared/input/sysId';
import { dateTime } from '../../../shared/input/values';
import { helpRequestApi } from '../../../shared/platform/apis';
import { assertInteraction, helpRefused, interactionField } from './helpFields';

/**
 * Without `action` and `action_sys_id` the same endpoint ends every help action of the interaction, so
 * a request without both must never leave, also when an expression came out empty.
 */
function assertNotBulk(body: IDataObject): void {
	if (!('action' in body) && !('action_sys_id' in body)) {
		throw new InvalidInputError(
			'Neither "action" nor "action_sys_id" is given',
			'To create a help action choose Action; to update one give Help Action and End Time. To end all help actions of the interaction use the operation End All.',
		);
	}
	if ('action_sys_id' in body && !('end_time' in body)) {
		throw new InvalidInputError(
			'"end_time" is empty',
			'Updating a help action needs the time at which it ended. To create a new one, leave Help Action empty.',
		);
	}
}

/** Starts unset: a start value would create a help action where an update was meant. */
const action = choiceField({
	displayName: 'Action',
	name: 'action',
	initial: '',
	description:
		'How the supervisor helps; needed to create a help action. The values are in lower case: barge_in, coach, monitor, observe.',
	values: [
		{ label: 'Barge In', value: 'barge_in' },
		{ label: 'Coach', value: 'coach' },
		{ label: 'Monitor', value: 'monitor' },
		{ label: 'None (Update a Help Action)', value: '' },
		{ label: 'Observe', value: 'observe' },
	],
});

export const upsertHelpAction: Operation = {
	action: 'Create or update a supervisor help action',
	api: helpRequestApi,
	body: {
		interaction: reference,
		...rulesOf([action]),
		action_sys_id: reference,
		end_time: dateTime,
		help_request: reference,
		start_time: dateTime,
	},
	prepare: (body) => {
		assertInteraction(body);
		assertNotBulk(body);
		return body;
	},
	records: oneRecord,
	howToCheck: 'Look at the supervisor help actions of the interaction.',
	refused: helpRefused,
};

export const upsertHelpActionFields = showFor('supervisorHelpAction', 'upsert', [
	interactionField,
	{ ...action.property, routing: { send: { type: 'body', property: 'action' } } },
	referenceField({
		displayName: 'Help Action',
		name: 'action_sys_id',
		table: 'supervisor_help_action',
		description:
			'The supervisor help action to update, by the action_sys_id that its creation gave. Leave empty to create a new one.',
		routing: { send: { type: 'body', property: 'action_sys_id' } },
	}),
	additionalFields(
		{
			displayName: 'End Time',
			name: 'end_time',
			type: 'dateTime',
			default: '',
			description: `When the supervisor stopped helping; needed to update a help action. ${DATE_TIME_FORMS}.`,
			routing: { send: { type: 'body', property: 'end_time' } },
		},
		referenceField({
			displayName: 'Help Request',
			name: 'help_request',
			table: 'interaction_help_request',
			description:
				'Request of the agent that the help answers: its sys_id or URL, or picked from the list',
			routing: { send: { type: 'body', property: 'help_request' } },
		}),
		{
			displayName: 'Start Time',
			name: 'start_time',
			type: 'dateTime',
			default: '',
			description: `When the supervisor began to help. Without it, the time at which the record is created. ${DATE_TIME_FORMS}.`,
			routing: { send: { type: 'body', property: 'start_time' } },
		},
	),
	optionsField(apiVersionOption, checkLimitsOption),
]);
