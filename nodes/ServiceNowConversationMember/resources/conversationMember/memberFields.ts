import { recordField } from '../../../shared/fields/bodyField';
import { referenceField } from '../../../shared/fields/reference';
import type { BodyField } from '../../../shared/input/bodyField';

/** Who: a part of the URL of both operations. */
export const agentField = referenceField({
	displayName: 'Agent',
	name: 'user_id',
	table: 'sys_user',
	required: true,
	description: 'Agent whose membership changes',
});

/** In which conversation; both operations need it. */
export const interactionField: BodyField = recordField({
	displayName: 'Interaction',
	name: 'interaction_id',
	table: 'interaction',
	required: true,
	description: 'Interaction of the conversation',
});
