import type { FastifyInstance } from 'fastify';
import type { InstanceState } from './instanceState.mts';
import { operations } from './apis/operations.mts';
import { exchange, noResource, wrongMethod, type Resource } from './exchange.mts';
import { methodOf } from './http/request.mts';
import { authorizationResponse, tokenResponse } from './login/oauth.mts';
import { executeOperation } from './apis/executeOperation.mts';
import { getRecord, listRecords } from './apis/tableApi.mts';
import { createRecord, deleteRecord, updateRecord } from './apis/writeRecord.mts';

// The contract's placeholder for a version, as a parameter that matches versions alone.
const version = ':api_version(^v\\d+$)';

/**
 * Registers the operations of the contract, each under its default and its versioned URL, the
 * Table API and the OAuth endpoints.
 */
export function addRoutes(app: FastifyInstance, instance: InstanceState): void {
	const resources = new Map<string, Map<string, Resource>>();
	const add = (method: string, url: string, resource: Resource) => {
		const byMethod = resources.get(url) ?? new Map<string, Resource>();
		resources.set(url, byMethod.set(method, resource));
	};

	for (const operation of operations()) {
		for (const path of operation.paths) {
			const url = path
				.replace('{api_version}', version)
				.replaceAll(/\{(\w+)\}/g, (_, name: string) => `:${name}`);
			add(operation.method, url, {
				operationId: operation.operationId,
				limited: true,
				serve: (request) => executeOperation(operation, request, instance),
			});
		}
	}
	for (const base of ['/api/now/table', `/api/now/${version}/table`]) {
		add('GET', `${base}/:table`, { limited: true, serve: listRecords });
		add('POST', `${base}/:table`, { limited: true, serve: createRecord });
		add('GET', `${base}/:table/:sys_id`, { limited: true, serve: getRecord });
		add('PUT', `${base}/:table/:sys_id`, { limited: true, serve: updateRecord });
		add('PATCH', `${base}/:table/:sys_id`, { limited: true, serve: updateRecord });
		add('DELETE', `${base}/:table/:sys_id`, { limited: true, serve: deleteRecord });
	}
	for (const method of ['GET', 'POST']) {
		add(method, '/oauth_token.do', {
			limited: false,
			serve: (request) => tokenResponse(request, instance.tokens, instance.settings),
		});
	}
	add('GET', '/oauth_auth.do', {
		limited: false,
		serve: (request) => authorizationResponse(request, instance.tokens),
	});

	for (const [url, byMethod] of resources) {
		const refused = wrongMethod(methodsOf(byMethod));
		app.all(url, async (request, reply) => {
			await exchange(
				instance,
				byMethod.get(servedAs(methodOf(request))) ?? refused,
				request,
				reply,
			);
			return reply;
		});
	}
	app.setNotFoundHandler(async (request, reply) => {
		await exchange(instance, noResource, request, reply);
		return reply;
	});
}

const servedAs = (method: string) => (method === 'HEAD' ? 'GET' : method);

/** HEAD stands where GET does. */
function methodsOf(resources: Map<string, Resource>): string[] {
	return [...resources.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}
