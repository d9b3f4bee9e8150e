import { sleep } from 'n8n-workflow';
import { originOf } from '../instance/instanceUrl';
import { MAX_CONCURRENCY } from './sendOptions';

/** Permission to send one request. */
export interface Permit {
	/** UNIX milliseconds of the start. */
	since: number;
	/** Halvings of the limit before it. */
	epoch: number;
}

/** A request that waits for its permit. */
interface Waiter {
	/** Requests that may be in flight when this one starts, itself included. */
	max: number;
	signal: AbortSignal;
	start: () => void;
	cancel: (reason: Error) => void;
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
 * Limits the requests in flight to one host, first come, first served. One limiter serves all nodes
 * and executions of the process.
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

	private queue: Waiter[] = [];

	/** Place of the first waiter in the queue; taking waiters out one by one would cost a copy each. */
	private first = 0;

	/** Counts the halvings, so that a burst of rejections halves once. */
	private epoch = 0;

	private readonly watched = new WeakSet<AbortSignal>();

	/**
	 * Waits for a permit.
	 *
	 * @param max requests in flight to the host, at most
	 * @param signal ends the wait
	 * @returns the permit, to be given back by `release`
	 * @throws the reason of the signal
	 */
	async acquire(max: number, signal: AbortSignal): Promise<Permit> {
		signal.throwIfAborted();
		this.watch(signal);
		await new Promise<void>((start, cancel) => {
			this.queue.push({ max, signal, start, cancel });
			this.startNext();
		});
		await this.spaceOut(signal);
		return { since: Date.now(), epoch: this.epoch };
	}

	/** Spaces out the starts of requests. @throws the reason of the signal, without the permit */
	private async spaceOut(signal: AbortSignal): Promise<void> {
		const now = Date.now();
		const start = Math.max(now, this.nextStart);
		this.nextStart = start + this.spacingMs;
		if (start > now) await sleep(start - now);
		if (!signal.aborted) return;
		this.end();
		signal.throwIfAborted();
	}

	/** Gives a permit back. @param succeeded whether the request did */
	release(permit: Permit, succeeded: boolean): void {
		if (succeeded) {
			const betweenResponses = (Date.now() - permit.since) / this.inFlight;
			this.spacingMs = Math.min(MIN_TIME_MS, Math.floor(betweenResponses * SPACING_SHARE));
			if (this.limit < MAX_CONCURRENCY) this.raise();
		}
		this.end();
	}

	/** The host has too many requests. @param permit of the one that it rejected */
	halve({ epoch }: Permit): void {
		if (epoch !== this.epoch) return;
		this.epoch += 1;
		this.successesSinceRaise = 0;
		this.limit = Math.max(1, Math.floor(Math.min(this.inFlight, this.limit) / 2));
	}

	private end(): void {
		this.inFlight -= 1;
		this.startNext();
	}

	private raise(): void {
		this.successesSinceRaise += 1;
		if (this.successesSinceRaise < this.limit * SUCCESSES_PER_RAISE) return;
		this.successesSinceRaise = 0;
		this.limit += 1;
	}

	private startNext(): void {
		while (this.first < this.queue.length) {
			const waiter = this.queue[this.first];
			if (this.inFlight >= Math.min(waiter.max, this.limit)) return;
			this.inFlight += 1;
			this.first += 1;
			waiter.start();
		}
		this.queue = [];
		this.first = 0;
	}

	/** One listener for a run, however many of its requests wait. */
	private watch(signal: AbortSignal): void {
		if (this.watched.has(signal)) return;
		this.watched.add(signal);
		signal.addEventListener('abort', () => this.cancelAll(signal), { once: true });
	}

	private cancelAll(signal: AbortSignal): void {
		const waiting = this.queue.slice(this.first);
		this.queue = waiting.filter((waiter) => waiter.signal !== signal);
		this.first = 0;
		for (const waiter of waiting) {
			if (waiter.signal === signal) waiter.cancel(signal.reason as Error);
		}
		this.startNext();
	}
}

const limiters = new Map<string, ConcurrencyLimiter>();

/** The limiter of a host. @param baseUrl address of the instance */
export function limiterOf(baseUrl: string): ConcurrencyLimiter {
	const origin = originOf(baseUrl);
	const limiter = limiters.get(origin) ?? new ConcurrencyLimiter();
	limiters.set(origin, limiter);
	return limiter;
}
