import { additionalFields, dateTimeField, propertiesOf } from '../../../shared/fields/bodyField';
import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import type { BodyFields } from '../../../shared/input/bodyField';
import type { Operation } from '../../../shared/operation';
import { helpAction, interactionField } from './helpFields';

const body: BodyFields = [
	interactionField,
	additionalFields(
		dateTimeField({
			displayName: 'End Time',
			name: 'end_time',
			description: 'When the help ended. Defaults to the current time.',
		}),
	),
];

export const endAllHelpActions: Operation = {
	...helpAction,
	action: 'End all supervisor help actions of an interaction',
	body,
};

export const endAllHelpActionsFields = showFor('supervisorHelpAction', 'endAll', [
	{
		displayName: 'Ends every open help action of the interaction, including those of others',
		name: 'endsAllNotice',
		type: 'notice',
		default: '',
	},
	...propertiesOf(body),
	optionsField(apiVersionOption, checkLimitsOption),
]);
