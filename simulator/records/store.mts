import { ChoiceLabels } from './choices.mts';
import { dictionaryRows, tableRows } from './dictionaryRows.mts';
import { Numbers } from './numbers.mts';
import { schema } from './schema.mts';
import { Table } from './table.mts';
import type { Dictionary, TableSchema } from './tableSchema.mts';
import { glideTime, newSysId, type Row } from './values.mts';

// A prime far from the table sizes in use, so that rotations do not repeat soon.
const ROTATION_STEP = 7919;

const columnName = /^[a-z]\w{0,79}$/;

/** Empty rows, by the columns that they have. */
const blanks = new WeakMap<string[], Row>();

/** What hears of every change, and can keep it. */
export interface StoreListener {
	/** @param row as it is now; undefined where it was removed */
	row(table: string, sysId: string, row: Row | undefined): void;
	/** @param schema undefined where it was removed */
	table(name: string, schema: TableSchema | undefined): void;
	/** @param bytes undefined where it was removed */
	file(sysId: string, bytes: Buffer | undefined): void;
}

/** The records of one instance, in memory. Every value is a string, as on the wire. */
export class Store {
	/** Tables and their columns; more can be added to those that every instance has. */
	readonly dictionary: Dictionary = Object.assign(Object.create(null) as Dictionary, schema);

	readonly tables = new Map<string, Table>(
		Object.keys(schema).map((name) => [name, new Table(name)]),
	);

	/** Contents of attachments by their sys_id; change them with `setFile`. */
	readonly files = new Map<string, Buffer>();

	listener: StoreListener | undefined;

	/** @param clock the time of the instance, in UNIX milliseconds */
	constructor(private readonly clock: () => number = Date.now) {}

	/** UNIX milliseconds from which reads see a row, of those that were committed late. */
	private readonly visibleFrom = new WeakMap<Row, number>();

	private hasLateRows = false;

	private readonly tableOf = new WeakMap<Row, Table>();

	private readonly choices = new ChoiceLabels(() => this.table('sys_choice'));

	/** Numbers of records that have one, such as `IMS0000076`. */
	readonly numbers = new Numbers();

	private rotation = 0;

	/** Whether the records that describe the tables are there; they are made when they are asked for. */
	private described = false;

	/**
	 * @param name a table of the data dictionary
	 * @returns its rows
	 * @throws Error when the instance has no such table
	 */
	table(name: string): Table {
		const table = this.tables.get(name);
		if (!table)
			throw new Error(`No table named ${name}. Known: ${[...this.tables.keys()].join(', ')}`);
		if (!this.described && (name === 'sys_dictionary' || name === 'sys_db_object')) this.describe();
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
			...this.dictionary[name].defaults,
			...values,
		};
		const table = this.table(name);
		this.tableOf.set(row, table);
		table.set(row.sys_id, row);
		this.listener?.row(name, row.sys_id, row);
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
		const table = this.tableOf.get(row);
		if (!table) return;
		table.version += 1;
		this.listener?.row(table.name, row.sys_id, row);
	}

	/** Removes a record, and the attachments that hang on it. @returns whether there was one */
	remove(name: string, sysId: string): boolean {
		if (!this.table(name).delete(sysId)) return false;
		this.listener?.row(name, sysId, undefined);
		if (this.files.has(sysId)) this.setFile(sysId, undefined);
		for (const { sys_id, table_name, table_sys_id } of this.table('sys_attachment').values()) {
			if (table_sys_id === sysId && table_name === name) this.remove('sys_attachment', sys_id);
		}
		return true;
	}

	/** @param bytes contents of an attachment; undefined to remove them */
	setFile(sysId: string, bytes: Buffer | undefined): void {
		if (bytes) this.files.set(sysId, bytes);
		else this.files.delete(sysId);
		this.listener?.file(sysId, bytes);
	}

	/** Hides a row from reads. @param ms milliseconds until its transaction commits */
	commitLate(row: Row, ms: number): void {
		this.visibleFrom.set(row, Date.now() + ms);
		this.hasLateRows = true;
	}

	/** @returns whether reads see the row */
	isCommitted(row: Row): boolean {
		return !this.hasLateRows || (this.visibleFrom.get(row) ?? 0) <= Date.now();
	}

	/** @returns where the next rows without an order start, see `settings.unstableOrder` */
	nextRotation(): number {
		this.rotation += ROTATION_STEP;
		return this.rotation;
	}

	/** @returns what a value of a choice column displays; undefined where it is no choice */
	choiceLabel(name: string, column: string, value: string): string | undefined {
		return this.choices.of(name, column, value);
	}

	/**
	 * @param name table
	 * @param row a stored row
	 * @returns the row with every column of the table, '' where there is no value
	 */
	complete(name: string, row: Row): Row {
		const { columns } = this.dictionary[name];
		let blank = blanks.get(columns);
		if (!blank) {
			blank = Object.fromEntries(columns.map((column) => [column, '']));
			blanks.set(columns, blank);
		}
		return { ...blank, ...row };
	}

	/**
	 * Adds a table, or what one that there is has not.
	 *
	 * @param name of the table
	 * @param added its columns with all that is said of them
	 * @param changes what is to be another than it is, of a table that there is
	 */
	addTable(name: string, added: TableSchema, changes: Partial<TableSchema> = {}): void {
		const own = this.dictionary[name] as TableSchema | undefined;
		const union = (a: string[] = [], b: string[] = []) => [...new Set([...a, ...b])];
		const whole: TableSchema = own
			? {
					...own,
					...changes,
					columns: union(own.columns, added.columns),
					references: { ...own.references, ...added.references },
					numeric: union(own.numeric, added.numeric),
					defaults: { ...own.defaults, ...added.defaults },
				}
			: added;
		this.define(name, whole);
	}

	/** Adds a column to a table, unless it is there. Names that no column can have are passed over. */
	addColumn(name: string, column: string): void {
		const own = this.dictionary[name];
		if (own.columns.includes(column) || !columnName.test(column)) return;
		this.define(name, { ...own, columns: [...own.columns, column] });
	}

	/** Removes every record, and the tables that were added. */
	clear(): void {
		for (const name of this.tables.keys()) {
			if (!Object.hasOwn(schema, name)) this.tables.delete(name);
		}
		for (const name of Object.keys(this.dictionary)) delete this.dictionary[name];
		Object.assign(this.dictionary, schema);
		for (const table of this.tables.values()) table.clear();
		this.hasLateRows = false;
		this.files.clear();
		this.numbers.clear();
		this.described = false;
	}

	/** Makes a table what `whole` says, one that there is as much as a new one. */
	define(name: string, whole: TableSchema): void {
		if (!this.tables.has(name)) this.tables.set(name, new Table(name));
		this.dictionary[name] = whole;
		this.described = false;
		this.listener?.table(name, whole);
	}

	/** Removes a table with its records. */
	drop(name: string): void {
		for (const sysId of [...(this.tables.get(name)?.keys() ?? [])]) this.remove(name, sysId);
		this.tables.delete(name);
		delete this.dictionary[name];
		this.described = false;
		this.listener?.table(name, undefined);
	}

	private describe(): void {
		this.described = true;
		this.table('sys_dictionary').clear();
		this.table('sys_db_object').clear();
		for (const row of dictionaryRows(this.dictionary)) this.insert('sys_dictionary', row);
		for (const row of tableRows(this.dictionary)) this.insert('sys_db_object', row);
	}
}
