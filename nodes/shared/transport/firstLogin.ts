import { StoppableSleep } from './stoppableSleep';

/** Milliseconds for which a login that was not refused needs no trial. */
const TRUSTED_MS = 5 * 60_000;

/** Milliseconds that others wait for a trial, at most: a refusal comes at once, other work may take long. */
const TRIAL_MS = 5_000;

/** Gates that are kept, before those that nobody needs go. */
const MAX_GATES = 500;

interface Trial {
	ended: Promise<void>;
	/** Begins when somebody waits. */
	patience?: StoppableSleep;
}

/**
 * Lets the first request of a credential go alone, so that a wrong password fails once, and not once for
 * each request in flight: a few failures lock the user out. Likewise one request alone gets the token that
 * all others use.
 */
export class FirstLogin {
	private trustedUntil = 0;

	private trial?: Trial;

	/** Whether nothing would be lost with the gate. */
	get isIdle(): boolean {
		return !this.trial && this.trustedUntil <= Date.now();
	}

	/**
	 * Waits until the login is known to work, or nobody else tries it.
	 *
	 * @param stopped rejects when the wait is pointless
	 * @returns to be called when the request has ended, with whether the login was refused
	 * @throws the reason of `stopped`
	 */
	async enter(stopped: Promise<never>): Promise<(isRefused: boolean) => void> {
		while (this.trial && this.trustedUntil <= Date.now()) {
			const { trial } = this;
			trial.patience ??= new StoppableSleep(TRIAL_MS);
			if (trial.patience.isOver) break;
			await trial.patience.join(Promise.race([stopped, trial.ended]));
			if (this.trial === trial) break;
		}
		if (this.trial || this.trustedUntil > Date.now()) return this.end;
		return this.begin();
	}

	private begin(): (isRefused: boolean) => void {
		let resolve = () => {};
		const ended = new Promise<void>((over) => {
			resolve = over;
		});
		const trial: Trial = { ended };
		this.trial = trial;
		return (isRefused) => {
			this.end(isRefused);
			this.trial = undefined;
			resolve();
		};
	}

	private readonly end = (isRefused: boolean): void => {
		this.trustedUntil = isRefused ? 0 : Date.now() + TRUSTED_MS;
	};
}

const gates = new Map<string, FirstLogin>();

/** The gate of a credential. @param key says which one, and of which instance */
export function firstLoginOf(key: string): FirstLogin {
	if (gates.size >= MAX_GATES) {
		for (const [other, gate] of gates) if (gate.isIdle) gates.delete(other);
	}
	const gate = gates.get(key) ?? new FirstLogin();
	gates.set(key, gate);
	return gate;
}
