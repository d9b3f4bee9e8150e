import { additionalFields, propertiesOf } from '../../../shared/fields/bodyField';
import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { referenceField } from '../../../shared/fields/reference';
import type { BodyFields } from '../../../shared/input/bodyField';
import { InvalidInputError } from '../../../shared/inputError';
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
import { sessionIdField } from './sessionId';

const interaction = referenceField({
	displayName: 'Interaction',
	name: 'interactionSysId',
	table: 'interaction',
	required: true,
	description: 'Voice interaction to update: the sysId that its creation returned',
});

const body: BodyFields = [
	additionalFields(
		userPhoneNumberField(),
		sessionIdField,
		directionField,
		shortDescriptionField,
		inboundIdField,
		relatedContactField,
		...callFields,
	),
	moreColumnsField,
];

export const updateVoiceInteraction: Operation = {
	action: 'Update a voice interaction',
	api: openFrameApi,
	urlFields: [interaction],
	body,
	prepare: (whole) => {
		if ('interaction' in whole) return whole;
		throw new InvalidInputError(
			'All fields of the interaction are empty',
			'Set at least one of Additional Params, Callback Phone Number, Client Session ID, Direction, Inbound ID, Short Description, and User Phone Number. ServiceNow requires one even if only logs or related records are added.',
		);
	},
	records: oneRecord,
	safety: checkBeforeRepeating('Look for the phone logs and related records of the interaction.'),
	identify: (_, { interactionSysId }) => ({ sys_id: interactionSysId, sysId: interactionSysId }),
	executionKey: INTERACTION_KEY,
	refused: callRefused,
};

export const updateVoiceInteractionFields = showFor('voiceInteraction', 'update', [
	interaction,
	...propertiesOf(body),
	optionsField(apiVersionOption, checkLimitsOption),
]);
