import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type Answer } from '../answer.mts';
import { bodyForLog } from './body.mts';
import type { Incoming, World } from '../context.mts';
import { errorAnswer } from '../errors.mts';
import { strike } from '../faults/kinds.mts';
import { instanceHeaders, sessionOf } from './headers.mts';
import type { SeenRequest } from '../requestLog.mts';
import { send } from './send.mts';

/** How one URL is served once load and faults have let the request through. */
export interface Resource {
	operationId?: string;
	/** Whether rate limits and permits apply. */
	limited: boolean;
	serve(request: Incoming, world: World): Answer;
}

/**
 * Takes a request through everything an instance puts before its APIs: session order, rate limit,
 * permits, latency and armed faults. Then it is answered and logged.
 */
export async function exchange(
	world: World,
	resource: Resource,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<void> {
	const startedAt = performance.now();
	const incoming = incomingOf(request);
	const seen: SeenRequest = {
		method: incoming.method,
		path: incoming.path,
		query: incoming.query,
		body: bodyForLog(incoming.body),
		headers: incoming.headers,
		operationId: resource.operationId,
		at: Date.now(),
	};
	world.log.open(seen, world.settings.logLimit);
	const session = sessionOf(incoming.headers.cookie);
	const answer = await world.load.inTurn(session, () => admitted(world, resource, incoming));
	const loggedIn = answer.status !== 401 && resource.limited;
	const headers = instanceHeaders(session, loggedIn, startedAt, world.settings.clockSkewMs);
	world.log.close(seen, answer.wire === 'destroy' || answer.wire === 'hang' ? 0 : answer.status);
	send(reply, answer, headers);
}

async function admitted(world: World, resource: Resource, incoming: Incoming): Promise<Answer> {
	const { settings, load } = world;
	const rule = resource.limited ? load.countAgainstLimit(settings) : undefined;
	if (rule?.refused) return rule.refused;
	const turnedAway = await load.enter(settings);
	if (turnedAway) return turnedAway;
	try {
		const process = async () => serve(resource, incoming, world);
		const fault = world.faults.take(incoming.method, incoming.path, resource.operationId);
		const answer = fault ? await strike(fault, process, resource.operationId) : await process();
		return { ...answer, headers: { ...rule?.headers, ...answer.headers } };
	} finally {
		load.leave(settings);
	}
}

function serve(resource: Resource, incoming: Incoming, world: World): Answer {
	try {
		return resource.serve(incoming, world);
	} catch (error) {
		if (error instanceof Refusal) return error.answer;
		return errorAnswer(500, 'Internal server error', (error as Error).message);
	}
}

function incomingOf(request: FastifyRequest): Incoming {
	return {
		method: request.method,
		path: request.url.split('?', 1)[0],
		query: { ...(request.query as object) },
		params: { ...(request.params as object) },
		headers: request.headers,
		body: request.body,
	};
}

/** @returns the resource of every URL that there is none for */
export function nothingHere(status: 400 | 405): Resource {
	return { limited: true, serve: () => errorAnswer(status) };
}
