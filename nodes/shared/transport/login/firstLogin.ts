import { IdleMap } from '../idleMap';
import { StoppableSleep } from '../stoppableSleep';

/** Milliseconds for which a login needs no trial, from the end of the last request with it. */
const TRUSTED_MS = 30_000;

/**
 * Milliseconds that requests wait for trials, at most, all of them together: a refusal comes at once, other
 * work may take long, and an instance that is away says nothing of the login.
 */
const PATIENCE_MS = 5_000;

/** What a response says of the login; nothing, when it says nothing: the instance is away, or busy. */
export type Verdict = 'accepted' | 'refused' | undefined;

/**
 * Lets the first request of a credential go alone, so that a wrong password fails once, and not once for
 * each request in flight: a few failures lock the user out. Likewise one request alone gets the token that
 * all others use.
 */
export class FirstLogin {
	/** What the credential was accepted for, last. */
	readonly accepted = new Set<string>();

	private trustedUntil = 0;

	/** UNIX milliseconds of the first trial after which nothing is known of the login yet. */
	private triedSince?: number;

	/** UNIX milliseconds of the end of the last request. */
	private lastEnd = 0;

	/** Resolves at the end of the request that goes alone. */
	private trial?: Promise<void>;

	private sharedSleep?: StoppableSleep;

	/** Whether nothing would be lost with the gate. */
	get isIdle(): boolean {
		return !this.trial && !this.isTrusted;
	}

	/** Whether it was accepted a moment ago, so that it needs no trial. */
	get isTrusted(): boolean {
		return this.trustedUntil > Date.now();
	}

	/** Milliseconds for which trials are waited for. */
	private get patienceMs(): number {
		return (this.triedSince ?? 0) + PATIENCE_MS - Date.now();
	}

	/**
	 * Waits until the login is known to work, or nobody else tries it.
	 *
	 * @param stopped rejects when the wait is pointless
	 * @returns to be called when the request has ended, with what it said of the login
	 * @throws the reason of `stopped`
	 */
	async enter(stopped: Promise<never>): Promise<(verdict: Verdict) => void> {
		while (this.trial && !this.isTrusted && this.patienceMs > 0) {
			if (!this.sharedSleep || this.sharedSleep.isOver) {
				this.sharedSleep = new StoppableSleep(this.patienceMs);
			}
			await this.sharedSleep.join(Promise.race([stopped, this.trial]));
		}
		return this.trial || this.isTrusted ? this.judge : this.begin();
	}

	private begin(): (verdict: Verdict) => void {
		const now = Date.now();
		if (this.triedSince === undefined || this.lastEnd + TRUSTED_MS <= now) this.triedSince = now;
		let resolve = () => {};
		this.trial = new Promise<void>((over) => {
			resolve = over;
		});
		return (verdict) => {
			this.judge(verdict);
			this.trial = undefined;
			resolve();
		};
	}

	private readonly judge = (verdict: Verdict): void => {
		this.lastEnd = Date.now();
		if (verdict === undefined && this.patienceMs > 0) return;
		this.trustedUntil = verdict === 'refused' ? 0 : this.lastEnd + TRUSTED_MS;
		this.triedSince = undefined;
	};
}

const gates = new IdleMap(() => new FirstLogin());

/** The gate of a credential. @param key says which one, and of which instance */
export function firstLoginOf(key: string): FirstLogin {
	return gates.get(key);
}
