/** A request that waits for its permit. */
interface Waiter {
	start: () => void;
	cancel: (reason: Error) => void;
}

/** What one run has at the host, as long as it has something there. */
export class RunQueue {
	inFlight = 0;

	private waiting: Waiter[] = [];

	/** Place of the first waiter; taking waiters out one by one would cost a copy each. */
	private first = 0;

	/** @param bound requests of the run in flight, at most; nothing where the user sets none */
	constructor(
		readonly signal: AbortSignal,
		readonly bound?: number,
	) {}

	get isWaiting(): boolean {
		return this.first < this.waiting.length;
	}

	/** @param unsetBound holds for runs that have none */
	mayStart(unsetBound: number): boolean {
		return this.isWaiting && this.inFlight < (this.bound ?? unsetBound);
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

/** How many the runs ask for that have something at the host. */
export class Bounds {
	/** How many runs have a bound; the index is the bound. */
	private readonly bounded: number[] = [];

	private unbounded = 0;

	/** A run comes, or goes. @param runs 1 or -1 */
	count({ bound }: RunQueue, runs: 1 | -1): void {
		if (bound === undefined) this.unbounded += runs;
		else this.bounded[bound] = (this.bounded[bound] ?? 0) + runs;
	}

	/** The highest. @param unsetBound holds for runs that have none */
	most(unsetBound: number): number {
		const least = this.unbounded > 0 ? unsetBound : 0;
		let most = this.bounded.length - 1;
		while (most > least && !this.bounded[most]) most -= 1;
		return Math.max(least, most);
	}
}
