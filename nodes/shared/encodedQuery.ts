/**
 * Adds a condition to each alternative of an encoded query, before its order. `^NQ` starts another
 * alternative, which a condition at the end would not reach.
 */
export function withCondition(query: string, condition: string): string {
	return query
		.split('^NQ')
		.map((alternative) => (alternative === '' ? condition : `${alternative}^${condition}`))
		.join('^NQ');
}
