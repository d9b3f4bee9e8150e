import { InvalidInputError } from '../../../../../shared/inputError';
import { ASK_FOR_QUERY_ACL } from './contactSource';

/** Nothing tells which page comes next. */
export function unstable(): InvalidInputError {
	return new InvalidInputError(
		'The instance returned the contacts in another order with each page',
		`No order is left to page with, so contacts could be missing. ${ASK_FOR_QUERY_ACL} Or narrow the search.`,
	);
}

/** The instance does not page. */
export function repeated(): InvalidInputError {
	return new InvalidInputError(
		'The instance returned the same contacts again instead of the next page',
		`It ignored the conditions and the offset that the node pages with, so contacts could be missing. ${ASK_FOR_QUERY_ACL} Or narrow the search.`,
	);
}
