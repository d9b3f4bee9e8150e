import {
	appendFileSync,
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Store, StoreListener } from '../records/store.mts';
import type { TableSchema } from '../records/tableSchema.mts';
import type { Row } from '../records/values.mts';
import { addDocument, checkedDocument, described, documentOf } from './document.mts';
import { lockFolder } from './lock.mts';

/** One line of the changes since the records were saved as a whole. */
type Change =
	| { table: string; row: Row }
	| { table: string; removed: string }
	| { table: string; schema: TableSchema | null };

/** So that a start does not read a long file of changes. */
const MOST_CHANGES = 10_000;

/** Puts a whole file in the place of another at once, so that no half of it is ever read. */
function replaceFile(path: string, contents: string | Buffer): void {
	const besides = `${path}.new`;
	const file = openSync(besides, 'w');
	try {
		writeFileSync(file, contents);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	renameSync(besides, path);
}

/**
 * Keeps the records of an instance in a folder: all of them in `records.json`, what changed since in
 * `changes.ndjson`, each change as it happens, and attachments in `files`.
 */
export class DataFolder implements StoreListener {
	private readonly unlock: () => void;

	private readonly records: string;

	private readonly changes: string;

	private readonly files: string;

	private changeCount = 0;

	/**
	 * @param path of the folder, which is made where there is none
	 * @param store whose records it keeps
	 * @throws Error where another process uses the folder
	 */
	constructor(
		path: string,
		private readonly store: Store,
	) {
		this.records = join(path, 'records.json');
		this.changes = join(path, 'changes.ndjson');
		this.files = join(path, 'files');
		mkdirSync(this.files, { recursive: true });
		this.unlock = lockFolder(path);
	}

	/** @returns whether records were kept here before */
	get isFilled(): boolean {
		return existsSync(this.records);
	}

	/**
	 * Reads what was kept into the store, which must be empty.
	 *
	 * @throws Error that names the file, where it cannot be read
	 */
	load(): void {
		const document: unknown = JSON.parse(readFileSync(this.records, 'utf8'));
		addDocument(this.store, checkedDocument(document));
		for (const change of this.readChanges()) this.apply(change);
		for (const sysId of readdirSync(this.files)) {
			const isKept = this.store.get('sys_attachment', sysId) !== undefined;
			if (isKept) this.store.setFile(sysId, readFileSync(join(this.files, sysId)));
			else rmSync(join(this.files, sysId));
		}
	}

	/** Keeps the store as it is now, and every change from now on. */
	save(): void {
		replaceFile(this.records, JSON.stringify(documentOf(this.store)));
		writeFileSync(this.changes, '');
		this.changeCount = 0;
		for (const sysId of readdirSync(this.files)) {
			if (!this.store.files.has(sysId)) rmSync(join(this.files, sysId));
		}
		for (const [sysId, bytes] of this.store.files) {
			if (!existsSync(join(this.files, sysId))) this.file(sysId, bytes);
		}
		this.store.listener = this;
	}

	/** Stops keeping changes. */
	pause(): void {
		this.store.listener = undefined;
	}

	/** Leaves the folder to others. @param saves whether the records are saved as a whole */
	close(saves = true): void {
		if (saves) this.save();
		this.pause();
		this.unlock();
	}

	row(table: string, sysId: string, row: Row | undefined): void {
		if (described.includes(table)) return;
		this.append(row ? { table, row } : { table, removed: sysId });
	}

	table(table: string, schema: TableSchema | undefined): void {
		this.append({ table, schema: schema ?? null });
	}

	file(sysId: string, bytes: Buffer | undefined): void {
		if (bytes) replaceFile(join(this.files, sysId), bytes);
		else rmSync(join(this.files, sysId), { force: true });
	}

	private append(change: Change): void {
		appendFileSync(this.changes, `${JSON.stringify(change)}\n`);
		this.changeCount += 1;
		if (this.changeCount >= MOST_CHANGES) this.save();
	}

	/** A process that was killed can leave half a line at the end. */
	private readChanges(): Change[] {
		if (!existsSync(this.changes)) return [];
		const lines = readFileSync(this.changes, 'utf8').split('\n').slice(0, -1);
		return lines.map((line, index) => {
			try {
				return JSON.parse(line) as Change;
			} catch {
				throw new Error(`${this.changes}: line ${index + 1} is no JSON`);
			}
		});
	}

	private apply(change: Change): void {
		const { table } = change;
		if ('schema' in change) {
			if (change.schema) this.store.define(table, change.schema);
			else this.store.drop(table);
		} else if ('removed' in change) this.store.table(table).delete(change.removed);
		else addDocument(this.store, { records: { [table]: [change.row] } });
	}
}
