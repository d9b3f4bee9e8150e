import { joinClauses, orderBy } from '../../../../../shared/platform/encodedQuery';

/** Which records to read. */
export interface ReadPlan {
	/** Encoded query. */
	query: string;
	/** Records to skip at the start. */
	offset: number;
	/** Records to return, at most; `Infinity` for all. */
	limit: number;
}

/** A query in the order of the sys_ids, behind the user's own order. */
export function ordered(query: string): string {
	return joinClauses(query, orderBy('sys_id'));
}
