import type { Store } from '../store.mts';
import type { Row } from '../values.mts';
import type { Operator } from './operators.mts';
import type { Condition, Order, Related } from './query.mts';

/** Operators whose conditions have a test of their own. */
type ByTest =
	| 'DATEPART'
	| 'RELATIVEGT'
	| 'RELATIVELT'
	| 'RELATIVEGE'
	| 'RELATIVELE'
	| 'RELATIVEEE'
	| 'MORETHAN'
	| 'LESSTHAN'
	| 'HIERARCHY'
	| 'INSTANCEOF'
	| 'BY OTHERS'
	| 'RELATED';

type Compare = (value: string, wanted: string, condition: Condition) => boolean;

function same(value: string, wanted: string): boolean {
	return value.length === wanted.length && value.toLowerCase() === wanted.toLowerCase();
}

/**
 * @param numeric whether to compare as numbers; anything that is none comes first
 * @returns negative, zero or positive, as for Array.sort
 */
export function compareValues(a: string, b: string, numeric: boolean): number {
	if (numeric && a !== '' && b !== '') return Number(a) - Number(b);
	if (a === b) return 0;
	const [lowerA, lowerB] = [a.toLowerCase(), b.toLowerCase()];
	if (lowerA === lowerB) return 0;
	return lowerA < lowerB ? -1 : 1;
}

function isIn(value: string, condition: Condition): boolean {
	return condition.values?.has(value.toLowerCase()) ?? false;
}

function isLike(value: string, wanted: string): boolean {
	return value.toLowerCase().includes(wanted.toLowerCase());
}

function isBetween(value: string, wanted: string, { numeric }: Condition): boolean {
	const [from, to] = wanted.split('@');
	return (
		value !== '' &&
		compareValues(value, from, numeric) >= 0 &&
		compareValues(value, to, numeric) <= 0
	);
}

// Text compares without regard to case, as in the databases that instances run on. A comparison of
// size never holds for an empty value.
const compare: Record<Exclude<Operator, ByTest>, Compare> = {
	'=': same,
	'!=': (value, wanted) => !same(value, wanted),
	'<': (value, wanted, { numeric }) => value !== '' && compareValues(value, wanted, numeric) < 0,
	'<=': (value, wanted, { numeric }) => value !== '' && compareValues(value, wanted, numeric) <= 0,
	'>': (value, wanted, { numeric }) => value !== '' && compareValues(value, wanted, numeric) > 0,
	'>=': (value, wanted, { numeric }) => value !== '' && compareValues(value, wanted, numeric) >= 0,
	LIKE: isLike,
	'NOT LIKE': (value, wanted) => !isLike(value, wanted),
	STARTSWITH: (value, wanted) => value.toLowerCase().startsWith(wanted.toLowerCase()),
	ENDSWITH: (value, wanted) => value.toLowerCase().endsWith(wanted.toLowerCase()),
	IN: (value, _, condition) => isIn(value, condition),
	'NOT IN': (value, _, condition) => !isIn(value, condition),
	ISEMPTY: (value) => value === '',
	ISNOTEMPTY: (value) => value !== '',
	BETWEEN: isBetween,
	'NOT ON': (value, wanted, condition) => value !== '' && !isBetween(value, wanted, condition),
	ANYTHING: () => true,
	SAMEAS: same,
	NSAMEAS: (value, wanted) => !same(value, wanted),
	GT_FIELD: (value, wanted, { numeric }) =>
		value !== '' && compareValues(value, wanted, numeric) > 0,
	GT_OR_EQUALS_FIELD: (value, wanted, { numeric }) =>
		value !== '' && compareValues(value, wanted, numeric) >= 0,
	LT_FIELD: (value, wanted, { numeric }) =>
		value !== '' && compareValues(value, wanted, numeric) < 0,
	LT_OR_EQUALS_FIELD: (value, wanted, { numeric }) =>
		value !== '' && compareValues(value, wanted, numeric) <= 0,
};

