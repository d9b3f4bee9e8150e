import type { IDataObject } from 'n8n-workflow';
import { anyOf } from '../../../../../shared/platform/encodedQuery';
import { isQueryRefused, PAGE_SIZE, type ContactSource } from '../paging/contactSource';
import type { Key } from './key';
import { cannotSearch, cannotSearchByPart, nothingVisible } from './lookUpErrors';

/** Contacts that are enough to see what the user can read. */
const SAMPLE = 10;

const DIGITS = [...'0123456789'];

async function sample(source: ContactSource, query: string): Promise<IDataObject[]> {
	const { records } = await source.fetch({ query, offset: 0, limit: SAMPLE });
	return records;
}

/** The contacts of a page in full size. @throws {InvalidInputError} when they come without columns */
async function anyOfPage(source: ContactSource): Promise<IDataObject[]> {
	const { records } = await source.fetch({ query: '', offset: 0, limit: PAGE_SIZE });
	source.assertReadable(records);
	return records;
}

/**
 * Any contacts.
 *
 * @returns none when the table is empty
 * @throws {InvalidInputError} when the user can see none of those that there are, or it is not known
 * whether there are some
 */
export async function anyVisible(source: ContactSource): Promise<IDataObject[]> {
	const few = await sample(source, '');
	if (few.length > 0) return few;
	// ACLs hide records after the limit was applied.
	const records = await anyOfPage(source);
	if (records.length > 0) return records;
	const emptiness = await source.emptiness();
	if (emptiness === 'empty') return [];
	if (emptiness === 'hidden' && source.requestsLeft > 0) {
		// The first one may have been created before they were counted.
		const created = await anyOfPage(source);
		if (created.length > 0) return created;
	}
	throw nothingVisible(emptiness);
}

function textOf(contact: IDataObject, column: string): string {
	return String(contact[column] ?? '');
}

/** A digit of any script: a database may take them for equal. */
function hasDigit(contact: IDataObject, column: string): boolean {
	return /\p{Nd}/u.test(textOf(contact, column));
}

/** A digit that is searched for: a database may tell those of other scripts from it. */
function hasSearchedDigit(contact: IDataObject, column: string): boolean {
	return DIGITS.some((digit) => textOf(contact, column).includes(digit));
}

/**
 * Contacts that a search by part of a number finds in a column: each column by itself, because an instance
 * can drop one of several alternatives.
 *
 * @throws {InvalidInputError} when the instance does not compare with a part
 */
async function withNumbers(
	key: Key,
	column: string,
	source: ContactSource,
): Promise<IDataObject[]> {
	const anyDigit = anyOf(DIGITS.map((digit) => `${column}LIKE${digit}`));
	const found = await sample(source, anyDigit).catch((error: Error) => {
		throw isQueryRefused(error) ? cannotSearchByPart(key) : error;
	});
	if (found.some((contact) => column in contact && !hasDigit(contact, column))) {
		throw cannotSearchByPart(key);
	}
	return found;
}

/** The same for all columns, at once: each of the answers is needed. */
async function withNumbersByColumn(
	key: Key,
	source: ContactSource,
): Promise<Map<string, IDataObject[]>> {
	const found = await Promise.allSettled(
		key.columns.map(async (column) => await withNumbers(key, column, source)),
	);
	return new Map(
		found.map((result, index) => {
			if (result.status === 'rejected') throw result.reason;
			return [key.columns[index], result.value];
		}),
	);
}

/** @throws {InvalidInputError} when the user cannot read a column that was compared; an empty table has none */
function assertReadable(key: Key, contacts: IDataObject[]): void {
	if (contacts.length === 0) return;
	const hidden = key.columns.filter((column) => contacts.every((contact) => !(column in contact)));
	if (hidden.length > 0) throw cannotSearch(key, hidden);
}

/** @throws {InvalidInputError} when there are numbers in columns in which a search by part found none */
async function assertUnused(key: Key, unused: string[], source: ContactSource): Promise<void> {
	const filled = await sample(source, anyOf(unused.map((column) => `${column}ISNOTEMPTY`)));
	if (filled.some((contact) => unused.some((column) => hasSearchedDigit(contact, column)))) {
		throw cannotSearchByPart(key);
	}
}

/**
 * With `glide.invalid_query.returns_no_rows`, one column that cannot be queried takes all others with it.
 *
 * @throws {InvalidInputError} when columns without numbers keep those with numbers from being found
 */
async function assertHarmless(key: Key, unused: string[], source: ContactSource): Promise<void> {
	const filled = anyOf(key.columns.map((column) => `${column}ISNOTEMPTY`));
	if ((await sample(source, filled)).length === 0) throw cannotSearch(key, unused);
}

/**
 * Makes sure that a search which found nothing could have found something: that the user can see contacts
 * and the columns that were compared, and that the instance compares with a part of a text. An instance
 * can return no rows for what it does not carry out.
 *
 * https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB3047115
 *
 * @returns whether that was seen; an empty table shows nothing, and stands in the way of nothing
 * @throws {InvalidInputError}
 */
export async function assertSearchable(key: Key, source: ContactSource): Promise<boolean> {
	const found =
		key.parts.length > 0 ? await withNumbersByColumn(key, source) : new Map<string, never[]>();
	const seen = [...found.values()].flat();
	const unused = [...found.keys()].filter((column) => found.get(column)!.length === 0);
	const visible = seen.length > 0 ? seen : await anyVisible(source);
	if (visible.length === 0) return false;
	assertReadable(key, visible);
	if (unused.length > 0) await assertUnused(key, unused, source);
	if (unused.length > 0 && seen.length > 0) await assertHarmless(key, unused, source);
	return true;
}
