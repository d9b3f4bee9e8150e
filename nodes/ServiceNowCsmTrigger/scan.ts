import { joinClauses, orderBy } from '../shared/platform/encodedQuery';
import { fromGlide } from '../shared/platform/glideDateTime';
import { changeOf, isAfter, type Change, type Position } from './change';
import type { ChangeSource } from './changeSource';
import { isOfEvent } from './events';
import { detectTimeZone, queryLiteral, type QueryTimeZone } from './queryTimeZone';
import type { SeenChanges } from './seenChanges';

/** Records of one request, at most. */
export const PAGE_SIZE = 1000;

/** Pages without a record that are passed over, where ACLs hide records. */
export const MAX_EMPTY_PAGES = 50;

/** Requests of one scan, at most. */
export const MAX_REQUESTS = 100;

/** By how much a change of time zone can move the start of a range, from 12 hours behind to 14 ahead. */
const MAX_ZONE_MS = 28 * 3_600_000;

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
	/** Whether the newest record was not reached, because too many records before it are hidden. */
	isHidden?: boolean;
	/** What the instance ignored of the query, so that the changes had to be read in another way. */
	ignored?: 'order' | 'range';
}

/** Encoded queries of which each change after a position meets one. */
function after(column: string, { time, id }: Position, minutes: number): string[] {
	const literal = queryLiteral(time, minutes);
	if (id === '') return [`${column}>=${literal}`];
	return [`${column}>${literal}`, joinClauses(`${column}=${literal}`, `sys_id>${id}`)];
}

/** What the instance ignored of a query for the changes after a position, in their order. */
function ignoredIn(page: Change[], { time }: Position): ScanResult['ignored'] {
	const earliest = fromGlide(time) - MAX_ZONE_MS;
	if (page.some((change) => fromGlide(change.time) < earliest)) return 'range';
	const isSorted = page.every((change, index) => index === 0 || isAfter(change, page[index - 1]));
	return isSorted ? undefined : 'order';
}

/** Reads pages of changes, each after the last change of the one before it. */
class PageReader {
	/** How many records of the page after the last position are known or hidden. */
	private offset = 0;

	/** Most records of a page so far: the instance can have a cap below what is asked for. */
	private mostRecords = 0;

	/** Pages without a record since the last one with records. */
	emptyPages = 0;

	constructor(
		private readonly source: ChangeSource,
		public last: Position,
		private minutes: number,
	) {}

	/** Reads the next page. @returns its changes after the last position, and whether it is short */
	async next(): Promise<{
		changes: Change[];
		isShort: boolean;
		ignored: ScanResult['ignored'];
	}> {
		const { event } = this.source.query;
		const records = await this.source.find(
			after(event.time, this.last, this.minutes),
			orderBy(event.time, 'sys_id'),
			{ limit: PAGE_SIZE, offset: this.offset },
		);
		const page = records.map((record) => changeOf(record, event));
		const ignored = ignoredIn(page, this.last);
		const changes = page.filter((change) => isAfter(change, this.last));
		const newest = changes.at(-1);
		if (newest) this.last = { time: newest.time, id: newest.id };
		// Without a change after the last position, all are known or hidden: new ones come behind them.
		this.mostRecords = Math.max(this.mostRecords, page.length);
		this.offset = newest ? 0 : this.offset + (this.mostRecords || PAGE_SIZE);
		this.emptyPages = page.length > 0 ? 0 : this.emptyPages + 1;
		return { changes, isShort: page.length < PAGE_SIZE, ignored };
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
 * A page can be short without being the last, because ACLs hide records after the limit was applied, and
 * because the instance can have a limit of its own. The end is reached with a short page that holds the
 * newest record, or comes after it.
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
	const isOver = () => source.requests >= MAX_REQUESTS || Date.now() >= deadline;
	while (changes.length < maxChanges && !isOver()) {
		const page = await pages.next();
		const { ignored } = page;
		if (ignored) return { changes, last: pages.last, isComplete: false, ignored };
		for (const change of page.changes) {
			if (isOfEvent(event, change.record) && seen.add(change)) changes.push(change);
		}
		const isPastNewest = newest === undefined || !isAfter(newest, pages.last);
		const isHidden = pages.emptyPages > maxEmptyPages && !isPastNewest;
		if ((page.isShort && isPastNewest) || pages.emptyPages > maxEmptyPages) {
			return { changes, last: pages.last, isComplete: true, isHidden };
		}
		const isFullOfChanges = page.changes.length > 0 && !page.isShort;
		if (isFullOfChanges && !timeZone.isUtc) await pages.updateTimeZone();
	}
	return { changes, last: pages.last, isComplete: false };
}
