import { apiVersionOption, optionsField, showFor } from '../../../shared/fields/collections';
import { referenceField } from '../../../shared/fields/reference';
import { oneRecord, type Operation } from '../../../shared/operation';
import { interactionApi } from '../../../shared/platform/apis';

const interaction = referenceField({
	displayName: 'Interaction',
	name: 'interaction_id',
	table: 'interaction',
	required: true,
	description: 'Interaction to close',
});

export const closeInteraction: Operation = {
	action: 'Close an interaction',
	api: interactionApi,
	urlFields: [interaction],
	records: oneRecord,
	safety: 'idempotent',
};

export const closeInteractionFields = showFor('interaction', 'close', [
	interaction,
	optionsField(apiVersionOption),
]);
