import {
	additionalFields,
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { DATE_TIME_FORMS } from '../../../shared/fields/bodyField';
import { oneRecord, type Operation } from '../../../shared/operation';
import { reference } from '../../../shared/input/sysId';
import { dateTime } from '../../../shared/input/values';
import { helpRequestApi } from '../../../shared/platform/apis';
import { assertInteraction, helpRefused, interactionField } from './helpFields';

export const endAllHelpActions: Operation = {
	action: 'End all supervisor help actions of an interaction',
	api: helpRequestApi,
	body: { interaction: reference, end_time: dateTime },
	prepare: (body) => {
		assertInteraction(body);
		return body;
	},
	records: oneRecord,
	howToCheck: 'Look at the supervisor help actions of the interaction.',
	refused: helpRefused,
};

export const endAllHelpActionsFields = showFor('supervisorHelpAction', 'endAll', [
	{
		displayName:
			'Ends every help action of the interaction that is still open, whoever gives the help',
		name: 'endsAllNotice',
		type: 'notice',
		default: '',
	},
	interactionField,
	additionalFields({
		displayName: 'End Time',
		name: 'end_time',
		type: 'dateTime',
		default: '',
		description: `When the help ended. Without it, the instance takes the current time. ${DATE_TIME_FORMS}.`,
		routing: { send: { type: 'body', property: 'end_time' } },
	}),
	optionsField(apiVersionOption, checkLimitsOption),
]);
