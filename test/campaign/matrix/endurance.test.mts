import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { until } from '../../support/eventually.mts';
import { executeIn, type Execution } from './graph.mts';
import { assertPermitsAreBack, LeftBehind } from './leftBehind.mts';
import { MarkedInstance, markOf } from './markedInstance.mts';
import { parametersWith } from './markedParameters.mts';

/** Requests; a tenth of them are the queue. `ENDURANCE=100000` takes five minutes. */
const REQUESTS = Number(process.env.ENDURANCE ?? 2000);
const QUEUED = REQUESTS / 10;
const EXECUTIONS = 10;

const HOUR_MS = 3_600_000;
const MB = 2 ** 20;

const instance = new MarkedInstance();
const leftBehind = new LeftBehind();

beforeAll(async () => {
	await instance.start();
	leftBehind.start();
});

afterAll(async () => {
	leftBehind.stop();
	await instance.close();
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Heap in use, in MB, without what is left of the instance and garbage. */
function heap(): number {
	instance.reset();
	collectGarbage();
	return process.memoryUsage().heapUsed / MB;
}

function gets(count: number, more: Partial<Execution> = {}): Execution {
	return {
		operation: 'contact.get',
		url: instance.url,
		node: { parameters: parametersWith('contact.get', '={{ $json.mark }}') },
		items: Array.from({ length: count }, (_, index) => ({ mark: markOf(index) })),
		wiring: 'directly',
		...more,
	};
}

test(
	`${REQUESTS} requests leave nothing behind`,
	async () => {
		leftBehind.begin();
		const heaps: number[] = [];
		for (let round = 0; round < EXECUTIONS; round += 1) {
			const count = REQUESTS / EXECUTIONS;
			const { listeners, runs } = await executeIn(gets(count));
			expect(runs[0].items).toHaveLength(count);
			expect(listeners).toBe(0);
			runs.length = 0;
			heaps.push(heap());
		}
		await leftBehind.assertNothing({ listeners: 0 });
		await assertPermitsAreBack(instance.url);
		console.log(`Heap in MB after each execution: ${heaps.map((mb) => mb.toFixed(1)).join(', ')}`);
		expect(heaps.at(-1)! - heaps[1]).toBeLessThan(10);
	},
	HOUR_MS,
);

test(
	`one request beside ${QUEUED} items of another execution does not wait for them`,
	async () => {
		instance.reset();
		instance.latencyMs = () => 100;
		let cancelOther = () => {};
		const other = executeIn(gets(QUEUED, { onStart: (cancel) => (cancelOther = cancel) }));
		await until(
			'the other execution to be under way',
			() => instance.arrivals.length >= 8,
			HOUR_MS,
		);
		const start = performance.now();
		await executeIn(gets(1));
		const waited = performance.now() - start;
		const before = instance.arrivals.length;
		cancelOther();
		await other;
		console.log(`It took ${waited.toFixed(0)} ms, of which the instance takes 100`);
		expect(before).toBeLessThan(QUEUED);
		expect(waited).toBeLessThan(1000);
	},
	HOUR_MS,
);
