import { PAGE_SIZE } from './contactSource';

/** Requests, at most, that look past contacts which are hidden from the user. */
const MOST_REQUESTS = 20;

/** Contacts that a response is taken to look at, where none has shown how many it looks at. */
const USUAL_REACH = 100;

/** Contacts behind the last one that was seen: the instance counts them, and shows the user none so far. */
export class HiddenStretch {
	/** Places from one look to the next: an instance may look at fewer than it is asked for. */
	private readonly step: number;

	private readonly reach: number;

	/**
	 * @param count of the contacts
	 * @param reach places that one response was seen to look at; 0 where none has shown any
	 */
	constructor(
		readonly count: number,
		reach: number,
	) {
		this.reach = Math.min(PAGE_SIZE, reach || USUAL_REACH);
		const even = Math.ceil(count / MOST_REQUESTS);
		this.step = Math.min(PAGE_SIZE, Math.max(this.reach, even));
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

	/**
	 * Whether some places may not have been looked at: there are too many, or an instance that returns few
	 * contacts at once has looked at fewer than lie between two looks.
	 */
	get isUncertain(): boolean {
		return this.most < this.count || this.step > this.reach;
	}

	/** Whether one look, from its first place, may not have looked at all places. */
	get needsMore(): boolean {
		return this.count > Math.max(this.reach, USUAL_REACH);
	}
}
