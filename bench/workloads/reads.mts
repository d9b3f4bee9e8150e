import { runOn, startWorkers, type Part, type Result } from '../bench.mts';
import { startInstance, type BenchInstance } from '../instance.mts';
import { contenderNames, titles, type ContenderName } from '../job.mts';
import { median, ratioTarget, seconds, times, type Highlight, type Target } from '../report.mts';
import type { Worker } from '../workers.mts';

const LATENCY_MS = 50;

/** Contacts of the instance's seed. */
const SEEDED = 60;

/** Contacts up to which the built-in node is waited for: it reads 100 at a time. */
const BUILT_IN_UP_TO = 20_000;

/** Contacts up to which runs are repeated. */
const REPEATED_UP_TO = 20_000;

/** Contacts of the runs that the summary shows. */
const TYPICAL = 20_000;

const LOAD = { latencyMs: LATENCY_MS, permits: null };

type Runs = Map<ContenderName, Result>;

/** Runs in turns, so that a busy moment of the machine hits all; the middle one counts. */
async function readInTurns(
	instance: BenchInstance,
	workers: Worker[],
	repeats: number,
): Promise<Runs> {
	const all = new Map<ContenderName, Result[]>();
	for (let turn = 0; turn < repeats; turn += 1) {
		for (const worker of workers) {
			if (worker.name === 'builtIn' && turn > 0) continue;
			const result = await runOn(instance, worker, LOAD, { kind: 'readAll' });
			all.set(worker.name, [...(all.get(worker.name) ?? []), result]);
		}
	}
	return new Map(
		[...all].map(([name, results]) => {
			const ms = median(results.map((result) => result.ms));
			return [name, results.find((result) => result.ms === ms)!];
		}),
	);
}

function rowsOf(contacts: number, runs: Runs): string[][] {
	const raw = runs.get('raw')!;
	return [...runs].map(([name, run]) => [
		contacts.toLocaleString('en'),
		titles[name],
		seconds(run.ms),
		times(run.ms, raw.ms),
		String(run.requests),
		String(contacts - run.records),
		`${((run.cpuMs / contacts) * 1000).toFixed(0)} µs`,
		`${run.peakMb.toFixed(0)} (+${run.grownMb.toFixed(0)})`,
		`${run.delayP99.toFixed(0)} / ${run.delayMax.toFixed(0)}`,
		run.error ?? '',
	]);
}

function targetsOf(bySize: Map<number, Runs>): Target[] {
	const found: Target[] = [];
	const { raw, ours, builtIn } = Object.fromEntries(bySize.get(TYPICAL) ?? []) as Partial<
		Record<ContenderName, Result>
	>;
	if (!raw || !ours) return found;
	const what = `Return All, ${TYPICAL.toLocaleString('en')} contacts`;
	found.push(ratioTarget(`${what}, time of the raw client`, ours.ms / raw.ms, 1.15));
	if (builtIn) {
		const faster = builtIn.ms / ours.ms;
		found.push(ratioTarget(`${what}, faster than the built-in node`, faster, 6, false));
	}
	const large = bySize.get(100_000)?.get('ours');
	if (large) {
		const growth = large.error === undefined ? large.ms / ours.ms / 5 : Infinity;
		found.push(
			ratioTarget('Return All, 100,000 relative to 20,000, time per contact', growth, 1.2),
		);
	}
	return found;
}

function highlightsOf(runs: Runs | undefined): Highlight[] {
	if (!runs) return [];
	const done = [...runs].map(
		([name, { ms, records }]) =>
			[name, { ms, lost: TYPICAL - records, extrapolated: false }] as const,
	);
	return [{ title: `Return All of ${TYPICAL.toLocaleString('en')} contacts`, done: new Map(done) }];
}

/** Reads all contacts of an instance. */
export const reads: Part = async ({ contacts, repeats }, say) => {
	const rows: string[][] = [];
	const bySize = new Map<number, Runs>();
	const workers = await startWorkers(contenderNames);
	for (const count of contacts) {
		const instance = await startInstance(count - SEEDED);
		if (bySize.size === 0) await readInTurns(instance, workers, 2);
		const patient = workers.filter(({ name }) => name !== 'builtIn' || count <= BUILT_IN_UP_TO);
		const runs = await readInTurns(instance, patient, count <= REPEATED_UP_TO ? repeats : 1);
		bySize.set(count, runs);
		rows.push(...rowsOf(count, runs));
		for (const [name, run] of runs) say(`${count} contacts, ${titles[name]}: ${seconds(run.ms)}`);
		instance.stop();
	}
	workers.forEach((worker) => worker.stop());
	return {
		sections: [
			{
				title: `Return All, ${LATENCY_MS} ms per page`,
				head: [
					'Contacts',
					'Contender',
					'Time',
					'Relative to raw',
					'Requests',
					'Lost',
					'CPU per contact',
					'Memory MB (growth)',
					'Loop delay ms (p99 / max)',
					'Error',
				],
				rows,
				notes: [
					'Pages have 1,000 records, or 100 for the built-in node, which has no other size. The raw client requests the same pages as this package, by key, with the same requests at the end to make sure that nothing follows; only after a read of one page this package sends one more, because nothing has shown yet that the instance carries out the condition on the key. The plain declarative node and the HTTP Request node page by offset and stop at the first short page: they miss records if some are inserted, deleted, or hidden during the read.',
				],
			},
		],
		targets: targetsOf(bySize),
		highlights: highlightsOf(bySize.get(TYPICAL)),
	};
};
