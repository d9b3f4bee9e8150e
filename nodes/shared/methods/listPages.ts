import type { IDataObject } from 'n8n-workflow';
import { isEnveloped } from '../failure';
import { InvalidInputError } from '../inputError';
import { LookupError } from './askInstance';
import { isWanted, shown, sysIdOf } from './listRow';
import type { ListSource, Table } from './listSource';

/** Rows of one page of a search. */
const PAGE_SIZE = 50;

/** Rows of one page where the node itself looks for the words. */
const PLAIN_SIZE = 200;

/** Plain pages that are read for one page of the list, at most. */
const MOST_PLAIN_PAGES = 4;

/** Where the next page of a list begins, as the editor hands it back. */
export interface Place {
	way: 'search' | 'plain';
	offset: number;
	/** sys_ids of the rows before, which can come again. */
	seen: string[];
}

export const START: Place = { way: 'search', offset: 0, seen: [] };

/** A page of a list, and where the next one begins. */
interface ListPage {
	rows: IDataObject[];
	next?: Place;
}

/** Whether ServiceNow itself, and no gateway, refuses the request. */
function isRefused(error: Error): boolean {
	return error instanceof LookupError && error.failure.status === 403 && isEnveloped(error.failure);
}

function cannotBeRead({ table }: Table, hint: string): InvalidInputError {
	return new InvalidInputError(
		`No record of the table ${table} can be read`,
		`${hint} You can still use By ID.`,
	);
}

/** Rows that can be told apart; a row without any column that the user may read is none. */
function readable(table: Table, rows: IDataObject[]): IDataObject[] {
	const found = rows.filter((row) => sysIdOf(row) !== '');
	if (rows.length === 0 || found.length > 0) return found;
	throw cannotBeRead(
		table,
		'The instance returned records without their columns. Ask an administrator to grant the user read access to the columns.',
	);
}

/** Records from which on it is no chance that none has a name. */
const ENOUGH_NAMES = 2;

/** Columns of a search that the rows do not show. An instance leaves out what may not be read, or its value. */
function hiddenColumns({ search }: Table, rows: IDataObject[]): string[] {
	const [name] = search;
	const isNameless = rows.length >= ENOUGH_NAMES && rows.every((row) => shown(row[name]) === '');
	return search.filter(
		(column) => !rows.some((row) => column in row) || (column === name && isNameless),
	);
}

/** @throws {InvalidInputError} when nothing was found in rows that lack a column to look into */
function assertSearched(table: Table, rows: IDataObject[]): void {
	const hidden = hiddenColumns(table, rows);
	if (rows.length === 0 || hidden.length === 0) return;
	throw new InvalidInputError(
		`The table ${table.table} cannot be searched by ${hidden.join(', ')}`,
		'The records came without these columns: the ServiceNow user has no read access to them. Ask an administrator to grant it. You can still use By ID.',
	);
}

/** Reads the pages of one list. */
export class ListPages {
	constructor(
		private readonly source: ListSource,
		private readonly table: Table,
		private readonly words: string[],
	) {}

	/**
	 * Reads a page, and looks at what came back: a search that the instance left out is made here.
	 *
	 * @throws {InvalidInputError} when nothing can be read, or nothing searched
	 */
	async read(place: Place): Promise<ListPage> {
		if (place.way === 'plain') return await this.plain(place);
		const { words, table } = this;
		const found = await this.search(place);
		if (found === undefined) return await this.withoutSearch([]);
		const matching = found.filter((row) => isWanted(table, words, row));
		if (matching.length < found.length) return await this.withoutSearch(matching);
		if (found.length === 0 && place.offset === 0) return await this.nothingFound();
		// An access rule hides rows after the limit, so a short page is not always the last; and an instance
		// can give less than asked for. Rows that come twice for that reason are known again.
		const next: Place = {
			way: 'search',
			offset: place.offset + found.length,
			seen: found.map(sysIdOf),
		};
		return { rows: unseen(found, place.seen), ...(found.length > 0 && { next }) };
	}

	/** @returns nothing when the instance refuses the search or its order */
	private async search({ offset }: Place): Promise<IDataObject[] | undefined> {
		const page = { way: 'search', words: this.words, offset, limit: PAGE_SIZE } as const;
		const rows = await this.source.read(page).catch((error: Error) => {
			if (isRefused(error)) return undefined;
			throw error;
		});
		return rows && readable(this.table, rows);
	}

	/** An instance also finds nothing where the user may not read the table, or not search in it. */
	private async nothingFound(): Promise<ListPage> {
		const any = await this.readPlain(0);
		if (any.length === 0) {
			throw cannotBeRead(
				this.table,
				'The table is empty, or the ServiceNow user has no read access to it: the instance returns an empty list then. Ask an administrator to grant read access.',
			);
		}
		const { only } = this.table;
		if (
			(this.words.length > 0 || only) &&
			!any.some((row) => isWanted(this.table, this.words, row))
		) {
			if (this.words.length > 0) assertSearched(this.table, any);
			return { rows: [] };
		}
		return await this.withoutSearch([]);
	}

	/** What equals the text, and then any records, of which the node takes those with the words. */
	private async withoutSearch(matching: IDataObject[]): Promise<ListPage> {
		const exact = this.words.length > 0 ? await this.exact() : [];
		const { rows, next } = await this.plain({ way: 'plain', offset: 0, seen: [] });
		const all = [...matching, ...exact, ...rows];
		const once = [...new Map(all.map((row) => [sysIdOf(row), row])).values()];
		if (once.length === 0) assertSearched(this.table, await this.readPlain(0));
		if (once.length > 0 || next === undefined) return { rows: once, next };
		throw new InvalidInputError(
			`The ServiceNow user may not search the table ${this.table.table} by part of a text`,
			`The node looked through the first ${next.offset} records. Type the whole ${this.table.label} name, or use By ID, or ask an administrator to let the user search by the columns ${this.table.search.join(', ')} (query ACL).`,
		);
	}

	private async exact(): Promise<IDataObject[]> {
		const page = { way: 'exact', words: this.words, offset: 0, limit: PAGE_SIZE } as const;
		const rows = await this.source.read(page).catch((error: Error) => {
			if (isRefused(error)) return [];
			throw error;
		});
		return rows.filter((row) => sysIdOf(row) !== '' && isWanted(this.table, this.words, row));
	}

	private async readPlain(offset: number): Promise<IDataObject[]> {
		const rows = await this.source.read({ way: 'plain', words: [], offset, limit: PLAIN_SIZE });
		return readable(this.table, rows);
	}

	/** Reads on until there is enough for a page of the list, or it has taken enough requests. */
	private async plain({ offset, seen }: Place): Promise<ListPage> {
		const rows: IDataObject[] = [];
		let place: Place = { way: 'plain', offset, seen };
		for (let count = 0; count < MOST_PLAIN_PAGES && rows.length < PAGE_SIZE; count += 1) {
			const page = await this.readPlain(place.offset);
			if (page.length === 0) return { rows };
			const matching = page.filter((row) => isWanted(this.table, this.words, row));
			rows.push(...unseen(matching, place.seen));
			place = { way: 'plain', offset: place.offset + page.length, seen: matching.map(sysIdOf) };
		}
		return { rows, next: place };
	}
}

function unseen(rows: IDataObject[], seen: string[]): IDataObject[] {
	const known = new Set(seen);
	return rows.filter((row) => !known.has(sysIdOf(row)));
}
