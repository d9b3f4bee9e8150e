import { InvalidInputError } from '../shared/inputError';
import { joinClauses, orderBy } from '../shared/platform/encodedQuery';
import { changeOf, isAfter, type Change, type Position } from './change';
import type { ChangeSource } from './changeSource';
import { isOfEvent } from './events';
import { queryLiteral, type QueryTimeZone } from './queryTimeZone';
import { PAGE_SIZE, type ScanResult } from './scan';
import type { SeenChanges } from './seenChanges';

/** Pages of one scan, at most: without a range, it reads the table from end to end. */
export const MAX_PAGES = 10;

/** Pages without a record that are passed over, where ACLs hide records. */
const MAX_EMPTY_PAGES = 1;

/** The instance leaves no way to read the changes. */
function unreliable(what: string, column: string): InvalidInputError {
	return new InvalidInputError(
		`The instance ignores the ${what} "${column}"`,
		`The trigger cannot tell what changed: it received other records than it asked for, and the table is too large to read it whole with every poll. Ask an administrator to let the ServiceNow user query and sort by "${column}" (query_range ACLs of the table).`,
	);
}

/** What the instance ignored, as an error. */
function unreliableBy(ignored: ScanResult['ignored'], column: string): InvalidInputError {
	return unreliable(ignored === 'range' ? 'condition on' : 'order by', column);
}

/** Reads pages of records by their sys_id. */
class IdReader {
	private lastId = '';

	/** Pages without a record since the last one with records. */
	emptyPages = 0;

	constructor(
		private readonly source: ChangeSource,
		private readonly condition: string,
	) {}

	/** @throws {InvalidInputError} when the instance heeds no order or range of sys_ids either */
	async next(): Promise<Change[]> {
		const { source, lastId } = this;
		const records = await source.find(
			[joinClauses(this.condition, lastId && `sys_id>${lastId}`)],
			orderBy('sys_id'),
			{ limit: PAGE_SIZE, offset: this.emptyPages * PAGE_SIZE },
		);
		const page = records.map((record) => changeOf(record, source.query.event));
		for (const { id } of page) {
			if (id <= this.lastId) throw unreliable('order by', 'sys_id');
			this.lastId = id;
		}
		this.emptyPages = page.length > 0 ? 0 : this.emptyPages + 1;
		return page;
	}
}

function latestOf(page: Change[], start: Position): Position {
	return page.reduce<Position>((latest, { time, id }) => {
		return isAfter({ time, id }, latest) ? { time, id } : latest;
	}, start);
}

/**
 * Reads the changes after the watermark in the order of their sys_ids, where the instance does not sort
 * by time, or ignores the range of time: query ACLs can forbid both for a column.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/access-control/query-acl-rule.md
 *
 * @param seen what was emitted before; gets the new changes
 * @param ignored what the instance ignored
 * @param deadline UNIX milliseconds
 * @returns all changes after the watermark
 * @throws {InvalidInputError} when there are too many records, or no way to read them in any order
 */
export async function scanById(
	source: ChangeSource,
	seen: SeenChanges,
	{ minutes }: QueryTimeZone,
	ignored: ScanResult['ignored'],
	deadline: number,
): Promise<ScanResult> {
	const { event } = source.query;
	const start = seen.watermark;
	const pages = new IdReader(source, `${event.time}>=${queryLiteral(start.time, minutes)}`);
	const changes: Change[] = [];
	// What changes during the scan can be missed: it is later than all that the first page has.
	let last: Position | undefined;
	for (let count = 0; count < MAX_PAGES && Date.now() < deadline; count += 1) {
		const page = await pages.next();
		if (page.length > 0) last ??= latestOf(page, start);
		for (const change of page) {
			if (isOfEvent(event, change.record) && seen.add(change)) {
				changes.push(change);
			}
		}
		if (pages.emptyPages > MAX_EMPTY_PAGES) {
			changes.sort((one, other) => (isAfter(one, other) ? 1 : -1));
			return { changes, last: last ?? start, isComplete: true, ignored };
		}
	}
	throw unreliableBy(ignored, event.time);
}
