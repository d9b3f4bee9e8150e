import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection, type HttpResponse } from './http/response.mts';
import { bodyForLog, decoded } from './http/body.mts';
import { addressedBy } from './http/address.mts';
import { corsOf } from './http/cors.mts';
import { methodOf, type IncomingRequest } from './http/request.mts';
import type { InstanceState } from './instanceState.mts';
import { errorResponse } from './http/errors.mts';
import { unknownUrl } from './unknownUrls.mts';
import { tableOf } from './apis/operations.mts';
import type { FaultTarget } from './faults/faults.mts';
import { applyFault } from './faults/kinds.mts';
import { identify } from './login/auth.mts';
import { instanceHeaders, routeIn, sessionOf } from './http/headers.mts';
import { routeOf } from './load/appNodes.mts';
import type { SeenRequest } from './requestLog.mts';
import { inWantedFormat } from './http/formats.mts';
import { send } from './http/send.mts';
import { noticeHeaders } from './notices.mts';
import { scriptsOf } from './records/query/scripts.mts';
import { asText } from './records/values.mts';

/** How one URL is served once load and faults have let the request through. */
export interface Resource {
	operationId?: string;
	/** Whether rate limits and permits apply. */
	limited: boolean;
	serve(request: IncomingRequest, instance: InstanceState): HttpResponse | Promise<HttpResponse>;
}

/**
 * Takes a request through everything an instance puts before its APIs: session order, rate limit,
 * permits, latency and armed faults. Then it is served and logged.
 *
 * @param params of the path, by name
 */
export async function exchange(
	instance: InstanceState,
	resource: Resource,
	request: FastifyRequest,
	reply: FastifyReply,
	params: Record<string, string> = {},
): Promise<void> {
	const startedAt = performance.now();
	const incoming = incomingOf(request, params);
	const seen = { ...seenOf(resource, incoming), method: request.method };
	instance.log.open(seen, instance.settings.logLimit);
	const session = sessionOf(incoming.headers.cookie);
	const cors = corsOf(instance.settings.corsRules, incoming.method, incoming.headers);
	const { preflight } = cors;
	const asked: Resource = preflight ? { limited: false, serve: () => preflight } : resource;
	const response = await instance.load.sessions.inTurn(
		instance.settings,
		session,
		async (waitedMs) => {
			seen.sessionWaitedMs = waitedMs;
			return renamed(instance, request.url) ?? (await admit(instance, asked, incoming, seen));
		},
	);
	const headers = instanceHeaders({
		session,
		route: routeOf(seen.node ?? 0),
		loggedIn: response.status !== 401 && resource.limited,
		clockSkewMs: instance.settings.clockSkewMs,
		timing: instance.settings.serverTiming
			? {
					wall: performance.now() - startedAt,
					sem_wait: seen.waitedMs ?? 0,
					sesh_wait: seen.sessionWaitedMs ?? 0,
				}
			: undefined,
	});
	instance.log.close(
		seen,
		response.wire === 'destroy' || response.wire === 'hang' ? 0 : response.status,
	);
	const repeated = repeatedIn(request.query as Record<string, unknown>);
	const noted =
		repeated.length === 0
			? response
			: { ...response, ignored: [...(response.ignored ?? []), ...repeated] };
	noteMissing(instance, seen, noted);
	const notices = noticeHeaders(noted);
	const own = { ...headers, ...cors.headers, ...notices };
	const isOfApi = resource.limited && !response.foreign;
	const whole = isOfApi ? inWantedFormat(incoming, response) : response;
	send(reply, whole, response.foreign ? notices : own, zips(instance, incoming));
}

function seenOf({ operationId }: Resource, incoming: IncomingRequest): SeenRequest {
	const { method, path, query, body, headers } = incoming;
	return {
		method,
		path,
		query,
		body: bodyForLog(body, headers['content-type']),
		headers,
		operationId,
		at: Date.now(),
		...scriptsIn(query.sysparm_query),
	};
}

function noteMissing({ report }: InstanceState, seen: SeenRequest, response: HttpResponse): void {
	const { ignored = [], notSimulated } = response;
	if (ignored.length > 0) seen.ignored = ignored;
	if (notSimulated !== undefined) seen.notSimulated = notSimulated;
	report(`${seen.method} ${seen.path}`, response);
}

