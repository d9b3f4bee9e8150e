import {
	additionalFields,
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
import type { Operation } from '../../../shared/operation';
import {
	helpAction,
	helpRequestField,
	interactionField,
	sendOnlyWith,
	newStartTimeField,
} from './helpFields';

const body: BodyFields = [
	interactionField,
	recordField({
		displayName: 'Help Action',
		name: 'action_sys_id',
		table: 'supervisor_help_action',
		required: true,
		description: 'Supervisor help action to update: the action_sys_id that its creation returned',
	}),
	dateTimeField({
		displayName: 'End Time',
		name: 'end_time',
		initial: '={{ $now }}',
		required: 'Enter the time at which the help ended, or check the expression.',
		description: 'When the supervisor stopped helping',
	}),
	additionalFields(helpRequestField, newStartTimeField),
];

export const updateHelpAction: Operation = {
	...helpAction,
	action: 'Update a supervisor help action',
	body,
	prepare: sendOnlyWith('action_sys_id', 'end_time'),
};

export const updateHelpActionFields = showFor('supervisorHelpAction', 'update', [
	...propertiesOf(body),
	optionsField(apiVersionOption, checkLimitsOption),
]);
