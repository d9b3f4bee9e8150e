import type { IDataObject } from 'n8n-workflow';
import type { SimulatedInstance } from '../../simulator/instance.mts';
import { until } from '../support/eventually.mts';
import { onInstance } from '../support/instance.mts';
import type { RunOptions } from './harness.mts';
import { runOperation } from './operation.mts';

// Waits take real time, and all pass at once.
jest.setTimeout(30_000);

const ID = 'call-1';

async function record(
	{ url }: SimulatedInstance,
	run: Partial<RunOptions> = {},
	{ inboundId, ...fields }: IDataObject = {},
) {
	return await runOperation(
		'voiceInteraction.create',
		url,
		{
			userPhoneNumber: '+14089965744',
			clientSessionId: '={{ $json.id ?? "call-1" }}',
			inboundId,
			additionalFields: fields,
			reuseByClientSessionId: true,
			options: { settleTime: 1 },
		},
		run,
	);
}

function calls({ store }: SimulatedInstance) {
	return [...store.table('interaction').values()].filter(({ client_session_id: id }) => id === ID);
}

const creates = ({ counts }: SimulatedInstance) => counts['voiceInteraction.create'] ?? 0;

/** When a record was created that is so old, as ServiceNow writes it. */
const timeBefore = (ageMs: number) =>
	new Date(Date.now() - ageMs).toISOString().slice(0, 19).replace('T', ' ');

/**
 * Milliseconds of an age that is old in any time zone: all ages count by what they are beyond whole
 * quarters of an hour, as an instance can show times of another zone.
 */
const LONG_AGO_MS = 96 * 900_000 + 450_000;

/** Lets another worker, which came a little earlier, have created an interaction for the call as well. */
async function loseTo(instance: SimulatedInstance, ageMs = 5000): Promise<string> {
	await until('the create', () => calls(instance).length > 0);
	const created = timeBefore(ageMs);
	const values = { client_session_id: ID, number: 'IMS0000900', sys_created_on: created };
	return instance.store.insert('interaction', values).sys_id;
}

async function lost(instance: SimulatedInstance, run: Partial<RunOptions> = {}) {
	const running = record(instance, run);
	const winner = await loseTo(instance);
	const { json, error } = await running;
	expect(error).toBeUndefined();
	const own = calls(instance).find(({ sys_id: id }) => id !== winner)!;
	const named = [{ sysId: own.sys_id, number: own.number }];
	expect(json[0]).toMatchObject({ sysId: winner, number: 'IMS0000900', reused: true });
	return { output: json[0], own, named };
}

test.concurrent(
	'whoever comes second closes what it made',
	onInstance(async (instance) => {
		const { output, own, named } = await lost(instance);
		expect(output.duplicates_closed).toEqual(named);
		expect(output).not.toHaveProperty('duplicates_open');
		expect(own.state).toBe('closed_complete');
	}),
);

test.concurrent(
	'through openframe, where the user may not use Interaction Management',
	onInstance(async (instance) => {
		instance.faults.add({ match: { operationId: 'interaction.close' }, fault: { status: 403 } });
		const { output, own, named } = await lost(instance);
		expect(output.duplicates_closed).toEqual(named);
		expect(own.state).toBe('closed_complete');
	}),
);

test.concurrent.each([
	['the connection breaks', { kind: 'resetAfter' }],
	['a transaction is canceled', { kind: 'quota500', afterProcessing: true }],
	['the answer says nothing', { kind: 'emptyBody' }],
] as const)('what is closed when %s is not closed again', async (_, fault) => {
	await onInstance(async (instance) => {
		instance.faults.add({ match: { operationId: 'interaction.close' }, fault });
		const { output, own, named } = await lost(instance);
		expect(output.duplicates_closed).toEqual(named);
		expect(output).not.toHaveProperty('duplicates_open');
		expect(own.state).toBe('closed_complete');
		expect(instance.counts['interaction.close']).toBe(1);
		expect(instance.counts['voiceInteraction.update']).toBeUndefined();
	})();
});

test.concurrent.each([
	['is refused', { operationId: 'voiceInteraction.update' }, { status: 403 }],
	['is answered with a failure', { operationId: 'voiceInteraction.update' }, 'businessFailure'],
] as const)(
	'what cannot be closed is named: the change of the state %s',
	async (_, match, fault) => {
		await onInstance(async (instance) => {
			instance.faults.add({ match: { operationId: 'interaction.close' }, fault: { status: 400 } });
			instance.faults.add({ match, fault });
			const { output, named } = await lost(instance);
			expect(output.duplicates_open).toEqual(named);
			expect(output).not.toHaveProperty('duplicates_closed');
		})();
	},
);

