import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { joinClauses, splitOrder, withCondition } from '../../../../shared/platform/encodedQuery';
import { InvalidInputError } from '../../../../shared/inputError';
import { assertFitsUrl } from '../../../../shared/input/queryValue';
import { asText } from '../../../../shared/input/rule';
import { filtersOf, sortOf } from './filters';
import { emailOrPhoneSearch, type Search } from './emailOrPhone';

/** Which contacts to read, by all fields that select them. */
export interface Selection extends Pick<Search, 'keep'> {
	/** Encoded query. */
	query: string;
}

function rawQuery(context: IExecutePaginationFunctions): string {
	const value = context.getNodeParameter('sysparm_query', '') ?? '';
	asText(value, 'Query');
	const query = String(value).trim();
	assertFitsUrl(query, 'Query');
	return query;
}

/**
 * Joins Query, Filters, Email or Phone and Sort: a contact must meet all of them.
 *
 * @throws {InvalidInputError}
 */
export function selectionOf(context: IExecutePaginationFunctions): Selection {
	const raw = rawQuery(context);
	const search = emailOrPhoneSearch(context);
	const added = joinClauses(filtersOf(context), search?.condition ?? '');
	const sort = sortOf(context);
	// Sent just as typed, when there is nothing to add.
	if (added === '' && sort === '') return { query: raw };

	const { conditions, order } = splitOrder(raw);
	if (sort !== '' && order !== '') {
		throw new InvalidInputError(
			'The order is set twice: in "Sort" and in "Query"',
			'Remove ORDERBY and ORDERBYDESC from "Query", or clear "Sort".',
		);
	}
	const all = added === '' ? conditions : withCondition(conditions, added);
	return { query: joinClauses(all, order || sort), keep: search?.keep };
}
