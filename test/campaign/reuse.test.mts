import { startInstance, type SimulatedInstance } from '../../simulator/instance.mts';
import { runOperation } from '../engine/operation.mts';
import type { RunResult } from '../engine/harness.mts';
import { faults, type CampaignFault } from './faultTable.mts';
import { subjects } from './subjects.mts';

const create = subjects.find(({ id }) => id === 'voiceInteraction.create')!;

/** What can strike a request; the rest of the table is about the instance as a whole. */
const striking = faults.filter(
	(fault) => fault.fault && !fault.arrange && fault.excluded?.(create) === undefined,
);

const REQUESTS = { 'the search': 'GET', 'the creation': 'POST' } as const;

interface Outcome {
	first: RunResult;
	/** Interactions of the call after the first run. */
	made: number;
	second: RunResult;
	/** The same after the second run. */
	madeInAll: string[];
}

function callsOf({ store }: SimulatedInstance): string[] {
	return [...store.table('interaction').values()]
		.filter(({ client_session_id: id }) => id === 'call-1')
		.map(({ sys_id: sysId }) => sysId);
}

async function record(url: string, fault?: CampaignFault): Promise<RunResult> {
	return await runOperation(
		create.id,
		url,
		{
			userPhoneNumber: '+14089965744',
			clientSessionId: 'call-1',
			reuseByClientSessionId: true,
			options: { settleTime: 0, maxWait: 2, ...fault?.options },
			...(fault?.requestOptions && { requestOptions: fault.requestOptions }),
		},
		{ authentication: fault?.authentication },
	);
}

async function perform(fault: CampaignFault, method: string): Promise<Outcome> {
	const instance = await startInstance();
	instance.faults.add({ match: { method }, times: fault.times, fault: fault.fault!() });
	const first = await record(instance.url, fault);
	const made = callsOf(instance).length;
	instance.faults.clear();
	// Pauses are kept for a host; under its other name the instance is another one.
	const second = await record(instance.url.replace('127.0.0.1', 'localhost'));
	const madeInAll = callsOf(instance);
	await instance.close();
	return { first, made, second, madeInAll };
}

describe.each(Object.entries(REQUESTS))('%s is struck', (_name, method) => {
	test.concurrent.each(striking.map((fault) => [fault.name, fault] as const))(
		'%s: a second run leaves one interaction',
		async (_fault, fault) => {
			const { first, made, second, madeInAll } = await perform(fault, method);
			expect(madeInAll).toHaveLength(1);
			expect(second.error).toBeUndefined();
			expect(second.json).toEqual([
				expect.objectContaining({ sysId: madeInAll[0], status: 'SUCCESS', reused: made === 1 }),
			]);
			if (!first.error) {
				expect(first.json).toEqual([expect.objectContaining({ ...second.json[0], reused: false })]);
			} else if (method === 'GET') {
				expect(made).toBe(0);
				expect(first.error.description).toContain('No interaction was created.');
			} else if (made === 1) {
				expect(first.error.description).toContain('Run it again');
			}
		},
	);
});
