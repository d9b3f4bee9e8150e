import { setTimeout as sleep } from 'node:timers/promises';
import { seeded, startInstance } from '../../simulator/instance.mts';
import { runOperation } from '../engine/operation.mts';
import type { RunOptions } from '../engine/harness.mts';
import { until } from '../support/eventually.mts';
import { useInstancePerTest } from '../support/instance.mts';
import { mapped } from '../support/mapped.mts';

const instance = useInstancePerTest({ logLimit: 30_000 });

/** Ends a test that hangs. How fast the nodes are is a matter of the benchmark. */
const LONG_MS = 300_000;

const create = {
	first_name: '={{ $json.name }}',
	customFields: mapped({ u_crm_id: '={{ $json.id }}' }),
};

function itemsUpTo(count: number) {
	return Array.from({ length: count }, (_, index) => ({
		id: `crm-${index}`,
		name: `Name ${index}`,
	}));
}

async function createMany(count: number, options: object = {}, run: Partial<RunOptions> = {}) {
	return await runOperation(
		'contact.create',
		instance.url,
		{ ...create, options },
		{
			items: itemsUpTo(count),
			...run,
		},
	);
}

/** How often each of the items was created: `{ lost, duplicated }`. */
function tally(count: number) {
	const created = new Map<string, number>();
	for (const row of instance.store.table('customer_contact').values()) {
		if (row.u_crm_id) created.set(row.u_crm_id, (created.get(row.u_crm_id) ?? 0) + 1);
	}
	const times = itemsUpTo(count).map(({ id }) => created.get(id) ?? 0);
	return {
		lost: times.filter((n) => n === 0).length,
		duplicated: times.filter((n) => n > 1).length,
	};
}

const NOTHING_LOST = { lost: 0, duplicated: 0 };

function statuses() {
	return new Set(instance.requests.map(({ status }) => status));
}

test(
	'1,000 creates against 16 permits and a queue of 50',
	async () => {
		Object.assign(instance.settings, { permits: 16, queue: 50, latencyMs: 10 });
		const { json, error } = await createMany(1000);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1000);
		expect(tally(1000)).toEqual(NOTHING_LOST);
		expect(statuses()).toEqual(new Set([201]));
		expect(instance.maxInFlight).toBeLessThanOrEqual(64);
	},
	LONG_MS,
);

test(
	'10,000 creates',
	async () => {
		Object.assign(instance.settings, { permits: 16, queue: 50 });
		const { json } = await createMany(10_000, { maxConcurrency: 64 });
		expect(json).toHaveLength(10_000);
		expect(tally(10_000)).toEqual(NOTHING_LOST);
	},
	LONG_MS,
);

test(
	'an instance that takes far less than is sent: 429, fewer at a time, and nothing lost',
	async () => {
		Object.assign(instance.settings, { permits: 2, queue: 3, latencyMs: 5 });
		const { json, error } = await createMany(400, { maxConcurrency: 64 });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(400);
		expect(tally(400)).toEqual(NOTHING_LOST);
		expect(statuses()).toContain(429);
		// Without adapting, each round of 64 would be refused again: well over 1,000 refusals.
		const refused = instance.requests.filter(({ status }) => status === 429).length;
		expect(refused).toBeLessThan(400);
	},
	LONG_MS,
);

test(
	'an hourly limit that trips in mid-run: all wait as long as asked, and go on',
	async () => {
		instance.settings.hourlyLimit = { limit: 60, windowSeconds: 2, rule: 'Contact API' };
		const { json, error } = await createMany(150);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(150);
		expect(tally(150)).toEqual(NOTHING_LOST);
		const refused = instance.requests.filter(({ status }) => status === 429).length;
		expect(refused).toBeGreaterThan(0);
		// Only what was in flight when the limit tripped is refused; the rest waits without asking.
		expect(refused).toBeLessThanOrEqual(64 * 2);
	},
	LONG_MS,
);

test(
	'an instance that goes away for ten seconds',
	async () => {
		instance.settings.latencyMs = 20;
		setTimeout(() => instance.refuseConnections(10_000), 150);
		const { json, error } = await createMany(300);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(300);
		expect(tally(300)).toEqual(NOTHING_LOST);
	},
	LONG_MS,
);

