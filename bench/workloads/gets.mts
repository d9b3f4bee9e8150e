import { runOn, startWorkers, type Part } from '../bench.mts';
import { startInstance } from '../instance.mts';
import { contenderNames, titles } from '../job.mts';
import { seconds, times } from '../report.mts';

const LOAD = { latencyMs: 50, permits: 16 };

/** Items that the sequential node gets; the rest is extrapolated. */
const SEQUENTIAL_ITEMS = 200;

/** Reads contacts one by one, one an item. */
export const gets: Part = async ({ items }, say) => {
	const instance = await startInstance(items);
	const workers = await startWorkers(contenderNames);
	const ids = await instance.ids(items);
	const rows: string[][] = [];
	let rawMs = NaN;
	for (const worker of workers) {
		const some = { kind: 'get', ids: ids.slice(0, 200) } as const;
		await runOn(instance, worker, { latencyMs: 0, permits: null }, some);
		const asked = worker.name === 'builtIn' ? ids.slice(0, SEQUENTIAL_ITEMS) : ids;
		const result = await runOn(instance, worker, LOAD, { kind: 'get', ids: asked });
		const wholeMs = (result.ms / asked.length) * items;
		if (worker.name === 'raw') rawMs = wholeMs;
		const lost = asked.length - result.records;
		const isPart = asked.length < items;
		rows.push([
			titles[worker.name],
			isPart ? `${seconds(wholeMs)} (extrapolated from ${asked.length})` : seconds(wholeMs),
			lost > 0 ? '-' : times(wholeMs, rawMs),
			String(lost),
			`${(result.cpuMs / asked.length).toFixed(2)} ms`,
			`${result.peakMb.toFixed(0)} (+${result.grownMb.toFixed(0)})`,
			`${result.delayP99.toFixed(0)} / ${result.delayMax.toFixed(0)}`,
		]);
		say(`gets, ${titles[worker.name]}: ${seconds(result.ms)}, ${lost} lost`);
		worker.stop();
	}
	instance.stop();
	return {
		sections: [
			{
				title: `${items.toLocaleString('en')} gets, ${LOAD.latencyMs} ms, ${LOAD.permits} at once`,
				head: [
					'Contender',
					'Time',
					'Relative to raw',
					'Lost',
					'CPU per item',
					'Memory MB (growth)',
					'Loop delay ms (p99 / max)',
				],
				rows,
				notes: [
					'Lost: items without a record in the output. The engine discards the results of all items when one fails.',
				],
			},
		],
		targets: [],
		highlights: [],
	};
};
