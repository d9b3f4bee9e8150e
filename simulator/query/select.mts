import type { Store } from '../store.mts';
import { placeOf } from '../table.mts';
import type { Row } from '../values.mts';
import { comparing, matches } from './match.mts';
import type { Condition, Query } from './parse.mts';

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

interface Range {
	start: number;
	end: number;
	/** Conditions that the range does not cover. */
	rest: Condition[][];
}

/**
 * Finds one page of rows.
 *
 * Equality and ranges over sys_id, and an order by sys_id, are answered from the table's index, so
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
	const range = query.groups.length === 1 ? rangeOf(rows.sortedIds(), query.groups[0]) : undefined;
	const groups = range ? [range.rest] : query.groups;

	const matching = (ids: Iterable<string>, enough: number): Row[] => {
		const found: Row[] = [];
		if (enough <= 0) return found;
		for (const id of ids) {
			const row = rows.get(id);
			if (row && matches(store, table, row, groups)) found.push(row);
			if (found.length >= enough) break;
		}
		return found;
	};
	const inRange = (descending: boolean, rotation: number) =>
		range
			? walk(rows.sortedIds(), range.start, range.end, descending, rotation)
			: walk(rows.sortedIds(), 0, rows.size, descending, rotation);
	const total = () => {
		if (groups.some((group) => group.length === 0))
			return range ? range.end - range.start : rows.size;
		return matching(inRange(false, 0), Infinity).length;
	};

	if (bySysId) {
		const found = matching(inRange(query.orders[0].descending, 0), end);
		return { rows: found.slice(window.offset), total };
	}
	if (query.orders.length > 0) {
		const found = matching(inRange(false, 0), Infinity);
		found.sort(comparing(store, table, query.orders));
		return { rows: found.slice(window.offset, end), total: () => found.length };
	}
	const wholeTable = !range || range.end - range.start === rows.size;
	const natural =
		wholeTable && window.rotation === undefined
			? rows.keys()
			: inRange(false, window.rotation ?? 0);
	return { rows: matching(natural, end).slice(window.offset), total };
}

function rangeOf(ids: readonly string[], group: Condition[][]): Range {
	const range: Range = { start: 0, end: ids.length, rest: [] };
	for (const alternatives of group) {
		const [{ path, operator, value }] = alternatives;
		if (alternatives.length > 1 || path.join('.') !== 'sys_id') {
			range.rest.push(alternatives);
		} else if (operator === '=') {
			range.start = Math.max(range.start, placeOf(ids, value.toLowerCase(), false));
			range.end = Math.min(range.end, placeOf(ids, value.toLowerCase(), true));
		} else if (operator === '>' || operator === '>=') {
			range.start = Math.max(range.start, placeOf(ids, value, operator === '>'));
		} else if (operator === '<' || operator === '<=') {
			range.end = Math.min(range.end, placeOf(ids, value, operator === '<='));
		} else {
			range.rest.push(alternatives);
		}
	}
	range.end = Math.max(range.end, range.start);
	return range;
}

function* walk(
	ids: readonly string[],
	start: number,
	end: number,
	descending: boolean,
	rotation: number,
): Generator<string> {
	const size = end - start;
	for (let step = 0; step < size; step += 1) {
		const turned = start + ((step + rotation) % size);
		yield ids[descending ? end - 1 - step : turned];
	}
}
