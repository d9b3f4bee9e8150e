import type { Part } from '../bench.mts';
import { alternatives, fixed } from '../model/alternatives.mts';
import type { InstanceSettings } from '../model/instance.mts';
import { simulate, type Simulated } from '../model/simulate.mts';

const ITEMS = 1000;

/** Seeds of chance over which the figures are averaged. */
const SEEDS = [1, 2, 3, 4, 5];

interface Case {
	title: string;
	instance: InstanceSettings;
	processes?: number;
}

const CASES: Case[] = [
	{ title: '4 × 4, 100 ms', instance: { nodes: 4, permits: 4, workMs: 100 } },
	{
		title: '4 × 4, 100 ms, varying',
		instance: { nodes: 4, permits: 4, workMs: 100, varies: true },
	},
	{
		title: '4 × 4, 100 ms, half used by others',
		instance: { nodes: 4, permits: 4, workMs: 100, othersPerSecond: 80 },
	},
	{ title: '8 × 4, 100 ms', instance: { nodes: 8, permits: 4, workMs: 100 } },
	{ title: '1 × 4, 150 ms', instance: { nodes: 1, permits: 4, workMs: 150 } },
	{ title: '1 × 16, 300 ms', instance: { nodes: 1, permits: 16, workMs: 300 } },
	{
		title: '1 × 4, 150 ms, 3 processes',
		instance: { nodes: 1, permits: 4, workMs: 150 },
		processes: 3,
	},
	{
		title: '4 × 4, 100 ms, 3 processes',
		instance: { nodes: 4, permits: 4, workMs: 100 },
		processes: 3,
	},
	{
		title: '1 × 4, 150 ms, wait not told',
		instance: { nodes: 1, permits: 4, workMs: 150, hidesWait: true },
	},
];

function mean(runs: Simulated[], value: (run: Simulated) => number): number {
	return runs.reduce((sum, run) => sum + value(run), 0) / runs.length;
}

function rowsOf({ title, instance, processes = 1 }: Case): string[][] {
	const capacity = instance.nodes * instance.permits;
	const quiet = { ...instance, othersPerSecond: undefined };
	const raw = { instance: quiet, items: ITEMS * processes, processes: 1 };
	const { ms: rawMs } = simulate(raw, () => fixed(capacity), 1, true);
	return Object.entries(alternatives).map(([name, paceOf]) => {
		const scenario = { instance, items: ITEMS, processes };
		const runs = SEEDS.map((seed) => simulate(scenario, paceOf, seed));
		return [
			title,
			name,
			`${(mean(runs, ({ ms }) => ms) / rawMs).toFixed(2)} ×`,
			mean(runs, ({ rejected }) => rejected).toFixed(0),
			mean(runs, ({ concurrency }) => concurrency).toFixed(0),
			`${mean(runs, ({ meanWaitMs }) => meanWaitMs).toFixed(0)} / ${mean(runs, ({ longestWaitMs }) => longestWaitMs).toFixed(0)}`,
		];
	});
}

/** Ways to find the number of requests in flight, in a model of instances and processes. */
export const model: Part = async () => ({
	sections: [
		{
			title: 'Ways to find the number of requests, in a model',
			head: [
				'Instance',
				'Way',
				'Relative to raw',
				'Rejected (429)',
				'At once',
				'Wait of somebody else (ms, mean / longest)',
			],
			rows: CASES.flatMap(rowsOf),
			notes: [
				`${ITEMS.toLocaleString('en')} items of each process, in virtual time: the mean of ${SEEDS.length} seeds. The raw client has as many connections as the instance has permits, and the instance for itself.`,
			],
		},
	],
	targets: [],
	highlights: [],
});
