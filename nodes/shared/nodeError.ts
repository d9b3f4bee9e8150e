import {
	NodeApiError,
	NodeOperationError,
	type IExecutePaginationFunctions,
	type JsonObject,
} from 'n8n-workflow';
import { explain, RefusedError } from './failure';
import { InputProblem } from './inputProblem';

/**
 * Turns anything that went wrong with an item into an error of n8n.
 *
 * @param context of the item
 * @param error what was thrown
 * @param others what became of the other items, as a sentence; empty when there is nothing to say
 * @returns an error whose message says what happened and to which item, and whose description says
 * what to do
 */
export function toNodeError(
	context: IExecutePaginationFunctions,
	error: Error,
	others: string,
): NodeApiError | NodeOperationError {
	const itemIndex = context.getItemIndex();
	const withPlace = (message: string) => `${message} [item ${itemIndex}]`;
	const withOthers = (advice: string) => [advice, others].filter(Boolean).join(' ');
	if (error instanceof InputProblem) {
		return new NodeOperationError(context.getNode(), withPlace(error.message), {
			itemIndex,
			description: withOthers(error.advice),
		});
	}
	if (error instanceof RefusedError) {
		const { message, advice } = explain(error.failure);
		const { status = 'none' } = error.failure;
		return new NodeApiError(context.getNode(), { message } as JsonObject, {
			itemIndex,
			message: withPlace(message),
			description: withOthers(advice),
			httpCode: String(status),
		});
	}
	const { description } = error as NodeApiError;
	return new NodeOperationError(context.getNode(), withPlace(error.message), {
		itemIndex,
		description: withOthers(description ?? ''),
	});
}
