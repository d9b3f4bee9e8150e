import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow, WorkflowNode } from '../../scripts/n8n/client.mts';
import { basicCredential } from '../../scripts/n8n/logins.mts';
import { startInstance, type SimulatedInstance } from '../../simulator/instance.mts';
import { logins } from '../../simulator/login/logins.mts';
import {
	Cluster,
	executionsPerWorker,
	stalledAfterSeconds,
	type Worker,
} from './queue/cluster.mts';

const webhookPath = 'creates';
const stillOpen = ['new', 'running', 'waiting', 'unknown'];

let cluster: Cluster;
let instance: SimulatedInstance;

/** Executions from before the test. */
let earlier: string[];

/** A webhook that takes a list, and a create for each entry. The record tells its execution. */
function workflow(credentialId: string): Workflow {
	const node = (name: string, type: string, rest: Partial<WorkflowNode>): WorkflowNode => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...rest,
	});
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', {
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path: webhookPath, responseMode: 'onReceived' },
	});
	const split = node('Split', 'n8n-nodes-base.splitOut', {
		parameters: { fieldToSplitOut: 'body.items' },
	});
	const create = node('Create', 'n8n-nodes-servicenow-csm.serviceNowContact', {
		parameters: {
			authentication: 'basicAuth',
			resource: 'contact',
			operation: 'create',
			last_name: '={{ $execution.id }}',
			customFields: { field: [{ name: 'u_crm_id', value: '={{ $json.id }}' }] },
			options: { maxConcurrency: 16 },
		},
		credentials: { serviceNowCsmBasicApi: { id: credentialId, name: 'ServiceNow' } },
	});
	const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
	return {
		name: 'Creates',
		nodes: [{ ...webhook, webhookId: 'creates' } as WorkflowNode, split, create],
		connections: { Webhook: to('Split'), Split: to('Create') },
		settings: { executionOrder: 'v1' },
	};
}

beforeAll(async () => {
	const installed = process.env.N8N_E2E_FOLDER as string;
	instance = await startInstance({ latencyMs: 20, permits: 4, queue: 6, logLimit: 100_000 });
	cluster = await Cluster.start(installed, `${installed}-queue`);
	const { userName, password } = logins.integration;
	const { main } = cluster;
	const credential = basicCredential(instance.url, userName, password);
	const id = await main.addWorkflow(workflow(await main.saveCredential(credential)));
	const { versionId } = await main.call<{ versionId: string }>('GET', `/workflows/${id}`);
	await main.call('POST', `/workflows/${id}/activate`, { versionId });
	// n8n answers before the webhook is there. The execution that proves it creates nothing.
	await until('the webhook is there', 60, async () => (await post([])) === 200);
	await until('a worker has it', 60, () => startedBy(cluster.workers).length === 1);
	await ends(startedBy(cluster.workers), 60);
}, 240_000);

afterAll(async () => {
	await cluster?.stop();
	await instance?.close();
}, 60_000);

beforeEach(() => {
	earlier = startedBy(cluster.workers);
});