/**
 * @param path a column, or a dot-walk over references
 * @returns the value found there, '' where a reference is empty or points nowhere
 */
export function valueAt(store: Store, table: string, row: Row, path: string[]): string {
	let at: Row | undefined = row;
	let name = table;
	for (let step = 0; step < path.length - 1 && at; step += 1) {
		name = store.dictionary[name].references[path[step]];
		at = store.get(name, at[path[step]] ?? '');
	}
	return at?.[path[path.length - 1]] ?? '';
}

/** Decides about one row. */
export type RowTest = (row: Row) => boolean;

/** Text operators read their text once for all rows. */
function valueTest(condition: Condition): (value: string) => boolean {
	const operator = condition.operator as Exclude<Operator, ByTest>;
	const wanted = condition.value.toLowerCase();
	if (operator === 'LIKE') return (value) => value.toLowerCase().includes(wanted);
	if (operator === '=') {
		const { length } = condition.value;
		return (value) => value.length === length && value.toLowerCase() === wanted;
	}
	const holds = compare[operator];
	return (value) => holds(value, condition.value, condition);
}

function valueOf(store: Store, table: string, path: string[]): (row: Row) => string {
	const [column] = path;
	if (path.length === 1) return (row) => row[column] ?? '';
	return (row) => valueAt(store, table, row, path);
}

function conditionTest(store: Store, table: string, condition: Condition): RowTest {
	const { path, other, shows, test, check, related } = condition;
	if (related) return (row) => related.holds(countOf(store, related, row.sys_id));
	const read = valueOf(store, table, path);
	if (check) return (row) => check(store, row, read(row));
	if (shows !== undefined) {
		const { display } = store.dictionary[shows];
		const holds = valueTest(condition);
		return (row) => holds(store.get(shows, read(row))?.[display] ?? '');
	}
	if (other) {
		const readOther = valueOf(store, table, other.path);
		const holds = test ?? compare[condition.operator as Exclude<Operator, ByTest>];
		return (row) => holds(read(row), readOther(row), condition);
	}
	if (test) return (row) => test(read(row), condition.value);
	const holds = valueTest(condition);
	return (row) => holds(read(row));
}

/** Counts of related records, by the condition that asks for them. */
const counts = new WeakMap<Related, Map<string, number>>();

/** How many records of the related list refer to a row. All are counted when the first is asked for. */
function countOf(store: Store, related: Related, sysId: string): number {
	let bySysId = counts.get(related);
	if (!bySysId) {
		bySysId = new Map();
		const isCounted = rowTest(store, related.table, related.groups);
		for (const row of store.table(related.table).values()) {
			if (!isCounted(row)) continue;
			const target = row[related.column] ?? '';
			bySysId.set(target, (bySysId.get(target) ?? 0) + 1);
		}
		counts.set(related, bySysId);
	}
	return bySysId.get(sysId) ?? 0;
}

/** @returns what tells whether a row is in the union of the groups */
export function rowTest(store: Store, table: string, groups: Condition[][][]): RowTest {
	const any = (tests: RowTest[]): RowTest =>
		tests.length === 1 ? tests[0] : (row) => tests.some((test) => test(row));
	const all = (tests: RowTest[]): RowTest =>
		tests.length === 1 ? tests[0] : (row) => tests.every((test) => test(row));
	return any(
		groups.map((group) =>
			all(
				group.map((alternatives) =>
					any(alternatives.map((condition) => conditionTest(store, table, condition))),
				),
			),
		),
	);
}

/** @returns a comparison of rows for Array.sort */
export function comparator(
	store: Store,
	table: string,
	orders: Order[],
): (a: Row, b: Row) => number {
	return (a, b) => {
		for (const { path, descending, numeric } of orders) {
			const order = compareValues(
				valueAt(store, table, a, path),
				valueAt(store, table, b, path),
				numeric,
			);
			if (order !== 0) return descending ? -order : order;
		}
		return 0;
	};
}
