import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import { isAlreadyFulfiller, RequestFailedError } from '../../../shared/failure';
import { optionsOf } from '../../../shared/input/parameters';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import { oneRecord, type Operation } from '../../../shared/operation';
import { reference } from '../../../shared/input/sysId';
import { choice } from '../../../shared/input/values';
import { conversationMemberApi } from '../../../shared/platform/apis';
import { memberFields, memberRefused, withInteraction } from './memberFields';

export const updateMember: Operation = {
	action: 'Update an agent in a conversation to public fulfiller',
	api: conversationMemberApi,
	body: { interaction_id: reference, member_type: choice('public_fulfiller') },
	prepare: withInteraction,
	records: oneRecord,
	repeatable: true,
	changes: true,
	refused: memberRefused,
};

/** Updates the member, and takes "already" for done where the user wants that. */
export const updateOrAlreadyDone: OperationRunner = async (item, request) => {
	const { alreadyIsDone } = optionsOf(item.context) as {
		alreadyIsDone?: boolean;
	};
	return await fetchRecords(item, request).catch((error: Error) => {
		if (!(error instanceof RequestFailedError)) throw error;
		const { failure } = error;
		// After an earlier try that broke off, "already" tells that it was carried out.
		const counts = alreadyIsDone === true || failure.mayHaveBeenDone === true;
		if (!counts || !isAlreadyFulfiller(failure)) throw error;
		return [{ success: true, already: true, message: failure.instanceMessage }];
	});
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
	optionsField(apiVersionOption, checkLimitsOption, {
		displayName: 'Succeed If Already Public Fulfiller',
		name: 'alreadyIsDone',
		type: 'boolean',
		default: false,
		description:
			'Whether an agent who is a public fulfiller already counts as a success; ServiceNow answers with an error. The output then has already set to true.',
	}),
]);
