import { columnsIn, joinClauses } from '../../../../../shared/platform/encodedQuery';
import type { IDataObject, IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../../../../shared/inputError';
import { optionsOf } from '../../../../../shared/input/parameters';
import { isViolated, type FilterCondition } from '../filters/filterCondition';
import { ignoredOrder } from '../paging/orderCheck';
import { isUnmet } from '../filters/ownConditions';
import type { Selection } from '../query';
import { switchOf } from '../../../../../shared/input/switch';

export const failOnIgnoredQueryOption: INodeProperties = {
	displayName: 'Fail on Ignored Query',
	name: 'failOnIgnoredQuery',
	type: 'boolean',
	default: false,
	description:
		'Whether to fail when the instance may have ignored part of the query or of its order. When off, the contacts are returned with a query_warning.',
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

/** A set of conditions, and what to make of contacts that do not meet them. */
interface Checked {
	conditions: FilterCondition[];
	isUnmet: (condition: FilterCondition, record: IDataObject) => boolean;
	/** Share of the contacts that must not meet one before it is an error: a database compares in its own way. */
	tooMany: number;
	/** What the field calls one of them. */
	called: string;
}

const OF_FILTERS = { isUnmet: isViolated, tooMany: 0.5, called: 'filter' };

const OF_QUERY = { isUnmet, tooMany: 0.9, called: 'condition of "Query"' };

/**
 * Columns of conditions that some contacts do not meet.
 *
 * @throws {InvalidInputError} when it is too many of them, which are not those that were asked for
 */
function unmetColumns(
	{ conditions, isUnmet: isNotMet, tooMany, called }: Checked,
	records: IDataObject[],
): string[] {
	const unmet = conditions.map((condition) => ({
		column: condition.column,
		count: records.filter((record) => isNotMet(condition, record)).length,
	}));
	const dropped = unmet.filter(({ count }) => count > records.length * tooMany);
	if (dropped.length === 0) {
		return unmet.filter(({ count }) => count > 0).map(({ column }) => column);
	}
	throw new InvalidInputError(
		`The instance did not apply the ${called} on ${named(dropped.map(({ column }) => column))}`,
		'It returned contacts that do not meet it. Ask an administrator to let the ServiceNow user query the column of the table customer_contact: by range (query ACL "query_range") for parts of a text, sizes, and times, or else "query_match".',
	);
}

/** What an instance may have ignored of a query, by the contacts that it returned. */
function reasonsOf(
	{ conditions, order, filters, own, key }: Selection,
	records: IDataObject[],
): string[] {
	const unmet = [
		...unmetColumns({ ...OF_FILTERS, conditions: filters }, records),
		...unmetColumns({ ...OF_QUERY, conditions: own }, records),
	];
	const unknown = unknownColumns(joinClauses(conditions, order), records);
	const reason = (columns: string[], why: string) =>
		columns.length === 0 ? [] : [`the condition on ${named([...new Set(columns)])}: ${why}`];
	// What is looked up comes from several searches.
	const disordered = key ? undefined : ignoredOrder(order, records);
	return [
		...reason(unknown, 'none of the contacts returned has that column'),
		...reason(unmet, 'some of the contacts returned do not meet it'),
		...(disordered ? [`the order by ${named([disordered])}: the contacts are not in it`] : []),
	];
}

/**
 * Says when the instance may have ignored a part of the query.
 *
 * @param records whole, as the instance returned them
 * @returns a warning, or ''
 * @throws {InvalidInputError} when Fail on Ignored Query is on, or a condition was certainly ignored
 */
export function ignoredQuery(
	context: IExecutePaginationFunctions,
	selection: Selection,
	records: IDataObject[],
): string {
	const reasons = reasonsOf(selection, records);
	if (reasons.length === 0) return '';
	const warning = `The instance may have ignored ${reasons.join('; and ')}`;
	if (!switchOf(optionsOf(context).failOnIgnoredQuery, 'Fail on Ignored Query', false)) {
		return `${warning}.`;
	}
	throw new InvalidInputError(
		warning,
		'Check the spelling against the table customer_contact, and ask an administrator whether the ServiceNow user can read and query the column.',
	);
}
