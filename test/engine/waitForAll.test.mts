import { setTimeout as wait } from 'node:timers/promises';
import { useInstancePerTest } from '../support/instance.mts';
import { runOperation } from './operation.mts';

const instance = useInstancePerTest();

const ITEMS = 64;
const MAX_WAIT_S = 2;

/** Milliseconds by which the clock goes on at a time. */
const STEP_MS = 25;

beforeEach(() => {
	jest.useFakeTimers({
		doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'performance'],
	});
});

afterEach(() => jest.useRealTimers());

/** Lets the clock go on while requests are answered. @returns what the work returned */
async function whileTimeFlies<T>(work: Promise<T>): Promise<T> {
	let isOver = false;
	const watched = work.finally(() => {
		isOver = true;
	});
	while (!isOver) {
		do await wait(2);
		while (instance.requests.some((request) => request.status === undefined));
		await jest.advanceTimersByTimeAsync(STEP_MS);
	}
	return await watched;
}

const idOf = (index: number) => index.toString(16).padStart(32, 'a');

test.each([
	['429', 429],
	['503', 503],
])(
	'%s with Retry-After: 1 for good: each of 64 items ends within Max Wait of its own first wait',
	async (_what, status) => {
		instance.faults.add({ fault: { status, retryAfter: '1' } });
		const items = Array.from({ length: ITEMS }, (_, index) => ({ id: idOf(index) }));
		const parameters = { id: '={{ $json.id }}', options: { maxWait: MAX_WAIT_S } };
		const options = { items, onError: 'continueRegularOutput' as const };
		const start = Date.now();
		const { json } = await whileTimeFlies(
			runOperation('contact.get', instance.url, parameters, options),
		);
		const took = Date.now() - start;

		expect(json).toHaveLength(ITEMS);
		expect(new Set(json.map(({ error }) => String(error).replace(/ \[item \d+\]$/, ''))).size).toBe(
			1,
		);
		for (const { id } of items) {
			const sent = instance.requests.filter(({ path }) => path.endsWith(id)).map(({ at }) => at);
			if (sent.length > 0) expect(sent.at(-1)! - sent[0]).toBeLessThanOrEqual(MAX_WAIT_S * 1000);
		}
		expect(took).toBeLessThanOrEqual(MAX_WAIT_S * 1000 + 10 * STEP_MS);
		// Three rounds, and no hammering between them.
		expect(instance.requests.length).toBeLessThanOrEqual(3 * ITEMS);
	},
);