test.concurrent(
	'what another worker left open long ago is named, and left alone',
	onInstance(async (instance) => {
		const age = { client_session_id: ID, state: 'work_in_progress' };
		const add = (number: string, sys_created_on: string) =>
			instance.store.insert('interaction', { ...age, number, sys_created_on });
		const oldest = add('IMS0000901', timeBefore(LONG_AGO_MS + 1000));
		const orphan = add('IMS0000902', timeBefore(LONG_AGO_MS));
		const { json } = await record(instance);
		expect(json).toEqual([
			{
				status: 'SUCCESS',
				sys_id: oldest.sys_id,
				sysId: oldest.sys_id,
				number: 'IMS0000901',
				reused: true,
				duplicates_open: [{ sysId: orphan.sys_id, number: 'IMS0000902' }],
			},
		]);
		expect(instance.requests).toHaveLength(1);
	}),
);

test.concurrent(
	'what is found young is not final',
	onInstance(async (instance) => {
		const values = { client_session_id: ID, number: 'IMS0000905' };
		instance.store.insert('interaction', values);
		const running = record(instance);
		await until('the first search', () => instance.requests.length > 0);
		const winner = await loseTo(instance);
		expect((await running).json[0]).toMatchObject({ sysId: winner, reused: true });
		expect(creates(instance)).toBe(0);
	}),
);

test.concurrent(
	'a call-back that ServiceNow takes up is an interaction that is reused, and stays open',
	onInstance(async (instance) => {
		instance.settings.reuseCallbacks = true;
		const callback = instance.store.insert('interaction', {
			type: 'callback',
			state: 'work_in_progress',
			number: 'IMS0000001',
			inbound_id: 'genesys-voice',
			user_phone_number: '+14089965744',
			caller_phone_number: '+13035065360',
			sys_created_on: '2026-01-01 00:00:00',
		});
		const fields = { callbackPhoneNumber: '+13035065360', inboundId: 'genesys-voice' };
		const { json } = await record(instance, {}, fields);
		expect(json).toEqual([
			{
				status: 'SUCCESS',
				sys_id: callback.sys_id,
				sysId: callback.sys_id,
				number: 'IMS0000001',
				reused: true,
			},
		]);
		expect(callback.state).toBe('work_in_progress');
	}),
);

test.concurrent(
	'a search that fails after the create is told, and is no error',
	onInstance(async (instance) => {
		const running = record(instance);
		await until('the create', () => creates(instance) > 0);
		instance.settings.deniedTables = ['interaction'];
		const { json, error } = await running;
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({
				sys_id: calls(instance)[0].sys_id,
				sysId: calls(instance)[0].sys_id,
				reused: false,
				duplicate_check_error: 'The ServiceNow user has no read access to the table interaction',
			}),
		]);
	}),
);

test.concurrent(
	'a create whose answer gets lost and that was not done is made again',
	onInstance(async (instance) => {
		const fault = { match: { method: 'POST' }, times: 1, fault: 'reset' } as const;
		instance.faults.add(fault);
		const { json } = await record(instance);
		expect(json[0]).toMatchObject({ sysId: calls(instance)[0].sys_id, reused: false });
		expect(json[0]).not.toHaveProperty('found_after_failure');
		expect(creates(instance)).toBe(2);
	}),
);

test.concurrent(
	'another item that fails keeps nobody from looking after its interaction',
	onInstance(async (instance) => {
		const items = [{ id: ID }, { id: 'bad' }];
		instance.faults.add({
			match: { method: 'POST' },
			skip: 1,
			times: 1,
			fault: { status: 400, message: 'No' },
		});
		const running = record(instance, { items });
		const winner = await loseTo(instance);
		const { error } = await running;
		expect(error?.description).toContain('Of 2 items: 1 succeeded, 1 failed, 0 not sent.');
		const own = calls(instance).find(({ sys_id: id }) => id !== winner);
		expect(own?.state).toBe('closed_complete');
	}),
);

test.concurrent(
	'the end of the execution ends the wait',
	onInstance(async (instance) => {
		let cancel = () => {};
		const running = record(instance, { onStart: (stop) => (cancel = stop) });
		await until('the create', () => creates(instance) > 0);
		cancel();
		await running.catch(() => undefined);
		expect(instance.requests.at(-1)?.method).toBe('POST');
	}),
);

test.concurrent(
	'whoever waits keeps no permit from others',
	onInstance(async (instance) => {
		const items = Array.from({ length: 20 }, (_, index) => ({ id: `many-${index}` }));
		const before = Date.now();
		const { json } = await record(instance, { items });
		expect(json).toHaveLength(20);
		// One after the other, the waits alone would take 40 seconds.
		expect(Date.now() - before).toBeLessThan(20_000);
	}),
);
