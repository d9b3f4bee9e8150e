import { recordField } from '../../../shared/fields/bodyField';
import { referenceField } from '../../../shared/fields/reference';
import type { BodyField } from '../../../shared/input/bodyField';
import type { Operation } from '../../../shared/operation';

/**
 * What the documented exceptions of both operations come down to.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/conversation-member-api.md
 */
const MEMBERS_ONLY =
	'The API works for third-party interactions only: the interaction must be one and have a conversation, and the agent must be a member of it.';

/** For both statuses with which the API rejects a request. */
export const memberHints = { 200: MEMBERS_ONLY, 400: MEMBERS_ONLY };

/** The IDs of both records in the output; ServiceNow returns that of neither. */
export const memberIds: Operation['identify'] = (_, { interaction_id, user_id }) => ({
	interaction_id,
	user_id,
});

/** Who: a part of the URL of both operations. */
export const agentField = referenceField({
	displayName: 'Agent',
	name: 'user_id',
	table: 'sys_user',
	required: true,
	description: 'Agent whose membership changes: a member of the conversation',
});

/** In which conversation; both operations need it. */
export const interactionField: BodyField = recordField({
	displayName: 'Interaction',
	name: 'interaction_id',
	table: 'interaction',
	required: true,
	description: 'Interaction of the conversation, which must be a third-party interaction',
});
