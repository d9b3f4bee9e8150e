import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { joinClauses, splitOrder, withCondition } from '../../../../shared/platform/encodedQuery';
import { InvalidInputError } from '../../../../shared/inputError';
import { assertFitsUrl } from '../../../../shared/input/queryValue';
import { plainText } from '../../../../shared/input/values';
import { filtersOf, sortOf } from './filters';
import { emailOrPhoneSearch, type Search } from './emailOrPhone';

/** Which contacts are wanted, from all fields that select them. */
export interface Selection extends Pick<Search, 'keep'> {
	/** Encoded query. */
	query: string;
}

function rawQuery(context: IExecutePaginationFunctions): string {
	const value = context.getNodeParameter('sysparm_query', '') ?? '';
	plainText(value, { name: 'sysparm_query', timezone: '', limits: true });
	const query = String(value).trim();
	assertFitsUrl(query, 'sysparm_query');
	return query;
}

/**
 * Joins Query, Filters, Email or Phone and Sort: a contact must fulfil all of them.
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
			'The order is given twice, in "sort" and in "sysparm_query"',
			'Remove the ORDERBY from the query, or the columns from Sort.',
		);
	}
	const all = added === '' ? conditions : withCondition(conditions, added);
	return { query: joinClauses(all, order || sort), keep: search?.keep };
}
