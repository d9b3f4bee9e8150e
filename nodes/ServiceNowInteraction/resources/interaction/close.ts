import { apiVersionOption, optionsField, showFor } from '../../../shared/fields/collections';
import { referenceField } from '../../../shared/fields/reference';
import { oneRecord, type Operation } from '../../../shared/operation';
import { interactionApi } from '../../../shared/platform/apis';

export const closeInteraction: Operation = {
	action: 'Close an interaction',
	api: interactionApi,
	records: oneRecord,
	repeatable: true,
	changes: true,
};

export const closeInteractionFields = showFor('interaction', 'close', [
	referenceField({
		displayName: 'Interaction',
		name: 'interaction_id',
		table: 'interaction',
		required: true,
		description: 'The interaction to close: its sys_id or URL, or picked from the list',
	}),
	optionsField(apiVersionOption),
]);
