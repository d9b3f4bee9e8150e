import type { IDataObject } from 'n8n-workflow';
import { isEmpty } from '../input/sendable';
import type { Operation } from '../operation';
import type { Request } from '../transport/requestContext';
import type { LookUp } from './prepare';

/** Ends a reader at its first request, which is not sent. */
export class PreviewReached extends Error {
	constructor(readonly request: Request) {
		super('The request is previewed');
	}
}

/**
 * What an item would send.
 *
 * @param request that is ready
 * @param lookUps searches that would be made before
 */
export function previewOf(
	{ api }: Operation,
	{ options }: Request,
	lookUps: LookUp[],
): IDataObject {
	const { method, baseURL, url, qs, body } = options;
	const first = lookUps.map(({ key }) => `${key.label}: ${key.column}=${key.value}`);
	return {
		preview_only: true,
		method: method ?? 'GET',
		url: `${baseURL}${url}`,
		...(!isEmpty(qs) && { query: qs }),
		...(!isEmpty(body) && { body: body as IDataObject }),
		...(first.length > 0 && { looks_up_first: first }),
		api: api.title,
		...(api.plugin && { plugin: api.plugin }),
		roles: api.roles.length > 0 ? api.roles : [api.suggestedRole].filter(Boolean),
	} as IDataObject;
}
