import { columnsIn, joinClauses } from '../../../../shared/platform/encodedQuery';
import type { IDataObject, IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../../../shared/inputError';
import { optionsOf } from '../../../../shared/input/parameters';
import { isViolated, type FilterCondition } from './filterCondition';
import type { Selection } from './query';
import { switchOf } from '../../../../shared/input/switch';

export const failOnIgnoredQueryOption: INodeProperties = {
	displayName: 'Fail on Ignored Query',
	name: 'failOnIgnoredQuery',
	type: 'boolean',
	default: false,
	description:
		'Whether to fail when the instance may have ignored part of the query and returned too many contacts. When off, the contacts are returned with a query_warning.',
};

/**
 * Columns of a query that none of the contacts has. An instance leaves out a condition or an order on
 * a column that it does not know, or that the user cannot read, silently; and a response of the
 * Contact API has all columns that there are.
 *
 * https://www.servicenow.com/community/developer-blog/protect-custom-scripts-from-unwanted-behavior-using-this-system/ba-p/2291471
 */
function unknownColumns(query: string, records: IDataObject[]): string[] {
	if (records.length === 0) return [];
	const unknown = new Set(columnsIn(query));
	for (const record of records) for (const name of Object.keys(record)) unknown.delete(name);
	return [...unknown];
}

function named(columns: string[]): string {
	return columns.map((column) => `"${column}"`).join(', ');
}

/** Share of the contacts that must not meet a filter before it is an error: a database compares in its own way. */
const TOO_MANY = 0.5;

/**
 * Columns of filters that some contacts do not meet.
 *
 * @throws {InvalidInputError} when it is most of them, which are not those that were asked for
 */
function unmetColumns(filters: FilterCondition[], records: IDataObject[]): string[] {
	const unmet = filters.map((filter) => ({
		column: filter.column,
		count: records.filter((record) => isViolated(filter, record)).length,
	}));
	const dropped = unmet.filter(({ count }) => count > records.length * TOO_MANY);
	if (dropped.length === 0) {
		return unmet.filter(({ count }) => count > 0).map(({ column }) => column);
	}
	throw new InvalidInputError(
		`The instance did not apply the filter on ${named(dropped.map(({ column }) => column))}`,
		'It returned contacts that do not meet it. Ask an administrator to let the ServiceNow user query the column of the table customer_contact: by range (query ACL "query_range") for parts of a text, sizes, and times, or else "query_match".',
	);
}

/**
 * Says when the instance may have ignored a part of the query.
 *
 * @param records whole, as the instance returned them
 * @returns a warning, or ''
 * @throws {InvalidInputError} when Fail on Ignored Query is on, or a filter was certainly ignored
 */
export function ignoredQuery(
	context: IExecutePaginationFunctions,
	{ conditions, order, filters }: Pick<Selection, 'conditions' | 'order' | 'filters'>,
	records: IDataObject[],
): string {
	const unmet = unmetColumns(filters, records);
	const unknown = unknownColumns(joinClauses(conditions, order), records);
	const reason =
		unknown.length > 0
			? 'none of the contacts returned has that column'
			: 'some of the contacts returned do not meet it';
	const columns = unknown.length > 0 ? unknown : unmet;
	if (columns.length === 0) return '';
	const warning = `The instance may have ignored the condition on ${named(columns)}: ${reason}`;
	if (!switchOf(optionsOf(context).failOnIgnoredQuery, 'Fail on Ignored Query', false)) {
		return `${warning}.`;
	}
	throw new InvalidInputError(
		warning,
		'Check the spelling against the table customer_contact, and ask an administrator whether the ServiceNow user can read and query the column.',
	);
}
