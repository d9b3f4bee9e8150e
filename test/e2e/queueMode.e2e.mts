import { newConnection } from '../../scripts/n8n/client.mts';
import { basicCredential } from '../../scripts/n8n/logins.mts';
import { logins } from '../../simulator/login/logins.mts';
import { until } from '../support/eventually.mts';
import { useInstance } from '../support/instance.mts';
import { callsPath, callsWorkflow } from './queue/callsWorkflow.mts';
import { Cluster, executionsPerWorker, type Worker } from './queue/cluster.mts';
import { createsWorkflow, webhookPath } from './queue/createsWorkflow.mts';

const START_DEADLINE_MS = 60_000;
const END_DEADLINE_MS = 120_000;
const SLOW_LATENCY_MS = 1000;
const stillOpen = ['new', 'running', 'waiting', 'unknown'];

const instance = useInstance({ latencyMs: 20, permits: 4, queue: 6, logLimit: 100_000 });
let cluster: Cluster;

/** Executions from before the test. */
let earlier: string[];

beforeAll(async () => {
	cluster = await Cluster.start(`${process.env.N8N_E2E_FOLDER}-queue`);
	const { userName, password } = logins.integration;
	const { main } = cluster;
	const credential = basicCredential(instance.url, userName, password);
	const credentialId = await main.saveCredential(credential);
	await main.activate(await main.addWorkflow(createsWorkflow(credentialId)));
	await main.activate(await main.addWorkflow(callsWorkflow(credentialId)));
	// The execution that proves the webhook creates nothing.
	await until('the webhook', async () => (await post([])) === 200, START_DEADLINE_MS);
	await until(
		'a worker to have it',
		() => startedBy(cluster.workers).length >= 1,
		START_DEADLINE_MS,
	);
	await ends(startedBy(cluster.workers));
}, 300_000);

afterAll(async () => await cluster?.stop(), 60_000);

beforeEach(() => {
	earlier = startedBy(cluster.workers);
});

async function postTo(path: string, items: Array<{ id: string }>): Promise<Response> {
	return await fetch(`${cluster.main.url}/webhook/${path}`, {
		method: 'POST',
		headers: { ...newConnection, 'content-type': 'application/json' },
		body: JSON.stringify({ items }),
	});
}

/** Starts an execution. @returns the status of the answer */
async function post(items: Array<{ id: string }>): Promise<number> {
	return (await postTo(webhookPath, items)).status;
}

/** Starts executions, and waits until workers have them. @returns the ids that their records are to have */
async function start(batches: string[], size: number): Promise<string[]> {
	const lists = batches.map((batch) =>
		Array.from({ length: size }, (_, index) => ({ id: `${batch}-${index}` })),
	);
	const begun = () => cluster.workers.flatMap(recent).length;
	const wanted = begun() + batches.length;
	expect(await Promise.all(lists.map(post))).toEqual(batches.map(() => 200));
	await until('all to begin', () => begun() >= wanted, END_DEADLINE_MS);
	return lists.flat().map(({ id }) => id);
}

/**
 * Starts executions. The instance is slow until all have begun, so that none ends before, and that
 * more of them than one worker takes come to both workers.
 */
async function startTogether(batches: string[], size: number): Promise<string[]> {
	const { settings } = instance;
	const { latencyMs } = settings;
	expect(batches.length).toBeGreaterThan(executionsPerWorker);
	settings.latencyMs = SLOW_LATENCY_MS;
	const wanted = await start(batches, size);
	settings.latencyMs = latencyMs;
	return wanted;
}

const startedBy = (workers: Worker[]) => workers.flatMap(({ started }) => started);

/** Executions that a worker has started in this test. */
const recent = ({ started }: Worker) => started.filter((id) => !earlier.includes(id));

async function statusOf(executionId: string): Promise<string> {
	return (await cluster.main.call<{ status: string }>('GET', `/executions/${executionId}`)).status;
}

/** Waits for the end of executions. @returns how each ended */
async function ends(executionIds: string[]): Promise<Record<string, string>> {
	const entries = await Promise.all(
		executionIds.map(async (id) => {
			let status = '';
			const isOver = async () => {
				status = await statusOf(id);
				return !stillOpen.includes(status);
			};
			await until(`the end of execution ${id}`, isOver, END_DEADLINE_MS);
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
	// Fewer than two workers send before their first answers.
	instance.settings.queue = 2;
	const batches = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
	const wanted = await startTogether(batches, 250);
	const statuses = await ends(cluster.workers.flatMap(recent));

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
}, 300_000);

test('calls whose events come to both workers are one open interaction each', async () => {
	instance.settings.commitDelayMs = 2000;
	const begin = Date.now();
	const items = Array.from({ length: 30 }, (_, index) => ({ id: `call-${index}` }));
	// More executions at once than one worker takes.
	const deliveries = Array.from({ length: executionsPerWorker + 3 }, async () => {
		const response = await postTo(callsPath, items);
		const records = (await response.json()) as Array<{ sysId: string }>;
		return records.map(({ sysId }) => sysId);
	});
	const [first, ...others] = await Promise.all(deliveries);
	const calls = [...instance.store.table('interaction').values()].filter(
		({ client_session_id: id }) => id?.startsWith('call-'),
	);
	const open = calls.filter(({ state }) => state === 'work_in_progress');
	tell({
		calls: items.length,
		created: calls.length,
		open: open.length,
		perWorker: cluster.workers.map((worker) => recent(worker).length),
		seconds: (Date.now() - begin) / 1000,
	});
	for (const worker of cluster.workers) expect(recent(worker).length).toBeGreaterThan(0);
	for (const other of others) expect(other).toEqual(first);
	expect(open.map(({ sys_id: id }) => id).sort()).toEqual([...first].sort());
	expect(new Set(first).size).toBe(items.length);
}, 120_000);

test('a worker that is killed in mid-run leaves nothing doubled, and the other one goes on', async () => {
	const begin = Date.now();
	const size = 150;
	instance.settings.latencyMs = 40;
	const [survivor, victim] = cluster.workers;
	const batches = ['i', 'j', 'k', 'l', 'm', 'n'];
	await startTogether(batches, size);
	// The instance belongs to this process, so little is created between this look and the kill.
	await until(
		'a worker to be in the midst of it',
		() => recent(victim).some((id) => created(id).length > 50),
		END_DEADLINE_MS,
	);
	await victim.service.kill();
	const broken = recent(victim).filter((id) => !victim.finished.includes(id));
	expect(broken.length).toBeGreaterThan(0);
	const kept = recent(survivor);

	const further = await start(['o', 'p'], size);
	const done = await ends(recent(survivor));
	expect(Object.values(done)).toEqual(recent(survivor).map(() => 'success'));
	for (const id of recent(survivor)) expect(new Set(created(id)).size).toBe(size);
	expect(created()).toEqual(expect.arrayContaining(further));

	const brokenEnds = await ends(broken);
	const sentSoFar = instance.requests.length;
	// Jobs that Bull hands to the other worker stand before this one.
	await start(['q'], 0);
	await ends(recent(survivor));
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
	expect(recent(survivor)).toHaveLength(kept.length + 3);
}, 600_000);
