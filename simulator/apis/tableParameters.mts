import { columnIn } from '../records/query/condition.mts';
import type { Dictionary } from '../records/tableSchema.mts';
import type { Wanted } from '../records/query/run.mts';
import { asText } from '../records/values.mts';

const DEFAULT_LIMIT = 10_000;

/** Parameters of an instance that change nothing here, and the values that ask for nothing. */
const withoutEffect: Record<string, string[]> = {
	sysparm_query_no_domain: ['', 'false'],
	sysparm_query_category: [''],
	sysparm_view: [''],
};

const known = [
	'sysparm_display_value',
	'sysparm_exclude_reference_link',
	'sysparm_fields',
	'sysparm_input_display_value',
	'sysparm_limit',
	'sysparm_no_count',
	'sysparm_offset',
	'sysparm_query',
	'sysparm_suppress_pagination_header',
];

function count(value: unknown, otherwise: number): number {
	const text = asText(value);
	return /^\d{1,15}$/.test(text) ? Number(text) : otherwise;
}

/** Name-value pairs; they and a query exclude each other. */
function pairsIn(query: Record<string, unknown>): [string, string][] {
	return Object.entries(query)
		.filter(([name]) => !name.startsWith('sysparm_'))
		.map(([name, value]) => [name, asText(value)]);
}

/**
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 * @param query parameters of a list of the Table API
 * @returns what is wanted of the table
 */
export function wantedOf(query: Record<string, unknown>): Wanted {
	const text = asText(query.sysparm_query);
	const pairs = text === '' ? pairsIn(query) : [];
	return {
		query: text,
		...(pairs.length > 0 && { filters: Object.fromEntries(pairs) }),
		limit: count(query.sysparm_limit, DEFAULT_LIMIT),
		offset: count(query.sysparm_offset, 0),
	};
}

/**
 * @param dictionary tables of the instance
 * @param table table of the records
 * @param query parameters of a request to the Table API
 * @param lists whether it asks for a list, which takes pairs of names and values
 * @returns the parameters, and the fields in them, that are left out, in words
 */
export function ignoredParameters(
	dictionary: Dictionary,
	table: string,
	query: Record<string, unknown>,
	lists: boolean,
): string[] {
	const parameters = Object.keys(query)
		.filter((name) => name.startsWith('sysparm_') && !known.includes(name))
		.filter((name) => !(withoutEffect[name] ?? []).includes(asText(query[name])));
	const fields = asText(query.sysparm_fields).split(',').filter(Boolean);
	const unknownFields = fields.filter((field) => !columnIn(dictionary, table, field.trim()));
	const beside = !lists || asText(query.sysparm_query) !== '' ? pairsIn(query) : [];
	return [
		...parameters,
		...unknownFields.map((field) => `the field ${field}`),
		...beside.map(([name]) => `the parameter ${name}`),
	];
}
