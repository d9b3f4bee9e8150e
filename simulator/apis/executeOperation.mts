import type { ErrorObject } from 'ajv';
import { Refusal, type Answer } from '../http/answer.mts';
import { handlers } from './handlers.mts';
import { authenticate, authorize } from '../login/auth.mts';
import { checkTransport, jsonBody } from '../http/body.mts';
import type { IncomingRequest } from '../http/request.mts';
import type { InstanceState } from '../instanceState.mts';
import type { Operation } from './operations.mts';
import { errorAnswer } from '../http/errors.mts';

/**
 * Carries out one operation of the contract, from the login to the answer.
 *
 * @throws Refusal where the login, the media types or the contract forbid it
 */
export function executeOperation(
	operation: Operation,
	request: IncomingRequest,
	instance: InstanceState,
): Answer {
	const login = authenticate(request.headers, instance.tokens);
	if (operation.plugin && instance.settings.inactivePlugins.includes(operation.plugin)) {
		return errorAnswer(400);
	}
	authorize(login, operation.roles);
	checkTransport(request);
	const { api_version: _, ...params } = request.params;
	const query = { ...request.query };
	const body = operation.hasBody ? jsonBody(request) : {};
	if (operation.validate.path(params).length > 0) return errorAnswer(404);
	refuseInvalid(operation.validate.query(query));
	if (operation.checksBody) refuseInvalid(operation.validate.body(body));
	const handler = handlers[operation.operationId];
	if (!handler) return errorAnswer(501, `The simulator has no ${operation.operationId}`);
	return handler({ instance, login, params, query, body }, operation);
}

function refuseInvalid(errors: ErrorObject[]): void {
	if (errors.length === 0) return;
	const missing = errors.flatMap(missingName);
	throw new Refusal(
		missing.length > 0
			? errorAnswer(
					400,
					'Bad Request',
					`Mandatory parameter(s) missing: ${[...new Set(missing)].join(', ')}`,
				)
			: errorAnswer(400, 'Bad Request', `Invalid parameter(s): ${names(errors)}`),
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
