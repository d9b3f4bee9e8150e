import type { IDataObject } from 'n8n-workflow';
import {
	isCanceled,
	isEnveloped,
	isRefusedBySuccess,
	quote,
	RequestFailedError,
	type Failure,
} from '../../../shared/failure';
import { propertiesOf } from '../../../shared/fields/bodyField';
import {
	apiVersionOption,
	checkLimitsOption,
	optionsField,
	showFor,
} from '../../../shared/fields/collections';
import type { BodyFields } from '../../../shared/input/bodyField';
import { optionsOf } from '../../../shared/input/parameters';
import { switchOf } from '../../../shared/input/switch';
import { choiceRule } from '../../../shared/input/values';
import { isUnsuccessful, oneRecord, type Operation } from '../../../shared/operation';
import { conversationMemberApi } from '../../../shared/platform/apis';
import { redactor } from '../../../shared/instance/redact';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import type { ItemContext, Request } from '../../../shared/transport/requestContext';
import { agentField, interactionField, memberHints } from './memberFields';

const body: BodyFields = [
	interactionField,
	{
		property: {
			displayName: 'Member Type',
			name: 'member_type',
			type: 'options',
			allowArbitraryValues: true,
			required: true,
			options: [
				{
					name: 'Public Fulfiller',
					value: 'public_fulfiller',
					description: 'Takes part in the conversation, and the customer sees the agent',
				},
			],
			default: 'public_fulfiller',
			description:
				'What the agent becomes. ServiceNow accepts public_fulfiller only, and an agent cannot become an observer or private fulfiller again.',
		},
		rule: choiceRule('public_fulfiller'),
	},
];

export const updateMember: Operation = {
	action: 'Update an agent in a conversation to public fulfiller',
	api: conversationMemberApi,
	urlFields: [agentField],
	body,
	records: oneRecord,
	safety: 'idempotent',
	hints: {
		...memberHints,
		500: 'ServiceNow also responds with HTTP 500 when the agent is already a public fulfiller. To treat that as a success, turn on "Succeed If Already Public Fulfiller".',
	},
	refused: isUnsuccessful,
};

/**
 * Whether a failure can be how ServiceNow reports an agent who is already a public fulfiller: with status
 * 500, and words that it does not document.
 */
function canMeanAlready(failure: Failure): boolean {
	if (failure.status !== 500 || isCanceled(failure)) return false;
	return isEnveloped(failure) || isRefusedBySuccess(failure);
}

/** @returns what the update returned, or the failure that can mean "already" */
async function updated(
	item: ItemContext,
	request: Request,
): Promise<IDataObject[] | RequestFailedError> {
	const tolerant = { ...item, tolerates: canMeanAlready };
	return await fetchRecords(tolerant, request).catch((error: Error) => {
		if (error instanceof RequestFailedError && canMeanAlready(error.failure)) return error;
		throw error;
	});
}

/**
 * Updates the member, and returns "already" as a success where the user wants that. A transaction that
 * the instance canceled ends with the same status, in the words of its language; sent again, it is
 * carried out. What is "already" stays so, and a second update changes nothing.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/conversation-member-api.md
 */
export const updateOrAlreadyDone: OperationRunner = async (item, request) => {
	const { alreadyIsDone } = optionsOf(item.context);
	if (!switchOf(alreadyIsDone, 'Succeed If Already Public Fulfiller', false)) {
		return await fetchRecords(item, request);
	}
	const first = await updated(item, request);
	if (!(first instanceof RequestFailedError)) return first;
	const second = await updated(item, request).catch((error: Error) => {
		if (!(error instanceof RequestFailedError)) throw error;
		throw new RequestFailedError({ ...error.failure, mayHaveBeenDone: true });
	});
	if (!(second instanceof RequestFailedError)) return second;
	const message = quote(second.failure.instanceMessage, await redactor(item.context));
	return [{ success: true, already: true, message }];
};

export const updateMemberFields = showFor('conversationMember', 'update', [
	agentField,
	...propertiesOf(body),
	optionsField(apiVersionOption, checkLimitsOption, {
		displayName: 'Succeed If Already Public Fulfiller',
		name: 'alreadyIsDone',
		type: 'boolean',
		default: false,
		description:
			'Whether to return success when the agent is already a public fulfiller. ServiceNow reports that with HTTP 500 and words that it does not document, so HTTP 500 from ServiceNow itself counts if it comes a second time, too. The output then has already: true and the message of the instance.',
	}),
]);
