import type { Row } from './values.mts';

/** Rows by sys_id in order of insertion, with an index sorted by sys_id that is mended on demand. */
export class Table extends Map<string, Row> {
	// Field initializers would run after Map's constructor, which never calls set() here: the
	// constructor takes no rows.
	private sorted: string[] = [];

	private added: string[] = [];

	private removed = false;

	/** Grows with each change of a row. */
	version = 0;

	/** @param name of the table */
	constructor(readonly name = '') {
		super();
	}

	override set(sysId: string, row: Row): this {
		if (!this.has(sysId)) this.added.push(sysId);
		this.version += 1;
		return super.set(sysId, row);
	}

	override delete(sysId: string): boolean {
		const had = super.delete(sysId);
		this.removed ||= had;
		this.version += 1;
		return had;
	}

	override clear(): void {
		super.clear();
		this.version += 1;
		this.sorted = [];
		this.added = [];
		this.removed = false;
	}

	/** @returns every sys_id in ascending order; the array must not be changed */
	sortedIds(): readonly string[] {
		if (this.removed) {
			this.sorted = this.sorted.filter((id) => this.has(id));
			this.added = [...new Set(this.added)].filter((id) => this.has(id));
			this.removed = false;
			// An id that was deleted and inserted again is in both lists.
			if (this.added.length > 0) {
				const again = new Set(this.added);
				this.sorted = this.sorted.filter((id) => !again.has(id));
			}
		}
		if (this.added.length > 0) {
			this.sorted = merge(this.sorted, this.added.sort());
			this.added = [];
		}
		return this.sorted;
	}
}

/**
 * @param ids sys_ids in ascending order
 * @returns index of the first of them that is >= `id`; their number when there is none
 */
export function lowerBound(ids: readonly string[], id: string): number {
	return firstIndex(ids, (other) => other >= id);
}

/**
 * @param ids sys_ids in ascending order
 * @returns index of the first of them that is > `id`; their number when there is none
 */
export function upperBound(ids: readonly string[], id: string): number {
	return firstIndex(ids, (other) => other > id);
}

/** Binary search for the first id of those that pass, which all lie at the end. */
function firstIndex(ids: readonly string[], passes: (id: string) => boolean): number {
	let low = 0;
	let high = ids.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (passes(ids[middle])) high = middle;
		else low = middle + 1;
	}
	return low;
}

function merge(left: string[], right: string[]): string[] {
	if (left.length === 0) return right;
	const merged: string[] = [];
	let l = 0;
	let r = 0;
	while (l < left.length && r < right.length) {
		merged.push(left[l] < right[r] ? left[l++] : right[r++]);
	}
	while (l < left.length) merged.push(left[l++]);
	while (r < right.length) merged.push(right[r++]);
	return merged;
}
