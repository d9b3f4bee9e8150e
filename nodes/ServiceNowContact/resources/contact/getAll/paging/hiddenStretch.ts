import { PAGE_SIZE } from './contactSource';

/** Requests, at most, that look past contacts which are hidden from the user. */
const MOST_REQUESTS = 20;

/** Contacts, at least, that a response is taken to look at, where none has shown that it looks at more. */
const LEAST_STEP = 100;

/**
 * Contacts behind the last one that was seen: the instance counts them, and shows the user none so far. Whoever
 * has looked at all their places knows that none is to be seen.
 */
export class HiddenStretch {
	/** Places from one look to the next: an instance may look at fewer than it is asked for. */
	private readonly step: number;

	/**
	 * @param count of the contacts
	 * @param largest rows of one response, at most, so far
	 */
	constructor(
		readonly count: number,
		largest: number,
	) {
		const even = Math.ceil(count / MOST_REQUESTS);
		this.step = Math.min(PAGE_SIZE, Math.max(LEAST_STEP, largest, even));
	}

	private get most(): number {
		return Math.min(this.count, this.step * MOST_REQUESTS);
	}

	/** Places to look at. @param atLeast where there are any, as it is not certain what a count leaves out */
	placesToLookAt(atLeast: number): number {
		return this.count > 0 ? Math.max(this.most, atLeast) : 0;
	}

	/** Places from one look to the next, behind those that were skipped. */
	stepAfter(skipped: number): number {
		return skipped < this.count ? this.step : PAGE_SIZE;
	}

	/** Whether there are more places than that. */
	get isTooLong(): boolean {
		return this.most < this.count;
	}
}
