import type { IDataObject } from 'n8n-workflow';
import {
	additionalFields,
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { InvalidInputError } from '../../../shared/inputError';
import { oneRecord, type Operation } from '../../../shared/operation';
import { openFrameApi } from '../../../shared/platform/apis';
import { callFields, callRefused, callRules, userPhoneNumberField } from './callFields';
import { assertReusable, reuseOption } from './reuse';

export const createVoiceInteraction: Operation = {
	action: 'Create a voice interaction',
	api: openFrameApi,
	body: callRules,
	prepare: (body, options) => {
		if (!('userPhoneNumber' in ((body.interaction ?? {}) as IDataObject))) {
			throw new InvalidInputError(
				'"userPhoneNumber" is empty',
				'Give the phone number of the user who made the call, such as +14089965744.',
			);
		}
		assertReusable(body, options);
		return body;
	},
	records: oneRecord,
	howToCheck: 'Look for the interaction by its client session ID.',
	refused: callRefused,
};

export const createVoiceInteractionFields = showFor('voiceInteraction', 'create', [
	{ ...userPhoneNumberField, required: true },
	additionalFields(...callFields),
	optionsField(apiVersionOption, checkLimitsOption, reuseOption),
]);
