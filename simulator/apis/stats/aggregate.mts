import { columnIn } from '../../records/query/condition.mts';
import { compareValues, valueAt } from '../../records/query/match.mts';
import type { Column } from '../../records/query/query.mts';
import type { Store } from '../../records/store.mts';
import type { Row } from '../../records/values.mts';

/** An aggregate function, and the column that it is of; counts of records have none. */
export interface Aggregate {
	kind: 'count' | 'avg' | 'min' | 'max' | 'sum';
	/** As the request names it. */
	field?: string;
	column?: Column;
}

const AVERAGE_DECIMALS = 4;

function valuesOf(store: Store, table: string, rows: Row[], { path }: Column): string[] {
	return rows.map((row) => valueAt(store, table, row, path)).filter((value) => value !== '');
}

const calculations: Record<
	Exclude<Aggregate['kind'], 'count'>,
	(values: string[], numeric: boolean) => string
> = {
	avg: (values) => {
		const numbers = values.map(Number).filter(Number.isFinite);
		const sum = numbers.reduce((total, value) => total + value, 0);
		return numbers.length === 0 ? '' : (sum / numbers.length).toFixed(AVERAGE_DECIMALS);
	},
	sum: (values) => {
		const numbers = values.map(Number).filter(Number.isFinite);
		return String(numbers.reduce((total, value) => total + value, 0));
	},
	min: (values, numeric) => [...values].sort((a, b) => compareValues(a, b, numeric))[0] ?? '',
	max: (values, numeric) => [...values].sort((a, b) => compareValues(b, a, numeric))[0] ?? '',
};

/** @returns the aggregate of rows, as text */
export function calculate(store: Store, table: string, rows: Row[], of: Aggregate): string {
	if (of.kind === 'count' || !of.column) return String(rows.length);
	return calculations[of.kind](valuesOf(store, table, rows, of.column), of.column.numeric);
}

/** @returns the rows by their values of the columns, in the order of these; one group without any */
export function groupRows(
	store: Store,
	table: string,
	rows: Row[],
	columns: Column[],
): { values: string[]; rows: Row[] }[] {
	if (columns.length === 0) return [{ values: [], rows }];
	const groups = new Map<string, { values: string[]; rows: Row[] }>();
	for (const row of rows) {
		const values = columns.map(({ path }) => valueAt(store, table, row, path));
		const key = JSON.stringify(values);
		const group = groups.get(key) ?? { values, rows: [] };
		group.rows.push(row);
		groups.set(key, group);
	}
	return [...groups.values()].sort((a, b) => {
		const orders = columns.map(({ numeric }, index) =>
			compareValues(a.values[index], b.values[index], numeric),
		);
		return orders.find((order) => order !== 0) ?? 0;
	});
}

/** @returns an aggregate of a table by name, such as `avg` and `priority`; undefined where there is none */
export function aggregateOf(
	{ dictionary }: Store,
	table: string,
	kind: string,
	field: string,
): Aggregate | undefined {
	const known = kind.toLowerCase();
	if (known === 'count') return { kind: known };
	if (!Object.hasOwn(calculations, known)) return undefined;
	const column = columnIn(dictionary, table, field);
	return column && { kind: known as Aggregate['kind'], field, column };
}
