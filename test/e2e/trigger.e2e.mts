import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'flatted';
import type { Execution, N8nClient } from '../../scripts/n8n/client.mts';
import { simulatedCredentials } from '../../scripts/n8n/logins.mts';
import type { SeenRequest } from '../../simulator/instance.mts';
import { eventually, until } from '../support/eventually.mts';
import { useInstance } from '../support/instance.mts';
import { copyNodes, signInTo, startProcess } from './process/n8n.mts';
import { onFreePort } from './process/onFreePort.mts';
import type { Service } from './process/service.mts';

const TYPE = 'serviceNowCsmBasicApi';

// Polls come once a minute, and a busy machine takes its time.
const POLL_DEADLINE_MS = 120_000;

// Three polls, and n8n takes its time to start.
jest.setTimeout(600_000);

const instance = useInstance();
let userFolder: string;
let n8n: Service;
let client: N8nClient;

/** Starts the n8n of this test, which is stopped and started again. */
async function start(port: number): Promise<void> {
	n8n = await startProcess(userFolder, ['start'], { N8N_PORT: String(port) });
	client = await signInTo(n8n, port);
}

beforeAll(async () => {
	userFolder = join(process.env.N8N_E2E_FOLDER as string, '..', 'e2e-trigger');
	await rm(userFolder, { recursive: true, force: true });
	await copyNodes(userFolder);
	await onFreePort(start);
});

afterAll(async () => await n8n?.stop());

/** Stores a workflow with the trigger, and activates it. @returns its id */
async function activate(parameters: Record<string, string> = {}): Promise<string> {
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
					...parameters,
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
	await client.activate(id);
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

test('a workflow that would never start, or for every record, is not published', async () => {
	await expect(activate({ sysparm_query: 'citty=Berlin' })).rejects.toThrow(
		'"Query" has a condition on "citty" that the instance ignores',
	);
	instance.store.table('customer_contact').clear();
	instance.settings.deniedTables = ['customer_contact'];
	await expect(activate()).rejects.toThrow('No contact can be read');
});
