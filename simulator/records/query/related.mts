import type { Dictionary } from '../tableSchema.mts';
import type { Query, Related } from './query.mts';

const comparisons: Record<string, (count: number, wanted: number) => boolean> = {
	'>=': (count, wanted) => count >= wanted,
	'<=': (count, wanted) => count <= wanted,
	'!=': (count, wanted) => count !== wanted,
	'=': (count, wanted) => count === wanted,
	'>': (count, wanted) => count > wanted,
	'<': (count, wanted) => count < wanted,
};

const form = /^(\w+)\.(\w+),(>=|<=|!=|=|>|<)(\d+)(?:,(.*))?$/s;

/**
 * Reads a related list query.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-user-interface/c_EncodedQueryStrings.md
 * @param text what stands between `RLQUERY` and `^ENDRLQUERY`, for example
 * `incident.problem_id,>=1,priority=1`
 * @param dictionary tables of the instance
 * @param parse reads the conditions on the related table
 * @returns the condition, with what its own conditions ignore or miss; undefined where the simulator
 * has no such list
 */
export function readRelated(
	text: string,
	dictionary: Dictionary,
	parse: (text: string, table: string) => Query,
): (Related & Pick<Query, 'ignored' | 'unknownColumns' | 'unsupported'>) | undefined {
	const [, table = '', column = '', operator = '', wanted, conditions = ''] = form.exec(text) ?? [];
	const known = Object.hasOwn(dictionary, table) && dictionary[table].references;
	if (!known || !Object.hasOwn(known, column)) return undefined;
	const { groups, ignored, unknownColumns, unsupported } = parse(conditions, table);
	const holds = (count: number) => comparisons[operator](count, Number(wanted));
	return { table, column, holds, groups, ignored, unknownColumns, unsupported };
}
