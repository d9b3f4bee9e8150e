import { runOn, startWorkers, type Part, type Scale } from '../bench.mts';
import { startInstance, type BenchInstance } from '../instance.mts';
import { createWorkload, titles, type ContenderName } from '../job.mts';
import { median, ratioTarget, times, type Target } from '../report.mts';

const NO_LOAD = { latencyMs: 0, permits: null };

/** Turns before the first one that counts: n8n is a server that has been running for a while. */
const WARM_UP = 3;

/** Sets of fresh processes: what a process costs depends a little on how its code happened to be compiled. */
const SETS = 3;

const names = ['raw', 'plain', 'ours'] as const;

/** Milliseconds of processor time an item, of all turns. */
type Costs = Map<ContenderName, number[]>;

/** Adds the costs of one set of processes to those of the others, by number of fields. */
async function addSet(
	instance: BenchInstance,
	{ items, fields, repeats }: Scale,
	costs: Map<number, Costs>,
): Promise<void> {
	const workers = await startWorkers(names);
	for (const [round, count] of fields.entries()) {
		const warmUp = round === 0 ? WARM_UP : 1;
		for (let turn = 0; turn < warmUp + repeats; turn += 1) {
			for (const worker of workers) {
				await instance.reset();
				const work = createWorkload(items, 'bench', count);
				const { cpuMs } = await runOn(instance, worker, NO_LOAD, work);
				if (turn >= warmUp)
					costs
						.get(count)
						?.get(worker.name)
						?.push(cpuMs / items);
			}
		}
	}
	workers.forEach((worker) => worker.stop());
}

/** Processor time of an item, beside the same node without the transport of this package. */
export const cost: Part = async (scale, say) => {
	const { items, fields, repeats } = scale;
	const instance = await startInstance(0);
	const costs = new Map(
		fields.map((count): [number, Costs] => [count, new Map(names.map((name) => [name, []]))]),
	);
	for (let set = 1; set <= SETS; set += 1) {
		say(`processor time: set ${set} of ${SETS}`);
		await addSet(instance, scale, costs);
	}
	instance.stop();
	const rows: string[][] = [];
	const targets: Target[] = [];
	for (const [count, perItem] of costs) {
		const cpu = (name: ContenderName) => median(perItem.get(name) ?? []);
		for (const name of names) {
			rows.push([
				`${count}`,
				titles[name],
				`${cpu(name).toFixed(2)} ms`,
				times(cpu(name), cpu('plain')),
			]);
		}
		const what = `CPU per item, ${count} ${count === 1 ? 'field' : 'fields'}, relative to the plain node`;
		targets.push(ratioTarget(what, cpu('ours') / cpu('plain'), 1.1));
	}
	return {
		sections: [
			{
				title: 'Processor time of a create',
				head: ['Fields', 'Contender', 'CPU per item', 'Relative to plain'],
				rows,
				notes: [
					`${items.toLocaleString('en')} items, no latency, no limit, every field an expression. Each figure is the median of ${SETS * repeats} runs, ${repeats} in each of ${SETS} new processes, after ${WARM_UP} warm-up runs. The plain node has everything in flight at once, this package up to 64 requests.`,
				],
			},
		],
		targets,
		highlights: [],
	};
};
