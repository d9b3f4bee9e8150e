import type { IDataObject } from 'n8n-workflow';
import { PAGE_SIZE, sysIdOf, type ContactSource, type Page } from './contactSource';
import { HiddenStretch } from './hiddenStretch';
import { ENOUGH_TO_JUDGE } from './orderCheck';
import { repeated, unstable } from './pagingErrors';
import { ReadEnd } from './readEnd';
import type { ReadPlan } from './readPlan';

/** By how many records a page overlaps the one before it, at most. */
const MAX_OVERLAP = PAGE_SIZE / 2;

/** Empty pages in a row that are the end. */
const EMPTY_PAGES = { afterFullPage: 1, afterShortPage: 2, someAreHidden: 6 };

/** Share of a page that may be in another place than before, because records changed meanwhile. */
const MAX_MOVED = 0.25;

/** Records of a page that may be in another place, however short it is. */
const MOVED_ANYWAY = 10;

/** A page, where it begins, and how many records were asked for. */
interface Window extends Page {
	start: number;
	requested: number;
	isShort: boolean;
}

/**
 * Reads pages by offset. How far a page reaches is not known: ACLs hide records of it, and an instance
 * can return fewer than it was asked for. A page that holds a record of the one before leaves no gap
 * between them, so each begins within the one before.
 */
class OffsetReader {
	readonly seen = new Map<string, IDataObject>();

	/** The last new record. */
	private last?: string;

	private readonly end: ReadEnd;

	private overlap = 1;

	/** Records that a page in full size covers for certain, hidden ones with them. */
	private reach = 0;

	private someAreHidden = false;

	/** Whether the instance was seen to return fewer records than it was asked for and has. */
	private isCapped = false;

	private wasShort = false;

	/** Where the last page began that had a new record. */
	private lastNewStart = 0;

	/** Records that there must be, by the place of those that were returned. */
	private total = 0;

	constructor(
		private readonly plan: ReadPlan,
		private readonly source: ContactSource,
		private readonly onPage: (count: number) => void,
	) {
		this.end = new ReadEnd(plan.query, this.seen, source);
	}

	/** @throws {InvalidInputError} when pages cannot be put together */
	async read(): Promise<IDataObject[]> {
		let last = await this.first();
		while (last && this.seen.size < this.plan.limit) last = await this.after(last);
		if (!last) this.assertComplete();
		this.onPage(this.seen.size);
		return [...this.seen.values()];
	}

	private async first(): Promise<Window | undefined> {
		const { offset, limit } = this.plan;
		const size = Math.min(PAGE_SIZE, Math.max(ENOUGH_TO_JUDGE, limit));
		const first = await this.fetch(offset, size);
		if (first.received > 0) return this.accept(first);
		if (await this.isWhole()) return undefined;
		const full = size === PAGE_SIZE ? first : await this.fetch(offset, PAGE_SIZE);
		return this.accept(full) ?? (await this.behind(full));
	}

	private async fetch(start: number, requested: number): Promise<Window> {
		const { query } = this.plan;
		const page = await this.source.fetch({ query, offset: start, limit: requested });
		return { ...page, start, requested, isShort: page.received < requested };
	}

	/** Takes the records of a page. @returns nothing when there are none */
	private accept(page: Window): Window | undefined {
		if (page.received === 0) return undefined;
		for (const record of page.records) {
			if (!this.isNew(record)) continue;
			this.last = sysIdOf(record);
			this.seen.set(this.last, record);
		}
		this.onPage(this.seen.size);
		this.lastNewStart = page.start;
		this.wasShort ||= page.isShort;
		this.reach = Math.max(this.reach, page.received);
		this.total = Math.max(this.total, page.start + page.received);
		return page;
	}

	private isNew(record: IDataObject): boolean {
		return !this.seen.has(sysIdOf(record));
	}

	private hasNew({ records }: Page): boolean {
		return records.some((record) => this.isNew(record));
	}

	/** The page behind another one, or nothing at the end. */
	private async after(last: Window): Promise<Window | undefined> {
		if (last.isShort && (await this.isAtEnd())) return undefined;
		const next = (await this.boldly(last)) ?? (await this.overlapping(last));
		this.assertOrder(next);
		if (this.hasNew(next)) {
			this.isCapped ||= last.isShort && !this.someAreHidden;
			return this.accept(next);
		}
		this.assertNotRepeated(next);
		const isAmongHidden = this.someAreHidden && next.received > 0;
		return isAmongHidden || !next.isShort ? next : await this.behind(next);
	}

	/** Whether all that match were read. */
	private async isWhole(): Promise<boolean> {
		return (await this.source.behind(this.plan.offset + this.seen.size)) === 0;
	}

	/** Whether all that match were read, or what is left was seen from the other end. */
	private async isAtEnd(): Promise<boolean> {
		if (await this.isWhole()) return true;
		const isSeen = await this.end.isSeen(this.last);
		if (isSeen) this.end.takeMissed();
		return isSeen;
	}

	private covered({ received, requested }: Window): number {
		return Math.max(received, Math.min(requested, this.reach));
	}

