import type { HttpResponse } from '../http/response.mts';
import { checkTransport } from '../http/body.mts';
import { authenticate } from '../login/auth.mts';
import type { IncomingRequest } from '../http/request.mts';
import type { InstanceState } from '../instanceState.mts';
import { errorResponse } from '../http/errors.mts';
import { readPage, readRow } from './readRows.mts';
import { recordRenderer } from './renderRecord.mts';
import { ignoredParameters, wantedOf } from './tableParameters.mts';
import { openTable } from './openTable.mts';
import { asText } from '../records/values.mts';

/**
 * GET /api/now/table/{table}: one page of records, with `X-Total-Count` and `Link`. The limit counts
 * before the ACLs, so a page can be short. Version 1 answers 404 to an empty one.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 * @throws Rejection 400 `Invalid table`, 403 where the login may not read it or query so
 */
export function listRecords(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const { table, login } = openTable(request, instance);
	const { query } = request;
	const wanted = wantedOf(query);
	const page = readPage(instance, login, table, wanted);
	const headers: Record<string, string> = {};
	if (query.sysparm_no_count !== 'true') {
		const total = page.total();
		headers['X-Total-Count'] = String(total);
		if (query.sysparm_suppress_pagination_header !== 'true') {
			headers.Link = linkHeader(request, instance.url, { ...wanted, total });
		}
	}
	const result = page.rows.map(recordRenderer(instance, login, table, query));
	if (result.length === 0 && request.params.api_version === 'v1') return errorResponse(404);
	const ignored = [
		...page.ignored,
		...ignoredParameters(instance.store.dictionary, table, query, true),
	];
	return { status: 200, headers, body: { result }, ignored };
}

/**
 * GET /api/now/table/{table}/{sys_id}.
 *
 * @returns the record, or 404
 * @throws Rejection 400 `Invalid table`, 403 where the login may not read it
 */
export function getRecord(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const { table, login } = openTable(request, instance);
	const row = readRow(instance, login, table, request.params.sys_id);
	if (!row) return errorResponse(404);
	return {
		status: 200,
		body: { result: recordRenderer(instance, login, table, request.query)(row) },
		ignored: ignoredParameters(instance.store.dictionary, table, request.query, false),
	};
}

/**
 * GET /api/now/doc/table/schema: the tables that the login may read, as pickers of other clients list
 * them. No page documents it.
 *
 * @see https://github.com/n8n-io/n8n/blob/master/packages/nodes-base/nodes/ServiceNow/ServiceNow.node.ts
 */
export function listTables(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const login = authenticate(request.headers, instance.tokens, instance.settings);
	checkTransport(request);
	const result = Object.entries(instance.store.dictionary)
		.filter(([name]) => login.readable?.tables.includes(name) ?? true)
		.map(([value, { label }]) => ({ label, value }));
	return { status: 200, body: { result } };
}

function linkHeader(
	{ path, query }: IncomingRequest,
	url: string,
	{ limit, offset, total }: { limit: number; offset: number; total: number },
): string {
	const link = (rel: string, at: number) => {
		const target = new URL(path, url);
		for (const [name, value] of Object.entries(query)) target.searchParams.set(name, asText(value));
		target.searchParams.set('sysparm_limit', String(limit));
		target.searchParams.set('sysparm_offset', String(at));
		return `<${target.href}>;rel="${rel}"`;
	};
	const last = limit > 0 && total > 0 ? Math.floor((total - 1) / limit) * limit : 0;
	const all = [link('first', 0)];
	if (offset > 0) all.push(link('prev', Math.max(0, offset - limit)));
	if (limit > 0 && offset + limit < total) all.push(link('next', offset + limit));
	return [...all, link('last', last)].join(',');
}