test('two executions share the requests of an instance that does not tell how long they wait', async () => {
	Object.assign(instance.settings, { latencyMs: 10, serverTiming: false });
	await Promise.all([createMany(60), createMany(60)]);
	expect(instance.counts['contact.create']).toBe(120);
	expect(instance.maxInFlight).toBe(8);
});

test('an instance that tells how long requests wait gets as many as it has permits for', async () => {
	Object.assign(instance.settings, { nodes: 8, permits: 4, latencyMs: 200 });
	const { json } = await createMany(200);
	expect(json).toHaveLength(200);
	expect(statuses()).toEqual(new Set([201]));
	expect(instance.maxInFlight).toBeGreaterThan(16);
});

test('Max Concurrent Requests is a bound, not a goal', async () => {
	Object.assign(instance.settings, { permits: 2, latencyMs: 50 });
	await createMany(60, { maxConcurrency: 32 });
	expect(instance.maxInFlight).toBeLessThanOrEqual(16);
});

test('items are sent in their order', async () => {
	await createMany(30, { maxConcurrency: 1 });
	const sent = instance.requests.map(({ body }) => (body as { u_crm_id: string }).u_crm_id);
	expect(sent).toEqual(itemsUpTo(30).map(({ id }) => id));
});

describe('stop means stop', () => {
	test('after a failure nothing more is sent, and the error says what was done', async () => {
		instance.settings.latencyMs = 10;
		instance.faults.add({ skip: 20, times: 1, fault: { status: 400, message: 'No' } });
		const { error, json } = await createMany(500, { maxConcurrency: 4 });
		expect(json).toEqual([]);
		const { done, failed, unsent } =
			/Of 500 items: (?<done>\d+) succeeded, (?<failed>\d+) failed, (?<unsent>\d+) not sent\./.exec(
				error?.description ?? '',
			)!.groups as Record<string, string>;
		expect(Number(failed)).toBe(1);
		expect(Number(done) + Number(failed) + Number(unsent)).toBe(500);
		const created = [...instance.store.table('customer_contact').values()].filter(
			(row) => row.u_crm_id,
		);
		expect(created).toHaveLength(Number(done));
		expect(instance.requests.length).toBeLessThanOrEqual(20 + 4);
		expect(error?.message).toMatch(/\[item \d+\]$/);
		const place = /\[item (\d+)\]/.exec(error!.message)![1];
		expect(error?.context?.itemIndex).toBe(Number(place));
	});

	test('an input that must not be sent stops the run as well', async () => {
		const items = itemsUpTo(50);
		items[10].name = 'x'.repeat(51);
		const { error } = await createMany(50, {}, { items });
		expect(error?.message).toBe(
			'"First Name" has 51 characters; ServiceNow stores at most 50 [item 10]',
		);
		expect(instance.requests.length).toBeLessThanOrEqual(10);
	});

	test('an expression that fails in a later item keeps every item from being sent', async () => {
		const { error } = await runOperation(
			'contact.create',
			instance.url,
			{ first_name: '={{ $json.index === 5 ? $("No such node").item : "Ada" }}' },
			{ items: Array.from({ length: 8 }, (_, index) => ({ index })) },
		);
		expect(error).toBeDefined();
		await sleep(100);
		expect(instance.requests).toEqual([]);
	});

	test('a canceled execution ends its waits at once', async () => {
		// Far longer than the test may take.
		instance.faults.add({ fault: { status: 429, retryAfter: 100 } });
		const onStart = (cancel: () => void) => {
			void until('the first refusal', () => instance.requests.length > 0).then(cancel);
		};
		await createMany(50, {}, { onStart }).catch(() => undefined);
		const sent = instance.requests.length;
		await sleep(200);
		expect(instance.requests).toHaveLength(sent);
	}, 60_000);
});

describe('a wait that is too long', () => {
	test('fails at once, says how long the instance asks to wait, and does not ask again', async () => {
		instance.faults.add({ fault: { status: 429, retryAfter: 3400 } });
		const { json } = await createMany(40, { maxWait: 5 }, { onError: 'continueRegularOutput' });
		expect(json).toHaveLength(40);
		for (const { error } of json) {
			expect(error).toMatch(
				/^The instance asked n8n to wait 3(400|399) seconds, which is more than "Max Wait" allows \[item \d+\]$/,
			);
		}
		expect(instance.requests.length).toBeLessThanOrEqual(8);
	});

	test('does not keep another API of the instance waiting', async () => {
		instance.faults.add({ match: { path: '/contact' }, fault: { status: 429, retryAfter: 3400 } });
		await createMany(1, { maxWait: 0 });
		const { error } = await runOperation('interaction.create', instance.url, { channel: 'Phone' });
		expect(error).toBeUndefined();
	});
});

