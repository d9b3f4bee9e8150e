import { additionalFields, propertiesOf } from '../../../shared/fields/bodyField';
import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import type { BodyFields } from '../../../shared/input/bodyField';
import { checkBeforeRepeating, oneRecord, type Operation } from '../../../shared/operation';
import { openFrameApi } from '../../../shared/platform/apis';
import { callFields, callRefused, userPhoneNumberField } from './callFields';
import { reuseOptions } from './reuse';
import { assertReusable } from './sessionId';

const body: BodyFields = [
	userPhoneNumberField(
		'Enter the phone number of the user who made the call, such as +14089965744.',
	),
	additionalFields(...callFields),
];

export const createVoiceInteraction: Operation = {
	action: 'Create a voice interaction',
	api: openFrameApi,
	body,
	prepare: (whole, options) => {
		assertReusable(whole, options);
		return whole;
	},
	records: oneRecord,
	safety: checkBeforeRepeating('Look for the interaction by its client session ID.'),
	refused: callRefused,
};

export const createVoiceInteractionFields = showFor('voiceInteraction', 'create', [
	...propertiesOf(body),
	optionsField(apiVersionOption, checkLimitsOption, ...reuseOptions),
]);
