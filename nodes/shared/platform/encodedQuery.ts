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

/** Whether an encoded query says in which order the records come. */
export function hasOrder(query: string): boolean {
	return /(^|\^)ORDERBY/.test(query);
}

/** Takes the order out of an encoded query: it stands at the end, behind all alternatives. */
export function apart(query: string): { conditions: string; order: string } {
	const clauses = query.split('^');
	const isOrder = (clause: string) => clause.startsWith('ORDERBY');
	return {
		conditions: clauses.filter((clause) => !isOrder(clause)).join('^'),
		order: clauses.filter(isOrder).join('^'),
	};
}

/** The start of a condition or order of an encoded query: its column, and what follows. */
const CLAUSE = /^(?:ORDERBYDESC|ORDERBY|OR|NQ)?([a-z][a-z0-9_]*)([^a-z0-9_]|$|[A-Z])/;

/** Columns of the contact itself that a query names; a dot leads to another record. */
export function columnsIn(query: string): string[] {
	return query.split('^').flatMap((clause) => {
		const [, column, next] = CLAUSE.exec(clause) ?? [];
		return column === undefined || next === '.' ? [] : [column];
	});
}
