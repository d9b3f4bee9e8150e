import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/common';
import { oneRecord, type Operation } from '../../../shared/operation';
import { choice, reference } from '../../../shared/rules';
import { conversationMemberApi } from '../../api';
import { memberFields, memberRefused, withInteraction } from './memberFields';

export const updateMember: Operation = {
	action: 'Update the type of an agent in a conversation',
	api: conversationMemberApi,
	body: { interaction_id: reference, member_type: choice('public_fulfiller') },
	prepare: withInteraction,
	records: oneRecord,
	refused: memberRefused,
};

export const updateMemberFields = showFor('conversationMember', 'update', [
	...memberFields,
	{
		displayName: 'Member Type',
		name: 'member_type',
		type: 'options',
		allowArbitraryValues: true,
		required: true,
		options: [
			{
				name: 'Public Fulfiller',
				value: 'public_fulfiller',
				description: 'Takes part in the conversation, seen by the customer',
			},
		],
		default: 'public_fulfiller',
		description:
			'What the agent becomes. ServiceNow takes public_fulfiller only, and there is no way back to observer or private fulfiller.',
		routing: { send: { type: 'body', property: 'member_type' } },
	},
	optionsField(apiVersionOption, checkLimitsOption),
]);
