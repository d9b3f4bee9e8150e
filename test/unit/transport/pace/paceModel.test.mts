import { alternatives, fixed } from '../../../../bench/model/alternatives.mts';
import type { InstanceSettings } from '../../../../bench/model/instance.mts';
import { simulate, type Simulated } from '../../../../bench/model/simulate.mts';

const ITEMS = 1000;

const SEEDS = [1, 2, 3, 4, 5];

const ours = alternatives['Permit wait (ours)'];

/** What one process, or several, do to an instance, for each of the seeds. */
function simulateAll(
	instance: InstanceSettings,
	paceOf = ours,
	processes = 1,
	items = ITEMS,
): Simulated[] {
	return SEEDS.map((seed) => simulate({ instance, items, processes }, paceOf, seed));
}

/** Time of the raw client with as many connections as the instance has permits. */
function rawMs(instance: InstanceSettings): number {
	const capacity = instance.nodes * instance.permits;
	const scenario = { instance, items: ITEMS, processes: 1 };
	const times = SEEDS.map((seed) => simulate(scenario, () => fixed(capacity), seed, true).ms);
	return times.reduce((sum, ms) => sum + ms, 0) / times.length;
}

function longest(runs: Simulated[]): number {
	return Math.max(...runs.map(({ ms }) => ms));
}

function rejected(runs: Simulated[]): number {
	return runs.reduce((sum, run) => sum + run.rejected, 0);
}

test.each([
	['4 nodes × 4 permits, 100 ms', { nodes: 4, permits: 4, workMs: 100 }, 1.25],
	['8 × 4, 100 ms', { nodes: 8, permits: 4, workMs: 100 }, 1.5],
	['1 × 4, 150 ms', { nodes: 1, permits: 4, workMs: 150 }, 1.05],
])('%s: 1,000 creates without a rejection, in time', (_, instance, atMost) => {
	const runs = simulateAll(instance);
	expect(rejected(runs)).toBe(0);
	expect(longest(runs) / rawMs(instance)).toBeLessThanOrEqual(atMost);
});

test.each([20, 100, 300])('one pool of 16, %i ms: as fast as 16 in flight', (workMs) => {
	const instance = { nodes: 1, permits: 16, workMs };
	const runs = simulateAll(instance);
	expect(rejected(runs)).toBe(0);
	const atSixteen = longest(simulateAll(instance, () => fixed(16)));
	expect(longest(runs) / atSixteen).toBeLessThanOrEqual(1.01);
});

test('three processes on one small instance leave room for others', () => {
	const instance = { nodes: 1, permits: 4, workMs: 150 };
	const runs = simulateAll(instance, ours, 3);
	const fixedRuns = simulateAll(instance, alternatives['64, AIMD'], 3);
	expect(rejected(runs)).toBeLessThanOrEqual(5 * SEEDS.length);
	const longestWait = (all: Simulated[]) =>
		Math.max(...all.map(({ longestWaitMs }) => longestWaitMs));
	// What is measured depends on the moment at which somebody else comes.
	expect(longestWait(runs)).toBeLessThanOrEqual(longestWait(fixedRuns) / 3);
});

test('half an instance that others use: faster than with 8, and others wait less than beside 64', () => {
	const instance = { nodes: 4, permits: 4, workMs: 100, othersPerSecond: 80 };
	const mean = (paceOf: typeof ours, value: (run: Simulated) => number) =>
		simulateAll(instance, paceOf).reduce((sum, run) => sum + value(run), 0);
	const eight = () => fixed(8);
	expect(mean(ours, ({ ms }) => ms)).toBeLessThan(mean(eight, ({ ms }) => ms));
	const wait = ({ meanWaitMs }: Simulated) => meanWaitMs;
	expect(mean(ours, wait)).toBeLessThan(mean(alternatives['64, AIMD'], wait) / 3);
});

test('work that varies is no wait', () => {
	const instance = { nodes: 8, permits: 4, workMs: 100, varies: true };
	const runs = simulateAll(instance);
	expect(Math.min(...runs.map(({ concurrency }) => concurrency))).toBeGreaterThan(24);
});

test('waits that the instance does not tell are no leave to send 64 at once', () => {
	const runs = simulateAll({ nodes: 1, permits: 4, workMs: 150, hidesWait: true });
	expect(rejected(runs)).toBe(0);
	expect(Math.max(...runs.map(({ concurrency }) => concurrency))).toBeLessThan(24);
});
