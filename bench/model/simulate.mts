import { ModelClient, Probe, type ModelPace } from './client.mts';
import { ModelInstance, type InstanceSettings } from './instance.mts';
import { VirtualTime } from './virtualTime.mts';

/** Processor time of an item, measured: what n8n needs before the first request, and for each one. */
const PREPARATION_MS = 1.4;
const CPU_MS = 2.2;
const RAW_CPU_MS = 0.4;

/** Milliseconds between the starts of two processes. */
const APART_MS = 97;

/** What is to be done on an instance. */
export interface Scenario {
	instance: InstanceSettings;
	/** Items of each process. */
	items: number;
	processes: number;
}

/** What came of it. */
export interface Simulated {
	/** Milliseconds until all was done. */
	ms: number;
	rejected: number;
	/** Most requests of a process in flight. */
	concurrency: number;
	/** Of one request after the other that somebody else sends. */
	longestWaitMs: number;
	meanWaitMs: number;
}

/**
 * Lets processes do their work on an instance, in virtual time.
 *
 * @param paceOf makes what decides how many requests of a process may be in flight
 * @param seed of all chance
 * @param isRaw whether the processes are bare HTTP clients, which prepare nothing
 */
export function simulate(
	{ instance: settings, items, processes }: Scenario,
	paceOf: () => ModelPace,
	seed: number,
	isRaw = false,
): Simulated {
	const time = new VirtualTime();
	const instance = new ModelInstance(time, settings, seed);
	const probe = new Probe(time, instance);
	const clients = Array.from({ length: processes }, (_, index) => {
		const startMs = isRaw ? 0 : items * PREPARATION_MS + index * APART_MS;
		const cpuMs = isRaw ? RAW_CPU_MS : CPU_MS;
		return new ModelClient(time, instance, paceOf(), { items, startMs, cpuMs });
	});
	time.run(() => clients.every(({ isDone }) => isDone));
	const { longestWaitMs, meanWaitMs } = probe;
	return {
		ms: Math.max(...clients.map(({ endMs }) => endMs)),
		rejected: clients.reduce((sum, { rejected }) => sum + rejected, 0),
		concurrency: Math.max(...clients.map(({ concurrency }) => concurrency)),
		longestWaitMs,
		meanWaitMs,
	};
}
