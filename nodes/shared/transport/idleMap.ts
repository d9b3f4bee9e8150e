/** How many values are kept, before those that nobody needs go. */
const MAX_VALUES = 100;

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
	private readonly kept = new Map<string, Value>();

	/** @param create makes the value of a key that has none */
	constructor(private readonly create: () => Value) {}

	/** The value of a key, which is made where there is none. */
	get(key: string): Value {
		const value = this.kept.get(key) ?? this.make();
		this.kept.delete(key);
		this.kept.set(key, value);
		return value;
	}

	/** All values that are kept. */
	values(): Iterable<Value> {
		return this.kept.values();
	}

	private make(): Value {
		for (const [key, value] of this.kept) {
			if (this.kept.size < MAX_VALUES) break;
			if (value.isIdle) this.kept.delete(key);
		}
		return this.create();
	}
}
