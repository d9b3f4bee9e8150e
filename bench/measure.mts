import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Measured, Outcome } from './job.mts';

const MB = 1024 * 1024;
const NS_PER_MS = 1e6;

/** Milliseconds between two samples of the memory and of the event loop. */
const SAMPLE_MS = 10;

/** Does a piece of work and measures what it cost this process. */
export async function measure(work: () => Promise<Outcome>): Promise<Measured> {
	globalThis.gc?.();
	const rss = () => process.memoryUsage.rss() / MB;
	const startMb = rss();
	let peakMb = startMb;
	const sample = () => (peakMb = Math.max(peakMb, rss()));
	const sampling = setInterval(sample, SAMPLE_MS);
	const delay = monitorEventLoopDelay({ resolution: SAMPLE_MS });
	delay.enable();
	// It counts from its first tick on, and a node may block the loop from the start.
	await sleep(3 * SAMPLE_MS);
	const cpu = process.cpuUsage();
	const start = performance.now();
	const outcome = await work();
	const ms = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	delay.disable();
	clearInterval(sampling);
	sample();
	return {
		...outcome,
		ms,
		cpuMs: (user + system) / 1000,
		peakMb,
		grownMb: peakMb - startMb,
		// The monitor counts its own interval in.
		delayP99: Math.max(0, delay.percentile(99) / NS_PER_MS - SAMPLE_MS),
		delayMax: Math.max(0, delay.max / NS_PER_MS - SAMPLE_MS),
	};
}
