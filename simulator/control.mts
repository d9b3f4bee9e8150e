import type { FastifyInstance, FastifyReply } from 'fastify';
import type { InstanceState } from './instanceState.mts';
import { failLogIn, logIn } from './apis/contactLogins.mts';
import type { FaultRule } from './faults/faults.mts';
import { tokenFaults } from './login/tokenFaults.mts';
import { goAway, startSettings, type Settings } from './settings.mts';

interface FaultCommand {
	clear?: boolean;
	add?: FaultRule | FaultRule[];
}

/** Where the control surface lives. It asks for no login and is neither limited nor logged. */
export const CONTROL_PREFIX = '/__simulator';

/**
 * Mounts the surface by which other processes steer the instance.
 *
 * @param reset puts the instance back to its start
 */
export function addControl(app: FastifyInstance, instance: InstanceState, reset: () => void): void {
	app.post(`${CONTROL_PREFIX}/reset`, () => {
		reset();
		return { done: true };
	});
	app.get(`${CONTROL_PREFIX}/settings`, () => instance.settings);
	app.post(`${CONTROL_PREFIX}/settings`, (request, reply) => {
		const changes = json<Partial<Settings>>(request.body);
		const unknown = Object.keys(changes).filter((name) => !(name in instance.settings));
		if (unknown.length > 0) return reject(reply, `Unknown settings: ${unknown.join(', ')}`);
		const { tokenFault } = changes;
		if (tokenFault && !Object.hasOwn(tokenFaults, tokenFault)) {
			const names = Object.keys(tokenFaults).join(', ');
			return reject(reply, `No token fault "${tokenFault}". Known: ${names}`);
		}
		// JSON has no undefined: null takes a bound or a rule away.
		const start = startSettings({});
		for (const name of Object.keys(changes) as (keyof Settings)[]) {
			Object.assign(instance.settings, { [name]: changes[name] ?? start[name] });
		}
		return instance.settings;
	});
	app.post(`${CONTROL_PREFIX}/faults`, (request, reply) => {
		const command = json<FaultCommand & Partial<FaultRule>>(request.body);
		if (command.clear) instance.faults.clear();
		const rules = command.fault === undefined ? (command.add ?? []) : (command as FaultRule);
		try {
			for (const rule of [rules].flat()) instance.faults.add(rule);
		} catch (error) {
			return reject(reply, (error as Error).message);
		}
		return { armed: instance.faults.size };
	});
	app.post(`${CONTROL_PREFIX}/away`, (request) => {
		goAway(instance.settings, json<{ ms: number }>(request.body).ms);
		return { awayUntil: instance.settings.awayUntil };
	});
	app.post(`${CONTROL_PREFIX}/log-in`, (request, reply) => {
		const { contact, fails } = json<{ contact: string; fails?: boolean }>(request.body);
		try {
			(fails ? failLogIn : logIn)(instance, contact);
			return { done: true };
		} catch (error) {
			return reject(reply, (error as Error).message);
		}
	});
	app.post(`${CONTROL_PREFIX}/expire-tokens`, () => {
		instance.tokens.expire();
		return { done: true };
	});
	app.get<{ Querystring: { operationId?: string; count?: string } }>(
		`${CONTROL_PREFIX}/requests`,
		({ query }) => {
			const { requests, counts, maxInFlight } = instance.log;
			const matching = requests.filter(
				({ operationId }) => query.operationId === undefined || operationId === query.operationId,
			);
			const entries = query.count === undefined ? { requests: matching } : {};
			return {
				count: matching.length,
				counts,
				maxInFlight,
				tokensIssued: instance.tokens.issued,
				...entries,
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

function reject(reply: FastifyReply, message: string): { error: string } {
	reply.code(400);
	return { error: message };
}
