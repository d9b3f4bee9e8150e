import { AimdLimit } from './aimdLimit';
import { PermitWaitLimit, type Answer } from './permitWaitLimit';
import { MAX_CONCURRENCY, START_CONCURRENCY } from '../sendOptions';

/** Answers in a row that do not tell a wait, after which the host is taken for one that does not. */
const SILENT_ANSWERS = 8;

/** Milliseconds without a request after which a host is not sent many at once. */
const REST_MS = 3_000;

/** Milliseconds without a request after which what was learned of the host is old. */
const STALE_MS = 30_000;

/**
 * How many requests a host takes: by the waits that its answers tell, and where they tell none, by what it
 * rejects. A proxy can strip the header, for all answers or for those that it makes itself.
 */
export class Pace {
	/** Whether answers tell how long they waited; not known before the first one. */
	private tellsWait?: boolean;

	private silentAnswers = 0;

	private byWait = new PermitWaitLimit();

	private byRejection = new AimdLimit();

	/** How many requests may be in flight. */
	get limit(): number {
		const { byWait, byRejection, tellsWait } = this;
		if (tellsWait === undefined) return Math.min(byWait.current, byRejection.current);
		return tellsWait ? byWait.current : byRejection.current;
	}

	/** How many those may have in flight, at most, who set no bound. */
	get unsetBound(): number {
		return this.tellsWait ? MAX_CONCURRENCY : START_CONCURRENCY;
	}

	/** An answer told how long its request waited, whether it succeeded or not. */
	told(answer: Answer): void {
		if (this.tellsWait === false) {
			const had = Math.min(START_CONCURRENCY, this.byRejection.current);
			this.byWait = new PermitWaitLimit(had, had);
		}
		this.tellsWait = true;
		this.silentAnswers = 0;
		this.byWait.answered(answer);
	}

	/** A request succeeded, and the answer did not tell how long it waited. */
	succeeded(): void {
		this.silentAnswers += 1;
		if (this.tellsWait && this.silentAnswers >= SILENT_ANSWERS) {
			this.byRejection = new AimdLimit(Math.min(START_CONCURRENCY, this.byWait.current));
			this.tellsWait = false;
		}
		this.tellsWait ??= false;
		this.byRejection.succeeded();
	}

	/** The host has too many requests. @param inFlight how many there were */
	cut(inFlight: number): void {
		this.byWait.cut(inFlight);
		this.byRejection.cut(inFlight);
	}

	/**
	 * Requests begin again. Others may have come meanwhile, or gone: the host is tried anew, with no more
	 * than it could take, and after a long time as if it were not known.
	 *
	 * @param idleMs milliseconds without a request
	 */
	resume(idleMs: number): void {
		if (idleMs <= REST_MS) return;
		const last = idleMs > STALE_MS ? START_CONCURRENCY : this.byWait.current;
		this.byWait = PermitWaitLimit.upTo(Math.min(START_CONCURRENCY, last));
	}
}