	/** Where many are hidden, the steps that are certain are small: a longer one that proves itself. */
	private async boldly(last: Window): Promise<Window | undefined> {
		const step = PAGE_SIZE / 2;
		if (!this.someAreHidden || this.covered(last) > step) return undefined;
		const page = await this.fetch(last.start + step, PAGE_SIZE);
		return this.overlaps(last, page) ? page : undefined;
	}

	/** Whether a page holds records of the one before, from which it learns how far that one reached. */
	private overlaps(last: Window, page: Window): boolean {
		const before = new Set(last.records.map(sysIdOf));
		const place = page.records.map((record) => before.has(sysIdOf(record))).lastIndexOf(true);
		const reached = page.start - last.start + place + 1;
		if (place >= 0 && last.isShort && reached > last.received) {
			this.someAreHidden = true;
			this.reach = Math.max(this.reach, reached);
		}
		return place >= 0;
	}

	/** A page that begins within the last one, further back when records in front were deleted. */
	private async overlapping(last: Window): Promise<Window> {
		const covered = this.covered(last);
		for (;;) {
			const step = Math.max(1, covered - this.overlap);
			const page = await this.fetch(last.start + step, this.nextSize(last));
			const mustOverlap = page.received > 0 || !last.isShort;
			if (this.overlaps(last, page) || !mustOverlap) return page;
			if (step === 1 || this.overlap >= MAX_OVERLAP) return page;
			this.overlap = Math.min(this.overlap * 25, MAX_OVERLAP);
		}
	}

	private nextSize(last: Window): number {
		if (last.isShort || this.source.hasUnreadable) return PAGE_SIZE;
		return Math.min(PAGE_SIZE, this.plan.limit - this.seen.size + this.overlap);
	}

	/** What comes behind a page that has nothing new: the end, or records behind hidden ones. */
	private async behind(page: Window): Promise<Window | undefined> {
		const stretch = await this.stretchFrom(page.start);
		let probe = page;
		let empty = probe.received === 0 ? 1 : 0;
		for (;;) {
			const skipped = probe.start - page.start;
			const step = this.isCapped ? this.reach : (stretch?.stepAfter(skipped) ?? PAGE_SIZE);
			const isCovered = skipped + step >= (stretch?.placesToLookAt(0) ?? 0);
			if (stretch?.count === 0 || (isCovered && empty >= this.emptyPages)) break;
			probe = await this.fetch(probe.start + (probe.received || step), PAGE_SIZE);
			if (this.hasNew(probe)) {
				this.someAreHidden ||= empty > 0;
				return this.accept(probe);
			}
			this.assertNotRepeated(probe);
			if (probe.received === 0) empty += 1;
		}
		await this.end.close(this.last, stretch);
		return undefined;
	}

	/** What is hidden from a place on. @returns nothing where the instance does not tell */
	private async stretchFrom(place: number): Promise<HiddenStretch | undefined> {
		const read = this.plan.offset + this.seen.size;
		const count = await this.source.behind(read);
		if (count === undefined) return undefined;
		return new HiddenStretch(Math.max(0, count + read - place), this.reach);
	}

	private get emptyPages(): number {
		if (this.someAreHidden) return EMPTY_PAGES.someAreHidden;
		return this.wasShort ? EMPTY_PAGES.afterShortPage : EMPTY_PAGES.afterFullPage;
	}

	/** Records of a page cannot be on another one that begins behind it. */
	private assertNotRepeated({ records, start }: Window): void {
		if (records.length > 0 && start >= this.lastNewStart + PAGE_SIZE) throw repeated();
	}

	/** Records that were seen come before new ones, but for a few that changed their place. */
	private assertOrder({ records }: Window): void {
		const isNew = records.map((record) => this.isNew(record));
		const between = isNew.slice(isNew.indexOf(true), isNew.lastIndexOf(false) + 1);
		const newOnes = between.filter(Boolean).length;
		const moved = Math.min(newOnes, between.length - newOnes);
		if (moved > Math.max(MOVED_ANYWAY, records.length * MAX_MOVED)) throw unstable();
	}

	/** Where nothing is hidden, there are as many records as places that had one. */
	private assertComplete(): void {
		if (this.someAreHidden || this.source.hasUnreadable) return;
		const missing = this.total - this.plan.offset - this.seen.size;
		if (missing > Math.max(MOVED_ANYWAY, this.seen.size * MAX_MOVED)) throw unstable();
	}
}

/**
 * Reads in the user's own order, or in that of an instance which does not carry out the order by
 * sys_id, where only offsets are left to page with. Each page overlaps the one before it: when no record of
 * it was seen before, records in front of it were deleted, and the pages overlap by more from then on.
 * Records that moved are returned once.
 *
 * @param onPage called with the number of records so far after each page
 * @returns those that were read, which can be more than the limit: the order of a few shows nothing
 * @throws {InvalidInputError} when the pages repeat, or have no common order
 */
export async function readByOffset(
	plan: ReadPlan,
	source: ContactSource,
	onPage: (count: number) => void,
): Promise<IDataObject[]> {
	return await new OffsetReader(plan, source, onPage).read();
}
