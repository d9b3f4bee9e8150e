import type { IExecutePaginationFunctions } from 'n8n-workflow';
import { apart, withCondition } from '../../../../shared/platform/encodedQuery';
import { InvalidInputError } from '../../../../shared/inputError';
import { assertFitsUrl } from '../../../../shared/input/queryValue';
import { plainText } from '../../../../shared/input/values';
import { filtersOf, sortOf } from './filters';
import { lookUpOf, type LookUp } from './emailOrPhone';

/** Which contacts are wanted, from all fields that select them. */
export interface Selection extends Pick<LookUp, 'keep'> {
	/** Encoded query. */
	query: string;
}

function typedQuery(context: IExecutePaginationFunctions): string {
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
	const typed = typedQuery(context);
	const lookUp = lookUpOf(context);
	const added = [filtersOf(context), lookUp?.condition ?? ''].filter(Boolean).join('^');
	const sort = sortOf(context);
	// Sent just as typed, when there is nothing to add.
	if (added === '' && sort === '') return { query: typed };

	const { conditions, order } = apart(typed);
	if (sort !== '' && order !== '') {
		throw new InvalidInputError(
			'The order is given twice, in "sort" and in "sysparm_query"',
			'Remove the ORDERBY from the query, or the columns from Sort.',
		);
	}
	const all = added === '' ? conditions : withCondition(conditions, added);
	return { query: [all, order || sort].filter(Boolean).join('^'), keep: lookUp?.keep };
}
