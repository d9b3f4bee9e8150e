import { sleep } from 'n8n-workflow';
import { originOf } from '../../instance/instanceUrl';
import { IdleMap } from '../idleMap';
import { Pace } from './pace';
import { Bounds, RunQueue } from './runQueue';
import { MAX_CONCURRENCY } from '../sendOptions';

/** Permission to send one request. */
export interface Permit {
	/** UNIX milliseconds of the start. */
	since: number;
	/** Cuts of the limit before it. */
	epoch: number;
	/** Whose request it is. */
	run: RunQueue;
}

/**
 * Milliseconds from the start of a request to that of the next one, at most. Requests that leave
 * together come back together, round after round, and then each waits until all of them are handled,
 * which takes about a millisecond for each. Spaced out, they are handled while others are in progress.
 */
const MIN_TIME_MS = 2;

/** Share of the time between two responses up to which requests are spaced out, so that it costs nothing. */
const SPACING_SHARE = 1 / 3;

/** How a request ended. */
export interface RequestEnd {
	/** Whether it did what it was sent for. */
	succeeded: boolean;
	/** Milliseconds for which it waited at the host, where the answer tells. */
	waitedMs?: number;
}

/**
 * Limits the requests in flight to one host. One limiter serves all nodes and executions of the process.
 *
 * Runs take turns, so that one of many items does not hold up the others: one request of each, and then the
 * next one of each. Each run has at most as many in flight as it asks for, and all together as many as
 * the one that asks for the most, and never more than the pace of the host allows.
 */
export class ConcurrencyLimiter {
	private inFlight = 0;

	private readonly pace = new Pace();

	/** UNIX milliseconds at which the last request ended. */
	private lastEnd = Infinity;

	/** UNIX milliseconds before which no further request starts. */
	private nextStart = 0;

	/** Milliseconds to the next start, from how long the host takes. */
	private spacingMs = MIN_TIME_MS;

	/** What has requests in flight or waiting. */
	private readonly runs = new Map<AbortSignal, RunQueue>();

	/** Runs of which a request may start, in the order of their turns. */
	private readonly turns = new Set<RunQueue>();

	private readonly bounds = new Bounds();

	/** Counts the cuts, so that a burst of rejections cuts once. */
	private epoch = 0;

	private readonly watched = new WeakSet<AbortSignal>();

	/** Whether nothing is in flight or waits. What was learned of the host can be learned anew. */
	get isIdle(): boolean {
		return this.runs.size === 0;
	}

	/**
	 * Waits for a permit.
	 *
	 * @param bound requests of the run in flight to the host, at most; nothing leaves it to the pace
	 * @param signal of the run, which ends the wait; it tells the runs apart
	 * @returns the permit, to be given back by `release`
	 * @throws the reason of the signal
	 */
	async acquire(bound: number | undefined, signal: AbortSignal): Promise<Permit> {
		signal.throwIfAborted();
		this.watch(signal);
		if (this.inFlight === 0) this.pace.resume(Date.now() - this.lastEnd);
		const run = this.runOf(signal, bound && Math.min(bound, MAX_CONCURRENCY));
		await new Promise<void>((start, cancel) => {
			run.add({ start, cancel });
			this.queueUp(run);
			this.startNext();
		});
		await this.spaceOut(run);
		return { since: Date.now(), epoch: this.epoch, run };
	}

	/** Spaces out the starts of requests. @throws the reason of the signal, without the permit */
	private async spaceOut(run: RunQueue): Promise<void> {
		const now = Date.now();
		const start = Math.max(now, this.nextStart);
		this.nextStart = start + this.spacingMs;
		if (start > now) await sleep(start - now);
		if (!run.signal.aborted) return;
		this.end(run);
		run.signal.throwIfAborted();
	}

	/** Gives a permit back. @param end how the request ended */
	release(permit: Permit, { succeeded, waitedMs }: RequestEnd): void {
		const { inFlight, pace } = this;
		const answerMs = Date.now() - permit.since;
		if (succeeded) {
			this.spacingMs = Math.min(MIN_TIME_MS, Math.floor((answerMs / inFlight) * SPACING_SHARE));
		}
		if (waitedMs !== undefined) pace.told({ answerMs, waitedMs, inFlight });
		else if (succeeded) pace.succeeded();
		this.end(permit.run);
	}

	/** The host has too many requests. @param permit of the one that it rejected */
	cut({ epoch }: Permit): void {
		if (epoch !== this.epoch) return;
		this.epoch += 1;
		this.pace.cut(this.inFlight);
	}

	private end(run: RunQueue): void {
		this.inFlight -= 1;
		run.inFlight -= 1;
		this.lastEnd = Date.now();
		this.queueUp(run);
		this.dropIfIdle(run);
		this.startNext();
	}

	/** Gives a run a turn, where it wants one. */
	private queueUp(run: RunQueue): void {
		if (run.mayStart(this.pace.unsetBound)) this.turns.add(run);
	}

	private runOf(signal: AbortSignal, bound?: number): RunQueue {
		const known = this.runs.get(signal);
		if (known) return known;
		const run = new RunQueue(signal, bound);
		this.runs.set(signal, run);
		this.bounds.count(run, 1);
		return run;
	}

	private dropIfIdle(run: RunQueue): void {
		if (run.inFlight > 0 || run.isWaiting || !this.runs.delete(run.signal)) return;
		this.bounds.count(run, -1);
	}

	private startNext(): void {
		const { limit, unsetBound } = this.pace;
		const allowed = Math.min(limit, this.bounds.most(unsetBound));
		for (const run of this.turns) {
			if (this.inFlight >= allowed) return;
			this.turns.delete(run);
			this.inFlight += 1;
			run.inFlight += 1;
			run.take().start();
			// At the end of the turns.
			this.queueUp(run);
		}
	}

	/** One listener for a run, however many of its requests wait. */
	private watch(signal: AbortSignal): void {
		if (this.watched.has(signal)) return;
		this.watched.add(signal);
		signal.addEventListener('abort', () => this.cancelAll(signal), { once: true });
	}

	private cancelAll(signal: AbortSignal): void {
		const run = this.runs.get(signal);
		if (!run) return;
		this.turns.delete(run);
		for (const { cancel } of run.clear()) cancel(signal.reason as Error);
		this.dropIfIdle(run);
		this.startNext();
	}
}

const limiters = new IdleMap(() => new ConcurrencyLimiter());

/** The limiter of a host. @param baseUrl address of the instance */
export function limiterOf(baseUrl: string): ConcurrencyLimiter {
	return limiters.get(originOf(baseUrl));
}
