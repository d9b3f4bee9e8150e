import { setImmediate } from 'node:timers/promises';
import type { IDataObject, INode } from 'n8n-workflow';
import type { FaultRule } from '../../../simulator/instance.mts';
import { useInstancePerTest } from '../../support/instance.mts';
import { executeIn } from './graph.mts';
import { assertPermitsAreBack, LeftBehind } from './leftBehind.mts';

const instance = useInstancePerTest({ seedContacts: 3000 });
const leftBehind = new LeftBehind();

beforeAll(() => leftBehind.start());
afterAll(() => leftBehind.stop());

const AT_ONCE = 2;
const ITEMS = 12;

/** Where an execution is when the user stops it. */
interface Stage {
	operation?: string;
	parameters?: IDataObject;
	options?: IDataObject;
	node?: Partial<INode>;
	faults?: FaultRule;
	latencyMs?: number;
	/** Requests after which the user stops it. */
	after: number;
	/** Requests that reach the instance nevertheless: they had left. */
	sent?: number;
}

const create = { first_name: '={{ $json.name }}' };
/** Far longer than a test may take. */
const LONG_SECONDS = 100;

const stages: Record<string, Stage> = {
	'before the first request': { after: 0 },
	'waiting for a permit': { latencyMs: 50, after: AT_ONCE },
	'in flight, with nothing that waits': {
		latencyMs: 50,
		options: { maxConcurrency: ITEMS },
		after: ITEMS,
		sent: ITEMS,
	},
	'waiting as long as the instance asked': {
		faults: { fault: { status: 429, retryAfter: LONG_SECONDS } },
		after: AT_ONCE,
	},
	'waiting before a retry': { faults: { fault: { status: 429 } }, after: AT_ONCE },
	'between two batches': {
		parameters: { requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 30 } } } },
		latencyMs: 5,
		after: AT_ONCE,
	},
	'between two tries of Retry On Fail': {
		faults: { fault: { status: 400, message: 'No' } },
		node: { retryOnFail: true, maxTries: 5, waitBetweenTries: 30 },
		options: { maxConcurrency: 1 },
		after: 1,
		sent: ITEMS,
	},
	'between two pages': {
		operation: 'contact.getAll',
		parameters: { returnAll: true },
		options: { maxConcurrency: 1 },
		latencyMs: 20,
		after: 1,
		sent: 1,
	},
	'waiting for another item of the same call': {
		operation: 'voiceInteraction.create',
		parameters: {
			userPhoneNumber: '+14089965744',
			clientSessionId: 'one and the same',
			reuseByClientSessionId: true,
		},
		latencyMs: 50,
		after: 1,
		sent: 1,
	},
};

/** Stops an execution as soon as so many requests have arrived. */
async function cancelAfter(requests: number, cancel: () => void): Promise<void> {
	while (instance.requests.length < requests) await setImmediate();
	cancel();
}

describe.each(Object.entries(stages))('stopped %s', (_name, stage) => {
	test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'On Error %s: nothing more is sent, and nothing is left',
		async (onError) => {
			const { operation = 'contact.create', parameters = create, options, node, after } = stage;
			// The first request of a login goes alone.
			await assertPermitsAreBack(instance.url);
			instance.reset();
			if (stage.faults) instance.faults.add(stage.faults);
			instance.settings.latencyMs = stage.latencyMs ?? 0;
			leftBehind.begin();
			const outcome = await executeIn({
				operation,
				url: instance.url,
				node: {
					onError,
					...node,
					parameters: {
						...(operation === 'contact.create' && create),
						...parameters,
						options: { maxConcurrency: AT_ONCE, ...options },
					} as INode['parameters'],
				},
				items: Array.from({ length: ITEMS }, (_, index) => ({ name: `Name ${index}` })),
				wiring: 'directly',
				onStart: (cancel) => {
					void cancelAfter(after, cancel);
				},
			});
			expect(outcome.status).toBe('canceled');
			expect(instance.requests.length).toBeLessThanOrEqual(stage.sent ?? after);
			const { length } = instance.requests;
			await leftBehind.assertNothing(outcome);
			expect(instance.requests).toHaveLength(length);
			instance.faults.clear();
			await assertPermitsAreBack(instance.url);
		},
	);
});
