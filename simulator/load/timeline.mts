/** What an instance had to do within one second. */
export interface Second {
	/** UNIX seconds. */
	at: number;
	/** Requests that arrived. */
	arrived: number;
	/** Responses with a status below 400. */
	succeeded: number;
	/** All other responses, and connections that were destroyed or left hanging. */
	failed: number;
	/** Longest wait for a permit or for a session, in milliseconds. */
	waitedMs: number;
	/** Most requests that were unanswered at the same time. */
	inFlight: number;
}

const KEPT_SECONDS = 60;

const FIRST_FAILURE = 400;

/** The last minute of an instance, second by second. Seconds without a request are left out. */
export class Timeline {
	private seconds: Second[] = [];

	/** Notes an arrival. @param inFlight requests that are unanswered now */
	arrived(inFlight: number): void {
		const second = this.now();
		second.arrived += 1;
		second.inFlight = Math.max(second.inFlight, inFlight);
	}

	/** Notes a response. @param status 0 where there was none */
	answered(status: number, waitedMs: number): void {
		const second = this.now();
		if (status > 0 && status < FIRST_FAILURE) second.succeeded += 1;
		else second.failed += 1;
		second.waitedMs = Math.max(second.waitedMs, Math.round(waitedMs));
	}

	/** @returns the seconds of the last minute, the oldest first */
	list(): Second[] {
		const oldest = Math.floor(Date.now() / 1000) - KEPT_SECONDS;
		return this.seconds.filter(({ at }) => at > oldest);
	}

	/** Forgets what was. */
	reset(): void {
		this.seconds = [];
	}

	private now(): Second {
		const at = Math.floor(Date.now() / 1000);
		const last = this.seconds.at(-1);
		if (last?.at === at) return last;
		const second = { at, arrived: 0, succeeded: 0, failed: 0, waitedMs: 0, inFlight: 0 };
		this.seconds.push(second);
		if (this.seconds.length > KEPT_SECONDS) this.seconds.shift();
		return second;
	}
}
