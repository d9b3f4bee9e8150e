import { joinClauses, orderBy } from '../shared/platform/encodedQuery';
import { changeOf, isAfter, type Change, type Position } from './change';
import type { ChangeSource } from './changeSource';
import { isOfEvent } from './events';
import { detectTimeZone, queryLiteral, type QueryTimeZone } from './queryTimeZone';
import type { SeenChanges } from './seenChanges';

/** Records of one request, at most. */
const PAGE_SIZE = 1000;

/** Pages without a record that are passed over, where ACLs hide records. */
export const MAX_EMPTY_PAGES = 50;

/** How far to read. */
export interface ScanLimits {
	/** New changes after which the rest is left to the next poll. */
	maxChanges: number;
	/** UNIX milliseconds of this machine after which the rest is left to the next poll. */
	deadline: number;
	/** Pages without a record after which there is nothing more. */
	maxEmptyPages: number;
}

/** What a scan found. */
export interface ScanResult {
	/** New changes, in their order. */
	changes: Change[];
	/** The last position that was read. */
	last: Position;
	/** Whether there is nothing after it. */
	isComplete: boolean;
}

/** Encoded queries of which each change after a position meets one. */
function after(column: string, { time, id }: Position, minutes: number): string[] {
	const literal = queryLiteral(time, minutes);
	if (id === '') return [`${column}>=${literal}`];
	return [`${column}>${literal}`, joinClauses(`${column}=${literal}`, `sys_id>${id}`)];
}

/** Reads pages of changes, each after the last change of the one before it. */
class PageReader {
	/** How many records of the page after the last position are known or hidden. */
	private offset = 0;

	/** Pages without a record since the last one with records. */
	emptyPages = 0;

	constructor(
		private readonly source: ChangeSource,
		public last: Position,
		private minutes: number,
	) {}

	/** Reads the next page. @returns its changes after the last position, and whether it is short */
	async next(): Promise<{ changes: Change[]; isShort: boolean }> {
		const { event } = this.source.query;
		const page = await this.source.find(
			after(event.time, this.last, this.minutes),
			orderBy(event.time, 'sys_id'),
			{ limit: PAGE_SIZE, offset: this.offset },
		);
		const changes = page
			.map((record) => changeOf(record, event))
			.filter((change) => isAfter(change, this.last));
		const newest = changes.at(-1);
		if (newest) this.last = { time: newest.time, id: newest.id };
		// Without a change after the last position, all are known or hidden: new ones come behind them.
		this.offset = newest ? 0 : this.offset + PAGE_SIZE;
		this.emptyPages = page.length > 0 ? 0 : this.emptyPages + 1;
		return { changes, isShort: page.length < PAGE_SIZE };
	}

	/** Finds out how the instance reads dates at the last position: a clock change may lie before it. */
	async updateTimeZone(): Promise<void> {
		this.minutes = (await detectTimeZone(this.source, this.last, this.minutes)) ?? this.minutes;
	}
}

/**
 * Reads the changes after the watermark in their order, by keyset paging: each page asks for what comes
 * after the last change of the one before it, so that none is passed over while records change.
 *
 * A page can be short without being the last, because ACLs hide records after the limit was applied.
 * The end is reached with a short page that holds the newest record, or comes after it.
 *
 * https://use-the-index-luke.com/no-offset
 *
 * @param seen what was emitted before; gets the new changes
 * @param newest position of the newest record that the user may see, when there is one
 * @param timeZone in which the instance reads dates, or an earlier one: then a page repeats what is known
 */
export async function scan(
	source: ChangeSource,
	seen: SeenChanges,
	newest: Position | undefined,
	timeZone: QueryTimeZone,
	{ maxChanges, deadline, maxEmptyPages }: ScanLimits,
): Promise<ScanResult> {
	const pages = new PageReader(source, seen.watermark, timeZone.minutes);
	const changes: Change[] = [];
	const { event } = source.query;
	while (changes.length < maxChanges && Date.now() < deadline) {
		const page = await pages.next();
		for (const change of page.changes) {
			if (isOfEvent(event, change.record) && seen.add(change)) changes.push(change);
		}
		const isPastNewest = newest === undefined || !isAfter(newest, pages.last);
		if ((page.isShort && isPastNewest) || pages.emptyPages > maxEmptyPages) {
			return { changes, last: pages.last, isComplete: true };
		}
		const isFullOfChanges = page.changes.length > 0 && !page.isShort;
		if (isFullOfChanges && !timeZone.isUtc) await pages.updateTimeZone();
	}
	return { changes, last: pages.last, isComplete: false };
}
