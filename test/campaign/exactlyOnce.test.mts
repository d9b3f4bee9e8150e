import type { IDataObject } from 'n8n-workflow';
import { startInstance, type SimulatedInstance } from '../../simulator/instance.mts';
import type { RunResult } from '../engine/harness.mts';
import { newWorker, type Worker } from './workers.mts';

/** Calls and contacts of each test; more by hand. */
const COUNT = Number(process.env.EXACTLY_ONCE ?? 40);

// Waits take real time.
jest.setTimeout(60_000 + COUNT * 500);

const ids = Array.from({ length: COUNT }, (_, index) => `once-${index}`);

let workers: Worker[];

beforeAll(async () => {
	workers = [await newWorker(), await newWorker()];
});

/** An instance of which each request takes a while, and that shows what was created up to two seconds later. */
async function slowInstance(): Promise<SimulatedInstance> {
	return await startInstance({
		latencyMs: 20,
		nodes: 4,
		permits: 4,
		commitDelayMs: 2000,
		logLimit: 100_000,
	});
}

async function record(worker: Worker, url: string, items: string[]): Promise<RunResult> {
	return await worker(
		'voiceInteraction.create',
		url,
		{
			userPhoneNumber: '+14089965744',
			clientSessionId: '={{ $json.id }}',
			reuseByClientSessionId: true,
		},
		{ items: items.map((id) => ({ id })) },
	);
}

function named({ json, error }: RunResult): unknown[] {
	expect(error).toBeUndefined();
	return json.map(({ sysId }) => sysId);
}

function callsOf({ store }: SimulatedInstance) {
	return [...store.table('interaction').values()].filter(({ client_session_id: id }) =>
		id?.startsWith('once-'),
	);
}

const isOpen = ({ state }: { state?: string }) => state === 'work_in_progress';

/** The figures, for whoever reads the log. */
function tell(what: string, figures: IDataObject): void {
	process.stdout.write(`${what}: ${JSON.stringify(figures)}\n`);
}

test.concurrent('calls that two workers get at once', async () => {
	const instance = await slowInstance();
	const begin = Date.now();
	const [first, second] = await Promise.all(
		workers.map(async (worker) => await record(worker, instance.url, ids)),
	);
	expect(named(second)).toEqual(named(first));
	const calls = callsOf(instance);
	const open = calls.filter(isOpen);
	tell('Calls', {
		calls: COUNT,
		created: calls.length,
		open: open.length,
		requests: instance.requests.length,
		refused: instance.requests.filter(({ status }) => status === 429).length,
		seconds: (Date.now() - begin) / 1000,
	});
	expect(open.map(({ sys_id: id }) => id).sort()).toEqual(named(first).sort());
	expect(new Set(named(first)).size).toBe(COUNT);
	// Otherwise they did not race.
	expect(calls.length).toBeGreaterThan(COUNT);
	await instance.close();
});

test.concurrent('creates of which a fifth of the answers gets lost', async () => {
	const instance = await slowInstance();
	const begin = Date.now();
	const kinds = ['reset', 'resetAfter', { kind: 'quota500', afterProcessing: true }] as const;
	for (const fault of [...kinds, 'accepted202'] as const) {
		instance.faults.add({ match: { method: 'POST' }, rate: 0.055, fault });
	}
	const [worker] = workers;
	const { json, error } = await record(worker, instance.url, ids);
	expect(error).toBeUndefined();
	const calls = callsOf(instance);
	tell('Lost answers', {
		calls: COUNT,
		created: calls.length,
		open: calls.filter(isOpen).length,
		answered: json.length,
		found: json.filter(({ found_after_failure: found }) => found === true).length,
		requests: instance.requests.length,
		seconds: (Date.now() - begin) / 1000,
	});
	expect(json.map(({ sysId }) => sysId).sort()).toEqual(calls.map(({ sys_id: id }) => id).sort());
	expect(calls).toHaveLength(COUNT);
	await instance.close();
});

test.concurrent(
	'new callers of whom two workers get an event each in the same second',
	async () => {
		const instance = await slowInstance();
		const begin = Date.now();
		const items = ids.map((id) => ({ id }));
		const parameters = {
			last_name: 'Once',
			email: '={{ $json.id }}@example.com',
			reuseExistingContact: 'email',
		};
		const [first, second] = await Promise.all(
			workers.map(
				async (worker) => await worker('contact.create', instance.url, parameters, { items }),
			),
		);
		const contacts = [...instance.store.table('customer_contact').values()].filter(
			({ last_name: name }) => name === 'Once',
		);
		const namesOf = ({ json, error }: RunResult) => {
			expect(error).toBeUndefined();
			return json.map(({ sys_id: id }) => id);
		};
		tell('New callers', {
			callers: COUNT,
			created: contacts.length,
			named: new Set([...namesOf(first), ...namesOf(second)]).size,
			requests: instance.requests.length,
			seconds: (Date.now() - begin) / 1000,
		});
		expect(namesOf(second)).toEqual(namesOf(first));
		expect(new Set(namesOf(first)).size).toBe(COUNT);
		// Those in vain are named, at least by whoever created them: the other may have looked before.
		const duplicates = [first, second].flatMap(({ json }) =>
			json.flatMap(({ duplicates: named }) => (named ?? []) as string[]),
		);
		const inVain = contacts
			.map(({ sys_id: id }) => id)
			.filter((id) => !namesOf(first).includes(id));
		expect(inVain.length).toBeGreaterThan(0);
		expect([...new Set(duplicates)].sort()).toEqual(inVain.sort());
		await instance.close();
	},
);
