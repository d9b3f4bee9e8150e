import type { ContenderName, Measured, Workload } from './job.mts';
import type { BenchInstance, Load } from './instance.mts';
import { hasRealN8n } from './n8n.mts';
import type { Report } from './report.mts';
import { startWorker, type Worker } from './workers.mts';

/** How much is to be done. */
export interface Scale {
	/** Items of creates, gets and processor time. */
	items: number;
	/** Latencies of creates, in milliseconds. */
	latencies: number[];
	/** Contacts to read, a run each. */
	contacts: number[];
	/** Numbers of fields in the runs for processor time. */
	fields: number[];
	/** Runs of which the middle one counts, where runs are short. */
	repeats: number;
}

export const fullScale: Scale = {
	items: 1000,
	latencies: [20, 100, 300],
	contacts: [1000, 20_000, 100_000],
	fields: [1, 5, 15],
	repeats: 3,
};

export const quickScale: Scale = {
	items: 200,
	latencies: [100],
	contacts: [1000],
	fields: [5],
	repeats: 3,
};

/** A part of the benchmark. @param say tells the user what is going on */
export type Part = (scale: Scale, say: (text: string) => void) => Promise<Report>;

const needsRealN8n = new Set<ContenderName>(['httpRequest', 'builtIn']);

/** Starts the processes of those contenders that can be had. */
export async function startWorkers(names: readonly ContenderName[]): Promise<Worker[]> {
	const there = names.filter((name) => hasRealN8n || !needsRealN8n.has(name));
	return await Promise.all(there.map(startWorker));
}

/** What a contender did, as its own process and the instance saw it. */
export interface Result extends Measured {
	/** Requests that the instance received. */
	requests: number;
}

/** Lets a contender do a workload on an instance with that load. */
export async function runOn(
	instance: BenchInstance,
	worker: Worker,
	load: Load,
	workload: Workload,
): Promise<Result> {
	const before = await instance.requestCount();
	await instance.set(load);
	const measured = await worker.run({ ...workload, url: instance.url });
	await instance.set({ latencyMs: 0, permits: null });
	return { ...measured, requests: (await instance.requestCount()) - before };
}
