import { MAX_CONCURRENCY, START_CONCURRENCY } from '../sendOptions';

/** An answer, and what there was at the host when it came. */
export interface Answer {
	/** Milliseconds from the start of the request. */
	answerMs: number;
	/** Milliseconds of these for which it waited until the instance worked on it. */
	waitedMs: number;
	/** Requests in flight, this one included. */
	inFlight: number;
}

/**
 * Requests in flight before the first answer. Several processes often begin at the same moment, and what
 * they send then is a queue that each of their answers renews until the first decision.
 */
const FIRST = 4;

/** Requests in flight below which waiting alone does not bring the limit: they are few for any instance. */
const FLOOR = 4;

/** Requests that may wait, for each one that the instance works on, ... */
const WAITING_SHARE = 0.5;

/** ... and besides. It is what lets several processes come to equal shares of an instance. */
const WAITING = 2;

/** How far a decision goes to where it is drawn: one window alone can be chance. */
const STEP = 0.5;

/** Time of waiting, in proportion to that of work, which is none to speak of. */
const NO_WAIT = 0.05;

/** How many times as long as at the start the work on a request may take before it counts as waiting. */
const USUAL_SPREAD = 1.75;

/** Share of the requests in flight that is left after a rejection. */
const CUT = 0.7;

/**
 * Finds how many requests a host takes by how long they wait there, before it rejects any.
 *
 * By Little's law, of the requests in flight as many are worked on as the share of their time says that is
 * work. The limit goes to these and a few that wait, so that no permit is idle and nobody else has to wait
 * for long: FAST TCP, with the wait told by the host instead of guessed from the fastest answer. Before the
 * first wait the limit doubles.
 *
 * What `sem_wait` counts is not documented in so many words. Should it miss the wait, answers take longer
 * the more are in flight: that alone stops the growth, and takes the limit back as far as the start.
 *
 * @see https://en.wikipedia.org/wiki/FAST_TCP
 * @see https://en.wikipedia.org/wiki/Little%27s_law
 */
export class PermitWaitLimit {
	/** Whether nothing has had to wait yet. */
	private isDoubling = true;

	private isFirstWindow = true;

	/** Milliseconds of work on a request while few are in flight. */
	private usualMs?: number;

	private answers = 0;

	private answerMs = 0;

	private waitedMs = 0;

	/** Whether as many were in flight as allowed: otherwise nothing says that more would do. */
	private wasFull = false;

	/**
	 * @param limit requests in flight to start with; it has fractions afterwards
	 * @param early how many the first answers may raise it to, one for each that did not wait
	 */
	constructor(
		private limit = FIRST,
		private readonly early = START_CONCURRENCY,
	) {}

	/** One whose first answers raise it to so many, at most. */
	static upTo(early: number): PermitWaitLimit {
		return new PermitWaitLimit(Math.min(FIRST, early), early);
	}

	/** How many requests may be in flight. */
	get current(): number {
		return Math.floor(this.limit);
	}

	/** Takes note of an answer, and decides once a round of answers is there. */
	answered({ answerMs, waitedMs, inFlight }: Answer): void {
		this.answers += 1;
		this.answerMs += answerMs;
		this.waitedMs += Math.min(waitedMs, answerMs);
		this.wasFull ||= inFlight >= this.current;
		if (this.isFirstWindow && waitedMs < answerMs * NO_WAIT) this.raiseEarly();
		if (this.answers < Math.max(START_CONCURRENCY, this.current)) return;
		this.decide();
		this.startWindow();
	}

	/** The host rejects requests. @param inFlight how many there were */
	cut(inFlight: number): void {
		this.limit = Math.max(1, Math.floor(Math.min(inFlight, this.limit) * CUT));
		this.isDoubling = false;
		this.startWindow();
	}

	/** Of several processes that begin at once, those go on that the host has room for. */
	private raiseEarly(): void {
		if (this.limit < this.early) this.limit += 1;
	}

	private startWindow(): void {
		this.isFirstWindow = false;
		this.answers = 0;
		this.answerMs = 0;
		this.waitedMs = 0;
		this.wasFull = false;
	}

	private decide(): void {
		const workMs = Math.max(1, this.answerMs - this.waitedMs);
		const next = Math.min(
			this.after(this.waitedMs / workMs),
			this.afterSlowdown(workMs / this.answers),
		);
		if (next > this.limit && !this.wasFull) return;
		// What a rejection took away comes back by growth alone.
		const floor = Math.min(FLOOR, this.limit);
		this.limit = Math.min(MAX_CONCURRENCY, Math.max(floor, next));
	}

	/** The next limit. @param wait time of waiting, in proportion to that of work */
	private after(wait: number): number {
		if (wait >= NO_WAIT) this.isDoubling = false;
		if (this.isDoubling) return this.limit * 2;
		const worked = this.limit / (1 + wait);
		const target = worked * (1 + WAITING_SHARE) + WAITING;
		return this.limit + (target - this.limit) * STEP;
	}

	/** The next limit where the wait is hidden in the time of work. @param meanMs work on a request */
	private afterSlowdown(meanMs: number): number {
		if (this.limit <= START_CONCURRENCY) this.usualMs = (meanMs + (this.usualMs ?? meanMs)) / 2;
		const hidden = meanMs / (this.usualMs ?? meanMs) - USUAL_SPREAD;
		return hidden > 0 ? Math.max(START_CONCURRENCY, this.after(hidden)) : Infinity;
	}
}
