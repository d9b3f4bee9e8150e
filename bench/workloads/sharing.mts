import { setTimeout as sleep } from 'node:timers/promises';
import { runOn, startWorkers, type Part } from '../bench.mts';
import { startInstance, type BenchInstance, type Load, type SeenRequest } from '../instance.mts';
import { createWorkload, titles, type Manner } from '../job.mts';
import { ratioTarget, seconds, type Target } from '../report.mts';
import type { Worker } from '../workers.mts';

const PROCESSES = 3;

const LOAD: Load = { nodes: 1, permits: 4, latencyMs: 150 };

/** Share of the scale's items that each process creates: the instance is slow. */
const SHARE = 0.3;

/** Milliseconds between two requests of somebody else. */
const PAUSE_MS = 50;

/** What three processes did to each other, and to somebody else. */
interface Shared {
	ms: number;
	lost: number;
	rejected: number;
	/** Milliseconds that a request of somebody else waited. */
	longestWaitMs: number;
	foreignRejected: number;
}

/** Somebody else, who sends one request after the other until the work is done. */
async function beside(instance: BenchInstance, work: Promise<unknown>): Promise<void> {
	let isOver = false;
	const over = work.finally(() => (isOver = true));
	while (!isOver) {
		await instance.readOne();
		await sleep(PAUSE_MS);
	}
	await over;
}

function summed(seen: SeenRequest[]) {
	const [ours, foreign] = ['POST', 'GET'].map((method) =>
		seen.filter((request) => request.method === method),
	);
	const rejected = (requests: SeenRequest[]) =>
		requests.filter(({ status }) => status === 429).length;
	return {
		rejected: rejected(ours),
		foreignRejected: rejected(foreign),
		longestWaitMs: foreign.reduce((longest, { waitedMs = 0 }) => Math.max(longest, waitedMs), 0),
	};
}

/** On an instance of their own: what was learned of another one must not help. */
async function share(
	workers: Worker[],
	items: number,
	{ serverTiming, ...manner }: Manner & { serverTiming: boolean },
): Promise<Shared> {
	const instance = await startInstance(0);
	await instance.set({ ...LOAD, serverTiming });
	const start = performance.now();
	const jobs = workers.map(
		async (worker, index) =>
			await worker.run({
				...createWorkload(items, `bench-${index}`),
				...manner,
				url: instance.url,
			}),
	);
	await beside(instance, Promise.all(jobs));
	const ms = performance.now() - start;
	const counts = summed(await instance.seen());
	await instance.set({ latencyMs: 0, permits: null });
	const created = new Set(await instance.emails('bench'));
	instance.stop();
	return { ms, lost: items * workers.length - created.size, ...counts };
}

/** Several processes create contacts on one small instance, which somebody else uses too. */
export const sharing: Part = async (scale, say) => {
	const items = Math.round(scale.items * SHARE);
	const warm = await startInstance(0);
	const workers = (
		await Promise.all(Array.from({ length: PROCESSES }, async () => await startWorkers(['ours'])))
	).flat();
	for (const worker of workers) {
		await runOn(warm, worker, { latencyMs: 0, permits: null }, createWorkload(200, 'warm'));
	}
	warm.stop();
	const ours = await share(workers, items, { serverTiming: true });
	say(`${PROCESSES} processes: ${seconds(ours.ms)}, ${ours.rejected} rejected`);
	const fixed = await share(workers, items, { serverTiming: false, concurrency: 64 });
	say(`${PROCESSES} processes, 64 requests each: ${seconds(fixed.ms)}, ${fixed.rejected} rejected`);
	workers.forEach((worker) => worker.stop());
	const rows = [
		[titles.ours, ours] as const,
		[`${titles.ours}, 64 requests, fewer once rejected`, fixed] as const,
	].map(([title, done]) => [
		title,
		seconds(done.ms),
		String(done.lost),
		String(done.rejected),
		`${done.longestWaitMs.toFixed(0)} ms`,
		String(done.foreignRejected),
	]);
	const what = `${PROCESSES} processes, 1 × 4 permits`;
	const targets: Target[] = [
		{
			text: `${what}: none lost, at most 5 rejected`,
			measured: `${ours.lost} lost, ${ours.rejected} rejected`,
			met: ours.lost === 0 && ours.rejected <= 5,
		},
		ratioTarget(
			`${what}, longest wait of somebody else, relative to 64 requests each`,
			ours.longestWaitMs / fixed.longestWaitMs,
			0.5,
		),
	];
	const title = `${PROCESSES} processes, ${items.toLocaleString('en')} creates each, on one instance`;
	const head = [
		'Contender',
		'Time',
		'Lost',
		'Rejected (429)',
		'Longest wait of somebody else',
		'Rejected of somebody else',
	];
	const notes = [
		'The instance handles four requests at once, 150 ms each. During the run, another client sends it one request after another.',
	];
	return { sections: [{ title, head, rows, notes }], targets, highlights: [] };
};
