import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { InstanceState } from '../instanceState.mts';
import { failLogIn, logIn } from '../apis/contactLogins.mts';
import { Router, type Match } from '../http/router.mts';
import { goAway } from '../settings.mts';
import { ControlError, member, noMembers, objectIn } from './body.mts';
import type { Endpoints } from './endpoints.mts';
import { faultEndpoints } from './faultRules.mts';
import { findEndpoints } from './find.mts';
import { strangerIn } from './guard.mts';
import { infoEndpoints } from './info.mts';
import { overviewEndpoints } from './overview.mts';
import { recordEndpoints, snapshotEndpoints } from './records.mts';
import { requestEndpoints } from './requests.mts';
import { settingEndpoints } from './settingValues.mts';

/** Where the control surface lives. It asks for no login and is neither limited nor logged. */
export const CONTROL_PREFIX = '/__simulator';

const done = { done: true };

function orderEndpoints(reset: () => void): Endpoints {
	return {
		'/reset': {
			POST: ({ body }) => {
				noMembers(body);
				reset();
				return done;
			},
		},
		'/away': {
			POST: ({ instance, body }) => {
				goAway(instance.settings, member(objectIn(body, ['ms']), 'ms', 'number'));
				return { awayUntil: instance.settings.awayUntil };
			},
		},
		'/log-in': {
			POST: ({ instance, body }) => {
				const order = objectIn(body, ['contact', 'fails']);
				const contact = member(order, 'contact', 'string');
				const fails = order.fails !== undefined && member(order, 'fails', 'boolean');
				try {
					(fails ? failLogIn : logIn)(instance, contact);
				} catch (error) {
					throw new ControlError(400, (error as Error).message);
				}
				return done;
			},
		},
		'/expire-tokens': {
			POST: ({ instance, body }) => {
				noMembers(body);
				instance.tokens.expire();
				return done;
			},
		},
	};
}

/**
 * Mounts the surface by which other processes steer the instance. It refuses what it does not
 * understand.
 *
 * @param reset puts the instance back to its start
 */
export function addControl(app: FastifyInstance, instance: InstanceState, reset: () => void): void {
	const endpoints: Endpoints = {
		...orderEndpoints(reset),
		...settingEndpoints,
		...faultEndpoints,
		...recordEndpoints,
		...snapshotEndpoints,
		...requestEndpoints,
		...infoEndpoints,
		...overviewEndpoints,
		...findEndpoints,
	};
	const list = Object.entries(endpoints).flatMap(([path, methods]) =>
		Object.keys(methods).map((method) => `${method} ${CONTROL_PREFIX}${path}`),
	);
	endpoints[''] = { GET: () => ({ endpoints: list }) };
	const router = new Router<Endpoints[string]>();
	for (const [path, methods] of Object.entries(endpoints))
		router.add(CONTROL_PREFIX + path, methods);
	const serve = (request: FastifyRequest, reply: FastifyReply) => {
		const found = router.find(request.url.split('?', 1)[0]);
		if (found) return answer(instance, found, request, reply);
		return reply.code(404).send({ error: 'There is no such control endpoint', endpoints: list });
	};
	app.all(CONTROL_PREFIX, serve);
	app.all(`${CONTROL_PREFIX}/*`, serve);
}

function answer(
	instance: InstanceState,
	{ target: methods, params }: Match<Endpoints[string]>,
	request: FastifyRequest,
	reply: FastifyReply,
): unknown {
	const stranger = strangerIn(request.headers, instance.host);
	if (stranger !== undefined) return reply.code(403).send({ error: stranger });
	const method = request.method === 'HEAD' ? 'GET' : request.method;
	if (!Object.hasOwn(methods, method)) {
		const allowed = Object.keys(methods).join(', ');
		return reply
			.code(405)
			.header('Allow', allowed)
			.send({ error: `Methods: ${allowed}` });
	}
	try {
		const query = { ...(request.query as Record<string, unknown>) };
		return methods[method]({ instance, params, query, body: request.body });
	} catch (error) {
		if (!(error instanceof ControlError)) throw error;
		return reply.code(error.status).send({ error: error.message });
	}
}
