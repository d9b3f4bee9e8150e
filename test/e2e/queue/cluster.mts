import { randomBytes } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { N8nClient } from '../../../scripts/n8n/client.mts';
import { freePort } from '../../../scripts/n8n/ports.mts';
import { onFreePort } from '../onFreePort.mts';
import { databaseName, startPostgres } from './postgres.mts';
import { startRedis } from './redis.mts';
import { Service } from './service.mts';

const START_SECONDS = 120;

// scripts/n8n/runtime.mts has the same paths, and is an ES module, which Jest does not load here.
export const runtime = join(process.cwd(), 'runtime', 'node_modules');
export const nodeFolder = join(runtime, 'node', 'bin');

/** n8n's own advice is not to go below. */
export const executionsPerWorker = 5;

/** A worker, and what its log tells about executions. */
export class Worker {
	constructor(
		readonly name: string,
		readonly service: Service,
	) {}

	/** Ids of the executions that it has started, in order. */
	get started(): string[] {
		return this.idsAfter('Worker started execution');
	}

	/** Ids of those that it has come to an end with. */
	get finished(): string[] {
		return this.idsAfter('Worker finished execution');
	}

	private idsAfter(message: string): string[] {
		const pattern = new RegExp(`${message} (\\d+) `, 'g');
		return [...this.service.log.matchAll(pattern)].map(([, id]) => id);
	}
}

/** Variables of the user's own n8n, of npm and of Jest must not reach these processes. */
export function ownEnvironment(): NodeJS.ProcessEnv {
	const foreign = /^((N8N|DB|QUEUE|EXECUTIONS|OFFLOAD|JEST|npm)_|NODE_(ENV|OPTIONS)$)/i;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function sharedEnvironment(redisPort: number, databaseHost: string): NodeJS.ProcessEnv {
	return {
		...ownEnvironment(),
		PATH: [nodeFolder, process.env.PATH].join(delimiter),
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redisPort),
		// n8n sets Bull's maxStalledCount to 0 itself, and has no variable for it: the job of a worker
		// that is gone fails, and is not done again by another one. Done again from the start, it would
		// create a second time what was created. The times are shorter than the 60 and 30 seconds of n8n.
		QUEUE_WORKER_LOCK_DURATION: '10000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
		QUEUE_WORKER_STALLED_INTERVAL: '3000',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: databaseHost,
		DB_POSTGRESDB_DATABASE: databaseName,
		DB_POSTGRESDB_USER: databaseName,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_LOG_LEVEL: 'info',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		// Nothing is sent to or asked from n8n's own servers.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
	};
}

/** An n8n in queue mode: one main process and two workers, with Redis and PostgreSQL of their own. */
export class Cluster {
	private readonly services: Service[] = [];

	private client?: N8nClient;

	readonly workers: Worker[] = [];

	private constructor(
		/** Holds a user folder for each process. */
		private readonly folder: string,
		/** For what other users must reach. */
		private readonly outside: string,
	) {}

	/**
	 * @param installed user folder that the packed package is installed in
	 * @param folder to be emptied and used
	 */
	static async start(installed: string, folder: string): Promise<Cluster> {
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		const outside = await mkdtemp(join(tmpdir(), 'n8n-queue-'));
		await chmod(outside, 0o755);
		const cluster = new Cluster(folder, outside);
		try {
			await cluster.startAll(installed);
			return cluster;
		} catch (error) {
			await cluster.stop();
			throw error;
		}
	}

	/** The main process. */
	get main(): N8nClient {
		if (!this.client) throw new Error('n8n is not there yet');
		return this.client;
	}

	/** Ends all processes. */
	async stop(): Promise<void> {
		// n8n first: without Redis and the database it does not end in good order.
		await Promise.all(this.services.slice(2).map((service) => service.stop()));
		await Promise.all(this.services.map((service) => service.stop()));
		await rm(this.outside, { recursive: true, force: true });
	}

	private async startAll(installed: string): Promise<void> {
		const redis = await startRedis(this.outside);
		this.services.push(redis.service);
		const database = await startPostgres(this.outside);
		this.services.push(database.service);
		const shared = sharedEnvironment(redis.port, database.host);

		// It sets up the database, so the workers come after it.
		this.client = await onFreePort((port) => this.startMain(port, installed, shared));
		await this.client.signIn();
		const names = ['worker-1', 'worker-2'];
		this.workers.push(
			...(await Promise.all(names.map((name) => this.startWorker(name, installed, shared)))),
		);
	}

	private async startMain(
		port: number,
		installed: string,
		shared: NodeJS.ProcessEnv,
	): Promise<N8nClient> {
		const env = { ...shared, N8N_PORT: String(port) };
		const main = await this.startN8n('main', ['start'], installed, env);
		const client = new N8nClient(`http://127.0.0.1:${port}`);
		const answers = () =>
			client.call('GET', '/settings').then(
				() => true,
				() => false,
			);
		await main.ready(answers, START_SECONDS);
		return client;
	}

	private async startWorker(
		name: string,
		installed: string,
		shared: NodeJS.ProcessEnv,
	): Promise<Worker> {
		const args = ['worker', `--concurrency=${executionsPerWorker}`];
		// The port is that of its task broker.
		const service = await onFreePort(async () => {
			const started = await this.startN8n(name, args, installed, shared);
			await started.ready(() => started.log.includes('worker is now ready'), START_SECONDS);
			return started;
		});
		return new Worker(name, service);
	}

	/** Each process has its own user folder, as each container has: they share no file. */
	private async startN8n(
		name: string,
		args: string[],
		installed: string,
		env: NodeJS.ProcessEnv,
	): Promise<Service> {
		const userFolder = join(this.folder, name);
		const nodes = join('.n8n', 'nodes');
		await cp(join(installed, nodes), join(userFolder, nodes), { recursive: true });
		const service = await Service.start({
			command: join(nodeFolder, 'node'),
			args: [join(runtime, 'n8n', 'bin', 'n8n'), ...args],
			cwd: userFolder,
			logFile: join(userFolder, 'n8n.log'),
			env: {
				...env,
				N8N_USER_FOLDER: userFolder,
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			},
			whenMissing: 'Run the end-to-end tests with: npm run test:e2e',
		});
		this.services.push(service);
		return service;
	}
}