function zips({ settings }: InstanceState, { headers }: IncomingRequest): boolean {
	return settings.gzip && /\bgzip\b/.test(String(headers['accept-encoding']));
}

function scriptsIn(query: unknown): Pick<SeenRequest, 'evaluatedScripts'> {
	const scripts = scriptsOf(asText(query));
	return scripts.length > 0 ? { evaluatedScripts: scripts } : {};
}

/** What the old address of a renamed instance says to each request. */
function renamed({ settings }: InstanceState, url: string): HttpResponse | undefined {
	if (settings.renamedTo === '') return undefined;
	return { status: 301, headers: { Location: `${settings.renamedTo}${url}` }, foreign: true };
}

async function admit(
	instance: InstanceState,
	resource: Resource,
	incoming: IncomingRequest,
	seen: SeenRequest,
): Promise<HttpResponse> {
	const { settings, load } = instance;
	const { method, path, headers } = incoming;
	const login = settings.rateRules.length > 0 ? identify(headers, instance.tokens) : undefined;
	const rule = resource.limited ? load.rates.count(settings, { method, path, login }) : undefined;
	if (rule?.rejected) return rule.rejected;
	const permit = await load.nodes.acquire(settings, routeIn(headers.cookie));
	seen.node = permit.node;
	seen.waitedMs = permit.waitedMs;
	if (permit.rejected) return permit.rejected;
	try {
		if (settings.latencyMs > 0) await sleep(settings.latencyMs);
		const process = () => serve(resource, incoming, instance);
		const target = () => targetOf(instance, resource, incoming);
		const fault = instance.faults.take(target);
		if (fault) seen.fault = fault.kind ?? 'status';
		const response = fault ? await applyFault(fault, process, target()) : await process();
		return { ...response, headers: { ...rule?.headers, ...response.headers } };
	} finally {
		load.nodes.release(settings, permit);
	}
}

function targetOf(
	{ tokens }: InstanceState,
	{ operationId }: Resource,
	{ method, path, params, headers }: IncomingRequest,
): FaultTarget {
	const table = params.table ?? tableOf(operationId);
	return { method, path, operationId, table, user: identify(headers, tokens)?.userName };
}

/**
 * Serves a request within another, which took the permit and the faults for both.
 *
 * @param batch ID of the other one
 */
export async function serveWithin(
	instance: InstanceState,
	resource: Resource,
	incoming: IncomingRequest,
	batch: string,
): Promise<HttpResponse> {
	const seen: SeenRequest = { ...seenOf(resource, incoming), batch };
	instance.log.add(seen, instance.settings.logLimit);
	const response = await serve(resource, incoming, instance);
	noteMissing(instance, seen, response);
	seen.status = response.status;
	return response;
}

async function serve(
	resource: Resource,
	incoming: IncomingRequest,
	instance: InstanceState,
): Promise<HttpResponse> {
	try {
		const addressed = addressedBy(instance, incoming.headers.host);
		return (
			addressed.replay?.(incoming, addressed.url) ?? (await resource.serve(incoming, addressed))
		);
	} catch (error) {
		if (error instanceof Rejection) return error.response;
		return errorResponse(500, 'Internal server error', (error as Error).message);
	}
}

/** Of a parameter that is given twice, the first counts. */
function firstOfEach(query: Record<string, unknown>): Record<string, unknown> {
	const entries = Object.entries(query);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, Array.isArray(value) ? (value[0] as unknown) : value]),
	);
}

function repeatedIn(query: Record<string, unknown>): string[] {
	return Object.keys(query)
		.filter((name) => Array.isArray(query[name]))
		.map((name) => `another ${name}`);
}

function incomingOf(request: FastifyRequest, params: Record<string, string>): IncomingRequest {
	return {
		method: methodOf(request),
		path: request.url.split('?', 1)[0],
		query: firstOfEach(request.query as Record<string, unknown>),
		params,
		headers: request.headers,
		body: decoded(request.body, request.headers['content-encoding']),
	};
}

/** What serves a URL that no API has. */
export const noResource: Resource = { limited: true, serve: ({ path }) => unknownUrl(path) };

/** @returns what serves a method that a URL does not have. @param methods those that it has */
export function wrongMethod(methods: string[]): Resource {
	const headers = { Allow: methods.join(', ') };
	return { limited: true, serve: () => errorResponse(405, undefined, undefined, headers) };
}
