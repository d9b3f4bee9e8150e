import { ChoiceLabels } from './choices.mts';
import { dictionaryRows, tableRows } from './dictionaryRows.mts';
import { schema } from './schema.mts';
import { Table } from './table.mts';
import type { Dictionary, TableSchema } from './tableSchema.mts';
import { glideTime, newSysId, type Row } from './values.mts';

/** Numbers of new records begin behind these; those of other prefixes behind FIRST_NUMBER. */
const lastSeeded: Record<string, number> = { IMS: 75 };

const FIRST_NUMBER = 10_000;

// A prime far from the table sizes in use, so that rotations do not repeat soon.
const ROTATION_STEP = 7919;

const columnName = /^[a-z]\w{0,79}$/;

/** Empty rows, by the columns that they have. */
const blanks = new WeakMap<string[], Row>();

/** The records of one instance, in memory. Every value is a string, as on the wire. */
export class Store {
	/** Tables and their columns; more can be added to those that every instance has. */
	readonly dictionary: Dictionary = Object.assign(Object.create(null) as Dictionary, schema);

	readonly tables = new Map<string, Table>(Object.keys(schema).map((name) => [name, new Table()]));

	/** Contents of attachments by their sys_id. */
	readonly files = new Map<string, Buffer>();

	/** @param clock the time of the instance, in UNIX milliseconds */
	constructor(private readonly clock: () => number = Date.now) {}

	/** UNIX milliseconds from which reads see a row, of those that were committed late. */
	private readonly visibleFrom = new WeakMap<Row, number>();

	private readonly tableOf = new WeakMap<Row, Table>();

	private readonly choices = new ChoiceLabels(() => this.table('sys_choice'));

	private readonly lastNumbers = new Map<string, number>();

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
		if (table) table.version += 1;
	}

	/** Removes a record, and the attachments that hang on it. @returns whether there was one */
	remove(name: string, sysId: string): boolean {
		this.files.delete(sysId);
		for (const { sys_id, table_name, table_sys_id } of this.table('sys_attachment').values()) {
			if (table_sys_id === sysId && table_name === name) this.remove('sys_attachment', sys_id);
		}
		return this.table(name).delete(sysId);
	}

	/** Hides a row from reads. @param ms milliseconds until its transaction commits */
	commitLate(row: Row, ms: number): void {
		this.visibleFrom.set(row, Date.now() + ms);
	}

	/** @returns whether reads see the row */
	isCommitted(row: Row): boolean {
		return (this.visibleFrom.get(row) ?? 0) <= Date.now();
	}

	/** @returns the next number of a table's records: seven digits behind their prefix, such as `IMS` */
	nextNumber(prefix: string): string {
		const next = (this.lastNumbers.get(prefix) ?? lastSeeded[prefix] ?? FIRST_NUMBER) + 1;
		this.lastNumbers.set(prefix, next);
		return `${prefix}${String(next).padStart(7, '0')}`;
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

	/** Adds a table, or columns to one that there is. @param name of the table */
	addTable(name: string, added: TableSchema): void {
		const own = this.dictionary[name] as TableSchema | undefined;
		this.dictionary[name] = own
			? {
					...own,
					columns: [...new Set([...own.columns, ...added.columns])],
					references: { ...own.references, ...added.references },
					numeric: [...new Set([...own.numeric, ...added.numeric])],
				}
			: added;
		if (!own) this.tables.set(name, new Table());
		this.described = false;
	}

	/** Adds a column to a table, unless it is there. Names that no column can have are passed over. */
	addColumn(name: string, column: string): void {
		const own = this.dictionary[name];
		if (own.columns.includes(column) || !columnName.test(column)) return;
		this.dictionary[name] = { ...own, columns: [...own.columns, column] };
		this.described = false;
	}

	/** Removes every record, and the tables that were added. */
	clear(): void {
		for (const name of this.tables.keys()) {
			if (!Object.hasOwn(schema, name)) this.tables.delete(name);
		}
		for (const name of Object.keys(this.dictionary)) delete this.dictionary[name];
		Object.assign(this.dictionary, schema);
		for (const table of this.tables.values()) table.clear();
		this.files.clear();
		this.lastNumbers.clear();
		this.described = false;
	}

	private describe(): void {
		this.described = true;
		for (const row of dictionaryRows(this.dictionary)) this.insert('sys_dictionary', row);
		for (const row of tableRows(this.dictionary)) this.insert('sys_db_object', row);
	}
}
