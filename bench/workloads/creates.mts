import { runOn, startWorkers, type Part } from '../bench.mts';
import { createAll, timeOf, type Created } from '../createAll.mts';
import { startInstance, type BenchInstance, type Load } from '../instance.mts';
import {
	CONCURRENCY,
	contenderNames,
	createWorkload,
	titles,
	type ContenderName,
} from '../job.mts';
import { ratioTarget, seconds, times, type Highlight, type Target } from '../report.mts';
import type { Worker } from '../workers.mts';

const PERMITS = 16;

/** Milliseconds of latency in the runs that the summary shows. */
const TYPICAL_MS = 100;

/** Milliseconds for which the sequential node may create; the rest is extrapolated. */
const SEQUENTIAL_MS = 10_000;

async function create(
	instance: BenchInstance,
	worker: Worker,
	load: Load,
	wanted: number,
): Promise<Created> {
	const sequential = Math.max(50, Math.floor(SEQUENTIAL_MS / load.latencyMs / 50) * 50);
	return await createAll(instance, worker, load, { wanted, sequential });
}

async function warmUp(instance: BenchInstance, workers: Worker[]): Promise<void> {
	for (const worker of workers) {
		await runOn(instance, worker, { latencyMs: 0, permits: null }, createWorkload(600, 'warm'));
	}
}

function rowOf(setting: string, name: ContenderName, done: Created, raw: Created, wanted: number) {
	const comparable = done.lost === 0;
	return [
		setting,
		titles[name],
		timeOf(done, wanted),
		comparable ? times(done.wholeMs, raw.wholeMs) : '-',
		String(done.lost),
		String(done.duplicated),
		`${(done.cpuMs / done.items).toFixed(2)} ms`,
		`${done.peakMb.toFixed(0)} (+${done.grownMb.toFixed(0)})`,
		`${done.delayP99.toFixed(0)} / ${done.delayMax.toFixed(0)}`,
	];
}

type ByName = Map<ContenderName, Created>;

function targetsOf(byLatency: Map<number, ByName>, items: number): Target[] {
	const found: Target[] = [];
	const limits: Record<number, number> = { 100: 1.3, 300: 1.15 };
	for (const [latency, results] of byLatency) {
		const { raw, ours, builtIn } = Object.fromEntries(results) as Record<ContenderName, Created>;
		const what = `${items.toLocaleString('en')} creates, ${latency} ms, ${PERMITS} at once`;
		const limit = limits[latency];
		if (limit) {
			found.push(ratioTarget(`${what}, time of the raw client`, ours.ms / raw.ms, limit));
		}
		if (builtIn) {
			const faster = builtIn.wholeMs / ours.ms;
			found.push(ratioTarget(`${what}, faster than the built-in node`, faster, 10, false));
		}
		const { lost, duplicated } = ours;
		found.push({
			text: `${what}, none lost, none duplicated`,
			measured: `${lost} lost, ${duplicated} duplicated`,
			met: lost === 0 && duplicated === 0,
		});
	}
	return found;
}

function highlightsOf(results: ByName | undefined, wanted: number): Highlight[] {
	if (!results) return [];
	const done = [...results].map(
		([name, { wholeMs, lost, items }]) =>
			[name, { ms: wholeMs, lost, extrapolated: items < wanted }] as const,
	);
	const title = `${wanted.toLocaleString('en')} creates at ${TYPICAL_MS} ms`;
	return [{ title, done: new Map(done) }];
}

/** Creates contacts, one an item, on an instance that handles few requests at once and on one without a limit. */
export const creates: Part = async ({ items, latencies }, say) => {
	const instance = await startInstance(0);
	const workers = await startWorkers(contenderNames);
	await warmUp(instance, workers);
	const rows: string[][] = [];
	const withPermits = new Map<number, ByName>();
	for (const latencyMs of latencies) {
		for (const permits of [PERMITS, null]) {
			const setting = `${latencyMs} ms, ${permits === null ? 'no limit' : `${permits} at once`}`;
			const results: ByName = new Map();
			for (const worker of workers) {
				// One request at a time: the limit makes no difference to it.
				if (worker.name === 'builtIn' && permits === null) continue;
				const done = await create(instance, worker, { latencyMs, permits }, items);
				results.set(worker.name, done);
				const raw = results.get('raw')!;
				rows.push(rowOf(setting, worker.name, done, raw, items));
				say(`${setting}, ${titles[worker.name]}: ${seconds(done.ms)}, ${done.lost} lost`);
			}
			if (permits !== null) withPermits.set(latencyMs, results);
		}
	}
	workers.forEach((worker) => worker.stop());
	instance.stop();
	return {
		sections: [
			{
				title: `${items.toLocaleString('en')} creates`,
				head: [
					'Instance',
					'Contender',
					'Time',
					'Relative to raw',
					'Lost',
					'Duplicates',
					'CPU per item',
					'Memory MB (growth)',
					'Loop delay ms (p99 / max)',
				],
				rows,
				notes: [
					`Each item has five fields. The raw client has ${CONCURRENCY} requests in flight; this package finds out how many are best, up to 64; the HTTP Request node and the plain declarative node send everything at once; the built-in node sends one request after the other. The instance lets 50 requests wait and returns 429 to the others.`,
					"n8n's engine prepares all items before the first request is sent. That takes more than a second for 1,000 items in every declarative node (the largest loop delay); at 20 ms it takes as long as the requests.",
					'The built-in node creates through the Table API: its requests are redirected to the Contact API, so the simulated instance does the same work. It takes its body from the item, without expressions. If it would take too long, the time is extrapolated from the items that were measured.',
				],
			},
		],
		targets: targetsOf(withPermits, items),
		highlights: highlightsOf(withPermits.get(TYPICAL_MS), items),
	};
};
