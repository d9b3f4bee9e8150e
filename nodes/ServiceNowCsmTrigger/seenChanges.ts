import { fromGlide, toGlide } from '../shared/platform/glideDateTime';
import { isAfter, KEY_LENGTH, type Change, type Position } from './change';

/** Changes that are remembered, at most: what bounds the static data of the node. */
export const MAX_SEEN = 2000;

/** Seconds after which all clocks of an instance agree that a second is over. */
const SETTLED_SECONDS = 5;

function secondsAfter(time: string, seconds: number): string {
	return toGlide(fromGlide(time) + seconds * 1000);
}

function chunks(text: string): string[] {
	return text.match(new RegExp(`.{${KEY_LENGTH}}`, 'g')) ?? [];
}

/** What has been emitted: everything up to the watermark, and the changes after it by their keys. */
export class SeenChanges {
	private readonly bySecond: Map<string, Set<string>>;

	/**
	 * @param watermark every change up to here is done, and is not read again
	 * @param stored the keys of the changes after it, joined, by their second
	 */
	constructor(
		public watermark: Position,
		stored: Record<string, string> = {},
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

	/** Raises the watermark to a position, and forgets what is below. */
	raise(position: Position): void {
		if (!isAfter(position, this.watermark)) return;
		this.watermark = position;
		for (const time of this.bySecond.keys()) {
			if (time < position.time) this.bySecond.delete(time);
		}
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
		const seconds = [...this.bySecond.keys()].sort();
		let emitted = fresh;
		for (const time of [...seconds].reverse()) {
			if (this.size <= MAX_SEEN || secondsAfter(time, SETTLED_SECONDS) <= now) break;
			emitted.filter((change) => change.time === time).forEach((change) => this.remove(change));
			emitted = emitted.filter((change) => change.time !== time);
		}
		for (const time of seconds) {
			if (this.size <= MAX_SEEN) break;
			this.bySecond.delete(time);
			this.raise(time === last.time ? last : { time: secondsAfter(time, 1), id: '' });
		}
		return emitted;
	}

	private get size(): number {
		return [...this.bySecond.values()].reduce((sum, keys) => sum + keys.size, 0);
	}

	/** As the static data keeps it. */
	serialize(): Record<string, string> {
		const filled = [...this.bySecond].filter(([, keys]) => keys.size > 0);
		return Object.fromEntries(filled.map(([time, keys]) => [time, [...keys].join('')]));
	}
}