/** Starts an execution. @returns the status of the answer */
async function post(items: Array<{ id: string }>): Promise<number> {
	const response = await fetch(`${cluster.main.url}/webhook/${webhookPath}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ items }),
	});
	return response.status;
}

/** Starts executions, all at once. @returns the ids that their records are to have */
async function start(batches: string[], size: number): Promise<string[]> {
	const lists = batches.map((batch) =>
		Array.from({ length: size }, (_, index) => ({ id: `${batch}-${index}` })),
	);
	expect(await Promise.all(lists.map(post))).toEqual(batches.map(() => 200));
	return lists.flat().map(({ id }) => id);
}

/** @throws Error when it does not come true in time */
async function until(what: string, seconds: number, isTrue: () => boolean | Promise<boolean>) {
	const deadline = Date.now() + seconds * 1000;
	while (!(await isTrue())) {
		if (Date.now() > deadline) throw new Error(`Not within ${seconds} seconds: ${what}`);
		await sleep(100);
	}
}

const startedBy = (workers: Worker[]) => workers.flatMap(({ started }) => started);

/** Executions that a worker has started in this test. */
const recent = ({ started }: Worker) => started.filter((id) => !earlier.includes(id));

async function statusOf(executionId: string): Promise<string> {
	return (await cluster.main.call<{ status: string }>('GET', `/executions/${executionId}`)).status;
}

/** Waits for the end of executions. @returns how each ended */
async function ends(executionIds: string[], seconds: number): Promise<Record<string, string>> {
	const entries = await Promise.all(
		executionIds.map(async (id) => {
			let status = '';
			await until(`the end of execution ${id}`, seconds, async () => {
				status = await statusOf(id);
				return !stillOpen.includes(status);
			});
			return [id, status];
		}),
	);
	return Object.fromEntries(entries) as Record<string, string>;
}

/** Ids of the created records, of an execution where one is given. */
function created(executionId?: string): string[] {
	return [...instance.store.table('customer_contact').values()]
		.filter(({ u_crm_id: id }) => id)
		.filter(({ last_name: name }) => executionId === undefined || name === executionId)
		.map(({ u_crm_id: id }) => id);
}

/** How many creates of an execution were answered with a status. */
function answered(status: number, executionId?: string): number {
	return instance.requests.filter(
		({ operationId, status: sent, body }) =>
			operationId === 'contact.create' &&
			sent === status &&
			(executionId === undefined || (body as { last_name: string }).last_name === executionId),
	).length;
}

/** Ids of the creates that the instance took, or that it may have taken: all but those refused. */
function sent(): string[] {
	return instance.requests
		.filter(({ operationId, status }) => operationId === 'contact.create' && status !== 429)
		.map(({ body }) => (body as { u_crm_id: string }).u_crm_id);
}

const doubled = (ids: string[]) => ids.filter((id, index) => ids.indexOf(id) !== index);

/** The figures, for whoever reads the log. */
function tell(figures: Record<string, unknown>): void {
	console.log(JSON.stringify(figures));
}

test('two workers create 2,000 contacts in an instance that refuses: none lost, none doubled', async () => {
	const begin = Date.now();
	const batches = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
	// More at a time than one worker takes, so that both have some.
	expect(batches.length).toBeGreaterThan(executionsPerWorker);
	const wanted = await start(batches, 250);
	const executions = () => cluster.workers.flatMap(recent);
	await until('all are started', 60, () => executions().length === batches.length);
	const statuses = await ends(executions(), 120);

	const records = created();
	const lost = wanted.filter((id) => !new Set(records).has(id));
	tell({
		created: records.length,
		lost: lost.length,
		doubled: doubled(records).length,
		refused429: answered(429),
		perWorker: Object.fromEntries(
			cluster.workers.map((worker) => [
				worker.name,
				{
					executions: recent(worker).length,
					records: recent(worker).flatMap((id) => created(id)).length,
				},
			]),
		),
		seconds: (Date.now() - begin) / 1000,
	});
	expect(Object.values(statuses)).toEqual(batches.map(() => 'success'));
	expect(lost).toEqual([]);
	expect(doubled(records)).toEqual([]);
	expect(doubled(sent())).toEqual([]);
	expect(records).toHaveLength(2000);
	expect(answered(201)).toBe(2000);
	expect(answered(429)).toBeGreaterThan(0);
	for (const worker of cluster.workers) expect(recent(worker).length).toBeGreaterThan(0);
}, 180_000);

test('a worker that is killed in mid-run leaves nothing doubled, and the other one goes on', async () => {
	const begin = Date.now();
	const size = 150;
	instance.reset();
	instance.settings.latencyMs = 40;
	const [survivor, victim] = cluster.workers;
	const batches = ['i', 'j', 'k', 'l', 'm', 'n'];
	await start(batches, size);
	await until(
		'the worker is in the midst of it',
		60,
		() =>
			recent(survivor).length + recent(victim).length === batches.length &&
			recent(victim).some((id) => created(id).length > 50),
	);
	await victim.service.kill();
	const broken = recent(victim).filter((id) => !victim.finished.includes(id));
	expect(broken.length).toBeGreaterThan(0);
	const kept = recent(survivor);

	const further = await start(['o', 'p'], size);
	await until('further ones are started', 60, () => recent(survivor).length === kept.length + 2);
	const done = await ends(recent(survivor), 120);
	expect(Object.values(done)).toEqual(recent(survivor).map(() => 'success'));
	for (const id of recent(survivor)) expect(new Set(created(id)).size).toBe(size);
	expect(created()).toEqual(expect.arrayContaining(further));

	const brokenEnds = await ends(broken, 60);
	const sentSoFar = instance.requests.length;
	// Long enough for Bull to hand the jobs to the other worker, if it did that.
	await sleep(stalledAfterSeconds * 1000);
	tell({
		killedExecutions: broken.map((id) => ({
			execution: id,
			status: brokenEnds[id],
			records: created(id).length,
			answered201: answered(201, id),
			answered429: answered(429, id),
			of: size,
		})),
		survivor: recent(survivor).map((id) => ({ execution: id, records: created(id).length })),
		doubled: doubled(created()).length,
		refused429: answered(429),
		seconds: (Date.now() - begin) / 1000,
	});
	expect(instance.requests).toHaveLength(sentSoFar);
	expect(doubled(created())).toEqual([]);
	expect(doubled(sent())).toEqual([]);
	for (const id of broken) {
		// By n8n's main process, when Bull has told it that the job is stalled.
		expect(brokenEnds[id]).toBe('error');
		expect(created(id).length).toBeLessThan(size);
		expect(created(id)).toHaveLength(answered(201, id));
	}
	expect(recent(survivor)).toHaveLength(kept.length + 2);
}, 240_000);
