import type { IDataObject } from 'n8n-workflow';
import {
	joinClauses,
	orderBy,
	orderByDescending,
	withCondition,
} from '../../../../../shared/platform/encodedQuery';
import { HiddenStretch } from './hiddenStretch';
import {
	isQueryRefused,
	PAGE_SIZE,
	sysIdOf,
	type ContactSource,
	type Page,
	type PageRequest,
} from './contactSource';

/** Which records to read. */
export interface ReadPlan {
	/** Encoded query. */
	query: string;
	/** Records to skip at the start. */
	offset: number;
	/** Records to return, at most; `Infinity` for all. */
	limit: number;
}

/** The instance does not carry out what paging by key needs. */
export class KeysetUnusableError extends Error {
	/** @param orderRefused whether it refused the order by sys_id, and not only the range */
	constructor(readonly orderRefused = false) {
		super();
	}
}

/**
 * How many records in a row may be hidden before the end is taken for reached: none where nothing was
 * found at all, a page after a short one, and more where records were seen to be hidden.
 */
const MAX_HIDDEN = { nothingFound: 0, afterShortPage: PAGE_SIZE, someAreHidden: 5 * PAGE_SIZE };

/** A query in the order of the sys_ids, behind the user's own order. */
export function ordered(query: string): string {
	return joinClauses(query, orderBy('sys_id'));
}

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

	/** Whether there were records behind a page that was shorter than asked for. */
	private hadShortPage = false;

	/** Whether the instance was seen to carry out the range. */
	private rangeWorks = false;

	/** Whether there is certainly nothing behind the last page. */
	private isEndCertain = false;

	constructor(
		private readonly query: string,
		private readonly source: ContactSource,
	) {}

	/** Whether the last page was short, so that the next is likely to be the end. */
	get isNearEnd(): boolean {
		return this.hidden !== 'nothingFound';
	}

	/** The next page with a record in it, or an empty one at the end. */
	async next(after: string | undefined, offset: number, size: number): Promise<IDataObject[]> {
		let stretch: HiddenStretch | undefined;
		for (let skipped = 0, limit = size; ;) {
			const { records, received } = await this.fetch(after, offset + skipped, limit);
			if (records.length > 0) {
				this.note(received, received < limit, limit > size || skipped > 0);
				this.rangeWorks ||= after !== undefined;
				return records;
			}
			if (received > 0) this.hidden = 'someAreHidden';
			const isUnproven = received === 0 && after !== undefined && !this.rangeWorks;
			if (!isUnproven) stretch ??= await this.stretchBehind(after, offset);
			const usual = MAX_HIDDEN[this.hidden];
			const most = isUnproven ? 0 : (stretch?.placesToLookAt(usual) ?? usual);
			if ((limit === PAGE_SIZE || stretch?.count === 0) && skipped >= most) {
				this.noteEnd(stretch);
				return [];
			}
			const step = stretch?.stepAfter(skipped) ?? PAGE_SIZE;
			if (received > 0 || limit === PAGE_SIZE) skipped += received || step;
			limit = PAGE_SIZE;
		}
	}

	/** What is hidden behind a record, or from a place on. @returns nothing where the instance does not tell */
	private async stretchBehind(
		after: string | undefined,
		offset: number,
	): Promise<HiddenStretch | undefined> {
		const { source } = this;
		const count =
			after === undefined ? await source.behind(offset) : await source.count(`sys_id>${after}`);
		return count === undefined ? undefined : new HiddenStretch(count, this.largest);
	}

	private noteEnd(stretch: HiddenStretch | undefined): void {
		if (stretch === undefined) return;
		this.isEndCertain = stretch.count === 0;
		this.source.isUncertain ||= stretch.isTooLong;
	}

	/** Records behind a page that was shorter than others are behind hidden ones. */
	private note(received: number, isShort: boolean, foundBehindHidden: boolean): void {
		this.largest = Math.max(this.largest, received);
		this.hadShortPage ||= this.lastShort !== undefined;
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
		// A first page that is not in order can still be all there is.
		if (after !== undefined && !isInOrder(records, after)) throw new KeysetUnusableError();
		return page;
	}

	private async fetchUnlessRefused(request: PageRequest, isFirst: boolean): Promise<Page> {
		return await this.source.fetch(request).catch((error: Error) => {
			throw isQueryRefused(error) ? new KeysetUnusableError(isFirst) : error;
		});
	}

	/**
	 * Looks from the other end for records behind the last one, after pages that an instance may have cut: of
	 * a stretch of hidden records, each of them shows but a part.
	 */
	async noteMissing(last: string): Promise<void> {
		if (!this.hadShortPage || this.isEndCertain) return;
		const behind = joinClauses(
			withCondition(this.query, `sys_id>${last}`),
			orderByDescending('sys_id'),
		);
		const page = await this.fetchUnlessRefused(
			{ query: behind, offset: 0, limit: PAGE_SIZE },
			false,
		);
		this.source.isIncomplete ||= page.records.some((record) => isAfter(sysIdOf(record), last));
	}

	/**
	 * Holds an end that only the range reached against what comes without it: an instance that gives no
	 * rows for a condition that it does not carry out would end each read after a page.
	 *
	 * @throws {KeysetUnusableError} when there are records behind the last one
	 */
	async assertEnd(last: string, offset: number): Promise<void> {
		if (this.rangeWorks) return;
		const count = await this.source.behind(offset);
		const stretch = count === undefined ? undefined : new HiddenStretch(count, this.largest);
		const usual = MAX_HIDDEN[this.hidden] + 1;
		const most = stretch?.placesToLookAt(usual) ?? usual;
		for (let skipped = 0; skipped < most; skipped += stretch?.stepAfter(skipped) ?? PAGE_SIZE) {
			const request = { query: ordered(this.query), offset: offset + skipped, limit: PAGE_SIZE };
			const { records } = await this.source.fetch(request);
			if (records.some((record) => isAfter(sysIdOf(record), last))) throw new KeysetUnusableError();
		}
		this.noteEnd(stretch);
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
	const reader = new KeysetReader(query, source);
	const records: IDataObject[] = [];
	let after: string | undefined;
	while (records.length < limit) {
		const size = reader.isNearEnd ? PAGE_SIZE : Math.min(PAGE_SIZE, limit - records.length);
		const page = await reader.next(after, after === undefined ? offset : 0, size);
		if (page.length === 0) break;
		for (const record of page) records.push(record);
		onPage(records.length);
		if (records.length >= limit) break;
		if (reader.isNearEnd && (await source.behind(offset + records.length)) === 0) return records;
		if (!isInOrder(page, after)) throw new KeysetUnusableError();
		after = sysIdOf(page[page.length - 1]);
	}
	if (after !== undefined && records.length < limit) {
		await reader.assertEnd(after, offset + records.length);
		await reader.noteMissing(after);
	}
	return records.slice(0, limit);
}
