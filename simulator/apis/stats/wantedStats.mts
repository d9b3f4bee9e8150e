import { columnIn } from '../../records/query/condition.mts';
import type { Column } from '../../records/query/query.mts';
import type { Store } from '../../records/store.mts';
import { asText } from '../../records/values.mts';
import { aggregateOf, type Aggregate } from './aggregate.mts';

/** A condition on groups. */
export interface Having {
	of: Aggregate;
	holds(value: number): boolean;
}

/** An order of groups: by an aggregate, or by a column that they are made by. */
export interface GroupOrder {
	by: Aggregate | Column;
	descending: boolean;
}

/** What a request asks of a table's records. */
export interface WantedStats {
	aggregates: Aggregate[];
	groupBy: { name: string; column: Column }[];
	having: Having[];
	orders: GroupOrder[];
	/** Parts that are left out, in words. */
	ignored: string[];
}

const kinds = ['avg', 'min', 'max', 'sum'];

const known = [
	...kinds.map((kind) => `sysparm_${kind}_fields`),
	...['sysparm_count', 'sysparm_group_by', 'sysparm_having', 'sysparm_order_by', 'sysparm_query'],
	'sysparm_display_value',
];

const comparisons: Record<string, (value: number, wanted: number) => boolean> = {
	'>': (value, wanted) => value > wanted,
	'>=': (value, wanted) => value >= wanted,
	'<': (value, wanted) => value < wanted,
	'<=': (value, wanted) => value <= wanted,
	'=': (value, wanted) => value === wanted,
	'!=': (value, wanted) => value !== wanted,
};

const listOf = (value: unknown) => asText(value).split(',').filter(Boolean);

/** Reads the parameters of one request, and notes what cannot be read. */
class Reader {
	readonly ignored: string[] = [];

	constructor(
		private readonly store: Store,
		private readonly table: string,
		private readonly query: Record<string, unknown>,
	) {}

	aggregates(): Aggregate[] {
		const counted: Aggregate[] =
			asText(this.query.sysparm_count) === 'true' ? [{ kind: 'count' }] : [];
		const others = kinds.flatMap((kind) =>
			listOf(this.query[`sysparm_${kind}_fields`]).flatMap((field) =>
				this.known(aggregateOf(this.store, this.table, kind, field), `${kind} of ${field}`),
			),
		);
		return [...counted, ...others];
	}

	groupBy(): WantedStats['groupBy'] {
		return listOf(this.query.sysparm_group_by).flatMap((name) => {
			const column = columnIn(this.store.dictionary, this.table, name);
			return this.known(column && { name, column }, `the group by ${name}`);
		});
	}

	having(): Having[] {
		return listOf(this.query.sysparm_having).flatMap((text) => {
			const [kind = '', field = '', operator = '', value = ''] = text.split('^');
			const of = aggregateOf(this.store, this.table, kind, field);
			const isKnown = of && Object.hasOwn(comparisons, operator) && Number.isFinite(Number(value));
			const holds = (one: number) => comparisons[operator](one, Number(value));
			return this.known(isKnown ? { of, holds } : undefined, `having ${text}`);
		});
	}

	orders(): GroupOrder[] {
		return listOf(this.query.sysparm_order_by).flatMap((text) => {
			const parts = text.split('^');
			const descending = parts.length > 1 && parts[parts.length - 1].toUpperCase() === 'DESC';
			const [kind, field = ''] = descending ? parts.slice(0, -1) : parts;
			const by =
				aggregateOf(this.store, this.table, kind, field) ??
				columnIn(this.store.dictionary, this.table, kind);
			return this.known(by && { by, descending }, `the order by ${text}`);
		});
	}

	others(): string[] {
		return Object.keys(this.query).filter(
			(name) => name.startsWith('sysparm_') && !known.includes(name),
		);
	}

	private known<T>(value: T | undefined, what: string): T[] {
		if (value === undefined) this.ignored.push(what);
		return value === undefined ? [] : [value];
	}
}

/**
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_AggregateAPI.md
 * @param query parameters of a request
 */
export function wantedStats(
	store: Store,
	table: string,
	query: Record<string, unknown>,
): WantedStats {
	const reader = new Reader(store, table, query);
	const [aggregates, groupBy] = [reader.aggregates(), reader.groupBy()];
	const [having, orders] = [reader.having(), reader.orders()];
	return { aggregates, groupBy, having, orders, ignored: [...reader.others(), ...reader.ignored] };
}
