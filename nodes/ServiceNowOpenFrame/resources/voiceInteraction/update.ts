import {
	additionalFields,
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { referenceField } from '../../../shared/fields/reference';
import { InvalidInputError } from '../../../shared/inputError';
import { oneRecord, type Operation } from '../../../shared/operation';
import { openFrameApi } from '../../../shared/platform/apis';
import { callFields, callRefused, callRules, userPhoneNumberField } from './callFields';

export const updateVoiceInteraction: Operation = {
	action: 'Update a voice interaction',
	api: openFrameApi,
	body: callRules,
	prepare: (body) => {
		if ('interaction' in body) return body;
		throw new InvalidInputError(
			'"interaction" has no fields',
			'Fill at least one of Additional Params, Callback Phone Number, Client Session ID, Inbound ID and User Phone Number: ServiceNow asks for one also when only logs or related records are added.',
		);
	},
	records: oneRecord,
	howToCheck: 'Look for the phone logs and related records of the interaction.',
	refused: callRefused,
};

export const updateVoiceInteractionFields = showFor('voiceInteraction', 'update', [
	referenceField({
		displayName: 'Interaction',
		name: 'interactionSysId',
		table: 'interaction',
		required: true,
		description:
			'The voice interaction to update: the sysId that its creation gave, its sys_id or URL, or picked from the list',
	}),
	additionalFields(userPhoneNumberField, ...callFields),
	optionsField(apiVersionOption, checkLimitsOption),
]);
