import { fromGlide, toGlide } from '../shared/platform/glideDateTime';
import { isAfter, KEY_LENGTH, type Change, type Position } from './change';

/** Changes after the watermark that are remembered, at most: what bounds the static data of the node. */
export const MAX_SEEN = 2000;

/** Changes before the watermark that are remembered, at most, in case the instance's clock is set back. */
export const MAX_KEPT = 300;

/** Seconds after which all clocks of an instance agree that a second is over. */
const SETTLED_SECONDS = 5;

function secondsAfter(time: string, seconds: number): string {
	return toGlide(fromGlide(time) + seconds * 1000);
}

function chunks(text: string): string[] {
	return text.match(new RegExp(`.{${KEY_LENGTH}}`, 'g')) ?? [];
}

function latest(...times: string[]): string {
	return times.sort().at(-1)!;
}

/** What has been emitted: everything up to the watermark, and the changes after it by their keys. */
export class SeenChanges {
	private readonly bySecond: Map<string, Set<string>>;

	/**
	 * @param watermark every change up to here is done, and is not read again
	 * @param stored the keys of the changes after it, joined, by their second
	 * @param since time from which on no change was forgotten
	 */
	constructor(
		public watermark: Position,
		stored: Record<string, string> = {},
		public since = watermark.time,
	) {
		this.bySecond = new Map(
			Object.entries(stored).map(([time, keys]) => [time, new Set(chunks(keys))]),
		);
	}

	/** Whether a change was emitted. */
	has(change: Change): boolean {
		const keys = this.bySecond.get(change.time);
		return !isAfter(change, this.watermark) || (keys?.has(change.key) ?? false);
	}

	/** Remembers a change. @returns whether it is new */
	add(change: Change): boolean {
		if (this.has(change)) return false;
		const keys = this.bySecond.get(change.time) ?? new Set();
		this.bySecond.set(change.time, keys.add(change.key));
		return true;
	}

	/** Forgets a change again. */
	remove(change: Change): void {
		this.bySecond.get(change.time)?.delete(change.key);
	}

	/** Raises the watermark to a position, and forgets the oldest of what is below. */
	raise(position: Position): void {
		if (!isAfter(position, this.watermark)) return;
		this.watermark = position;
		const below = [...this.bySecond.keys()].filter((time) => time < position.time).sort();
		let kept = this.count(below);
		for (const time of below) {
			if (kept <= MAX_KEPT) break;
			kept -= this.count([time]);
			this.forget(time);
		}
	}

	/**
	 * Takes the watermark back to a time, as far as what was emitted then is still remembered.
	 *
	 * @param time where the clock of the instance stands, or a little before it
	 */
	rewind(time: string): void {
		const start = latest(time, this.since);
		if (start < this.watermark.time) this.watermark = { time: start, id: '' };
	}

	/**
	 * Makes room where there is more to remember than fits. First, what happened just now is left to the
	 * next poll: a second that is not over can still get changes anywhere in its order. Then the oldest
	 * seconds are forgotten: what is committed late into them is missed, and nothing is emitted twice.
	 *
	 * @param last change that was read
	 * @param fresh changes about to be emitted
	 * @param now time of the instance
	 * @returns the changes to emit now
	 */
	shrink(last: Position, fresh: Change[], now: string): Change[] {
		const seconds = [...this.bySecond.keys()].filter((time) => time >= this.watermark.time).sort();
		let emitted = fresh;
		for (const time of [...seconds].reverse()) {
			if (this.size <= MAX_SEEN || secondsAfter(time, SETTLED_SECONDS) <= now) break;
			emitted.filter((change) => change.time === time).forEach((change) => this.remove(change));
			emitted = emitted.filter((change) => change.time !== time);
		}
		for (const time of seconds) {
			if (this.size <= MAX_SEEN) break;
			this.forget(time);
			this.raise(time === last.time ? last : { time: secondsAfter(time, 1), id: '' });
		}
		return emitted;
	}

	/** Changes after the watermark. */
	private get size(): number {
		return this.count([...this.bySecond.keys()].filter((time) => time >= this.watermark.time));
	}

	private count(times: string[]): number {
		return times.reduce((sum, time) => sum + (this.bySecond.get(time)?.size ?? 0), 0);
	}

	private forget(time: string): void {
		this.bySecond.delete(time);
		this.since = latest(this.since, secondsAfter(time, 1));
	}

	/** As the static data keeps it. */
	serialize(): Record<string, string> {
		const filled = [...this.bySecond].filter(([, keys]) => keys.size > 0);
		return Object.fromEntries(filled.map(([time, keys]) => [time, [...keys].join('')]));
	}
}
