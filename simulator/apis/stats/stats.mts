import type { IncomingRequest } from '../../http/request.mts';
import type { HttpResponse } from '../../http/response.mts';
import type { InstanceState } from '../../instanceState.mts';
import { compareValues, valueAt } from '../../records/query/match.mts';
import type { Row } from '../../records/values.mts';
import { openTable } from '../openTable.mts';
import { queryRows } from '../readRows.mts';
import { recordRenderer } from '../renderRecord.mts';
import { wantedOf } from '../tableParameters.mts';
import { calculate, groupRows, type Aggregate } from './aggregate.mts';
import { wantedStats, type GroupOrder, type WantedStats } from './wantedStats.mts';

/** Calculates aggregates of groups of one table. */
type Calculate = (rows: Row[], of: Aggregate) => string;

/** An aggregate that groups are chosen by is in the answer too. */
function statsOf(rows: Row[], { aggregates, having }: WantedStats, value: Calculate): object {
	const stats: Record<string, unknown> = {};
	for (const of of [...aggregates, ...having.map((condition) => condition.of)]) {
		if (of.field === undefined) stats.count = value(rows, of);
		else stats[of.kind] = { ...(stats[of.kind] as object), [of.field]: value(rows, of) };
	}
	return stats;
}

function comparatorOf(
	{ store }: InstanceState,
	table: string,
	orders: GroupOrder[],
	value: Calculate,
): (a: Row[], b: Row[]) => number {
	const key = ({ by }: GroupOrder, rows: Row[]) =>
		'kind' in by ? value(rows, by) : valueAt(store, table, rows[0] ?? {}, by.path);
	return (a, b) => {
		for (const order of orders) {
			const numeric = 'kind' in order.by || order.by.numeric;
			const compared = compareValues(key(order, a), key(order, b), numeric);
			if (compared !== 0) return order.descending ? -compared : compared;
		}
		return 0;
	};
}

/**
 * GET /api/now/stats/{table}: counts, averages, sums, least and greatest values of the records of a
 * query, by groups where that is asked for. Access rules of single rows don't count.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_AggregateAPI.md
 * @returns one object, or one for each group
 * @throws Rejection 400 `Invalid table`, 403 where the login may not read it or query so
 */
export function getStats(request: IncomingRequest, instance: InstanceState): HttpResponse {
	const { table, login } = openTable(request, instance);
	const { store } = instance;
	const { query } = request;
	const wanted = wantedStats(store, table, query);
	const all = { ...wantedOf(query), limit: Infinity, offset: 0 };
	const { rows, ignored } = queryRows(instance, login, table, all);
	const value: Calculate = (some, of) => calculate(store, table, some, of);
	const columns = wanted.groupBy.map(({ column }) => column);
	const groups = groupRows(store, table, rows, columns)
		.map((group) => group.rows)
		.filter((some) => wanted.having.every(({ of, holds }) => holds(Number(value(some, of)))))
		.sort(comparatorOf(instance, table, wanted.orders, value));
	const names = wanted.groupBy.map(({ name }) => name);
	const show = recordRenderer(instance, login, table, {
		sysparm_fields: names.join(','),
		sysparm_display_value: query.sysparm_display_value,
		sysparm_exclude_reference_link: 'true',
	});
	const fieldsOf = (row: Row) => {
		const shown = show(row);
		return names.map((field) =>
			typeof shown[field] === 'object'
				? { field, ...shown[field] }
				: {
						field,
						[query.sysparm_display_value === 'true' ? 'display_value' : 'value']: shown[field],
					},
		);
	};
	const result =
		names.length === 0
			? { stats: groups.length === 0 ? {} : statsOf(groups[0], wanted, value) }
			: groups.map((some) => ({
					stats: statsOf(some, wanted, value),
					groupby_fields: fieldsOf(some[0]),
				}));
	return { status: 200, body: { result }, ignored: [...ignored, ...wanted.ignored] };
}
