import { cp, mkdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';
import { N8nClient, type Execution } from '../../scripts/n8n/client.mts';
import { simulatedCredentials } from '../../scripts/n8n/logins.mts';
import { freePort } from '../../scripts/n8n/ports.mts';
import {
	startInstance,
	type SeenRequest,
	type SimulatedInstance,
} from '../../simulator/instance.mts';
import { nodeFolder, ownEnvironment, runtime } from './queue/cluster.mts';
import { Service } from './queue/service.mts';

const TYPE = 'serviceNowCsmBasicApi';

/** Polls come every minute at most, and n8n takes its time to start. */
jest.setTimeout(300_000);

let instance: SimulatedInstance;
let userFolder: string;
let port: number;
let n8n: Service;
let client: N8nClient;

/** Starts the n8n of this test, which is stopped and started again. */
async function start(): Promise<void> {
	n8n = await Service.start({
		command: join(nodeFolder, 'node'),
		args: [join(runtime, 'n8n', 'bin', 'n8n'), 'start'],
		cwd: userFolder,
		logFile: join(userFolder, 'n8n.log'),
		env: {
			...ownEnvironment(),
			PATH: [nodeFolder, process.env.PATH].join(delimiter),
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(port),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_SECURE_COOKIE: 'false',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_VERIFIED_PACKAGES_ENABLED: 'false',
			N8N_HIRING_BANNER_ENABLED: 'false',
		},
		whenMissing: 'Run the end-to-end tests with: npm run test:e2e',
	});
	client = new N8nClient(`http://127.0.0.1:${port}`);
	const answers = () =>
		client.call('GET', '/settings').then(
			() => true,
			() => false,
		);
	await n8n.ready(answers, 120);
	await client.signIn();
}

beforeAll(async () => {
	const installed = process.env.N8N_E2E_FOLDER as string;
	userFolder = join(installed, '..', 'e2e-trigger');
	await rm(userFolder, { recursive: true, force: true });
	await mkdir(userFolder, { recursive: true });
	const nodes = join('.n8n', 'nodes');
	await cp(join(installed, nodes), join(userFolder, nodes), { recursive: true });
	port = await freePort();
	instance = await startInstance();
	await start();
});

afterAll(async () => {
	await n8n?.stop();
	await instance?.close();
});

/** Stores a workflow with the trigger, and activates it. @returns its id */
async function activate(): Promise<string> {
	const [credential] = simulatedCredentials(instance.url).filter(({ type }) => type === TYPE);
	const credentialId = await client.saveCredential(credential);
	const id = await client.addWorkflow({
		name: 'New contacts',
		nodes: [
			{
				id: 'trigger',
				name: 'Trigger',
				type: 'n8n-nodes-servicenow-csm.serviceNowCsmTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {
					authentication: 'basicAuth',
					event: 'contactCreated',
					pollTimes: { item: [{ mode: 'everyMinute' }] },
				},
				credentials: { [TYPE]: { id: credentialId, name: credential.name } },
			},
			{
				id: 'next',
				name: 'Next',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[{ node: 'Next', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', timezone: 'Asia/Tokyo' },
	});
	const { versionId } = await client.call<{ versionId: string }>('GET', `/workflows/${id}`);
	await client.call('POST', `/workflows/${id}/activate`, { versionId });
	return id;
}

/** sys_ids of all contacts that executions were started with, oldest first. */
async function received(workflowId: string): Promise<unknown[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await client.call<{ results: Array<{ id: string; status: string }> }>(
		'GET',
		`/executions?filter=${filter}`,
	);
	const ids: unknown[] = [];
	for (const { id, status } of results.reverse()) {
		expect(status).not.toBe('error');
		const { data } = await client.call<{ data: string }>('GET', `/executions/${id}`);
		const { resultData } = parse(data) as { resultData: { runData: Execution['runs'] } };
		const items = resultData.runData.Next?.[0]?.data?.main[0] ?? [];
		ids.push(...items.map(({ json }) => json.sys_id));
	}
	return ids;
}

/** Waits until executions were started with so many contacts. */
async function receivedAtLeast(count: number, workflowId: string, seconds: number) {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const ids = await received(workflowId);
		if (ids.length >= count || Date.now() > deadline) return ids;
		await sleep(1000);
	}
}

/** Waits until the first poll has read what is there: n8n answers before it is done. */
async function started(): Promise<void> {
	const deadline = Date.now() + 30_000;
	const isScan = ({ query, status }: SeenRequest) =>
		status === 200 && String(query.sysparm_query).startsWith('sys_created_on>=');
	while (!instance.requests.some(isScan)) {
		if (Date.now() > deadline) throw new Error('The workflow was activated and nothing was asked');
		await sleep(100);
	}
}

test('an active workflow gets each new contact once, over a restart of n8n', async () => {
	instance.store.insert('customer_contact', { name: 'There before' });
	const id = await activate();
	await started();

	const first = instance.store.insert('customer_contact', { name: 'Found by a poll' });
	expect(await receivedAtLeast(1, id, 100)).toEqual([first.sys_id]);

	await n8n.kill();
	const second = instance.store.insert('customer_contact', { name: 'Came meanwhile' });
	await start();
	const expected = [first.sys_id, second.sys_id];
	expect(await receivedAtLeast(2, id, 60)).toEqual(expected);

	await n8n.stop();
	await start();
	const third = instance.store.insert('customer_contact', { name: 'The last one' });
	expect(await receivedAtLeast(3, id, 100)).toEqual([...expected, third.sys_id]);
});
