import type {
	IDataObject,
	IExecutePaginationFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';
import type { LoginContext } from '../instance/credentialTypes';
import { ignoredStatusErrors } from '../transport/defaults';
import type { Request } from '../transport/requestContext';

async function wholeResponse(_items: INodeExecutionData[], response: IN8nHttpFullResponse) {
	return [{ json: response as unknown as IDataObject }];
}

/**
 * Makes the engine hand back whole responses, also those of errors, where it would give items without
 * status and headers, or throw.
 *
 * @param context of the item
 * @param request the engine's own: it looks for functions there, also when a copy of it is sent
 */
export function wantWholeResponses(context: LoginContext, request: Request): void {
	const authentication = context.getNodeParameter('authentication');
	request.options.ignoreHttpStatusErrors = ignoredStatusErrors(authentication);
	request.postReceive = [{ data: { parameterValue: undefined }, actions: [wholeResponse] }];
}

/** Performs the request of an item once, through n8n's engine. */
export async function performRouted(
	context: IExecutePaginationFunctions,
	request: Request,
): Promise<IN8nHttpFullResponse> {
	// The engine writes into the options, and a retry needs them as they were.
	const attempt = { ...request, options: { ...request.options } };
	const [item] = await context.makeRoutingRequest(attempt);
	return item.json as unknown as IN8nHttpFullResponse;
}
