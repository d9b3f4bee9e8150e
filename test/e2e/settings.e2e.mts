import type { Execution, WorkflowNode } from '../../scripts/n8n/client.mts';
import { until } from '../support/eventually.mts';
import { useServer, type NodeSpec } from './server.mts';

const server = useServer();
const start = 'Start';
const node = 'ServiceNow';

/** Only the third contact is created with a version in the path, by which it can be refused. */
const names = ['One', 'Two', 'Three', 'Four', 'Five'];
const items = names.map((name) => ({ name, version: name === 'Three' ? 'v1' : '' }));

const create: NodeSpec = {
	node: 'serviceNowContact',
	authentication: 'basicAuth',
	resource: 'contact',
	operation: 'create',
	parameters: {
		last_name: '={{ $json.name }}',
		options: { api_version: '={{ $json.version }}' },
	},
};

const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** Names of the contacts that the nodes created, sorted. */
function created(): string[] {
	return server
		.rows('customer_contact')
		.filter(({ sys_created_by: by }) => by === 'integration')
		.map(({ last_name: name }) => name)
		.sort();
}

const all = [...names].sort();
const withoutThree = all.filter((name) => name !== 'Three');

/** Refuses the third contact, so many times or for good. */
function refuseThree(times?: number): void {
	server.instance.faults.add({
		match: { path: /\/v1\// },
		times,
		fault: { status: 400, message: 'Refused by the test' },
	});
}

function requestsOfThree(): number {
	return server.instance.requests.filter(({ path }) => path.includes('/v1/')).length;
}

function plain(name: string, type: string, typeVersion: number, parameters = {}): WorkflowNode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters };
}

const trigger = plain(start, 'n8n-nodes-base.manualTrigger', 1);
const pinned = { pinData: { [start]: items.map((json) => ({ json })) } };
const settings = { executionOrder: 'v1', timezone: 'UTC' };

function to(...targets: string[]) {
	return targets.map((target) => [{ node: target, type: 'main', index: 0 }]);
}

function countOf({ runs }: Execution, name: string, output = 0): number {
	const last = runs[name].at(-1)?.data?.main[output];
	return last?.length ?? 0;
}

describe('Retry On Fail', () => {
	test('refused, then accepted: all items, each created once', async () => {
		refuseThree(2);
		const { execution, json } = await server.run('Retry: accepted', {
			...create,
			items,
			settings: retry as NodeSpec['settings'],
		});
		expect(execution.error).toBeUndefined();
		expect(json).toHaveLength(names.length);
		expect(created()).toEqual(all);
		expect(requestsOfThree()).toBe(3);
	});

	test('refused always: each try sends it, and the last error shows', async () => {
		refuseThree();
		const { execution } = await server.run('Retry: refused', {
			...create,
			items,
			settings: retry as NodeSpec['settings'],
		});
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toContain('[item 2]');
		expect(execution.error?.description).toContain('Refused by the test');
		expect(requestsOfThree()).toBe(3);
		expect(new Set(created()).size).toBe(created().length);
	});
});

test('Loop Over Items: each round has its items, a refused one goes to the error output', async () => {
	refuseThree();
	const loop = 'Loop';
	const execution = await server.client.execute(
		await server.client.addWorkflow({
			name: 'Loop',
			nodes: [
				trigger,
				plain(loop, 'n8n-nodes-base.splitInBatches', 3, { batchSize: 2 }),
				{ ...server.nodeOf(create, node, [0, 0]), onError: 'continueErrorOutput', ...retry },
			],
			connections: {
				[start]: { main: to(loop) },
				[loop]: { main: [[], ...to(node)] },
				[node]: { main: to(loop, loop) },
			},
			settings,
			...pinned,
		} as Parameters<typeof server.client.addWorkflow>[0]),
		start,
	);
	expect(execution.status).toBe('success');
	const given = execution.runs[node].map(({ data }) => data?.main.map((output) => output?.length));
	expect(given).toEqual([
		[2, 0],
		[1, 1],
		[1, 0],
	]);
	expect(countOf(execution, loop)).toBe(names.length);
	expect(created()).toEqual(withoutThree);
});

test('a sub-workflow has one result for each item', async () => {
	const called = 'When called';
	const child = await server.client.addWorkflow({
		name: 'Sub-workflow: child',
		nodes: [
			plain(called, 'n8n-nodes-base.executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }),
			server.nodeOf(create, node, [0, 0]),
		],
		connections: { [called]: { main: to(node) } },
		settings,
	});
	const call = 'Call';
	const parameters = { workflowId: { __rl: true, mode: 'id', value: child } };
	const execution = await server.client.execute(
		await server.client.addWorkflow({
			name: 'Sub-workflow: parent',
			nodes: [trigger, plain(call, 'n8n-nodes-base.executeWorkflow', 1.2, parameters)],
			connections: { [start]: { main: to(call) } },
			settings,
			...pinned,
		} as Parameters<typeof server.client.addWorkflow>[0]),
		start,
	);
	expect(execution.error).toBeUndefined();
	expect(countOf(execution, call)).toBe(names.length);
	expect(created()).toEqual(all);
});

test('a partial execution takes the items of the execution before', async () => {
	const id = await server.addRow('Partial', [server.nodeOf(create, node, [0, 0])], items);
	const whole = await server.client.execute(id, start);
	server.instance.reset();
	const { executionId } = await server.client.call<{ executionId: string }>(
		'POST',
		`/workflows/${id}/run`,
		{
			runData: { [start]: whole.runs[start] },
			destinationNode: { nodeName: node, mode: 'inclusive' },
		},
	);
	const execution = await server.client.endOf(executionId);
	expect(execution.error).toBeUndefined();
	expect(countOf(execution, node)).toBe(names.length);
	expect(created()).toEqual(all);
});

test('stopped by the user: nothing more is sent, and the next execution is not held up', async () => {
	server.instance.settings.latencyMs = 500;
	const options = { maxConcurrency: 2 };
	const slow = { ...create, parameters: { ...create.parameters, options } };
	const many = Array.from({ length: 50 }, (_, index) => ({ name: `Many ${index}` }));
	const id = await server.addRow('Stop', [server.nodeOf(slow, node, [0, 0])], many);
	const { executionId } = await server.client.call<{ executionId: string }>(
		'POST',
		`/workflows/${id}/run`,
		{ triggerToStartFrom: { name: start } },
	);
	await until('the first requests', () => server.instance.requests.length >= 2);
	await server.client.call('POST', `/executions/${executionId}/stop`);
	expect((await server.client.endOf(executionId)).status).toBe('canceled');
	const sent = server.instance.requests.length;
	server.instance.settings.latencyMs = 0;
	const { json } = await server.run('Stop: afterwards', { ...create, items });
	expect(json).toHaveLength(names.length);
	expect(server.instance.requests).toHaveLength(sent + names.length);
	expect(sent).toBeLessThanOrEqual(4);
});
