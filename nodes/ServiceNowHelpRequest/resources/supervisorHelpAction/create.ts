import {
	additionalFields,
	choiceField,
	dateTimeField,
	propertiesOf,
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
	startTimeField,
} from './helpFields';

const body: BodyFields = [
	interactionField,
	choiceField({
		displayName: 'Action',
		name: 'action',
		initial: 'coach',
		required: 'Select how the supervisor helps, or check the expression.',
		description: 'How the supervisor helps: barge_in, coach, monitor, or observe',
		values: [
			{ label: 'Barge In', value: 'barge_in' },
			{ label: 'Coach', value: 'coach' },
			{ label: 'Monitor', value: 'monitor' },
			{ label: 'Observe', value: 'observe' },
		],
	}),
	additionalFields(
		dateTimeField({
			displayName: 'End Time',
			name: 'end_time',
			description: 'When the supervisor stopped helping, if the help is over already.',
		}),
		helpRequestField,
		startTimeField,
	),
];

export const createHelpAction: Operation = {
	...helpAction,
	action: 'Create a supervisor help action',
	body,
	prepare: sendOnlyWith('action'),
};

export const createHelpActionFields = showFor('supervisorHelpAction', 'create', [
	...propertiesOf(body),
	optionsField(apiVersionOption, checkLimitsOption),
]);