test('more contacts than n8n takes from one item are an error with a way out', async () => {
	const many = await startInstance({ seedContacts: 100_000 });
	const { error } = await runOperation('contact.getAll', many.url, { returnAll: true });
	await many.close();
	expect(error?.message).toBe(
		'More than 100,000 contacts match, which is the most n8n can return for one item [item 0]',
	);
	expect(error?.description).toContain('sys_id<8');
});

test('Execute Once sends the first item', async () => {
	const { json } = await createMany(5, {}, { executeOnce: true });
	expect(json).toHaveLength(1);
	expect(instance.counts['contact.create']).toBe(1);
});

test('the engine’s own batching still works', async () => {
	const { json } = await runOperation(
		'contact.create',
		instance.url,
		{ ...create, requestOptions: { batching: { batch: { batchSize: 5, batchInterval: 20 } } } },
		{ items: itemsUpTo(20) },
	);
	expect(json).toHaveLength(20);
	expect(tally(20)).toEqual(NOTHING_LOST);
});

test('with batching, a failure still ends the run, and says what was sent', async () => {
	instance.faults.add({ skip: 7, times: 1, fault: { status: 400, message: 'No' } });
	const { error } = await runOperation(
		'contact.create',
		instance.url,
		{ ...create, requestOptions: { batching: { batch: { batchSize: 50, batchInterval: 1 } } } },
		{ items: itemsUpTo(300) },
	);
	expect(error?.description).toMatch(/Of 300 items: \d+ succeeded, 1 failed, \d+ not sent\./);
	expect(instance.requests.length).toBeLessThan(50);
});

test('with batching, a canceled execution sends nothing more', async () => {
	instance.settings.latencyMs = 50;
	const onStart = (cancel: () => void) => {
		void until('the first request', () => instance.requests.length > 0).then(cancel);
	};
	await runOperation(
		'contact.create',
		instance.url,
		{ ...create, requestOptions: { batching: { batch: { batchSize: 50, batchInterval: 1 } } } },
		{ items: itemsUpTo(300), onStart },
	).catch(() => undefined);
	const sent = instance.requests.length;
	expect(sent).toBeLessThan(50);
	await sleep(200);
	expect(instance.requests).toHaveLength(sent);
});

describe('reading back a new contact', () => {
	test('returns it whole, and names the fields that the instance did not keep', async () => {
		const { json } = await runOperation('contact.create', instance.url, {
			first_name: 'Ada',
			last_name: 'L'.repeat(60),
			phone: '+14089965744',
			additionalFields: { vip: true },
			customFields: mapped({ u_unknown: '1' }),
			options: { readBack: true, checkDocumentedLimits: false },
		});
		expect(json).toEqual([
			expect.objectContaining({
				first_name: 'Ada',
				vip: 'true',
				phone: '+14089965744',
				fields_not_kept: ['last_name', 'u_unknown'],
			}),
		]);
	});

	test('still gives the sys_id when the contact cannot be read', async () => {
		instance.faults.add({
			match: { method: 'GET' },
			fault: { status: 404, message: 'No Record found' },
		});
		const { json, error } = await runOperation('contact.create', instance.url, {
			first_name: 'Ada',
			options: { readBack: true },
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				sys_id: expect.stringMatching(/^[0-9a-f]{32}$/),
				read_back_error: 'The record was not found',
			},
		]);
		expect(instance.counts['contact.create']).toBe(1);
	});
});

test('an agent who is a public fulfiller already can count as done', async () => {
	const { json } = await runOperation('conversationMember.update', instance.url, {
		user_id: seeded.users.agent,
		interaction_id: seeded.interactions.conversation,
		options: { alreadyIsDone: true },
	});
	expect(json).toMatchObject([
		{ success: true, already: true, message: expect.stringMatching(/./) },
	]);
});
