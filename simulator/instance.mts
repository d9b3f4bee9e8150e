import type { AddressInfo } from 'node:net';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { InstanceState } from './instanceState.mts';
import { failLogIn, logIn } from './apis/contactLogins.mts';
import { addControl, CONTROL_PREFIX } from './control/control.mts';
import { addDocument, checkedDocument } from './data/document.mts';
import { keepRecords, replaceRecords } from './data/keep.mts';
import { Snapshots } from './data/snapshots.mts';
import { seededChance } from './faults/chance.mts';
import { answerClientError } from './http/clientError.mts';
import { errorResponse, notSimulated } from './http/errors.mts';
import { Faults } from './faults/faults.mts';
import { instanceHeaders } from './http/headers.mts';
import { routeOf } from './load/appNodes.mts';
import { Load } from './load/load.mts';
import { RequestLog, type SeenRequest } from './requestLog.mts';
import { addRoutes } from './routes.mts';
import { addPage } from './control/page.mts';
import { noticeHeaders, noticePrinter } from './notices.mts';
import { seed } from './seed/seed.mts';
import { send } from './http/send.mts';
import { goAway, startSettings, type InstanceOptions, type Settings } from './settings.mts';
import { Store } from './records/store.mts';
import { Tokens } from './login/tokens.mts';

export { alreadyWordings } from './apis/conversationMember.mts';
export { logins } from './login/logins.mts';
export { tokenFaults, type TokenFault } from './login/tokenFaults.mts';
export type { Fault, FaultKind } from './faults/kinds.mts';
export { retryAfters, variants } from './faults/variants.mts';
export type { FaultMatch, FaultRule } from './faults/faults.mts';
export { seeded } from './seed/seeded.mts';
export type { RecordsDocument } from './data/document.mts';
export type { SeenRequest } from './requestLog.mts';
export type { InstanceOptions, Settings } from './settings.mts';
export type { Page } from './http/page.mts';

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
	/** States of the records to go back to, by name. */
	readonly snapshots: Snapshots;
	/** Puts records, log, faults, tokens and settings back to the start. */
	reset(): void;
	/** Ends every access token; refresh tokens live on. */
	expireTokens(): void;
	/** Lets a contact log in, which updates the record by `system` on the first time of a day. */
	logIn(contactSysId: string): void;
	/** Lets a login of a contact fail, which updates the record by `guest`. */
	failLogIn(contactSysId: string): void;
	/** Destroys every connection for `ms` milliseconds. */
	goAway(ms: number): void;
	/** Takes no connections for `ms` milliseconds; what is in flight is still served. */
	refuseConnections(ms: number): void;
	/** Stops listening and ends every connection, even those in use. */
	close(): Promise<void>;
}

// Above the 10 MB that an instance takes, so that the rejection comes as a response and not as a
// connection that breaks under the upload.
const READ_LIMIT_BYTES = 64 * 1024 * 1024;

function createState(options: InstanceOptions): InstanceState {
	const settings = startSettings(options);
	const store = new Store(() => Date.now() + settings.clockSkewMs);
	return {
		store,
		snapshots: new Snapshots(store),
		folder: keepRecords(store, options.dataFolder, () => addSeed(store, options)),
		settings,
		faults: new Faults(options.chanceSeed),
		log: new RequestLog(),
		load: new Load(options.chanceSeed),
		tokens: new Tokens(),
		chance: seededChance(options.chanceSeed ?? 1),
		report: noticePrinter(options.print),
		replay: options.replay,
		host: options.host ?? '127.0.0.1',
		url: '',
	};
}

function addSeed(store: Store, options: InstanceOptions): void {
	if (options.seed ?? true) seed(store, options.seedContacts ?? 0);
	if (options.seedData) addDocument(store, checkedDocument(options.seedData));
}

function resetState(state: InstanceState, options: InstanceOptions): void {
	replaceRecords(state.folder, () => {
		state.store.clear();
		addSeed(state.store, options);
	});
	state.faults.clear();
	state.log.reset();
	state.load.reset();
	state.tokens.reset();
	state.chance = seededChance(options.chanceSeed ?? 1);
	Object.assign(state.settings, startSettings(options));
}

/** Answers a request that could not be read, before any part of the instance sees it. */
function answerUnread(error: unknown, { url }: FastifyRequest, reply: FastifyReply): void {
	const { message, statusCode = 500 } = error as Error & { statusCode?: number };
	const isLargeFile = statusCode === 413 && /\/attachment\/(file|upload)/.test(url);
	const response = isLargeFile
		? notSimulated('attachments of more than 64 MB')
		: statusCode < 500
			? errorResponse(400, 'Exception while reading request', message)
			: errorResponse(500, undefined, message);
	const headers = instanceHeaders({ route: routeOf(0), loggedIn: false, clockSkewMs: 0 });
	send(reply, response, { ...headers, ...noticeHeaders(response) });
}

function createServer(
	state: InstanceState,
	{ tls, page }: InstanceOptions,
	reset: () => void,
): FastifyInstance {
	const app = fastify({
		https: tls ?? null,
		bodyLimit: READ_LIMIT_BYTES,
		forceCloseConnections: true,
		clientErrorHandler: answerClientError,
		routerOptions: { maxParamLength: 2000 },
		frameworkErrors: (error, request, reply) => answerUnread(error, request, reply as FastifyReply),
	});
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
	app.addHook('onRequest', (request, _reply, done) => {
		const away = Date.now() < state.settings.awayUntil;
		if (away && !request.url.startsWith(CONTROL_PREFIX)) request.raw.destroy();
		else done();
	});
	app.setErrorHandler(answerUnread);
	addControl(app, state, reset);
	if (page) addPage(app, state, page);
	addRoutes(app, state);
	return app as FastifyInstance;
}

/**
 * Starts a simulated ServiceNow instance.
 *
 * @param options port (default: any free one), host (127.0.0.1), records and load behavior
 * @returns the running instance
 * @throws Error with code `EADDRINUSE` where the port is taken; where `seedData` or the data folder
 * cannot be read
 */
export async function startInstance(options: InstanceOptions = {}): Promise<SimulatedInstance> {
	const state = createState(options);
	const reset = () => resetState(state, options);
	const app = createServer(state, options, reset);
	const { host } = state;
	await app.listen({ port: options.port ?? 0, host }).catch((error: unknown) => {
		state.folder?.close(false);
		throw error;
	});
	const { port } = app.server.address() as AddressInfo;
	state.url = `${options.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
	let returnTimer: NodeJS.Timeout | undefined;
	return {
		url: state.url,
		port,
		store: state.store,
		snapshots: state.snapshots,
		settings: state.settings,
		faults: state.faults,
		requests: state.log.requests,
		counts: state.log.counts,
		get maxInFlight() {
			return state.log.maxInFlight;
		},
		get tokensIssued() {
			return state.tokens.issued;
		},
		reset,
		expireTokens: () => state.tokens.expire(),
		logIn: (sysId) => logIn(state, sysId),
		failLogIn: (sysId) => failLogIn(state, sysId),
		goAway: (ms) => goAway(state.settings, ms),
		refuseConnections: (ms) => {
			app.server.close();
			app.server.closeIdleConnections();
			returnTimer = setTimeout(() => app.server.listen({ port, host }), ms);
		},
		close: () => {
			clearTimeout(returnTimer);
			return app.close().finally(() => state.folder?.close());
		},
	};
}
