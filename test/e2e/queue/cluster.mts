import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { N8nClient } from '../../../scripts/n8n/client.mts';
import { copyNodes, signInTo, startProcess, workerReady } from '../process/n8n.mts';
import { onFreePort } from '../process/onFreePort.mts';
import type { Service } from '../process/service.mts';
import { databaseName, startPostgres } from './postgres.mts';
import { startRedis } from './redis.mts';

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

function sharedEnvironment(redisPort: number, databaseHost: string): Record<string, string> {
	return {
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

	/** @param folder to be emptied and used */
	static async start(folder: string): Promise<Cluster> {
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		const outside = await mkdtemp(join(tmpdir(), 'n8n-queue-'));
		await chmod(outside, 0o755);
		const cluster = new Cluster(folder, outside);
		try {
			await cluster.startAll();
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

	private async startAll(): Promise<void> {
		const redis = await startRedis(this.outside);
		this.services.push(redis.service);
		const database = await startPostgres(this.outside);
		this.services.push(database.service);
		const shared = sharedEnvironment(redis.port, database.host);

		// It sets up the database, so the workers come after it.
		this.client = await onFreePort(async (port) => {
			const main = await this.startN8n('main', ['start'], { ...shared, N8N_PORT: String(port) });
			return await signInTo(main, port);
		});
		const names = ['worker-1', 'worker-2'];
		const workers = await Promise.all(names.map((name) => this.startWorker(name, shared)));
		this.workers.push(...workers);
	}

	private async startWorker(name: string, env: Record<string, string>): Promise<Worker> {
		const args = ['worker', `--concurrency=${executionsPerWorker}`];
		// The port that may be taken is that of its task broker.
		return await onFreePort(async () => {
			const service = await this.startN8n(name, args, env);
			await workerReady(service);
			return new Worker(name, service);
		});
	}

	/** Each process has its own user folder, as each container has: they share no file. */
	private async startN8n(
		name: string,
		args: string[],
		env: Record<string, string>,
	): Promise<Service> {
		const userFolder = join(this.folder, name);
		await copyNodes(userFolder);
		const service = await startProcess(userFolder, args, env);
		this.services.push(service);
		return service;
	}
}
