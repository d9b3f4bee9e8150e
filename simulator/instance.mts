import type { AddressInfo } from 'node:net';
import formbody from '@fastify/formbody';
import { fastify } from 'fastify';
import type { World } from './context.mts';
import { addControl, controlPrefix } from './http/control.mts';
import { errorAnswer } from './errors.mts';
import { Faults } from './faults/faults.mts';
import { instanceHeaders } from './http/headers.mts';
import { Load } from './load.mts';
import { RequestLog, type SeenRequest } from './requestLog.mts';
import { addRoutes } from './routes.mts';
import { seed } from './seed.mts';
import { send } from './http/send.mts';
import { goAway, startSettings, type InstanceOptions, type Settings } from './settings.mts';
import { Store } from './records/store.mts';
import { Tokens } from './login/tokens.mts';

export { logins } from './login/logins.mts';
export type { Fault, FaultKind } from './faults/kinds.mts';
export type { FaultMatch, FaultRule } from './faults/faults.mts';
export type { SeenRequest } from './requestLog.mts';
export type { InstanceOptions, Settings } from './settings.mts';

export interface SimulatedInstance {
	/** Origin, for example `http://127.0.0.1:3141`. */
	readonly url: string;
	readonly port: number;
	readonly store: Store;
	/** Takes effect with the next request. */
	readonly settings: Settings;
	readonly faults: Faults;
	/** Oldest first, at most `settings.logLimit`. */
	readonly requests: SeenRequest[];
	/** Requests by operationId. */
	readonly counts: Record<string, number>;
	/** Most requests that were unanswered at the same time. */
	readonly maxInFlight: number;
	/** Access tokens issued. */
	readonly tokensIssued: number;
	/** Puts records, log, faults, tokens and settings back to the start. */
	reset(): void;
	/** Ends every access token; refresh tokens live on. */
	expireTokens(): void;
	/** Destroys every connection for `ms` milliseconds. */
	goAway(ms: number): void;
	/** Takes no connections for `ms` milliseconds; what is in flight is still answered. */
	refuseConnections(ms: number): void;
	/** Stops listening and ends every connection, answered or not. */
	close(): Promise<void>;
}

// Above the 10 MB that an instance takes, so that the refusal comes as an answer and not as a
// connection that breaks under the upload.
const readLimit = 64 * 1024 * 1024;

/**
 * Starts a simulated ServiceNow instance.
 *
 * @param options port (default: any free one), host (127.0.0.1), records and load behaviour
 * @returns the running instance
 * @throws Error with code `EADDRINUSE` where the port is taken
 */
export async function startInstance(options: InstanceOptions = {}): Promise<SimulatedInstance> {
	const settings = startSettings(options);
	const world: World = {
		store: new Store(() => Date.now() + settings.clockSkewMs),
		settings,
		faults: new Faults(),
		log: new RequestLog(),
		load: new Load(),
		tokens: new Tokens(),
		url: '',
	};
	const fill = () => {
		if (options.seed ?? true) seed(world.store, options.seedContacts ?? 0);
	};
	const reset = () => {
		world.store.clear();
		world.faults.clear();
		world.log.reset();
		world.load.reset();
		world.tokens.reset();
		Object.assign(world.settings, startSettings(options));
		fill();
	};

	const app = fastify({
		bodyLimit: readLimit,
		forceCloseConnections: true,
		routerOptions: { maxParamLength: 2000 },
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
	await app.register(formbody, { bodyLimit: readLimit });
	app.addHook('onRequest', (request, _reply, done) => {
		const away = Date.now() < world.settings.awayUntil;
		if (away && !request.url.startsWith(controlPrefix)) request.raw.destroy();
		else done();
	});
	app.setErrorHandler((error, _request, reply) => {
		const status = (error as { statusCode?: number }).statusCode ?? 500;
		const answer =
			status < 500
				? errorAnswer(400, 'Exception while reading request', (error as Error).message)
				: errorAnswer(500, undefined, (error as Error).message);
		send(reply, answer, instanceHeaders(undefined, false, performance.now()));
	});
	addControl(app, world, reset);
	addRoutes(app, world);
	fill();

	const host = options.host ?? '127.0.0.1';
	await app.listen({ port: options.port ?? 0, host });
	const { port } = app.server.address() as AddressInfo;
	world.url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
	return {
		url: world.url,
		port,
		store: world.store,
		settings: world.settings,
		faults: world.faults,
		requests: world.log.requests,
		counts: world.log.counts,
		get maxInFlight() {
			return world.log.maxInFlight;
		},
		get tokensIssued() {
			return world.tokens.issued;
		},
		reset,
		expireTokens: () => world.tokens.expire(),
		goAway: (ms) => goAway(world.settings, ms),
		refuseConnections: (ms) => {
			app.server.close();
			app.server.closeIdleConnections();
			setTimeout(() => app.server.listen({ port, host }), ms);
		},
		close: () => app.close(),
	};
}
