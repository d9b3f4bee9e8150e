import { apiVersionOption, optionsField, showFor } from '../../../shared/fields/collections';
import { outputFields } from '../../../shared/fields/outputFields';
import { referenceField } from '../../../shared/fields/reference';
import {
	checkBeforeRepeating,
	INTERACTION_KEY,
	oneRecord,
	type Operation,
} from '../../../shared/operation';
import { interactionApi } from '../../../shared/platform/apis';

const interaction = referenceField({
	displayName: 'Interaction',
	name: 'interaction_id',
	table: 'open_interaction',
	required: true,
	description: 'Interaction to close',
});

export const closeInteraction: Operation = {
	action: 'Close an interaction',
	api: interactionApi,
	urlFields: [interaction],
	records: oneRecord,
	executionKey: INTERACTION_KEY,
	// What an instance makes of an interaction that is closed already, such as a second survey, no page says.
	safety: checkBeforeRepeating('Look at the state of the interaction.'),
};

export const closeInteractionFields = showFor('interaction', 'close', [
	interaction,
	...outputFields,
	optionsField(apiVersionOption),
]);
