import type { Store } from '../store.mts';
import { lowerBound, upperBound, type Table } from '../table.mts';
import type { Row } from '../values.mts';
import { comparator, rowTest } from './match.mts';
import type { Condition, Query } from './query.mts';

export interface Page {
	rows: Row[];
	/** Counts every row of the query. Costs a full scan unless the index alone can tell. */
	total(): number;
}

export interface Window {
	limit: number;
	offset: number;
	/** Where rows without an order start, counted round the index; undefined: order of insertion. */
	rotation?: number;
}

// Above it, sorting all rows is cheaper than inserting each at its place.
const MAX_INSERTION_ROWS = 20;

interface Range {
	start: number;
	end: number;
	/** Conditions that the range does not cover. */
	rest: Condition[][];
}

/**
 * Finds one page of rows.
 *
 * Equality and ranges over sys_id, and an order by sys_id, are read from the table's index, so
 * that keyset paging costs a page and not a table.
 *
 * @param store the records
 * @param table where to look
 * @param query what to look for
 * @param window which part of the result
 * @returns the rows, and a way to count all that match
 */
export function select(store: Store, table: string, query: Query, window: Window): Page {
	const rows = store.table(table);
	const end = window.offset + window.limit;
	const bySysId = query.orders[0]?.path.join('.') === 'sys_id';
	const range =
		query.groups.length === 1
			? indexRange(rows.sortedIds(), query.groups[0])
			: { start: 0, end: rows.size, rest: [] };
	const groups = query.groups.length === 1 ? [range.rest] : query.groups;
	const size = range.end - range.start;

	const fits = rowTest(store, table, groups);
	const matching = (from: Iterable<Row>, enough: number): Row[] => {
		const found: Row[] = [];
		if (enough <= 0) return found;
		for (const row of from) {
			if (fits(row) && store.isCommitted(row)) found.push(row);
			if (found.length >= enough) break;
		}
		return found;
	};
	const indexed = (descending: boolean, rotation: number) =>
		rowsInRange(rows, range, descending, rotation);
	// Going through the rows as they lie is several times faster than looking up each by its id.
	const unsorted = () => (size === rows.size ? rows.values() : indexed(false, 0));
	const total = () =>
		groups.some((group) => group.length === 0) ? size : matching(unsorted(), Infinity).length;

	if (bySysId) {
		const found = matching(indexed(query.orders[0].descending, 0), end);
		return { rows: found.slice(window.offset), total };
	}
	if (query.orders.length > 0) {
		const found = matching(unsorted(), Infinity);
		const first = firstOf(found, end, comparator(store, table, query.orders));
		return { rows: first.slice(window.offset), total: () => found.length };
	}
	const unordered = window.rotation === undefined ? unsorted() : indexed(false, window.rotation);
	return { rows: matching(unordered, end).slice(window.offset), total };
}

/** The first rows of an order. For a few of them, to sort all would cost many times more. */
function firstOf(rows: Row[], count: number, compare: (a: Row, b: Row) => number): Row[] {
	if (count > MAX_INSERTION_ROWS) return rows.sort(compare).slice(0, count);
	const first: Row[] = [];
	for (const row of rows) {
		if (first.length === count && compare(row, first[count - 1]) >= 0) continue;
		const place = first.findIndex((other) => compare(row, other) < 0);
		first.splice(place < 0 ? first.length : place, 0, row);
		if (first.length > count) first.pop();
	}
	return first;
}

function indexRange(ids: readonly string[], group: Condition[][]): Range {
	const range: Range = { start: 0, end: ids.length, rest: [] };
	for (const alternatives of group) {
		const [{ path, operator, value: given, test }] = alternatives;
		const value = given.toLowerCase();
		if (alternatives.length > 1 || path.join('.') !== 'sys_id' || test) {
			range.rest.push(alternatives);
		} else if (operator === '=') {
			range.start = Math.max(range.start, lowerBound(ids, value));
			range.end = Math.min(range.end, upperBound(ids, value));
		} else if (operator === '>') {
			range.start = Math.max(range.start, upperBound(ids, value));
		} else if (operator === '>=') {
			range.start = Math.max(range.start, lowerBound(ids, value));
		} else if (operator === '<') {
			range.end = Math.min(range.end, lowerBound(ids, value));
		} else if (operator === '<=') {
			range.end = Math.min(range.end, upperBound(ids, value));
		} else {
			range.rest.push(alternatives);
		}
	}
	range.end = Math.max(range.end, range.start);
	return range;
}

function* rowsInRange(
	rows: Table,
	{ start, end }: Range,
	descending: boolean,
	rotation: number,
): Generator<Row> {
	const ids = rows.sortedIds();
	const size = end - start;
	for (let step = 0; step < size; step += 1) {
		const at = descending ? end - 1 - step : start + ((step + rotation) % size);
		const row = rows.get(ids[at]);
		if (row) yield row;
	}
}
