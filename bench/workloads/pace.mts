import { runOn, startWorkers, type Part } from '../bench.mts';
import { createAll, timeOf, type Created } from '../createAll.mts';
import { startInstance, type BenchInstance, type Load } from '../instance.mts';
import { createWorkload, titles, type ContenderName, type Manner } from '../job.mts';
import { ratioTarget, seconds, times, type Section, type Target } from '../report.mts';
import type { Worker } from '../workers.mts';

/** An instance, and what it can handle at once. */
interface Setting {
	load: Load & { nodes: number; permits: number };
	/** How many times as long as the raw client at the capacity it may take. */
	atMost: number;
	/** The same, with n8n's preparation of the items on top of the raw client's time. */
	atMostPrepared?: number;
}

const SETTINGS: Setting[] = [
	{ load: { nodes: 4, permits: 4, latencyMs: 100 }, atMost: 1.25, atMostPrepared: 1.1 },
	{ load: { nodes: 8, permits: 4, latencyMs: 100 }, atMost: 1.5 },
	{ load: { nodes: 1, permits: 4, latencyMs: 150 }, atMost: 1.05 },
];

/** Items of the sequential node; the rest is extrapolated. */
const SEQUENTIAL_ITEMS = 50;

/** One who does the work, in a manner of its own. */
interface Entry extends Manner {
	title: string;
	name: ContenderName;
	/** Whether responses tell how long they waited. */
	serverTiming?: boolean;
}

function entriesOf({ nodes, permits }: Setting['load']): Entry[] {
	const capacity = nodes * permits;
	return [
		{ title: `${titles.raw}, ${capacity} connections`, name: 'raw', concurrency: capacity },
		{ title: `${titles.raw}, 64 connections`, name: 'raw', concurrency: 64 },
		{ title: titles.ours, name: 'ours' },
		{
			title: `${titles.ours}, 8 requests, always`,
			name: 'ours',
			concurrency: 8,
			serverTiming: false,
		},
		{ title: titles.httpRequest, name: 'httpRequest' },
		{ title: titles.builtIn, name: 'builtIn' },
	];
}

interface Done extends Created {
	rejected: number;
	longestWaitMs: number;
}

async function create(
	instance: BenchInstance,
	worker: Worker,
	entry: Entry,
	load: Load,
	wanted: number,
): Promise<Done> {
	const { concurrency, serverTiming = true } = entry;
	const amount = { wanted, sequential: SEQUENTIAL_ITEMS };
	const created = await createAll(instance, worker, { ...load, serverTiming }, amount, {
		concurrency,
	});
	const seen = await instance.seen();
	return {
		...created,
		rejected: seen.filter(({ status }) => status === 429).length,
		longestWaitMs: seen.reduce((longest, { waitedMs = 0 }) => Math.max(longest, waitedMs), 0),
	};
}

function nameOf({ nodes, permits, latencyMs }: Setting['load']): string {
	return `${nodes} × ${permits}, ${latencyMs} ms`;
}

function rowOf(setting: Setting, { title }: Entry, done: Done, raw: Done, wanted: number) {
	return [
		nameOf(setting.load),
		title,
		timeOf(done, wanted),
		done.lost === 0 ? times(done.wholeMs, raw.wholeMs) : '-',
		String(done.lost),
		String(done.rejected),
		`${done.longestWaitMs.toFixed(0)} ms`,
	];
}

function targetsOf({ load, atMost, atMostPrepared }: Setting, raw: Done, ours: Done): Target[] {
	const { items } = ours;
	const what = `${items.toLocaleString('en')} creates, ${load.nodes} × ${load.permits} permits, ${load.latencyMs} ms`;
	const clean = `${ours.lost} lost, ${ours.rejected} rejected`;
	return [
		ratioTarget(`${what}, time of the raw client at the capacity`, ours.ms / raw.ms, atMost),
		...(atMostPrepared
			? [
					ratioTarget(
						`${what}, time of the raw client and n8n's preparation`,
						ours.ms / (raw.ms + ours.delayMax),
						atMostPrepared,
					),
				]
			: []),
		{
			text: `${what}, none lost, none rejected`,
			measured: clean,
			met: ours.lost + ours.rejected === 0,
		},
	];
}

/** Creates contacts on instances of several sizes, each contender in the manner that it has by default. */
export const pace: Part = async ({ items }, say) => {
	const warm = await startInstance(0);
	const workers = await startWorkers(['raw', 'ours', 'httpRequest', 'builtIn']);
	for (const worker of workers) {
		await runOn(warm, worker, { latencyMs: 0, permits: null }, createWorkload(600, 'warm'));
	}
	warm.stop();
	const rows: string[][] = [];
	const targets: Target[] = [];
	for (const setting of SETTINGS) {
		const { load } = setting;
		// What was learned of another one must not help.
		const instance = await startInstance(0);
		const done: Done[] = [];
		for (const entry of entriesOf(load)) {
			const worker = workers.find(({ name }) => name === entry.name);
			if (!worker) continue;
			const result = await create(instance, worker, entry, load, items);
			done.push(result);
			rows.push(rowOf(setting, entry, result, done[0], items));
			say(`${nameOf(load)}, ${entry.title}: ${seconds(result.ms)}, ${result.rejected} rejected`);
		}
		instance.stop();
		const [raw, , ours] = done;
		targets.push(...targetsOf(setting, raw, ours));
	}
	workers.forEach((worker) => worker.stop());
	return { sections: [sectionOf(items, rows)], targets, highlights: [] };
};

function sectionOf(items: number, rows: string[][]): Section {
	return {
		title: `${items.toLocaleString('en')} creates by the capacity of the instance`,
		head: [
			'Instance',
			'Contender',
			'Time',
			'Relative to raw',
			'Lost',
			'Rejected (429)',
			'Longest wait',
		],
		rows,
		notes: [
			'"4 × 4" are four application nodes that handle four requests each and let 50 more wait; a balancer spreads requests over them at random, so that 16 connections leave some of the 16 permits unused. The wait is that of a request at the instance, before it is handled.',
			'The nodes of this package have their default settings. "8 requests, always" is what they do where responses do not tell how long they waited.',
		],
	};
}
