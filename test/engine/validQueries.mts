import type { SimulatedInstance } from '../../simulator/instance.mts';
import { parseQuery } from '../../simulator/records/query/parse.mts';

/** Records that the nodes ask for in one request, at most. */
const MAX_LIMIT = 1000;

/** The table that a path reads. */
function tableOf(path: string): string {
	const [, table] = /\/table\/(\w+)$/.exec(path) ?? [];
	return table ?? 'customer_contact';
}

/**
 * Expects that the instance understood every query that it was sent: it ignores what it does not
 * understand, and returns more records than meant. Each request also has a limit.
 */
export function expectValidQueries({ requests }: Pick<SimulatedInstance, 'requests'>): void {
	for (const { path, query } of requests) {
		if (query.sysparm_query === undefined) continue;
		const text = String(query.sysparm_query);
		const { invalid } = parseQuery(text, tableOf(path), { script: () => '' });
		expect({ text, invalid, limit: Number(query.sysparm_limit) <= MAX_LIMIT }).toEqual({
			text,
			invalid: false,
			limit: true,
		});
		expect(text).not.toMatch(/undefined|null|NaN/);
	}
}
