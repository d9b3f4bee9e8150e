import type { FastifyInstance, FastifyReply } from 'fastify';
import type { World } from '../context.mts';
import type { FaultRule } from '../faults/faults.mts';
import { goAway, type Settings } from '../settings.mts';

interface FaultOrder {
	clear?: boolean;
	add?: FaultRule | FaultRule[];
}

/** Where the control surface lives. It asks for no login and is neither limited nor logged. */
export const controlPrefix = '/__simulator';

/**
 * Mounts the surface by which other processes steer the instance.
 *
 * @param reset puts the instance back to its start
 */
export function addControl(app: FastifyInstance, world: World, reset: () => void): void {
	app.post(`${controlPrefix}/reset`, () => {
		reset();
		return { done: true };
	});
	app.get(`${controlPrefix}/settings`, () => world.settings);
	app.post(`${controlPrefix}/settings`, (request, reply) => {
		const given = json<Partial<Settings>>(request.body);
		const unknown = Object.keys(given).filter((name) => !(name in world.settings));
		if (unknown.length > 0) return refuse(reply, `Unknown settings: ${unknown.join(', ')}`);
		// JSON has no undefined: null takes a bound away.
		for (const [name, value] of Object.entries(given)) {
			Object.assign(world.settings, { [name]: value ?? undefined });
		}
		return world.settings;
	});
	app.post(`${controlPrefix}/faults`, (request, reply) => {
		const order = json<FaultOrder & Partial<FaultRule>>(request.body);
		if (order.clear) world.faults.clear();
		const rules = order.fault === undefined ? (order.add ?? []) : (order as FaultRule);
		try {
			for (const rule of [rules].flat()) world.faults.add(rule);
		} catch (error) {
			return refuse(reply, (error as Error).message);
		}
		return { armed: world.faults.size };
	});
	app.post(`${controlPrefix}/away`, (request) => {
		goAway(world.settings, json<{ ms: number }>(request.body).ms);
		return { awayUntil: world.settings.awayUntil };
	});
	app.post(`${controlPrefix}/expire-tokens`, () => {
		world.tokens.expire();
		return { done: true };
	});
	app.get<{ Querystring: { operationId?: string; count?: string } }>(
		`${controlPrefix}/requests`,
		({ query }) => {
			const { requests, counts, maxInFlight } = world.log;
			const wanted = requests.filter(
				({ operationId }) => query.operationId === undefined || operationId === query.operationId,
			);
			const shown = query.count === undefined ? { requests: wanted } : {};
			return {
				count: wanted.length,
				counts,
				maxInFlight,
				tokensIssued: world.tokens.issued,
				...shown,
			};
		},
	);
}

/** @throws Error with status 400 where the body is no JSON object */
function json<T extends object>(body: unknown): T {
	const text = Buffer.isBuffer(body) && body.length > 0 ? body.toString('utf8') : '{}';
	try {
		return Object.assign({}, JSON.parse(text) as T);
	} catch {
		throw Object.assign(new Error('The body is no JSON object'), { statusCode: 400 });
	}
}

function refuse(reply: FastifyReply, message: string): { error: string } {
	reply.code(400);
	return { error: message };
}
