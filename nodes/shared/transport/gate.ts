import { sleep } from 'n8n-workflow';
import { originOf } from '../instance/instanceUrl';
import { MAX_CONCURRENCY } from './pace';

/** Leave to send one request. */
export interface Permit {
	/** UNIX milliseconds of the start. */
	since: number;
	/** Halvings of the gate before it. */
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
 * which takes about a millisecond for each. Kept apart, they are handled while others are under way.
 */
const GAP = 2;

/** Share of the time between two answers up to which requests are kept apart, so that it costs nothing. */
const SHARE_KEPT_APART = 1 / 3;

/** Requests that the host must take, for each one in flight, before one more is let in flight. */
const TAKEN_TO_RAISE = 2;

/**
 * Lets requests to one host through, so many at a time and first come, first served. One gate serves
 * all nodes and executions of the process.
 *
 * Where the host has too many requests, the number in flight is halved and raised again slowly, so
 * that several processes against one instance find what it can take.
 */
export class Gate {
	private inFlight = 0;

	private allowed = MAX_CONCURRENCY;

	private takenSinceRaise = 0;

	/** UNIX milliseconds before which no further request starts. */
	private nextStart = 0;

	/** Milliseconds to the next start, from how long the host takes. */
	private gap = GAP;

	private queue: Waiter[] = [];

	/** Place of the first waiter in the queue; taking waiters out one by one would cost a copy each. */
	private first = 0;

	/** Counts the halvings, so that a burst of refusals halves once. */
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
			this.letThrough();
		});
		await this.keepApart(signal);
		return { since: Date.now(), epoch: this.epoch };
	}

	/** Keeps requests apart. @throws the reason of the signal, without the permit */
	private async keepApart(signal: AbortSignal): Promise<void> {
		const now = Date.now();
		const start = Math.max(now, this.nextStart);
		this.nextStart = start + this.gap;
		if (start > now) await sleep(start - now);
		if (!signal.aborted) return;
		this.end();
		signal.throwIfAborted();
	}

	/** Gives a permit back. @param taken whether the host took the request */
	release(permit: Permit, taken: boolean): void {
		if (taken) {
			const betweenAnswers = (Date.now() - permit.since) / this.inFlight;
			this.gap = Math.min(GAP, Math.floor(betweenAnswers * SHARE_KEPT_APART));
			if (this.allowed < MAX_CONCURRENCY) this.raise();
		}
		this.end();
	}

	/** The host has too many requests. @param permit of the one that it refused */
	lower({ epoch }: Permit): void {
		if (epoch !== this.epoch) return;
		this.epoch += 1;
		this.takenSinceRaise = 0;
		this.allowed = Math.max(1, Math.floor(Math.min(this.inFlight, this.allowed) / 2));
	}

	private end(): void {
		this.inFlight -= 1;
		this.letThrough();
	}

	private raise(): void {
		this.takenSinceRaise += 1;
		if (this.takenSinceRaise < this.allowed * TAKEN_TO_RAISE) return;
		this.takenSinceRaise = 0;
		this.allowed += 1;
	}

	private letThrough(): void {
		while (this.first < this.queue.length) {
			const waiter = this.queue[this.first];
			if (this.inFlight >= Math.min(waiter.max, this.allowed)) return;
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
		this.letThrough();
	}
}

const gates = new Map<string, Gate>();

/** The gate of a host. @param baseUrl address of the instance */
export function gateOf(baseUrl: string): Gate {
	const origin = originOf(baseUrl);
	const gate = gates.get(origin) ?? new Gate();
	gates.set(origin, gate);
	return gate;
}
