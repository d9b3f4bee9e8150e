import {
	NodeApiError,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	type JsonObject,
} from 'n8n-workflow';
import {
	REFERENCE_TABLES,
	type ListCondition,
	type ReferenceTable,
} from '../fields/referenceTables';
import { isEnveloped } from '../failure';
import { InvalidInputError, preview } from '../inputError';
import { plainValue } from '../input/plainValue';
import { isEmpty } from '../input/sendable';
import { isObject } from '../isObject';
import { cleanText } from '../platform/cleanText';
import { hasSeparator, isScript } from '../platform/encodedQuery';
import { isRecordNumber, KEY_MODES } from '../platform/interactionKeys';
import { readRecordUrl } from '../platform/recordUrl';
import { LookupError } from './askInstance';
import { columnSearch } from './columnSearch';
import { ListPages, START, type Place } from './listPages';
import { itemOf } from './listRow';
import { ListSource, type Table } from './listSource';

function listError(context: ILoadOptionsFunctions, problem: InvalidInputError): NodeApiError {
	const { message, advice } = problem;
	const status = problem instanceof LookupError ? problem.failure.status : undefined;
	return new NodeApiError(context.getNode(), { message } as JsonObject, {
		message,
		description: advice,
		...(status !== undefined && { httpCode: String(status) }),
	});
}

/** What the user reads in the list: the field can be filled without it. */
function explained(table: Table, error: Error): Error {
	if (!(error instanceof LookupError)) return error;
	const { failure, message, advice } = error;
	if (failure.status !== 403 || !isEnveloped(failure)) {
		return new LookupError(message, `${advice} You can still use By ID.`, failure);
	}
	return new LookupError(
		`The ServiceNow user has no read access to the table ${table.table}`,
		'Use By ID and enter the sys_id, or ask an administrator to give the user read access to the table.',
		failure,
	);
}

/** Values that need no record, at the start of a list. */
function fixedItems({ fixed = [] }: Table, words: string[], place: Place): INodeListSearchItems[] {
	if (place !== START) return [];
	return fixed
		.filter((value) => words.every((word) => value.toLowerCase().includes(word.toLowerCase())))
		.map((value) => ({ name: value, value }));
}

/** @throws {InvalidInputError} for words that would be something else than a value */
function assertSearchable(words: string[]): void {
	if (words.some(hasSeparator)) {
		throw new InvalidInputError(
			'The search text contains "^"',
			'ServiceNow reads it as the start of another condition. Remove it from the search text.',
		);
	}
	if (words.some(isScript)) {
		throw new InvalidInputError(
			'The search text contains "javascript:"',
			'ServiceNow would run what follows as a script. Remove it from the search text.',
		);
	}
}

/** @throws {InvalidInputError} */
async function search(
	context: ILoadOptionsFunctions,
	table: Table,
	words: string[],
	place: Place,
): Promise<INodeListSearchResult> {
	assertSearchable(words);
	const source = new ListSource(context, table);
	const { rows, next } = await new ListPages(source, table, words).read(place);
	return {
		results: [
			...fixedItems(table, words, place),
			...rows
				.map((row) => itemOf(table, source.baseURL, row))
				.filter((item): item is INodeListSearchItems => item !== undefined),
		],
		paginationToken: next && JSON.stringify(next),
	};
}

/**
 * The condition that a list is of the record that is selected already in another field.
 *
 * @returns nothing where none is selected, or an expression selects it
 */
function narrowed(
	context: ILoadOptionsFunctions,
	{ field, column }: NonNullable<ReferenceTable['narrowedBy']>,
): ListCondition | undefined {
	const given = context.getCurrentNodeParameter(field);
	const text = plainValue(given);
	if (typeof text !== 'string' || isEmpty(text) || text.startsWith('=')) return undefined;
	const mode = isObject(given) && 'mode' in given ? String(given.mode) : 'id';
	const id = readRecordUrl(text)?.sysId ?? cleanText(text).toLowerCase();
	const ofKey = KEY_MODES[mode] ?? (isRecordNumber(id) ? KEY_MODES.number : undefined);
	const wanted = ofKey === KEY_MODES.number ? id.toUpperCase() : ofKey ? text.trim() : id;
	if (hasSeparator(wanted) || isScript(wanted)) return undefined;
	const path = ofKey ? `${column}.${ofKey.column}` : column;
	return { query: `${path}=${wanted}`, column: path, holds: (value) => value === wanted };
}

/**
 * The table that a list reads: its own, or the one that the field beside it names.
 *
 * @throws {InvalidInputError} for a table that has no list
 */
function tableToList(
	context: ILoadOptionsFunctions,
	name: string,
	reference: ReferenceTable,
): Table {
	const { tableFrom, narrowedBy } = reference;
	if (narrowedBy) return { table: name, ...reference, only: narrowed(context, narrowedBy) };
	if (tableFrom === undefined) return { table: name, ...reference };
	const chosen = context.getCurrentNodeParameter(`&${tableFrom}`);
	const [listed, row] =
		Object.entries<ReferenceTable>(REFERENCE_TABLES).find(([table]) => table === chosen) ?? [];
	if (listed !== undefined && row) return { table: listed, ...row };
	throw new InvalidInputError(
		`There is no list of records for the table ${preview(chosen)}`,
		'Use By ID and enter the sys_id of the record, or select another table.',
	);
}

/** Searches for the lists of `referenceField`, one method for each row of the reference tables. */
const recordSearch = Object.fromEntries(
	Object.entries<ReferenceTable>(REFERENCE_TABLES).map(([name, reference]) => [
		name,
		async function (this: ILoadOptionsFunctions, filter = '', paginationToken?: string) {
			const words = filter.split(/\s+/).filter(Boolean);
			const place = paginationToken ? (JSON.parse(paginationToken) as Place) : START;
			let table: Table = { table: name, ...reference };
			try {
				table = tableToList(this, name, reference);
				return await search(this, table, words, place);
			} catch (error) {
				const results = fixedItems(table, words, place);
				if (results.length > 0 && error instanceof LookupError) return { results };
				const problem = explained(table, error as Error);
				throw problem instanceof InvalidInputError ? listError(this, problem) : problem;
			}
		},
	]),
);

/** The searches of all lists in which a field is filled from the instance. */
export const listSearch = { ...recordSearch, ...columnSearch };
