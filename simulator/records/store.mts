import { schema } from './schema.mts';
import { Table } from './table.mts';
import { glideTime, newSysId, type Row } from './values.mts';

// A prime far from the table sizes in use, so that rotations do not repeat soon.
const ROTATION_STEP = 7919;

/** The records of one instance, in memory. Every value is a string, as on the wire. */
export class Store {
	readonly tables = new Map<string, Table>(Object.keys(schema).map((name) => [name, new Table()]));

	/** @param clock the time of the instance, in UNIX milliseconds */
	constructor(private readonly clock: () => number = Date.now) {}

	/** UNIX milliseconds from which reads see a row, of those that were committed late. */
	private readonly visibleFrom = new WeakMap<Row, number>();

	private lastNumber = 75;

	private rotation = 0;

	/**
	 * @param name a table of the data dictionary
	 * @returns its rows
	 * @throws Error when the instance has no such table
	 */
	table(name: string): Table {
		const table = this.tables.get(name);
		if (!table)
			throw new Error(`No table named ${name}. Known: ${[...this.tables.keys()].join(', ')}`);
		return table;
	}

	/**
	 * Adds a record, filling in the table's defaults and the system columns.
	 *
	 * @param name table
	 * @param values columns; `sys_id` and the other system columns may be given
	 * @param by user name for `sys_created_by`
	 * @returns the stored row; columns it has no value for are absent and read as ''
	 */
	insert(name: string, values: Row, by = 'system'): Row {
		const now = this.now();
		const row: Row = {
			sys_id: newSysId(),
			sys_created_on: now,
			sys_created_by: by,
			sys_updated_on: now,
			sys_updated_by: by,
			sys_mod_count: '0',
			...schema[name].defaults,
			...values,
		};
		this.table(name).set(row.sys_id, row);
		return row;
	}

	/** @returns the time of the instance, `YYYY-MM-DD HH:MM:SS` in UTC */
	now(): string {
		return glideTime(new Date(this.clock()));
	}

	/** @returns the time of the instance in UNIX milliseconds */
	milliseconds(): number {
		return this.clock();
	}

	/** @returns the row, or undefined when the table has none with that sys_id */
	get(name: string, sysId: string): Row | undefined {
		return this.table(name).get(sysId);
	}

	/**
	 * Changes a stored row in place and moves its update columns on.
	 *
	 * @param row a row of this store
	 * @param values columns to change
	 * @param by user name for `sys_updated_by`
	 * @param at time of the update; an earlier one is what a transaction leaves that commits late
	 */
	update(row: Row, values: Row, by = 'admin', at = this.now()): void {
		Object.assign(row, values, {
			sys_updated_on: at,
			sys_updated_by: by,
			sys_mod_count: String(Number(row.sys_mod_count) + 1),
		});
	}

	/** Hides a row from reads. @param ms milliseconds until its transaction commits */
	commitLate(row: Row, ms: number): void {
		this.visibleFrom.set(row, Date.now() + ms);
	}

	/** @returns whether reads see the row */
	isCommitted(row: Row): boolean {
		return (this.visibleFrom.get(row) ?? 0) <= Date.now();
	}

	/** @returns the next interaction number, `IMS` and seven digits */
	nextInteractionNumber(): string {
		this.lastNumber += 1;
		return `IMS${String(this.lastNumber).padStart(7, '0')}`;
	}

	/** @returns where the next rows without an order start, see `settings.unstableOrder` */
	nextRotation(): number {
		this.rotation += ROTATION_STEP;
		return this.rotation;
	}

	/** Removes every record. */
	clear(): void {
		for (const table of this.tables.values()) table.clear();
		this.lastNumber = 75;
	}
}

const blanks = new Map(
	Object.entries(schema).map(([name, { columns }]) => [
		name,
		Object.fromEntries(columns.map((column) => [column, ''])) as Row,
	]),
);

/**
 * @param name table
 * @param row a stored row
 * @returns the row with every column of the table, '' where there is no value
 */
export function complete(name: string, row: Row): Row {
	return { ...blanks.get(name), ...row };
}
