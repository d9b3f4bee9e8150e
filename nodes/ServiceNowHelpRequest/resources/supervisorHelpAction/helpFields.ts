import { recordField } from '../../../shared/fields/bodyField';
import type { BodyField } from '../../../shared/input/bodyField';
import { checkBeforeRepeating } from '../../../shared/operation';

/** The interaction that help is given in; both operations need it. */
export const interactionField: BodyField = recordField({
	displayName: 'Interaction',
	name: 'interaction',
	table: 'interaction',
	required: true,
	description: 'Interaction that the supervisor helps with',
});

export const helpActionSafety = checkBeforeRepeating(
	'Look at the supervisor help actions of the interaction.',
);
