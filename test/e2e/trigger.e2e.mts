import { cp, mkdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { parse } from 'flatted';
import { N8nClient, type Execution } from '../../scripts/n8n/client.mts';
import { simulatedCredentials } from '../../scripts/n8n/logins.mts';
import { freePort } from '../../scripts/n8n/ports.mts';
import {
	startInstance,
	type SeenRequest,
	type SimulatedInstance,
} from '../../simulator/instance.mts';
import { eventually, until } from '../support/eventually.mts';
import { onFreePort } from './onFreePort.mts';
import { nodeFolder, ownEnvironment, runtime } from './queue/cluster.mts';
import { Service } from './queue/service.mts';

const TYPE = 'serviceNowCsmBasicApi';

// Polls come once a minute, and a busy machine takes its time.
const POLL_DEADLINE_MS = 120_000;

// Three polls, and n8n takes its time to start.
jest.setTimeout(600_000);

let instance: SimulatedInstance;
let userFolder: string;
let n8n: Service;
let client: N8nClient;

/** Starts the n8n of this test, which is stopped and started again. */
async function start(port: number): Promise<void> {
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
	instance = await startInstance();
	await onFreePort(start);
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

/** Waits until executions were started with contacts: these, once each and in this order. */
async function expectReceived(
	contacts: Array<Record<string, string>>,
	workflowId: string,
): Promise<void> {
	const wanted = contacts.map(({ sys_id: id }) => id);
	await eventually(async () => {
		expect(await received(workflowId)).toEqual(wanted);
	}, POLL_DEADLINE_MS);
}

/** Waits until n8n has stored that a contact was handed out, which it does beside the execution. */
async function expectStored(
	{ sys_created_on: second }: Record<string, string>,
	workflowId: string,
): Promise<void> {
	await eventually(async () => {
		const { staticData } = await client.call<{ staticData: unknown }>(
			'GET',
			`/workflows/${workflowId}`,
		);
		// What was handed out is kept by its second.
		expect(JSON.stringify(staticData)).toContain(`"${second}":`);
	});
}

/** Waits until the first poll has read what is there: n8n answers before it is done. */
async function started(): Promise<void> {
	const isScan = ({ query, status }: SeenRequest) =>
		status === 200 && String(query.sysparm_query).startsWith('sys_created_on>=');
	await until('the first poll', () => instance.requests.some(isScan), 30_000);
}

test('an active workflow gets each new contact once, over a restart of n8n', async () => {
	const { store } = instance;
	store.insert('customer_contact', { name: 'There before' });
	const id = await activate();
	await started();

	const first = store.insert('customer_contact', { name: 'Found by a poll' });
	await expectReceived([first], id);
	await expectStored(first, id);

	await n8n.kill();
	const second = store.insert('customer_contact', { name: 'Came meanwhile' });
	await onFreePort(start);
	await expectReceived([first, second], id);
	await expectStored(second, id);

	await n8n.stop();
	await onFreePort(start);
	const third = store.insert('customer_contact', { name: 'The last one' });
	await expectReceived([first, second, third], id);
});
