import { fromGlide, toGlide } from '../shared/platform/glideDateTime';
import { isAfter, KEY_LENGTH, type Change, type Point } from './change';

/** Changes that are remembered, at most: what bounds the static data of the node. */
export const MAX_SEEN = 2000;

/** Seconds after which all clocks of an instance agree that a second is over. */
const SETTLED = 5;

function secondsAfter(time: string, seconds: number): string {
	return toGlide(fromGlide(time) + seconds * 1000);
}

function chunks(text: string): string[] {
	return text.match(new RegExp(`.{${KEY_LENGTH}}`, 'g')) ?? [];
}

/** What has been handed out already: everything up to the floor, and the changes after it by name. */
export class Seen {
	private readonly bySecond: Map<string, Set<string>>;

	/**
	 * @param floor every change up to here is done, and is not looked for again
	 * @param stored the keys of the changes after it, strung together, by their second
	 */
	constructor(
		public floor: Point,
		stored: Record<string, string> = {},
	) {
		this.bySecond = new Map(
			Object.entries(stored).map(([time, keys]) => [time, new Set(chunks(keys))]),
		);
	}

	/** Whether a change was handed out. */
	has(change: Change): boolean {
		const keys = this.bySecond.get(change.time);
		return !isAfter(change, this.floor) || (keys?.has(change.key) ?? false);
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

	/** Lets the floor rise to a point, and forgets what is below. */
	raise(point: Point): void {
		if (!isAfter(point, this.floor)) return;
		this.floor = point;
		for (const time of this.bySecond.keys()) {
			if (time < point.time) this.bySecond.delete(time);
		}
	}

	/**
	 * Makes room where there is more to remember than fits. First, what happened just now is left to the
	 * next poll: a second that is not over can still get changes anywhere in its order. Then the oldest
	 * seconds are forgotten: what is committed late into them is missed, and nothing is handed out twice.
	 *
	 * @param last change that was read
	 * @param fresh changes about to be handed out
	 * @param now time of the instance
	 * @returns the changes to hand out now
	 */
	shrink(last: Point, fresh: Change[], now: string): Change[] {
		const seconds = [...this.bySecond.keys()].sort();
		let given = fresh;
		for (const time of [...seconds].reverse()) {
			if (this.size <= MAX_SEEN || secondsAfter(time, SETTLED) <= now) break;
			given.filter((change) => change.time === time).forEach((change) => this.remove(change));
			given = given.filter((change) => change.time !== time);
		}
		for (const time of seconds) {
			if (this.size <= MAX_SEEN) break;
			this.bySecond.delete(time);
			this.raise(time === last.time ? last : { time: secondsAfter(time, 1), id: '' });
		}
		return given;
	}

	private get size(): number {
		return [...this.bySecond.values()].reduce((sum, keys) => sum + keys.size, 0);
	}

	/** As the static data keeps it. */
	stored(): Record<string, string> {
		const filled = [...this.bySecond].filter(([, keys]) => keys.size > 0);
		return Object.fromEntries(filled.map(([time, keys]) => [time, [...keys].join('')]));
	}
}
