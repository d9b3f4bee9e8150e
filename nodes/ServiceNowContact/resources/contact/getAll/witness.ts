import type { IDataObject } from 'n8n-workflow';
import { anyOf } from '../../../../shared/platform/encodedQuery';
import { isQueryRefused, PAGE_SIZE, type ContactSource } from './contactSource';
import type { Key } from './key';
import { cannotSearch, cannotSearchByPart, nothingVisible } from './lookUpErrors';

/** Contacts that are enough to see what the user can read. */
const SAMPLE = 10;

const DIGITS = [...'0123456789'];

async function sample(source: ContactSource, query: string): Promise<IDataObject[]> {
	const { records } = await source.fetch({ query, offset: 0, limit: SAMPLE });
	return records;
}

/** @throws {InvalidInputError} when the user can see no contact at all */
export async function assertAnyVisible(source: ContactSource): Promise<IDataObject[]> {
	const few = await sample(source, '');
	if (few.length > 0) return few;
	// ACLs hide records after the limit was applied.
	const { records } = await source.fetch({ query: '', offset: 0, limit: PAGE_SIZE });
	source.assertReadable(records);
	if (records.length === 0) throw nothingVisible();
	return records;
}

/** Whether a search by a part finds something where there is something. */
async function findsByPart(key: Key, source: ContactSource): Promise<boolean> {
	const anyDigit = key.columns.flatMap((column) => DIGITS.map((digit) => `${column}LIKE${digit}`));
	const found = await sample(source, anyOf(anyDigit)).catch((error: Error) => {
		if (isQueryRefused(error)) throw cannotSearchByPart(key);
		throw error;
	});
	return found.length > 0;
}

/**
 * Makes sure that a search which found nothing could have found something: that the user can see contacts
 * and the columns that were compared, and that the instance compares with a part of a text. An instance
 * can return no rows for what it does not carry out.
 *
 * https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB3047115
 *
 * @throws {InvalidInputError}
 */
export async function assertSearchable(key: Key, source: ContactSource): Promise<void> {
	const contacts = await assertAnyVisible(source);
	const hidden = key.columns.filter((column) => contacts.every((contact) => !(column in contact)));
	if (hidden.length > 0) throw cannotSearch(key, hidden);
	if (key.parts.length === 0 || (await findsByPart(key, source))) return;
	const filled = await sample(source, anyOf(key.columns.map((column) => `${column}ISNOTEMPTY`)));
	const hasDigits = (contact: IDataObject) =>
		key.columns.some((column) => /\d/.test(String(contact[column] ?? '')));
	if ([...contacts, ...filled].some(hasDigits)) throw cannotSearchByPart(key);
}
