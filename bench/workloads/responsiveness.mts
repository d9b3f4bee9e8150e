import { runOn, startWorkers, type Part, type Result } from '../bench.mts';
import { startInstance } from '../instance.mts';
import { createWorkload, type Manner } from '../job.mts';
import { median, seconds, type Target } from '../report.mts';

const LOAD = { latencyMs: 20, permits: 16 };

/** Items that n8n prepares before it looks after anything else, and milliseconds until the next ones. */
const BATCH = { size: 50, intervalMs: 1 };

/** How many times the items of the scale. */
const FACTORS = [1, 10];

/** Factor up to which runs are repeated: short ones differ by more than a tenth. */
const REPEATED_UP_TO = 1;

/** Time with batching, relative to that without. */
const AT_MOST = 1.1;

/** Milliseconds for which n8n may do nothing else with batching. */
const STILL_MS = 500;

interface Pair {
	items: number;
	whole: Result;
	batched: Result;
}

function rowsOf({ items, whole, batched }: Pair): string[][] {
	const row = (how: string, { ms, delayMax, delayP99, records }: Result) => [
		items.toLocaleString('en'),
		how,
		seconds(ms),
		String(items - records),
		seconds(delayMax),
		`${delayP99.toFixed(0)} ms`,
	];
	return [row('No', whole), row(`${BATCH.size} items, ${BATCH.intervalMs} ms`, batched)];
}

function targetsOf({ items, whole, batched }: Pair): Target[] {
	const ratio = batched.ms / whole.ms;
	return [
		{
			text: `${items.toLocaleString('en')} creates in batches: at most ${AT_MOST} × the time, n8n still for at most ${STILL_MS} ms`,
			measured: `${ratio.toFixed(2)} ×, ${batched.delayMax.toFixed(0)} ms`,
			met: ratio <= AT_MOST && batched.delayMax <= STILL_MS,
		},
	];
}

/** The run whose time is the middle one. */
function middleOf(runs: Result[]): Result {
	const ms = median(runs.map((run) => run.ms));
	return runs.find((run) => run.ms === ms)!;
}

/** How long n8n can do nothing else while a node of this package has many items. */
export const responsiveness: Part = async (scale, say) => {
	const instance = await startInstance(0);
	const [worker] = await startWorkers(['ours']);
	await runOn(instance, worker, { latencyMs: 0, permits: null }, createWorkload(600, 'warm'));
	const pairs: Pair[] = [];
	for (const factor of FACTORS) {
		const items = scale.items * factor;
		const run = async (manner: Manner) => {
			await instance.reset();
			return await runOn(instance, worker, LOAD, { ...createWorkload(items, 'bench'), ...manner });
		};
		const turns = factor <= REPEATED_UP_TO ? scale.repeats : 1;
		const runs: Array<[Result, Result]> = [];
		for (let turn = 0; turn < turns; turn += 1) {
			runs.push([await run({}), await run({ batch: BATCH })]);
		}
		const whole = middleOf(runs.map(([each]) => each));
		const batched = middleOf(runs.map(([, each]) => each));
		say(`${items} items: ${seconds(whole.ms)}, in batches ${seconds(batched.ms)}`);
		pairs.push({ items, whole, batched });
	}
	worker.stop();
	instance.stop();
	return {
		sections: [
			{
				title: 'How long n8n can do nothing else',
				head: ['Items', 'Batching', 'Time', 'Lost', 'Longest', '99 % below'],
				rows: pairs.flatMap(rowsOf),
				notes: [
					`Creates at ${LOAD.latencyMs} ms, ${LOAD.permits} at once. n8n's engine prepares all items of a node in one go, and its process does nothing else meanwhile. Batching, under Request Options of the node, lets it look after other work in between.`,
				],
			},
		],
		targets: pairs.flatMap(targetsOf),
		highlights: [],
	};
};
