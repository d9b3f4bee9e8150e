import {
	NodeApiError,
	NodeOperationError,
	type FunctionsBase,
	type IExecutePaginationFunctions,
	type IPollFunctions,
	type JsonObject,
} from 'n8n-workflow';
import { explain, quote, RequestFailedError, type Explanation, type Login } from './index';
import { NO_ACCESS_TOKEN } from './noAccessToken';
import { InvalidInputError } from '../inputError';
import type { LoginContext } from '../instance/credentialTypes';
import { redactor, type Redact } from '../instance/redact';
import { returnsErrors } from './returnsErrors';

/** What an error is about. */
interface Occasion {
	/** Value of the field Authentication. */
	authentication: unknown;
	isCancelled: boolean;
	/** Whether a chat model reads the message, and not the description. */
	isForModel?: boolean;
	/** The item that failed, where there are items. */
	itemIndex?: number;
	/** What became of the other items, as a sentence; empty when there is nothing to say. */
	others: string;
}

type Context = LoginContext & Pick<FunctionsBase, 'getCredentials' | 'getNode'>;

/** The user stopped the execution. */
const CANCELED: Explanation = { message: 'The execution was canceled', advice: '' };

/** What the engine itself refuses, such as a token that it does not get or an execution that ended. */
function explainEngine(
	{ authentication, isCancelled }: Occasion,
	error: Error,
	redact: Redact,
): Explanation {
	if (isCancelled) return CANCELED;
	const { description } = error as NodeApiError;
	const message = quote(error.message, redact);
	if (authentication !== 'oAuth2') return { message, advice: quote(description ?? '', redact) };
	return { ...NO_ACCESS_TOKEN, advice: `${NO_ACCESS_TOKEN.advice} n8n says: ${message}` };
}

function explainAny(occasion: Occasion, error: Error, redact: Redact): Explanation {
	if (error instanceof InvalidInputError) return { message: error.message, advice: error.advice };
	if (error instanceof RequestFailedError) {
		return explain({ ...error.failure, login: occasion.authentication as Login }, redact);
	}
	return explainEngine(occasion, error, redact);
}

/**
 * A message that n8n takes for that of an error: with the word "canceled" in it, which can come from a value
 * or from a rule of the instance, it would take the failure for a stop by the user. A word joiner in the
 * word changes nothing for who reads it.
 *
 * @see https://github.com/n8n-io/n8n/blob/n8n%402.41.1/packages/core/src/execution-engine/workflow-execute.ts
 */
function asError(message: string): string {
	return message.replaceAll('canceled', 'can\u2060celed');
}

/** Whether n8n ended what was in progress. */
function isStop({ isCancelled }: Occasion, error: Error): boolean {
	return (
		isCancelled || (error instanceof RequestFailedError && error.failure.code === 'ERR_CANCELED')
	);
}

async function errorOf(
	context: Context,
	error: Error,
	occasion: Occasion,
): Promise<NodeApiError | NodeOperationError> {
	const redact = await redactor(context);
	const { message, advice } = explainAny(occasion, error, redact);
	const { isForModel: forModel, itemIndex, others } = occasion;
	const what = itemIndex === undefined ? message : `${message} [item ${itemIndex}]`;
	const whole = forModel ? `${what}. ${advice}` : what;
	const options = {
		itemIndex,
		message: isStop(occasion, error) ? whole : asError(whole),
		description: [advice, others].filter(Boolean).join(' '),
	};
	if (!(error instanceof RequestFailedError)) {
		return new NodeOperationError(context.getNode(), options.message, options);
	}
	const { status = 'none' } = error.failure;
	return new NodeApiError(context.getNode(), { message: options.message } as JsonObject, {
		...options,
		httpCode: String(status),
	});
}

/**
 * Whether the error is thrown, and goes to a chat model as the answer of its tool. n8n passes the message on alone,
 * and what to do about it is what lets the model do better.
 */
function isForModel(context: IExecutePaginationFunctions): boolean {
	return context.getNode().type.endsWith('Tool') && !returnsErrors(context);
}

/**
 * Turns anything that went wrong with an item into an error of n8n.
 *
 * @param context of the item
 * @param error what was thrown
 * @param others what became of the other items, as a sentence; empty when there is nothing to say
 * @returns an error whose message says what happened and to which item, and whose description says
 * what to do; without secrets
 */
export async function toNodeError(
	context: IExecutePaginationFunctions,
	error: Error,
	others: string,
): Promise<NodeApiError | NodeOperationError> {
	return await errorOf(context, error, {
		authentication: context.getNodeParameter('authentication'),
		isCancelled: context.getExecutionCancelSignal()?.aborted === true,
		isForModel: isForModel(context),
		itemIndex: context.getItemIndex(),
		others,
	});
}

/** The same for a poll, which has no items. */
export async function toPollError(
	context: IPollFunctions,
	error: Error,
): Promise<NodeApiError | NodeOperationError> {
	const authentication = context.getNodeParameter('authentication');
	return await errorOf(context, error, { authentication, isCancelled: false, others: '' });
}
