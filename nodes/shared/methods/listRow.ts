import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { isObject } from '../isObject';
import type { Table } from './listSource';

/** The forms of a column in a row: as text, or as a reference or a choice with its value. */
function formsOf(column: unknown): string[] {
	const forms = isObject(column) ? [column.display_value, column.value] : [column];
	return forms
		.filter((form) => typeof form === 'string' || typeof form === 'number')
		.map(String)
		.filter((form) => form !== '');
}

/** A column as a list shows it. */
export function shown(column: unknown): string {
	return formsOf(column)[0] ?? '';
}

/** A column as it is stored. */
function stored(column: unknown): string {
	return formsOf(column).at(-1) ?? '';
}

/** The sys_id of a row; empty where the user may not read it. */
export function sysIdOf(row: IDataObject): string {
	return stored(row.sys_id);
}

/** Letters that are other letters to a search, and do not come apart by themselves. */
const LETTERS: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ł: 'l',
	ı: 'i',
};

/** What an instance takes for equal: letter case and accents do not count in a search. */
function folded(text: string): string {
	const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	return plain.replace(/[ßæœøđłı]/g, (letter) => LETTERS[letter]);
}

/** Whether a row has each of the words in one of the columns that a search looks into. */
export function hasWords({ search }: Table, words: string[], row: IDataObject): boolean {
	const texts = search.flatMap((column) => formsOf(row[column])).map(folded);
	return words.every((word) => texts.some((text) => text.includes(folded(word))));
}

/** Whether a row is one that a list is of; what cannot be read cannot be told. */
export function isListed({ only }: Table, row: IDataObject): boolean {
	if (only === undefined || !(only.column in row)) return true;
	return only.holds(stored(row[only.column]));
}

/** Whether a list has a row, for the words that were typed. */
export function isWanted(table: Table, words: string[], row: IDataObject): boolean {
	return isListed(table, row) && hasWords(table, words, row);
}

/**
 * A row as an entry of a list.
 *
 * @returns nothing when its columns cannot be read
 */
export function itemOf(
	table: Table,
	baseURL: string,
	row: IDataObject,
): INodeListSearchItems | undefined {
	const value = stored(row[table.valueColumn ?? 'sys_id']);
	if (value === '') return undefined;
	const name = shown(row[table.search[0]]) || value;
	// The editor shows the name alone, so what tells namesakes apart goes there too.
	const apart = table.tellApart.map((column) => shown(row[column])).filter(Boolean);
	const sysId = sysIdOf(row);
	return {
		name: apart.length > 0 ? `${name} (${apart.join(', ')})` : name,
		value,
		...(sysId !== '' && { url: `${baseURL}/${table.table}.do?sys_id=${sysId}` }),
	};
}
