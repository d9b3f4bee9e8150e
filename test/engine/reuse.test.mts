import type { IDataObject } from 'n8n-workflow';
import { startInstance } from '../../simulator/instance.mts';
import type { RunOptions } from './harness.mts';
import { runOperation } from './operation.mts';
import { useInstancePerTest } from '../support/instance.mts';

const instance = useInstancePerTest();

/** One execution, as a webhook starts it; each item brings the ID of its call. */
async function record(
	ids: unknown[],
	{ reuseByClientSessionId = true, ...options }: IDataObject = {},
	run: Partial<RunOptions> & { url?: string } = {},
) {
	return await runOperation(
		'voiceInteraction.create',
		run.url ?? instance.url,
		{
			userPhoneNumber: '+14089965744',
			clientSessionId: '={{ $json.id }}',
			reuseByClientSessionId,
			additionalFields: { phoneLogsJson: '[{ "call_id": "log" }]' },
			options: { settleTime: 0, ...options },
		},
		{ items: ids.map((id) => ({ id: id as string })), ...run },
	);
}

function callsNamed(pattern: RegExp) {
	return [...instance.store.table('interaction').values()].filter((row) =>
		pattern.test(row.client_session_id ?? ''),
	);
}

/** Requests in the order in which they came, as `GET interaction` or `POST voice-interaction`. */
function asked() {
	return instance.requests.map(({ method, path }) => `${method} ${path.split('/').pop()}`);
}

const LOOK_UP = 'GET interaction';
/** What a search that finds nothing makes the node ask besides: that it could have found something. */
const CHECKS = [LOOK_UP, LOOK_UP];
const CREATE = 'POST voice-interaction';

/** Calls back when the instance has been asked for something, and has not answered yet. */
function once(request: string, then: () => void): void {
	if (asked().includes(request)) then();
	else setTimeout(() => once(request, then), 5);
}

function addCall(values: Record<string, string>) {
	return instance.store.insert('interaction', { number: 'IMS0000900', ...values });
}

describe('two executions at once', () => {
	test('100 pairs of webhooks make 100 interactions, and both of a pair get the same one', async () => {
		instance.settings.latencyMs = 5;
		const ids = Array.from({ length: 100 }, (_, index) => `call-${index}`);
		const pairs = await Promise.all(
			ids.map(async (id) => await Promise.all([record([id]), record([id])])),
		);
		expect(callsNamed(/^call-/)).toHaveLength(100);
		for (const [first, second] of pairs) {
			const [one, other] = [...first.json, ...second.json];
			expect(other.sysId).toBe(one.sysId);
			expect(other.number).toBe(one.number);
			expect([one.status, other.status]).toEqual(['SUCCESS', 'SUCCESS']);
			expect([one.reused, other.reused].sort()).toEqual([false, true]);
		}
		expect(new Set(pairs.map(([first]) => first.json[0].sysId)).size).toBe(100);
		// The second of a pair brought the same phone log: it is there once.
		expect(
			[...instance.store.table('sn_openframe_phone_log').values()].filter(
				({ call_id: id }) => id === 'log',
			),
		).toHaveLength(100);
		expect(instance.maxInFlight).toBeLessThanOrEqual(64);
	}, 30_000);

	test('so do two executions with the same 100 items', async () => {
		instance.settings.latencyMs = 5;
		const ids = Array.from({ length: 100 }, (_, index) => `call-${index}`);
		const [first, second] = await Promise.all([record(ids), record([...ids].reverse())]);
		expect(callsNamed(/^call-/)).toHaveLength(100);
		expect(first.json.map(({ sysId }) => sysId)).toEqual(
			second.json.map(({ sysId }) => sysId).reverse(),
		);
	}, 30_000);

	test('whoever waits for the other keeps no permit from it', async () => {
		const results = await Promise.all(
			Array.from({ length: 5 }, async () => await record(['a', 'a', 'b'], { maxConcurrency: 1 })),
		);
		expect(results.map(({ error }) => error)).toEqual(Array(5).fill(undefined));
		expect(callsNamed(/^[ab]$/)).toHaveLength(2);
		expect(instance.maxInFlight).toBe(1);
	});

	test('the same call ID on two instances is two calls', async () => {
		const other = await startInstance();
		const results = await Promise.all([record(['a']), record(['a'], {}, { url: other.url })]);
		await other.close();
		expect(results.map(({ json }) => json[0].reused)).toEqual([false, false]);
	});

	test('a failure of the first lets the second create', async () => {
		instance.settings.latencyMs = 10;
		instance.faults.add({
			match: { method: 'POST' },
			times: 1,
			fault: { status: 400, message: 'No' },
		});
		const [first, second] = await Promise.all([record(['a']), record(['a'])]);
		expect(first.error?.message).toContain('rejected');
		expect(second.json[0].reused).toBe(false);
		expect(callsNamed(/^a$/)).toHaveLength(1);
	});
});

