import type {
	IDataObject,
	IExecutePaginationFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';
import type { StatusErrors } from '../transport/defaults';
import type { Request } from '../transport/requestContext';

async function wholeResponse(_items: INodeExecutionData[], response: IN8nHttpFullResponse) {
	return [{ json: response as unknown as IDataObject }];
}

/**
 * Makes the engine hand back whole responses, where it would give items without status and headers.
 *
 * @param request the engine's own: it looks for functions there, also when a copy of it is sent
 */
export function wantWholeResponses(request: Request): void {
	request.postReceive = [{ data: { parameterValue: undefined }, actions: [wholeResponse] }];
}

/**
 * Performs the request of an item once, through n8n's engine.
 *
 * @param ignoreHttpStatusErrors which errors come back as responses too
 */
export async function performRouted(
	context: IExecutePaginationFunctions,
	request: Request,
	ignoreHttpStatusErrors: StatusErrors,
): Promise<IN8nHttpFullResponse> {
	// The engine writes into the options, and a retry needs them as they were.
	const attempt = { ...request, options: { ...request.options, ignoreHttpStatusErrors } };
	const [item] = await context.makeRoutingRequest(attempt);
	return item.json as unknown as IN8nHttpFullResponse;
}
