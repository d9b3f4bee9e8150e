import { sleep } from 'n8n-workflow';
import { originOf } from '../instance/instanceUrl';
import { IdleMap } from './idleMap';
import { MAX_CONCURRENCY } from './sendOptions';

/** Permission to send one request. */
export interface Permit {
	/** UNIX milliseconds of the start. */
	since: number;
	/** Halvings of the limit before it. */
	epoch: number;
	/** Whose request it is. */
	run: RunQueue;
}

/** A request that waits for its permit. */
interface Waiter {
	start: () => void;
	cancel: (reason: Error) => void;
}

/** What one run has at the host, as long as it has something there. */
class RunQueue {
	inFlight = 0;

	private waiting: Waiter[] = [];

	/** Place of the first waiter; taking waiters out one by one would cost a copy each. */
	private first = 0;

	/** @param max requests of the run in flight, at most */
	constructor(
		readonly signal: AbortSignal,
		readonly max: number,
	) {}

	get isWaiting(): boolean {
		return this.first < this.waiting.length;
	}

	get mayStart(): boolean {
		return this.isWaiting && this.inFlight < this.max;
	}

	add(waiter: Waiter): void {
		this.waiting.push(waiter);
	}

	/** Takes out the one that waits the longest. */
	take(): Waiter {
		const waiter = this.waiting[this.first];
		this.first += 1;
		if (!this.isWaiting) this.clear();
		return waiter;
	}

	/** Takes out all. */
	clear(): Waiter[] {
		const waiting = this.waiting.slice(this.first);
		this.waiting = [];
		this.first = 0;
		return waiting;
	}
}

/**
 * Milliseconds from the start of a request to that of the next one, at most. Requests that leave
 * together come back together, round after round, and then each waits until all of them are handled,
 * which takes about a millisecond for each. Spaced out, they are handled while others are in progress.
 */
const MIN_TIME_MS = 2;

/** Share of the time between two responses up to which requests are spaced out, so that it costs nothing. */
const SPACING_SHARE = 1 / 3;

/** Requests that must succeed, for each one allowed in flight, before one more is allowed. */
const SUCCESSES_PER_RAISE = 2;

/**
 * Limits the requests in flight to one host. One limiter serves all nodes and executions of the process.
 *
 * Runs take turns, so that one of many items does not hold up the others: one request of each, and then the
 * next one of each. Each run has at most as many in flight as it asks for, and all together as many as
 * the one that asks for the most.
 *
 * Where the host has too many requests, additive increase and multiplicative decrease (AIMD, as in the
 * congestion control of TCP) find what it can take, even if several processes call one instance: the
 * limit is halved, and raised by one after every so many successes.
 *
 * @see https://github.com/Netflix/concurrency-limits
 */
export class ConcurrencyLimiter {
	private inFlight = 0;

	private limit = MAX_CONCURRENCY;

	private successesSinceRaise = 0;

	/** UNIX milliseconds before which no further request starts. */
	private nextStart = 0;

	/** Milliseconds to the next start, from how long the host takes. */
	private spacingMs = MIN_TIME_MS;

	/** What has requests in flight or waiting. */
	private readonly runs = new Map<AbortSignal, RunQueue>();

	/** Runs of which a request may start, in the order of their turns. */
	private readonly turns = new Set<RunQueue>();

	/** How many runs ask for so many requests in flight; the index is that number. */
	private readonly asking = new Array<number>(MAX_CONCURRENCY + 1).fill(0);

	/** Counts the halvings, so that a burst of rejections halves once. */
	private epoch = 0;

	private readonly watched = new WeakSet<AbortSignal>();

	/** Whether nothing is in flight or waits. What was learned of the host can be learned anew. */
	get isIdle(): boolean {
		return this.runs.size === 0;
	}

	/**
	 * Waits for a permit.
	 *
	 * @param max requests of the run in flight to the host, at most
	 * @param signal of the run, which ends the wait; it tells the runs apart
	 * @returns the permit, to be given back by `release`
	 * @throws the reason of the signal
	 */
	async acquire(max: number, signal: AbortSignal): Promise<Permit> {
		signal.throwIfAborted();
		this.watch(signal);
		const run = this.runOf(signal, Math.min(max, MAX_CONCURRENCY));
		await new Promise<void>((start, cancel) => {
			run.add({ start, cancel });
			if (run.mayStart) this.turns.add(run);
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

	/** Gives a permit back. @param succeeded whether the request did */
	release(permit: Permit, succeeded: boolean): void {
		if (succeeded) {
			const betweenResponses = (Date.now() - permit.since) / this.inFlight;
			this.spacingMs = Math.min(MIN_TIME_MS, Math.floor(betweenResponses * SPACING_SHARE));
			if (this.limit < MAX_CONCURRENCY) this.raise();
		}
		this.end(permit.run);
	}

	/** The host has too many requests. @param permit of the one that it rejected */
	halve({ epoch }: Permit): void {
		if (epoch !== this.epoch) return;
		this.epoch += 1;
		this.successesSinceRaise = 0;
		this.limit = Math.max(1, Math.floor(Math.min(this.inFlight, this.limit) / 2));
	}

	private end(run: RunQueue): void {
		this.inFlight -= 1;
		run.inFlight -= 1;
		if (run.mayStart) this.turns.add(run);
		this.dropIfIdle(run);
		this.startNext();
	}

	private runOf(signal: AbortSignal, max: number): RunQueue {
		const known = this.runs.get(signal);
		if (known) return known;
		const run = new RunQueue(signal, max);
		this.runs.set(signal, run);
		this.asking[max] += 1;
		return run;
	}

	private dropIfIdle(run: RunQueue): void {
		if (run.inFlight > 0 || run.isWaiting || !this.runs.delete(run.signal)) return;
		this.asking[run.max] -= 1;
	}

	/** How many requests may be in flight now. */
	private get allowed(): number {
		let most = MAX_CONCURRENCY;
		while (most > 0 && this.asking[most] === 0) most -= 1;
		return Math.min(this.limit, most);
	}

	private raise(): void {
		this.successesSinceRaise += 1;
		if (this.successesSinceRaise < this.limit * SUCCESSES_PER_RAISE) return;
		this.successesSinceRaise = 0;
		this.limit += 1;
	}

	private startNext(): void {
		const { allowed } = this;
		for (const run of this.turns) {
			if (this.inFlight >= allowed) return;
			this.turns.delete(run);
			this.inFlight += 1;
			run.inFlight += 1;
			run.take().start();
			// At the end of the turns.
			if (run.mayStart) this.turns.add(run);
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
