import { MAX_CONCURRENCY } from '../sendOptions';

/** Requests that must succeed, for each one allowed in flight, before one more is allowed. */
const SUCCESSES_PER_RAISE = 2;

/**
 * Finds how many requests a host takes where it says nothing but no: additive increase and multiplicative
 * decrease (AIMD, as in the congestion control of TCP). The limit is halved, and raised by one after every
 * so many successes.
 *
 * @see https://github.com/Netflix/concurrency-limits
 */
export class AimdLimit {
	private successesSinceRaise = 0;

	/** @param limit requests in flight to start with */
	constructor(private limit = MAX_CONCURRENCY) {}

	/** How many requests may be in flight. */
	get current(): number {
		return this.limit;
	}

	/** A request succeeded. */
	succeeded(): void {
		if (this.limit >= MAX_CONCURRENCY) return;
		this.successesSinceRaise += 1;
		if (this.successesSinceRaise < this.limit * SUCCESSES_PER_RAISE) return;
		this.successesSinceRaise = 0;
		this.limit += 1;
	}

	/** The host has too many requests. @param inFlight how many there were */
	cut(inFlight: number): void {
		this.successesSinceRaise = 0;
		this.limit = Math.max(1, Math.floor(Math.min(inFlight, this.limit) / 2));
	}
}
