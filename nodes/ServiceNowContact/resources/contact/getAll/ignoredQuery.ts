import { columnsIn, joinClauses } from '../../../../shared/platform/encodedQuery';
import type { IDataObject, IExecutePaginationFunctions, INodeProperties } from 'n8n-workflow';
import { InvalidInputError } from '../../../../shared/inputError';
import { optionsOf } from '../../../../shared/input/parameters';
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

/**
 * Says when the instance may have ignored a part of the query.
 *
 * @param records whole, as the instance returned them
 * @returns a warning, or ''
 * @throws {InvalidInputError} when Fail on Ignored Query is on
 */
export function ignoredQuery(
	context: IExecutePaginationFunctions,
	{ conditions, order }: Pick<Selection, 'conditions' | 'order'>,
	records: IDataObject[],
): string {
	const columns = unknownColumns(joinClauses(conditions, order), records);
	if (columns.length === 0) return '';
	const names = columns.map((column) => `"${column}"`).join(', ');
	const warning = `The instance may have ignored the condition on ${names}: none of the contacts returned has that column`;
	if (!switchOf(optionsOf(context).failOnIgnoredQuery, 'Fail on Ignored Query', false)) {
		return `${warning}.`;
	}
	throw new InvalidInputError(
		warning,
		'Check the spelling against the table customer_contact, and ask an administrator whether the ServiceNow user can read and query the column.',
	);
}
