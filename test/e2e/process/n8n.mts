import { cp } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { N8nClient } from '../../../scripts/n8n/client.mts';
import { ownEnvironment, WITHOUT_N8N_SERVERS } from '../../../scripts/n8n/environment.mts';
import { freePort } from '../../../scripts/n8n/ports.mts';
import { Service } from './service.mts';

const START_SECONDS = 120;

// scripts/n8n/runtime.mts has the same paths, and is an ES module, which Jest does not load here.
const runtime = join(process.cwd(), 'runtime', 'node_modules');
const nodeFolder = join(runtime, 'node', 'bin');

/**
 * Gives a user folder the packed package, as each container of an n8n has it.
 *
 * @param userFolder of a process; made when it is not there
 */
export async function copyNodes(userFolder: string): Promise<void> {
	const installed = process.env.N8N_E2E_FOLDER as string;
	const nodes = join('.n8n', 'nodes');
	await cp(join(installed, nodes), join(userFolder, nodes), { recursive: true });
}

/**
 * Starts a process of n8n, which can be killed.
 *
 * @param args command of n8n and its options
 * @param env further variables
 */
export async function startProcess(
	userFolder: string,
	args: string[],
	env: Record<string, string>,
): Promise<Service> {
	return await Service.start({
		command: join(nodeFolder, 'node'),
		args: [join(runtime, 'n8n', 'bin', 'n8n'), ...args],
		cwd: userFolder,
		logFile: join(userFolder, 'n8n.log'),
		env: {
			...ownEnvironment(),
			...WITHOUT_N8N_SERVERS,
			PATH: [nodeFolder, process.env.PATH].join(delimiter),
			N8N_USER_FOLDER: userFolder,
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_SECURE_COOKIE: 'false',
			...env,
		},
		whenMissing: 'Run the end-to-end tests with: npm run test:e2e',
	});
}

/** Waits until n8n answers on its port. @returns its client, signed in */
export async function signInTo(n8n: Service, port: number): Promise<N8nClient> {
	const client = new N8nClient(`http://127.0.0.1:${port}`);
	const answers = () =>
		client.call('GET', '/settings').then(
			() => true,
			() => false,
		);
	await n8n.ready(answers, START_SECONDS);
	await client.signIn();
	return client;
}

/** Waits until a worker takes executions. */
export async function workerReady(worker: Service): Promise<void> {
	await worker.ready(() => worker.log.includes('worker is now ready'), START_SECONDS);
}
