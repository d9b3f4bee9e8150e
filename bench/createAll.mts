import { runOn, type Result } from './bench.mts';
import type { BenchInstance, Load } from './instance.mts';
import { createWorkload, type Manner } from './job.mts';
import { seconds } from './report.mts';
import type { Worker } from './workers.mts';

/** Contacts that a contender created. */
export interface Created extends Result {
	items: number;
	/** Milliseconds for all items; extrapolated if fewer were created. */
	wholeMs: number;
	lost: number;
	duplicated: number;
}

/** How many to create. */
export interface Amount {
	wanted: number;
	/** Items that the node gets which sends one request after the other; the rest is extrapolated. */
	sequential: number;
}

/** Lets a contender create contacts on an instance without any of its own, and counts them there. */
export async function createAll(
	instance: BenchInstance,
	worker: Worker,
	load: Load,
	{ wanted, sequential }: Amount,
	manner: Manner = {},
): Promise<Created> {
	const items = worker.name === 'builtIn' ? Math.min(wanted, sequential) : wanted;
	await instance.reset();
	const workload = { ...createWorkload(items, 'bench'), ...manner };
	const result = await runOn(instance, worker, load, workload);
	const emails = await instance.emails('bench');
	const distinct = new Set(emails).size;
	return {
		...result,
		items,
		wholeMs: (result.ms / items) * wanted,
		lost: items - distinct,
		duplicated: emails.length - distinct,
	};
}

/** The time of all items, as a report shows it. @param wanted how many were to be created */
export function timeOf({ items, ms, wholeMs }: Created, wanted: number): string {
	return items < wanted ? `${seconds(wholeMs)} (extrapolated from ${items})` : seconds(ms);
}
