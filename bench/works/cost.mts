import { runOn, startWorkers, type Part } from '../bench.mts';
import { startInstance } from '../instance.mts';
import { createWork, titles, type ContenderName } from '../job.mts';
import { median, ratioTarget, times, type Target } from '../report.mts';

const NO_LOAD = { latencyMs: 0, permits: null };

/** Turns before the first one that counts: n8n is a server that has been running for a while. */
const WARM_UP = 3;

const names = ['raw', 'plain', 'ours'] as const;

/** Processor time of an item, beside the same node without the transport of this package. */
export const cost: Part = async ({ items, fields, repeats }, say) => {
	const instance = await startInstance(0);
	const workers = await startWorkers(names);
	const rows: string[][] = [];
	const targets: Target[] = [];
	for (const [round, count] of fields.entries()) {
		const warmUp = round === 0 ? WARM_UP : 1;
		const perItem = new Map<ContenderName, number[]>(names.map((name) => [name, []]));
		for (let turn = 0; turn < warmUp + repeats; turn += 1) {
			for (const worker of workers) {
				await instance.reset();
				const work = createWork(items, 'bench', count);
				const { cpuMs } = await runOn(instance, worker, NO_LOAD, work);
				if (turn >= warmUp) perItem.get(worker.name)?.push(cpuMs / items);
			}
		}
		const cpu = (name: ContenderName) => median(perItem.get(name) ?? []);
		for (const name of names) {
			rows.push([
				`${count}`,
				titles[name],
				`${cpu(name).toFixed(2)} ms`,
				times(cpu(name), cpu('plain')),
			]);
			say(`${count} fields, ${titles[name]}: ${cpu(name).toFixed(2)} ms of processor time an item`);
		}
		const what = `CPU per item, ${count} ${count === 1 ? 'field' : 'fields'}, to the plain node`;
		targets.push(ratioTarget(what, cpu('ours') / cpu('plain'), 1.1));
	}
	workers.forEach((worker) => worker.stop());
	instance.stop();
	return {
		sections: [
			{
				title: 'Processor time of a create',
				head: ['Fields', 'Contender', 'CPU per item', 'To the plain node'],
				rows,
				notes: [
					`${items.toLocaleString('en')} items, no latency, no bound, every field an expression. The middle one of ${repeats} runs, after ${WARM_UP} to warm up. The plain node has everything in flight at once, this package 16 requests.`,
				],
			},
		],
		targets,
	};
};
