import type { ErrorObject } from 'ajv';
import { Rejection, type HttpResponse } from '../http/response.mts';
import { handlers } from './handlers.mts';
import { authenticate, authorize } from '../login/auth.mts';
import { checkTransport, bodyMembers } from '../http/body.mts';
import type { IncomingRequest } from '../http/request.mts';
import type { InstanceState } from '../instanceState.mts';
import type { Operation } from './operations.mts';
import { errorResponse, notSimulated } from '../http/errors.mts';

/**
 * Carries out one operation of the contract, from the login to the response.
 *
 * @throws Rejection where the login, the media types or the contract forbid it
 */
export function executeOperation(
	operation: Operation,
	request: IncomingRequest,
	instance: InstanceState,
): HttpResponse {
	const login = authenticate(request.headers, instance.tokens, instance.settings);
	if (operation.plugin && instance.settings.inactivePlugins.includes(operation.plugin)) {
		return errorResponse(400);
	}
	authorize(login, operation.roles);
	checkTransport(request, { formats: operation.formats });
	const { api_version: _, ...params } = request.params;
	const query = { ...request.query };
	const body = operation.hasBody ? bodyMembers(request, operation.body) : {};
	if (operation.validate.path(params).length > 0) return errorResponse(404);
	rejectInvalid(operation.validate.query(query));
	if (operation.checksBody) rejectInvalid(operation.validate.body(body));
	const handler = handlers[operation.operationId];
	if (!handler) return notSimulated(operation.operationId);
	return withIgnored(
		handler({ instance, login, params, query, body }, operation),
		Object.keys(query).filter((name) => !operation.queryNames.includes(name)),
	);
}

function withIgnored(response: HttpResponse, parameters: string[]): HttpResponse {
	if (parameters.length === 0) return response;
	const ignored = parameters.map((name) => `the parameter ${name}`);
	return { ...response, ignored: [...(response.ignored ?? []), ...ignored] };
}

function rejectInvalid(errors: ErrorObject[]): void {
	if (errors.length === 0) return;
	const missing = errors.flatMap(missingName);
	throw new Rejection(
		missing.length > 0
			? errorResponse(
					400,
					'Bad Request',
					`Mandatory parameter(s) missing: ${[...new Set(missing)].join(', ')}`,
				)
			: errorResponse(400, 'Bad Request', `Invalid parameter(s): ${names(errors)}`),
	);
}

function missingName({ keyword, instancePath, params }: ErrorObject): string[] {
	const parent = instancePath.slice(1).replaceAll('/', '.');
	if (keyword === 'minProperties') return [parent];
	if (keyword !== 'required' && keyword !== 'dependentRequired') return [];
	return [[parent, String(params.missingProperty)].filter(Boolean).join('.')];
}

function names(errors: ErrorObject[]): string {
	const paths = errors.map(({ instancePath }) => instancePath.slice(1).replaceAll('/', '.'));
	return [...new Set(paths)].join(', ');
}
