import { additionalFields, propertiesOf } from '../../../shared/fields/bodyField';
import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import type { BodyFields } from '../../../shared/input/bodyField';
import {
	checkBeforeRepeating,
	INTERACTION_KEY,
	oneRecord,
	type Operation,
} from '../../../shared/operation';
import { openFrameApi } from '../../../shared/platform/apis';
import {
	callFields,
	callRefused,
	directionField,
	inboundIdField,
	moreColumnsField,
	shortDescriptionField,
	userPhoneNumberField,
} from './callFields';
import { relatedContactField } from './relatedRecords';
import { reuseField, reuseOptions } from './reuse';
import { assertReusable, REUSE, sessionIdField } from './sessionId';

const body: BodyFields = [
	userPhoneNumberField(
		'Enter the phone number of the caller, such as +14089965744. For a caller who withholds the number, enter anonymous.',
	),
	sessionIdField,
	directionField,
	shortDescriptionField,
	inboundIdField,
	relatedContactField,
	additionalFields(...callFields),
	moreColumnsField,
];

/** The switch stands beside the ID that it needs. */
const shown = propertiesOf(body).flatMap((property) =>
	property === sessionIdField.property ? [property, reuseField] : [property],
);

export const createVoiceInteraction: Operation = {
	action: 'Create a voice interaction',
	api: openFrameApi,
	body,
	settings: [REUSE],
	prepare: (whole, settings) => {
		assertReusable(whole, settings);
		return whole;
	},
	records: oneRecord,
	safety: checkBeforeRepeating('Look for the interaction by its client session ID.'),
	identify: ({ sysId }) => ({ sys_id: sysId }),
	executionKey: INTERACTION_KEY,
	refused: callRefused,
};

export const createVoiceInteractionFields = showFor('voiceInteraction', 'create', [
	...shown,
	optionsField(apiVersionOption, checkLimitsOption, ...reuseOptions),
]);
