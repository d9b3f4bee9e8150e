import type { IDataObject } from 'n8n-workflow';
import { withCondition } from '../../../../../shared/platform/encodedQuery';
import { HiddenStretch } from './hiddenStretch';
import {
	isQueryRefused,
	PAGE_SIZE,
	sysIdOf,
	type ContactSource,
	type Page,
	type PageRequest,
} from './contactSource';
import { KeysetUnusableError } from './pagingErrors';
import { ReadEnd } from './readEnd';
import { ordered, type ReadPlan } from './readPlan';

/**
 * How many records in a row may be hidden before the end is taken for reached: none where nothing was
 * found at all, a page after a short one, and more where records were seen to be hidden.
 */
const MAX_HIDDEN = { nothingFound: 0, afterShortPage: PAGE_SIZE, someAreHidden: 5 * PAGE_SIZE };

function isAfter(id: string, other: string): boolean {
	return id.toLowerCase() > other.toLowerCase();
}

/** Whether sys_ids ascend, and all lie behind one of them. */
function isInOrder(records: IDataObject[], after?: string): boolean {
	return records.every((record, index) => {
		const before = index === 0 ? after : sysIdOf(records[index - 1]);
		return before === undefined || isAfter(sysIdOf(record), before);
	});
}

/**
 * Reads the pages behind each other by the sys_id of the last record.
 *
 * A short page is not the end: the limit counts before ACLs hide records, and an instance can return
 * fewer than it was asked for. An empty page is the end when it was requested in full size, and after as
 * many hidden records as are likely.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/53b6155803e3af1b63c39993a7d11fbc2c29043a/markdown/api-reference/rest-apis/c_TableAPI.md
 */
class KeysetReader {
	private hidden: keyof typeof MAX_HIDDEN = 'nothingFound';

	/** Rows of the largest page, and of the last one that was shorter than asked for. */
	private largest = 0;

	private lastShort?: number;

	/** What was read, by sys_id, and the last ones of it and of the first page. */
	readonly read = new Map<string, IDataObject>();

	private last?: string;

	private firstLast?: string;

	/** Whether all that was read is in the order of the sys_ids. */
	private isOrdered = true;

	/** Whether there are as many that match as were read. */
	private isWhole = false;

	/** Whether the instance was seen to carry out the range. */
	private rangeWorks = false;

	/** What is hidden behind the last page; nothing where the instance does not tell. */
	private stretch?: HiddenStretch;

	private readonly end: ReadEnd;

	constructor(
		private readonly query: string,
		private readonly offset: number,
		private readonly source: ContactSource,
	) {
		this.end = new ReadEnd(ordered(query), this.read, source);
	}

	/** Places that the user skips, or that hold a record which was read. */
	private get places(): number {
		return this.offset + this.read.size;
	}

	/** Whether the last page was short, so that the next is likely to be the end. */
	get isNearEnd(): boolean {
		return this.hidden !== 'nothingFound';
	}

	/**
	 * The next page with a record in it, or an empty one at the end.
	 *
	 * @throws {KeysetUnusableError} when what was read is not in the order of the sys_ids
	 */
	async next(size: number): Promise<IDataObject[]> {
		if (!this.isOrdered) throw new KeysetUnusableError();
		const after = this.last;
		const offset = after === undefined ? this.offset : 0;
		let stretch: HiddenStretch | undefined;
		for (let skipped = 0, limit = size; ;) {
			const { records, received } = await this.fetch(after, offset + skipped, limit);
			if (records.length > 0) {
				this.note(received, received < limit, limit > size || skipped > 0);
				this.take(records);
				this.rangeWorks ||= after !== undefined;
				return records;
			}
			if (received > 0) this.hidden = 'someAreHidden';
			const isUnproven = received === 0 && after !== undefined && !this.rangeWorks;
			if (!isUnproven) stretch ??= await this.stretchBehind(after);
			const usual = MAX_HIDDEN[this.hidden];
			const most = isUnproven ? 0 : (stretch?.placesToLookAt(usual) ?? usual);
			if ((limit === PAGE_SIZE || stretch?.count === 0) && skipped >= most) {
				this.stretch = stretch;
				return [];
			}
			const step = stretch?.stepAfter(skipped) ?? PAGE_SIZE;
			if (received > 0 || limit === PAGE_SIZE) skipped += received || step;
			limit = PAGE_SIZE;
		}
	}

	private take(records: IDataObject[]): void {
		// A first page that is not in order can still be all there is.
		this.isOrdered &&= isInOrder(records, this.last);
		for (const record of records) this.read.set(sysIdOf(record), record);
		this.last = sysIdOf(records[records.length - 1]);
		this.firstLast ??= this.last;
	}

