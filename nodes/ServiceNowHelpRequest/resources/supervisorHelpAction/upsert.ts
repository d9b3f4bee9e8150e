import type { IDataObject } from 'n8n-workflow';
import {
	additionalFields,
	choiceField,
	dateTimeField,
	propertiesOf,
	recordField,
} from '../../../shared/fields/bodyField';
import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import type { BodyFields } from '../../../shared/input/bodyField';
import { InvalidInputError } from '../../../shared/inputError';
import { isUnsuccessful, oneRecord, type Operation } from '../../../shared/operation';
import { helpRequestApi } from '../../../shared/platform/apis';
import { helpActionSafety, interactionField } from './helpFields';

/**
 * Without `action` and `action_sys_id` the same endpoint ends every help action of the interaction, so
 * a request without both must never leave, even if an expression returned nothing.
 */
function assertNotBulk(body: IDataObject): void {
	if (!('action' in body) && !('action_sys_id' in body)) {
		throw new InvalidInputError(
			'Neither "Action" nor "Help Action" is set',
			'To create a help action, set Action. To update one, set Help Action and End Time. To end all help actions of the interaction, use the operation End All.',
		);
	}
	if ('action_sys_id' in body && !('end_time' in body)) {
		throw new InvalidInputError(
			'"End Time" is required when "Help Action" is set',
			'Enter the time at which the help ended. To create a help action, clear "Help Action".',
		);
	}
}

const body: BodyFields = [
	interactionField,
	// Starts unset: a default would create a help action when an update was meant.
	choiceField({
		displayName: 'Action',
		name: 'action',
		initial: '',
		description:
			'How the supervisor helps: barge_in, coach, monitor, or observe. Needed to create a help action.',
		values: [
			{ label: 'Barge In', value: 'barge_in' },
			{ label: 'Coach', value: 'coach' },
			{ label: 'Monitor', value: 'monitor' },
			{ label: 'None (Update a Help Action)', value: '' },
			{ label: 'Observe', value: 'observe' },
		],
	}),
	recordField({
		displayName: 'Help Action',
		name: 'action_sys_id',
		table: 'supervisor_help_action',
		description:
			'Supervisor help action to update: the action_sys_id that its creation returned. Leave empty to create one.',
	}),
	additionalFields(
		dateTimeField({
			displayName: 'End Time',
			name: 'end_time',
			description: 'When the supervisor stopped helping. Needed to update a help action.',
		}),
		recordField({
			displayName: 'Help Request',
			name: 'help_request',
			table: 'interaction_help_request',
			description: 'Request of the agent that the supervisor responds to',
		}),
		dateTimeField({
			displayName: 'Start Time',
			name: 'start_time',
			description:
				'When the supervisor began to help. Defaults to the time at which the record is created.',
		}),
	),
];

export const upsertHelpAction: Operation = {
	action: 'Create or update a supervisor help action',
	api: helpRequestApi,
	body,
	prepare: (whole) => {
		assertNotBulk(whole);
		return whole;
	},
	records: oneRecord,
	safety: helpActionSafety,
	refused: isUnsuccessful,
};

export const upsertHelpActionFields = showFor('supervisorHelpAction', 'upsert', [
	...propertiesOf(body),
	optionsField(apiVersionOption, checkLimitsOption),
]);
