import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { InstanceState } from './instanceState.mts';
import { operations } from './apis/operations.mts';
import { exchange, noResource, serveWithin, wrongMethod, type Resource } from './exchange.mts';
import { runBatch } from './apis/batch.mts';
import { notSimulated } from './http/errors.mts';
import type { IncomingRequest } from './http/request.mts';
import type { HttpResponse } from './http/response.mts';
import { methodOf } from './http/request.mts';
import { Router } from './http/router.mts';
import { authorizationResponse, tokenResponse } from './login/oauth.mts';
import {
	deleteAttachment,
	downloadAttachment,
	getAttachment,
	listAttachments,
	renameAttachment,
} from './apis/attachments/attachments.mts';
import {
	addAttribute,
	changeAttribute,
	deleteAttributes,
	getAttributes,
} from './apis/attachments/attributes.mts';
import { uploadFile, uploadForm } from './apis/attachments/upload.mts';
import { getStats } from './apis/stats/stats.mts';
import { executeOperation } from './apis/executeOperation.mts';
import { getRecord, listRecords, listTables } from './apis/tableApi.mts';
import { createRecord, deleteRecord, updateRecord } from './apis/writeRecord.mts';

// The contract's placeholder for a version, as a parameter that matches versions alone.
const version = ':api_version(^v\\d+$)';

/** Below `/api/now`, with or without a version. */
const platformRoutes: [method: string, path: string, serve: Resource['serve']][] = [
	['GET', '/table/:table', listRecords],
	['POST', '/table/:table', createRecord],
	['GET', '/table/:table/:sys_id', getRecord],
	['PUT', '/table/:table/:sys_id', updateRecord],
	['PATCH', '/table/:table/:sys_id', updateRecord],
	['DELETE', '/table/:table/:sys_id', deleteRecord],
	['GET', '/doc/table/schema', listTables],
	['GET', '/stats/:table', getStats],
	['POST', '/batch', serveBatch],
	['GET', '/attachment', listAttachments],
	['POST', '/attachment/file', uploadFile],
	['POST', '/attachment/upload', uploadForm],
	['GET', '/attachment/:sys_id', getAttachment],
	['PATCH', '/attachment/:sys_id', renameAttachment],
	['DELETE', '/attachment/:sys_id', deleteAttachment],
	['GET', '/attachment/:sys_id/file', downloadAttachment],
	['GET', '/attachment/:sys_id/attributes', getAttributes],
	['POST', '/attachment/:sys_id/attributes', addAttribute],
	['DELETE', '/attachment/:sys_id/attributes', deleteAttributes],
	['GET', '/attachment/:sys_id/attributes/:attribute_key', getAttributes],
	['PUT', '/attachment/:sys_id/attributes/:attribute_key', changeAttribute],
	['DELETE', '/attachment/:sys_id/attributes/:attribute_key', deleteAttributes],
];

/** What serves one URL, by method. */
interface Endpoint {
	byMethod: Map<string, Resource>;
	/** Serves the other methods. */
	refused: Resource;
}

const limited = (serve: Resource['serve']): Resource => ({ limited: true, serve });

const open = (serve: Resource['serve']): Resource => ({ limited: false, serve });

/** The operations of the contract, each under its default and its versioned URL. */
function contractRoutes(): [method: string, url: string, resource: Resource][] {
	return operations().flatMap((operation) =>
		operation.paths.map((path): [string, string, Resource] => [
			operation.method,
			path
				.replace('{api_version}', version)
				.replaceAll(/\{(\w+)\}/g, (_, name: string) => `:${name}`),
			{
				operationId: operation.operationId,
				...limited((request, instance) => executeOperation(operation, request, instance)),
			},
		]),
	);
}

const takeToken = open((request, { tokens, settings }) => tokenResponse(request, tokens, settings));

/** Every URL of an instance that is served. */
function allRoutes(): [method: string, url: string, resource: Resource][] {
	const versioned = ['/api/now', `/api/now/${version}`].flatMap((base) =>
		platformRoutes.map(([method, path, serve]): [string, string, Resource] => [
			method,
			base + path,
			limited(serve),
		]),
	);
	return [
		...contractRoutes(),
		...versioned,
		['GET', '/oauth_token.do', takeToken],
		['POST', '/oauth_token.do', takeToken],
		[
			'GET',
			'/oauth_auth.do',
			open((request, { tokens }) => authorizationResponse(request, tokens)),
		],
	];
}

let router: Router<Endpoint> | undefined;

/** Made when the first instance starts: the contract takes a while to read. */
function endpoints(): Router<Endpoint> {
	if (router) return router;
	const byUrl = new Map<string, Map<string, Resource>>();
	for (const [method, url, resource] of allRoutes()) {
		byUrl.set(url, (byUrl.get(url) ?? new Map<string, Resource>()).set(method, resource));
	}
	router = new Router<Endpoint>();
	for (const [url, byMethod] of byUrl) {
		router.add(url, { byMethod, refused: wrongMethod(methodsOf(byMethod)) });
	}
	return router;
}

/**
 * Serves the operations of the contract, the Table, Aggregate and Attachment APIs, and the OAuth
 * endpoints.
 */
export function addRoutes(app: FastifyInstance, instance: InstanceState): void {
	const answer = async (request: FastifyRequest, reply: FastifyReply) => {
		const { resource, params } = resourceAt(request.url.split('?', 1)[0], methodOf(request));
		await exchange(instance, resource, request, reply, params);
		return reply;
	};
	endpoints();
	app.all('/*', answer);
	app.setNotFoundHandler(answer);
}

function resourceAt(
	path: string,
	method: string,
): { resource: Resource; params?: Record<string, string> } {
	const found = endpoints().find(path);
	const { byMethod, refused } = found?.target ?? {};
	return {
		resource: byMethod?.get(servedAs(method)) ?? refused ?? noResource,
		params: found?.params,
	};
}

const inNoBatch = limited(({ path }) => notSimulated(`a request of a batch to ${path}`));

/** Serves the requests of a batch, each as one of its own. */
function serveBatch(request: IncomingRequest, instance: InstanceState): Promise<HttpResponse> {
	return runBatch(request, instance, (item, batch) => {
		const method = methodOf(item);
		const { resource, params = {} } = resourceAt(item.path, method);
		const isOfApi = resource.limited && resource.serve !== serveBatch;
		const asked = isOfApi ? resource : inNoBatch;
		return serveWithin(instance, asked, { ...item, method, params }, batch);
	});
}

const servedAs = (method: string) => (method === 'HEAD' ? 'GET' : method);

/** HEAD stands where GET does. */
function methodsOf(resources: Map<string, Resource>): string[] {
	return [...resources.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}
