import type { Dictionary } from '../tableSchema.mts';
import { systemColumns } from '../tableSchema.mts';
import type { Check } from './checks.mts';

const form = /^123TEXTQUERY321=(.*)$/s;

/** What a search wants: any of the groups, of which every term is there or is not. */
interface Term {
	/** In lower case; a phrase has spaces. */
	text: string;
	excluded: boolean;
}

const token = /([-!]?)"([^"]*)"|\||[^\s|"]+/g;

/** Operators are in capitals; terms without one between them are all wanted. */
function groupsIn(search: string): Term[][] {
	const groups: Term[][] = [[]];
	let excludes = false;
	for (const [whole, sign, phrase] of search.matchAll(token)) {
		if (whole === 'OR' || whole === '|') groups.push([]);
		else if (whole === 'NOT') excludes = true;
		else if (whole !== 'AND') {
			const negated = sign === '-' || sign === '!' || /^[-!]./.test(whole);
			const text = phrase ?? whole.replace(/^[-!](?=.)/, '');
			const words = wordsOf(text).trim();
			if (words !== '')
				groups[groups.length - 1].push({ text: words, excluded: negated || excludes });
			excludes = false;
		}
	}
	return groups.filter((terms) => terms.some(({ excluded }) => !excluded));
}

/** Words in lower case, each behind a space. */
function wordsOf(text: string): string {
	return text
		.toLowerCase()
		.split(/[^\p{L}\p{N}_]+/u)
		.map((word) => (word === '' ? '' : ` ${word}`))
		.join('');
}

/**
 * Whether the fields of a record have the terms of a text search.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/scripts/c_UsingGlideRecordToQueryTables.md
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/search-administration/c_BooleanOperators.md
 * @param clause such as `123TEXTQUERY321=email server`
 * @returns undefined where the clause is none of text search
 */
export function textSearch(
	clause: string,
	dictionary: Dictionary,
	table: string,
): Check | undefined {
	const search = form.exec(clause)?.[1];
	if (search === undefined) return undefined;
	const groups = groupsIn(search);
	const { columns, references } = dictionary[table];
	const searched = columns.filter(
		(column) => !systemColumns.includes(column) && !Object.hasOwn(references, column),
	);
	return (_store, row) => {
		const texts = searched.map((column) => wordsOf(row[column] ?? ''));
		const isThere = (term: string) => texts.some((text) => text.includes(` ${term}`));
		return groups.some((terms) => terms.every(({ text, excluded }) => isThere(text) !== excluded));
	};
}
