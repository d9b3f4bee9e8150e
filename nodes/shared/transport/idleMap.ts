/** How many values are kept, before those that nobody needs go. */
const MAX_VALUES = 100;

/** Milliseconds for which a value is kept after it was asked for: whoever asked may still use it. */
const IN_USE_MS = 10 * 60_000;

/** What is kept for a key while it is needed. */
interface Idle {
	/** Whether nothing would be lost without it. */
	readonly isIdle: boolean;
}

/**
 * What the process keeps for each instance, API, or credential. It does not grow for ever: when there are
 * many, the ones that are idle go, those first that nobody has asked for the longest.
 */
export class IdleMap<Value extends Idle> {
	/** The one that was asked for last is at the end. */
	private readonly kept = new Map<string, { value: Value; askedAt: number }>();

	/** @param create makes the value of a key that has none */
	constructor(private readonly create: () => Value) {}

	/** The value of a key, which is made where there is none. */
	get(key: string): Value {
		const askedAt = Date.now();
		const value = this.kept.get(key)?.value ?? this.make(askedAt);
		this.kept.delete(key);
		this.kept.set(key, { value, askedAt });
		return value;
	}

	/** All values that are kept. */
	values(): Value[] {
		return [...this.kept.values()].map(({ value }) => value);
	}

	private make(now: number): Value {
		for (const [key, { value, askedAt }] of this.kept) {
			if (this.kept.size < MAX_VALUES || askedAt + IN_USE_MS > now) break;
			if (value.isIdle) this.kept.delete(key);
		}
		return this.create();
	}
}