	/** What is hidden behind a record, or from a place on. @returns nothing where the instance does not tell */
	private async stretchBehind(after?: string): Promise<HiddenStretch | undefined> {
		const { places, source } = this;
		const count =
			after === undefined ? await source.behind(places) : await source.countAfter(after, places);
		if (count === undefined) return undefined;
		return new HiddenStretch(count, count === 0 ? 0 : await this.reach());
	}

	/** Places that one response was seen to look at: its rows, or up to that of its last record. */
	private async reach(): Promise<number> {
		const { firstLast, largest, offset, places, source } = this;
		if (firstLast === undefined || largest === PAGE_SIZE) return largest;
		const all = (await source.behind(offset)) ?? 0;
		const behind = (await source.countAfter(firstLast, places)) ?? 0;
		// An instance that gives nothing for a range also counts nothing.
		return behind === 0 ? largest : Math.max(largest, all - behind);
	}

	/** Records behind a page that was shorter than others are behind hidden ones. */
	private note(received: number, isShort: boolean, foundBehindHidden: boolean): void {
		this.largest = Math.max(this.largest, received);
		if (foundBehindHidden || (this.lastShort ?? this.largest) < this.largest) {
			this.hidden = 'someAreHidden';
		} else if (isShort && this.hidden === 'nothingFound') {
			this.hidden = 'afterShortPage';
		}
		if (isShort) this.lastShort = received;
	}

	private async fetch(after: string | undefined, offset: number, limit: number): Promise<Page> {
		const query = after === undefined ? this.query : withCondition(this.query, `sys_id>${after}`);
		const page = await this.fetchUnlessRefused(
			{ query: ordered(query), offset, limit },
			after === undefined,
		);
		const { records } = page;
		if (after !== undefined && !isInOrder(records, after)) throw new KeysetUnusableError();
		return page;
	}

	private async fetchUnlessRefused(request: PageRequest, isFirst: boolean): Promise<Page> {
		return await this.source.fetch(request).catch((error: Error) => {
			throw isQueryRefused(error) ? new KeysetUnusableError(isFirst) : error;
		});
	}

	/** Whether there is certainly nothing behind the last record. */
	async isAtEnd(): Promise<boolean> {
		if (!this.isNearEnd) return false;
		this.isWhole = (await this.source.behind(this.places)) === 0;
		if (this.isWhole) return true;
		return this.isOrdered && (await this.end.isSeen(this.last));
	}

	/**
	 * Makes sure of the end that was reached, and takes what only the other end shows.
	 *
	 * @throws {KeysetUnusableError} when only the range kept records from coming
	 */
	async close(): Promise<void> {
		if (this.isWhole) return;
		if (this.last !== undefined && !this.rangeWorks && !(await this.end.isSeen(this.last))) {
			await this.assertEnd(this.last);
		}
		await this.end.close(this.last, this.stretch);
	}

	/**
	 * Holds an end that only the range reached against what comes without it: an instance that gives no
	 * rows for a condition that it does not carry out would end each read after a page.
	 *
	 * @throws {KeysetUnusableError} when there are records behind the last one
	 */
	private async assertEnd(last: string): Promise<void> {
		if (this.end.hasMissed) throw new KeysetUnusableError();
		const offset = this.places;
		const stretch = await this.stretchBehind();
		const usual = MAX_HIDDEN[this.hidden] + 1;
		const most = stretch?.placesToLookAt(usual) ?? usual;
		for (let skipped = 0; skipped < most; skipped += stretch?.stepAfter(skipped) ?? PAGE_SIZE) {
			const request = { query: ordered(this.query), offset: offset + skipped, limit: PAGE_SIZE };
			const { records } = await this.source.fetch(request);
			if (records.some((record) => isAfter(sysIdOf(record), last))) throw new KeysetUnusableError();
		}
		this.stretch = stretch;
	}
}

/**
 * Keyset paging: each page asks for the sys_ids after the last one seen. A record that stays is neither
 * missed nor duplicated, whatever is inserted or deleted during the read.
 *
 * https://use-the-index-luke.com/no-offset
 *
 * @param onPage called with all records so far after each page
 * @throws {KeysetUnusableError} when the instance drops or refuses the range or the order
 */
export async function readByKeyset(
	{ query, offset, limit }: ReadPlan,
	source: ContactSource,
	onPage: (count: number) => void,
): Promise<IDataObject[]> {
	const reader = new KeysetReader(query, offset, source);
	while (reader.read.size < limit && !(await reader.isAtEnd())) {
		const left = limit - reader.read.size;
		const page = await reader.next(reader.isNearEnd ? PAGE_SIZE : Math.min(PAGE_SIZE, left));
		if (page.length === 0) break;
		onPage(reader.read.size);
	}
	if (reader.read.size < limit) await reader.close();
	onPage(reader.read.size);
	return [...reader.read.values()].slice(0, limit);
}
