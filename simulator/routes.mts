import type { FastifyInstance } from 'fastify';
import type { InstanceState } from './instanceState.mts';
import { operations } from './apis/operations.mts';
import { exchange, noResource, wrongMethod, type Resource } from './exchange.mts';
import { methodOf } from './http/request.mts';
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
import { getRecord, listRecords } from './apis/tableApi.mts';
import { createRecord, deleteRecord, updateRecord } from './apis/writeRecord.mts';

// The contract's placeholder for a version, as a parameter that matches versions alone.
const version = ':api_version(^v\\d+$)';

const attachmentRoutes: [method: string, path: string, serve: Resource['serve']][] = [
	['GET', '', listAttachments],
	['POST', '/file', uploadFile],
	['POST', '/upload', uploadForm],
	['GET', '/:sys_id', getAttachment],
	['PATCH', '/:sys_id', renameAttachment],
	['DELETE', '/:sys_id', deleteAttachment],
	['GET', '/:sys_id/file', downloadAttachment],
	['GET', '/:sys_id/attributes', getAttributes],
	['POST', '/:sys_id/attributes', addAttribute],
	['DELETE', '/:sys_id/attributes', deleteAttributes],
	['GET', '/:sys_id/attributes/:attribute_key', getAttributes],
	['PUT', '/:sys_id/attributes/:attribute_key', changeAttribute],
	['DELETE', '/:sys_id/attributes/:attribute_key', deleteAttributes],
];

/**
 * Registers the operations of the contract, each under its default and its versioned URL, the
 * Table, Aggregate and Attachment APIs, and the OAuth endpoints.
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
	for (const base of ['/api/now', `/api/now/${version}`]) {
		add('GET', `${base}/stats/:table`, { limited: true, serve: getStats });
		for (const [method, path, serve] of attachmentRoutes) {
			add(method, `${base}/attachment${path}`, { limited: true, serve });
		}
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