describe('stopping', () => {
	test('a run that is stopped waits for the other no longer, and leaves the line in order', async () => {
		instance.settings.latencyMs = 300;
		const order: string[] = [];
		const first = record(['a']).finally(() => order.push('first'));
		const second = record(['a'], {}, { onStart: (cancel) => once(LOOK_UP, cancel) })
			.catch(() => undefined)
			.finally(() => order.push('second'));
		const third = record(['a']).finally(() => order.push('third'));
		await Promise.all([first, second, third]);
		expect(order).toEqual(['second', 'first', 'third']);
		expect((await third).json[0]).toMatchObject({ reused: true });
		// A later one does not wait for anybody.
		expect((await record(['a'])).json[0]).toMatchObject({ reused: true });
		expect(asked()).toEqual([LOOK_UP, ...CHECKS, CREATE, LOOK_UP, LOOK_UP]);
	});

	test('a run that is stopped while it creates passes its turn on when the instance has answered', async () => {
		instance.settings.latencyMs = 100;
		const first = record(['a'], {}, { onStart: (cancel) => once(CREATE, cancel) });
		const second = record(['a']);
		await Promise.allSettled([first, second]);
		expect((await second).json[0]).toMatchObject({ reused: true });
		expect(callsNamed(/^a$/)).toHaveLength(1);
	});

	test('after an item that fails, items that wait for their turn are not sent', async () => {
		instance.faults.add({ match: { method: 'POST' }, fault: { status: 400, message: 'No' } });
		const { error } = await record(['a', 'a', 'a']);
		expect(error?.description).toContain('Of 3 items: 0 succeeded, 1 failed, 2 not sent.');
		expect(asked()).toEqual([LOOK_UP, ...CHECKS, CREATE]);
	});
});

describe('what is found', () => {
	test('nothing, in a table that is empty', async () => {
		instance.store.table('interaction').clear();
		const { json } = await record(['a', 'a']);
		expect(json.map(({ reused }) => reused)).toEqual([false, true]);
	});

	test('an interaction that is closed is returned as well', async () => {
		const { sys_id: sysId } = addCall({ client_session_id: 'a', state: 'closed_complete' });
		const { json } = await record(['a']);
		const found = { status: 'SUCCESS', sys_id: sysId, sysId, number: 'IMS0000900', reused: true };
		expect(json).toEqual([found]);
		expect(asked()).toEqual([LOOK_UP]);
	});

	test('of several, the oldest', async () => {
		addCall({ client_session_id: 'a', sys_created_on: '2026-02-02 00:00:00' });
		const oldest = addCall({ client_session_id: 'a', sys_created_on: '2026-01-01 00:00:00' });
		addCall({ client_session_id: 'a', sys_created_on: '2026-03-03 00:00:00' });
		const { json } = await record(['a']);
		expect(json[0].sysId).toBe(oldest.sys_id);
	});

	test('an ID in other letter case is another call', async () => {
		addCall({ client_session_id: 'ABC' });
		const { json } = await record(['abc']);
		expect(json[0].reused).toBe(false);
		expect(callsNamed(/^abc$/i)).toHaveLength(2);
	});

	test('a number, and blanks around an ID', async () => {
		const { json } = await record([42, ' 42 ', '42']);
		expect(json.map(({ reused }) => reused)).toEqual([false, true, true]);
		expect(callsNamed(/42/)).toHaveLength(1);
	});

	test('what a create made whose connection broke', async () => {
		instance.faults.add({ match: { method: 'POST' }, times: 1, fault: { kind: 'resetAfter' } });
		const { json } = await record(['a']);
		const [{ sys_id: sysId, number }] = callsNamed(/^a$/);
		const found = { status: 'SUCCESS', sys_id: sysId, sysId, number };
		expect(json).toEqual([{ ...found, reused: false, found_after_failure: true }]);
		expect((await record(['a'])).json).toEqual([{ ...found, reused: true }]);
		expect(callsNamed(/^a$/)).toHaveLength(1);
	}, 15_000);
});

describe('what cannot be looked for is refused before anything is sent', () => {
	test.each([
		['', '"Client Session ID" is required when "Reuse by Client Session ID" is on [item 0]'],
		['  ', '"Client Session ID" is required when "Reuse by Client Session ID" is on [item 0]'],
		['a^b', '"Client Session ID" cannot be searched for: "a^b" [item 0]'],
		[
			'javascript:gs.getUserID()',
			'"Client Session ID" cannot be searched for: "javascript:gs.getUserID()" [item 0]',
		],
	])('%j', async (id, message) => {
		const { error } = await record([id, 'good']);
		expect(error?.message).toBe(message);
		expect(error?.description).toContain('Of 2 items: 0 succeeded, 1 failed, 1 not sent.');
		expect(instance.requests).toEqual([]);
	});

	test('without the option they are sent', async () => {
		const { json, error } = await record(['', 'a^b', 'a^b'], { reuseByClientSessionId: false });
		expect(error).toBeUndefined();
		expect(json[1]).toEqual({
			status: 'SUCCESS',
			sys_id: json[1].sysId,
			sysId: expect.stringMatching(/^[0-9a-f]{32}$/),
			number: expect.stringMatching(/^IMS/),
		});
		expect(asked()).toEqual([CREATE, CREATE, CREATE]);
	});
});

describe('a search that fails creates nothing', () => {
	const NOTHING =
		'This happened during the search by client session ID. No interaction was created.';

	test('a user who may not read the table', async () => {
		instance.settings.deniedTables = ['interaction'];
		const { error } = await record(['a']);
		expect(error?.message).toBe(
			'The ServiceNow user has no read access to the table interaction [item 0]',
		);
		expect(error?.description).toContain('Ask an administrator to grant the user read access');
		expect(error?.description).toContain(NOTHING);
		expect(error?.httpCode).toBe('403');
		expect(asked()).not.toContain(CREATE);
	});

	test('a connection that breaks for good', async () => {
		instance.faults.add({ match: { method: 'GET' }, fault: { kind: 'reset' } });
		const { error } = await record(['a']);
		expect(error?.message).toBe('The connection to the instance was lost [item 0]');
		expect(error?.description).toBe(`Try again later. ${NOTHING}`);
		expect(asked()).not.toContain(CREATE);
	}, 30_000);
});
