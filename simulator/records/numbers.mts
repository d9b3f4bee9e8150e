/** Numbers of new records begin behind these; those of other prefixes behind FIRST_NUMBER. */
const lastSeeded: Record<string, number> = { IMS: 75 };

const FIRST_NUMBER = 10_000;

const DIGITS = 7;

/** The numbers that records get, by prefix. */
export class Numbers {
	private readonly last = new Map<string, number>();

	/** @returns the next number, seven digits behind the prefix */
	next(prefix: string): string {
		const next = this.lastOf(prefix) + 1;
		this.last.set(prefix, next);
		return `${prefix}${String(next).padStart(DIGITS, '0')}`;
	}

	/** Lets new numbers begin behind one that a record has. */
	saw(prefix: string, number: string): void {
		const seen = /^([A-Z]+)(\d{1,15})$/.exec(number);
		if (seen?.[1] !== prefix) return;
		this.last.set(prefix, Math.max(this.lastOf(prefix), Number(seen[2])));
	}

	clear(): void {
		this.last.clear();
	}

	private lastOf(prefix: string): number {
		return this.last.get(prefix) ?? lastSeeded[prefix] ?? FIRST_NUMBER;
	}
}
