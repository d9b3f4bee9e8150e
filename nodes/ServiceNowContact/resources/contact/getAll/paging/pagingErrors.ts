import { InvalidInputError } from '../../../../../shared/inputError';
import { ASK_FOR_QUERY_ACL } from './contactSource';

/** The instance does not carry out what paging by key needs. */
export class KeysetUnusableError extends Error {
	/** @param orderRefused whether it refused the order by sys_id, and not only the range */
	constructor(readonly orderRefused = false) {
		super();
	}
}

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

/** A window in the middle of what matches shows nothing, which looks like the end. */
export function noneShown(start: number, end: number, total: number): InvalidInputError {
	return new InvalidInputError(
		`The ServiceNow user can read none of the contacts from ${start + 1} to ${end} of ${total}`,
		'More follow, so this is not the end. Clear "Offset" and turn on "Return All": the node then looks past contacts that the user has no access to.',
	);
}

/** Far more match than the node looks past, and it saw none of them. */
export function noneSeen(): InvalidInputError {
	return new InvalidInputError(
		'Far more contacts match than the node looks past, and the ServiceNow user can read none of those',
		'Whether the user can read others is not known. Narrow the query, or ask an administrator for read access to the table customer_contact.',
	);
}
