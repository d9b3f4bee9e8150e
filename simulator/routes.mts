import type { FastifyInstance } from 'fastify';
import type { InstanceState } from './instanceState.mts';
import { operations } from './apis/operations.mts';
import { exchange, noResource, type Resource } from './exchange.mts';
import { authorizationResponse, tokenResponse } from './login/oauth.mts';
import { executeOperation } from './apis/executeOperation.mts';
import { getRecord, listRecords } from './apis/tableApi.mts';

// The contract's placeholder for a version, as a parameter that matches versions alone.
const version = ':api_version(^v\\d+$)';

/**
 * Registers the operations of the contract, each under its default and its versioned URL, the
 * read-only Table API and the OAuth endpoints.
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
		add('GET', `${base}/:table/:sys_id`, { limited: true, serve: getRecord });
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

	const wrongMethod = noResource(405);
	for (const [url, byMethod] of resources) {
		app.all(url, async (request, reply) => {
			await exchange(instance, byMethod.get(request.method) ?? wrongMethod, request, reply);
			return reply;
		});
	}
	const wrongPath = noResource(400);
	app.setNotFoundHandler(async (request, reply) => {
		await exchange(instance, wrongPath, request, reply);
		return reply;
	});
}
