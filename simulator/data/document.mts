import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { schema } from '../records/schema.mts';
import type { Store } from '../records/store.mts';
import { table, type Dictionary, type TableSchema } from '../records/tableSchema.mts';
import { asText, fixedSysId, type Row } from '../records/values.mts';

/** A table as a document declares it. What is left out has a default, or stays as it is. */
export type DeclaredTable = Partial<TableSchema>;

/** Tables and records, as seed files, data folders and the control endpoints have them. */
export interface RecordsDocument {
	tables?: Record<string, DeclaredTable>;
	/** Values by column, a list for each table. Those of `sys_id` may be left out. */
	records?: Record<string, Record<string, unknown>[]>;
}

const names = { type: 'array', items: { type: 'string', pattern: '^[a-z]\\w{0,79}$' } };
const texts = { type: 'object', additionalProperties: { type: 'string' } };
const scalar = { type: ['string', 'number', 'boolean', 'null'] };

const documentSchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		tables: {
			type: 'object',
			propertyNames: { pattern: '^[a-z]\\w{0,79}$' },
			additionalProperties: {
				type: 'object',
				additionalProperties: false,
				properties: {
					label: { type: 'string' },
					display: { type: 'string' },
					columns: names,
					references: texts,
					numeric: names,
					defaults: texts,
					mandatory: names,
					numberPrefix: { type: 'string', pattern: '^[A-Z]{1,10}$' },
					journal: names,
					extended: { type: 'string' },
					types: texts,
					labels: texts,
					lengths: { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } },
				},
			},
		},
		records: {
			type: 'object',
			additionalProperties: {
				type: 'array',
				items: {
					type: 'object',
					properties: { sys_id: { type: 'string', pattern: '^[0-9a-f]{32}$' } },
					additionalProperties: scalar,
				},
			},
		},
	},
};

let validate: ValidateFunction | undefined;

/**
 * @param value what was read from JSON
 * @returns the same value, whose form is that of a document
 * @throws Error that names the part which is wrong
 */
export function checkedDocument(value: unknown): RecordsDocument {
	validate ??= new Ajv2020({ strict: false, allowUnionTypes: true }).compile(documentSchema);
	if (validate(value)) return value as RecordsDocument;
	const [{ instancePath, message, params }] = validate.errors ?? [];
	const place = instancePath.slice(1).replaceAll('/', '.') || 'The document';
	const details = Object.values(params).flat().join(', ');
	throw new Error(`${place} ${message ?? 'is not valid'} (${details})`);
}

/** Tables whose records follow from the others. */
export const described = ['sys_dictionary', 'sys_db_object'];

function declared(
	name: string,
	given: DeclaredTable,
	rows: Record<string, unknown>[],
): TableSchema {
	const columns = given.columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const known = [...columns, ...Object.keys(given.references ?? {}), ...(given.journal ?? [])];
	const display = given.display ?? columns[0];
	const { columns: all, numeric } = table(name, [...new Set(known)].join(' ') || 'name');
	return {
		label: name,
		references: {},
		defaults: {},
		...given,
		display: display ?? all[0],
		columns: all,
		numeric: [...numeric, ...(given.numeric ?? [])],
	};
}

/** What the dictionary is with the tables of a document. */
function widened(own: Dictionary, { tables = {}, records = {} }: RecordsDocument): Dictionary {
	const added: Dictionary = {};
	for (const [name, given] of Object.entries(tables)) {
		const rows = Object.hasOwn(own, name) && !given.columns ? [] : (records[name] ?? []);
		added[name] = declared(name, given, rows);
	}
	return added;
}

function checkRecords(own: Dictionary, added: Dictionary, document: RecordsDocument): void {
	for (const [name, rows] of Object.entries(document.records ?? {})) {
		if (described.includes(name)) {
			throw new Error(
				`The rows of ${name} are derived from the tables: use "tables", or the Table API`,
			);
		}
		if (!Object.hasOwn(own, name) && !Object.hasOwn(added, name)) {
			throw new Error(`records.${name}: there is no such table; declare it in "tables"`);
		}
		const columns = new Set([...(own[name]?.columns ?? []), ...(added[name]?.columns ?? [])]);
		rows.forEach((row, index) => {
			const unknown = Object.keys(row).filter((column) => !columns.has(column));
			if (unknown.length > 0) {
				throw new Error(`records.${name}.${index}: no column ${unknown.join(', ')}`);
			}
		});
	}
}

/**
 * Adds tables and records to a store; a record whose sys_id is there is replaced. Nothing is added
 * where anything is wrong.
 *
 * @param idOf makes a sys_id for a record without one; the same each time when left out
 * @returns how many records were added
 * @throws Error that names the table, and the columns or record, that there is not
 */
export function addDocument(
	store: Store,
	document: RecordsDocument,
	idOf = (name: string, index: number) => fixedSysId(name, 'seed file', String(index)),
): number {
	const added = widened(store.dictionary, document);
	checkRecords(store.dictionary, added, document);
	for (const [name, wanted] of Object.entries(added)) {
		store.addTable(name, wanted, document.tables?.[name]);
	}
	let count = 0;
	for (const [name, rows] of Object.entries(document.records ?? {})) {
		rows.forEach((row, index) => {
			const values = Object.entries(row).map(([column, value]) => [column, asText(value)]);
			const one: Row = { sys_id: idOf(name, index), ...(Object.fromEntries(values) as Row) };
			store.insert(name, one);
			store.numbers.saw(store.dictionary[name].numberPrefix ?? '', one.number ?? '');
			count += 1;
		});
	}
	return count;
}

/**
 * @param only tables whose records are wanted; all when left out
 * @returns the records of a store, and the tables that not every instance has
 */
export function documentOf(store: Store, only?: string[]): Required<RecordsDocument> {
	const wanted = [...store.tables.keys()].filter((name) => !only || only.includes(name));
	const tables = wanted.filter((name) => store.dictionary[name] !== schema[name]);
	const filled = wanted.filter((name) => !described.includes(name) && store.table(name).size > 0);
	return {
		tables: Object.fromEntries(tables.map((name) => [name, store.dictionary[name]])),
		records: Object.fromEntries(
			filled.map((name) => [name, [...store.table(name).values()].map((row) => ({ ...row }))]),
		),
	};
}
