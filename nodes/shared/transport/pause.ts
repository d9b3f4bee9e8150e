import { sleep } from 'n8n-workflow';
import type { Failure } from '../failure';
import { originOf } from '../instance/instanceUrl';

/** Milliseconds for which a pause that is too long to wait for is believed without asking again. */
const BELIEVED = 60_000;

/** The instance asks to wait longer than the user allows. */
export class TooLongPauseError extends Error {
	constructor(
		readonly failure: Failure,
		/** Milliseconds that are left of the pause. */
		readonly left: number,
	) {
		super();
	}
}

/**
 * How long an instance asked to leave one of its APIs alone. All items that wait share it: rate limits
 * are set for an API, so that the other APIs of the instance go on.
 */
export class Pause {
	private until = 0;

	private believedUntil = 0;

	private failure?: Failure;

	private sharedSleep?: Promise<void>;

	private count = 0;

	/** The instance asks to wait. @param milliseconds from now @param failure with which it did */
	begin(milliseconds: number, failure: Failure): void {
		const now = Date.now();
		if (now + milliseconds <= this.until) return;
		this.count += 1;
		this.until = now + milliseconds;
		this.believedUntil = now + BELIEVED;
		this.failure = failure;
		this.sharedSleep = undefined;
	}

	/**
	 * Waits for the end of the pause.
	 *
	 * @param deadline UNIX milliseconds up to which the user allows to wait
	 * @param stopped rejects when the wait is pointless
	 * @returns what `isAnother` wants to know
	 * @throws {TooLongPauseError} at once, when the pause goes past the deadline
	 */
	async over(deadline: number, stopped: Promise<never>): Promise<number> {
		for (let now = Date.now(); this.until > now; now = Date.now()) {
			if (this.until > deadline) {
				if (now > this.believedUntil) break;
				throw new TooLongPauseError(this.failure!, this.until - now);
			}
			this.sharedSleep ??= sleep(this.until - now);
			await Promise.race([this.sharedSleep, stopped]);
		}
		return this.count;
	}

	/** Whether the instance has asked to wait since. @param count what `over` gave */
	isAnother(count: number): boolean {
		return count !== this.count;
	}
}

const pauses = new Map<string, Pause>();

/** The pause of an API on a host. @param baseUrl address of the instance @param api title of the API */
export function pauseOf(baseUrl: string, api: string): Pause {
	const key = `${originOf(baseUrl)} ${api}`;
	const pause = pauses.get(key) ?? new Pause();
	pauses.set(key, pause);
	return pause;
}
