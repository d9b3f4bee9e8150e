import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { joinClauses, withCondition } from '../../../../shared/platform/encodedQuery';
import { readQuery, type EncodedQuery } from '../../../../shared/platform/readQuery';
import { InvalidInputError } from '../../../../shared/inputError';
import { assertFitsUrl } from '../../../../shared/input/queryValue';
import { asText } from '../../../../shared/input/rule';
import { emailOrPhoneKey } from './lookUp/emailOrPhone';
import type { FilterCondition } from './filters/filterCondition';
import { filtersOf, sortOf } from './filters/filters';
import type { Key } from './lookUp/key';
import { ownConditions } from './filters/ownConditions';

/** Which contacts to read, by all fields that select them. */
export interface Selection {
	/** Conditions of Query and Filters, as an encoded query without an order; '' for none. */
	conditions: string;
	/** Order of Query or Sort; '' for none. */
	order: string;
	/** Filters of which a contact must meet each. */
	filters: FilterCondition[];
	/** All filters, also those of which a contact must meet one alone. */
	allFilters: FilterCondition[];
	/** Conditions of Query of which a contact must meet each, and shows whether it does. */
	own: FilterCondition[];
	/** What Email or Phone looks for. */
	key?: Key;
}

function ownQuery(context: IExecutePaginationFunctions): EncodedQuery {
	const text = asText(context.getNodeParameter('sysparm_query', '') ?? '', 'Query');
	assertFitsUrl(text, 'Query');
	const query = readQuery(text, 'Query');
	if (query.related === '') return query;
	throw new InvalidInputError(
		'"Query" has a condition on a related list',
		'The instance ignores conditions behind RLQUERY, and the node has to add some. Remove the related list from the filter, and copy the query again.',
	);
}

/**
 * Joins Query, Filters, Email or Phone and Sort: a contact must meet all of them.
 *
 * @param host and port of the instance
 * @throws {InvalidInputError}
 */
export function selectionOf(context: IExecutePaginationFunctions, host: string): Selection {
	const own = ownQuery(context);
	const filters = filtersOf(context, host);
	const sort = sortOf(context);
	if (sort !== '' && own.order !== '') {
		throw new InvalidInputError(
			'The order is set twice: in "Sort" and in "Query"',
			'Remove ORDERBY, ORDERBYDESC, and GROUPBY from "Query", or clear "Sort".',
		);
	}
	const { query, all, each } = filters;
	const conditions = query === '' ? own.conditions : withCondition(own.conditions, query);
	const key = emailOrPhoneKey(context, conditions !== '');
	return {
		conditions,
		order: joinClauses(own.order, sort),
		filters: all,
		allFilters: each,
		own: ownConditions(own.conditions),
		key,
	};
}
