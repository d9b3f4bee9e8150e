import { InvalidInputError } from '../shared/inputError';
import { isEnveloped, RequestFailedError } from '../shared/failure';
import { alternatives, joinClauses } from '../shared/platform/encodedQuery';
import type { ChangeSource } from './changeSource';

/** A text that no record has. */
const NONSENSE = 'no record has this text 7c1f0e';

/** A condition: its column, which can lead to other records, its operator, and what it compares with. */
const CONDITION =
	/^(?:OR|NQ)*([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)((?:NOT ?)?[A-Z]+|[<>]=?|[^A-Za-z0-9]+)(.*)$/s;

/** Operators for a part of a text. What begins with them is one with its value. */
const TEXT_OPERATOR = /^(?:(?:NOT ?)?(?:LIKE|CONTAINS)|STARTSWITH|ENDSWITH|!?\*|%)/;

const COMPARISON = /^(?:[<>]=?|BETWEEN)$/;

/** Columns that are checked, at most. */
const MAX_COLUMNS = 20;

/** What no record can meet, if the instance understands it. */
interface Contradiction {
	column: string;
	query: string;
}

/** What no record can meet, for the column and for the kind of operator of a condition. */
function contradictionsOf(clause: string): Contradiction[] {
	const match = CONDITION.exec(clause);
	// A search term, for one, names no column.
	if (!match) return [];
	const [, column, operator, text] = match;
	const [value] = text.split('@');
	const isEmptyAndNot = { column, query: `${column}ISEMPTY^${column}ISNOTEMPTY` };
	if (TEXT_OPERATOR.test(operator)) {
		return [isEmptyAndNot, { column, query: `${column}LIKE${NONSENSE}` }];
	}
	if (!COMPARISON.test(operator) || value === '') return [isEmptyAndNot];
	return [isEmptyAndNot, { column, query: `${column}>${value}^${column}<${value}` }];
}

/** What no record can meet, once for each column and kind of operator of a filter. */
function contradictionsIn(filter: string): Contradiction[] {
	const all = filter.split('^').flatMap(contradictionsOf);
	const columns = columnsOf(all).slice(0, MAX_COLUMNS);
	const kindOf = ({ column, query }: Contradiction) => query.slice(0, column.length + 1);
	const byKind = new Map(all.map((each) => [kindOf(each), each]));
	return [...byKind.values()].filter(({ column }) => columns.includes(column));
}

function columnsOf(contradictions: Contradiction[]): string[] {
	return [...new Set(contradictions.map(({ column }) => column))];
}

/** What every record meets, if the instance understands it. */
function tautologyOf(columns: string[]): string {
	return joinClauses(...columns.map((column) => `${column}ISEMPTY^OR${column}ISNOTEMPTY`));
}

/** Whether the instance finds a known record by one more condition. */
async function finds(source: ChangeSource, id: string, condition: string): Promise<boolean> {
	const query = joinClauses(`sys_id=${id}`, condition);
	const found = await source.ask(query, { limit: 1, columns: ['sys_id'] });
	return found.length > 0;
}

function cannotQuery(column: string, what: string): InvalidInputError {
	return new InvalidInputError(
		`"Query" has a condition on "${column}" that the instance ${what}`,
		'Check the spelling of the column, and ask an administrator whether the ServiceNow user may read and query it (query ACLs can forbid LIKE, <, and >, and allow = and IN). The workflow would start for the wrong records.',
	);
}

/** The same as {@link finds}. @throws {InvalidInputError} that names the column when it must not be queried */
async function findsBy(
	source: ChangeSource,
	id: string,
	{ column, query }: Contradiction,
): Promise<boolean> {
	return await finds(source, id, query).catch((error: Error) => {
		const failure = error instanceof RequestFailedError ? error.failure : undefined;
		throw failure?.status === 403 && isEnveloped(failure) ? cannotQuery(column, 'rejects') : error;
	});
}

/**
 * Makes sure that the instance heeds the conditions of the user. It ignores what it does not know, or
 * what the user must not query; then it returns every record, or none, depending on its properties.
 *
 * A known record must not be found by what no record can meet, and must be found by what all meet. That
 * tells for each column, dot-walked ones too, and for comparisons and parts of texts. What else can be
 * wrong with a condition, such as a value that a column never has, cannot be told.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
 *
 * @param filter encoded query of the user
 * @param id sys_id of a record that the user may see
 * @throws {InvalidInputError} that names the column
 */
export async function assertHeeded(
	source: ChangeSource,
	filter: string,
	id: string,
): Promise<void> {
	const contradictions = contradictionsIn(filter);
	for (const each of contradictions) {
		if (await findsBy(source, id, each)) throw cannotQuery(each.column, 'ignores');
	}
	for (const column of columnsOf(contradictions)) {
		if (await findsBy(source, id, { column, query: tautologyOf([column]) })) continue;
		// The record can have been deleted in between.
		if (await finds(source, id, '')) throw cannotQuery(column, 'does not know');
	}
}

/**
 * Makes sure of it again with one request, where the conditions let records through: rights can be taken
 * away.
 */
export async function assertStillHeeded(
	source: ChangeSource,
	filter: string,
	id: string,
): Promise<void> {
	const queries = contradictionsIn(filter).map(({ query }) => joinClauses(`sys_id=${id}`, query));
	if (queries.length === 0) return;
	const found = await source.ask(alternatives(queries), { limit: 1, columns: ['sys_id'] });
	if (found.length > 0) await assertHeeded(source, filter, id);
}

/** The same where the conditions let no record through. */
export async function assertStillKnown(
	source: ChangeSource,
	filter: string,
	id: string,
): Promise<void> {
	const columns = columnsOf(contradictionsIn(filter));
	const isKnown = columns.length === 0 || (await finds(source, id, tautologyOf(columns)));
	if (!isKnown) await assertHeeded(source, filter, id);
}
