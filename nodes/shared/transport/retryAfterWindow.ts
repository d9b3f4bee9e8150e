import type { Failure } from '../failure';
import { originOf } from '../instance/instanceUrl';
import { IdleMap } from './idleMap';
import { StoppableSleep } from './stoppableSleep';

/** Milliseconds for which a window that is too long to wait for is trusted without asking again. */
const TRUSTED_MS = 60_000;

/** The instance asks to wait longer than the user allows. */
export class RetryAfterTooLongError extends Error {
	constructor(
		readonly failure: Failure,
		/** Milliseconds that are left of the window. */
		readonly leftMs: number,
	) {
		super();
	}
}

/**
 * For how long an instance asked to send nothing to one of its APIs. All items that wait share it:
 * rate limits are set for an API, so the other APIs of the instance go on.
 *
 * @see https://www.servicenow.com/docs/r/api-reference/rest-api-explorer/inbound-REST-API-rate-limiting.html
 */
export class RetryAfterWindow {
	private until = 0;

	private trustedUntil = 0;

	private failure?: Failure;

	private sharedSleep?: StoppableSleep;

	private count = 0;

	/** Whether it is over. */
	get isIdle(): boolean {
		return this.until <= Date.now();
	}

	/** The instance asks to wait. @param retryAfterMs from now @param failure with which it did */
	begin(retryAfterMs: number, failure: Failure): void {
		const now = Date.now();
		if (now + retryAfterMs <= this.until) return;
		this.count += 1;
		this.until = now + retryAfterMs;
		this.trustedUntil = now + TRUSTED_MS;
		this.failure = failure;
		this.sharedSleep = undefined;
	}

	/**
	 * Waits for the end of the window.
	 *
	 * @param deadline UNIX milliseconds up to which the user allows to wait
	 * @param stopped rejects when the wait is pointless
	 * @returns what `hasChangedSince` wants to know
	 * @throws {RetryAfterTooLongError} at once, when the window goes past the deadline
	 */
	async wait(deadline: number, stopped: Promise<never>): Promise<number> {
		for (let now = Date.now(); this.until > now; now = Date.now()) {
			if (this.until > deadline) {
				if (now > this.trustedUntil) break;
				throw new RetryAfterTooLongError(this.failure!, this.until - now);
			}
			if (!this.sharedSleep || this.sharedSleep.isOver) {
				this.sharedSleep = new StoppableSleep(this.until - now);
			}
			await this.sharedSleep.join(stopped);
		}
		return this.count;
	}

	/** Whether the instance has asked to wait since. @param count what `wait` returned */
	hasChangedSince(count: number): boolean {
		return count !== this.count;
	}
}

const windows = new IdleMap(() => new RetryAfterWindow());

/** The window of an API on a host. @param baseUrl address of the instance @param api title of the API */
export function retryAfterWindowOf(baseUrl: string, api: string): RetryAfterWindow {
	return windows.get(`${originOf(baseUrl)} ${api}`);
}
