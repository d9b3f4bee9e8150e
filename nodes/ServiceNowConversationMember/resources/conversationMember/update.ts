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
import { choiceRule } from '../../../shared/input/choice';
import { optionsOf } from '../../../shared/input/parameters';
import { switchOf } from '../../../shared/input/switch';
import {
	INTERACTION_KEY,
	isUnsuccessful,
	oneRecord,
	type Operation,
} from '../../../shared/operation';
import { conversationMemberApi } from '../../../shared/platform/apis';
import { redactor } from '../../../shared/instance/redact';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import type { ItemContext, Request } from '../../../shared/transport/requestContext';
import { agentField, interactionField, memberHints, memberIds } from './memberFields';

const PUBLIC_FULFILLER = 'public_fulfiller';

const body: BodyFields = [
	interactionField,
	{
		// The one value that ServiceNow accepts, so nobody is asked for it.
		property: {
			displayName: 'Member Type',
			name: 'member_type',
			type: 'hidden',
			default: PUBLIC_FULFILLER,
			description: 'What the agent becomes: public_fulfiller, whom the customer sees',
		},
		rule: choiceRule([{ label: 'Public Fulfiller', value: PUBLIC_FULFILLER }]),
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
	identify: memberIds,
	executionKey: INTERACTION_KEY,
	refused: isUnsuccessful,
};

/** The documented exceptions, for which the page does not name a status each. */
const IS_EXCEPTION =
	/insufficient input|not a third party interaction|interaction could not be found|not a member of/i;

/**
 * Whether a failure can be how ServiceNow reports an agent who is already a public fulfiller: with status
 * 500, and words that it does not document.
 */
function canMeanAlready(failure: Failure): boolean {
	if (failure.status !== 500 || isCanceled(failure)) return false;
	if (IS_EXCEPTION.test(failure.instanceMessage)) return false;
	return isEnveloped(failure) || isRefusedBySuccess(failure);
}

/**
 * Milliseconds that a transaction runs at least before a quota rule cancels it, unless a property of the
 * instance is set against ServiceNow's advice.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/platform-performance/r_ConfigureTransactionQuotaProps.md
 */
const SHORTEST_CANCELED_MS = 1000;

/** How often the update is sent, at most, until the instance answers soon enough. */
const MOST_ATTEMPTS = 4;

/** What an update came to: the records, or a failure that can mean "already". */
interface Attempt {
	records: IDataObject[];
	failure?: Failure;
	/** Milliseconds from the request to its answer. */
	tookMs: number;
}

/** Sends the update once. @throws a failure that cannot mean "already" */
async function attempt(item: ItemContext, request: Request): Promise<Attempt> {
	let tookMs = 0;
	const tolerant: ItemContext = {
		...item,
		tolerates: canMeanAlready,
		execute: async (...sent) => {
			const sentAt = Date.now();
			const response = await item.execute(...sent);
			tookMs = Date.now() - sentAt;
			return response;
		},
	};
	return await fetchRecords(tolerant, request).then(
		(records) => ({ records, tookMs }),
		(error: Error) => {
			if (!(error instanceof RequestFailedError) || !canMeanAlready(error.failure)) throw error;
			return { records: [], failure: error.failure, tookMs };
		},
	);
}

/** Whether failures mean that the agent is a public fulfiller, and not that quota rules canceled each update. */
function meansAlready(failed: Attempt[]): boolean {
	return failed.length > 1 && failed.some(({ tookMs }) => tookMs < SHORTEST_CANCELED_MS);
}

const TOO_SLOW =
	'The instance also responds with HTTP 500 when the agent is already a public fulfiller. It took more than a second each time, so it may have canceled the request instead, and "Succeed If Already Public Fulfiller" does not count that. Try again when the instance is less busy.';

/**
 * Updates the member, and returns "already" as a success where the user wants that. A transaction that
 * the instance canceled ends with the same status, in the words of its language. It takes longer than an
 * answer, and sent again, it is carried out. What is "already" stays so, and a second update changes nothing.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/conversation-member-api.md
 */
export const updateOrAlreadyDone: OperationRunner = async (item, request) => {
	const { alreadyIsDone } = optionsOf(item.context);
	if (!switchOf(alreadyIsDone, 'Succeed If Already Public Fulfiller', false)) {
		return await fetchRecords(item, request);
	}
	const failed: Attempt[] = [];
	while (failed.length < MOST_ATTEMPTS && !meansAlready(failed)) {
		const sent = await attempt(item, request).catch((error: Error) => {
			if (failed.length === 0 || !(error instanceof RequestFailedError)) throw error;
			throw new RequestFailedError({ ...error.failure, mayHaveBeenDone: true });
		});
		if (sent.failure === undefined) return sent.records;
		failed.push(sent);
	}
	const failure = failed.at(-1)!.failure!;
	if (meansAlready(failed)) {
		const message = quote(failure.instanceMessage, await redactor(item.context));
		return [{ success: true, already: true, message }];
	}
	const operation = { ...failure.operation, hints: { ...memberHints, 500: TOO_SLOW } };
	throw new RequestFailedError({ ...failure, operation, mayHaveBeenDone: true });
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
			'Whether to return success when the agent is already a public fulfiller. ServiceNow reports that with HTTP 500 and words that it does not document, so HTTP 500 from ServiceNow itself counts if it comes a second time and within a second. The output then has already: true and the message of the instance.',
	}),
]);
