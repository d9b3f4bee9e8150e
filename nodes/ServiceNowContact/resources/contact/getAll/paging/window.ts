import type { IDataObject } from 'n8n-workflow';
import { PAGE_SIZE, sysIdOf, type ContactSource } from './contactSource';
import { HiddenStretch } from './hiddenStretch';
import { OtherEnd } from './otherEnd';
import { noneShown } from './pagingErrors';
import type { ReadPlan } from './readPlan';

/** What a window has, as far as it was read. */
interface WindowRead {
	/** By sys_id. */
	records: Map<string, IDataObject>;
	/** Place behind the last one that was looked at for certain. */
	place: number;
	/** Rows of one response, at most. */
	largest: number;
}

/**
 * Says what a window lacks that has fewer records than it could hold: whether more follow, which looks like the
 * end to whoever goes on from window to window.
 *
 * @throws {InvalidInputError} when none of its contacts is shown, and more follow
 */
async function noteShortWindow(
	{ query, offset, limit }: ReadPlan,
	{ records, place, largest }: WindowRead,
	source: ContactSource,
): Promise<void> {
	const left = await source.behind(offset + records.size);
	if (left === undefined) {
		const last = [...records.keys()].at(-1);
		if (last === undefined) return;
		const isEnd = (await OtherEnd.look(query, source)).meets(records, last) !== 'none';
		source.isUncounted ||= !isEnd;
		return;
	}
	const [end, total] = [offset + limit, offset + records.size + left];
	const isFollowed = total > end;
	if (records.size === 0 && isFollowed) throw noneShown(offset, end, total);
	source.isShortWindow = isFollowed;
	const unseen = new HiddenStretch(Math.max(0, Math.min(end, total) - place), largest);
	source.isUncertain ||= unseen.needsMore;
}

/**
 * Reads one window as it is, in the order that the query has. Where the instance returns fewer records
 * than it was asked for and has, the rest of the window is read as well.
 *
 * @param plan with a limit of one page
 * @throws {InvalidInputError} when none of its contacts is shown, and more follow
 */
export async function readWindow(plan: ReadPlan, source: ContactSource): Promise<IDataObject[]> {
	const { query, offset, limit } = plan;
	const records = new Map<string, IDataObject>();
	const end = offset + limit;
	let [place, largest, isCovered] = [offset, 0, false];
	while (place < end && !isCovered) {
		const page = await source.fetch({ query, offset: place, limit: end - place });
		if (page.received === 0) break;
		// Records that come again were hidden among the others, and the first page was whole.
		isCovered = page.records.some((record) => records.has(sysIdOf(record)));
		for (const record of page.records) {
			if (!records.has(sysIdOf(record))) records.set(sysIdOf(record), record);
		}
		largest = Math.max(largest, page.received);
		place = isCovered ? end : place + page.received;
	}
	if (records.size < limit && !source.hasUnreadable) {
		await noteShortWindow(plan, { records, place, largest }, source);
	}
	return [...records.values()];
}

/** Whether a window is read as it is: with an offset of the user's own, and within a page. */
export function isOneWindow(offsetGiven: boolean, limit: number): boolean {
	return offsetGiven && limit <= PAGE_SIZE;
}
