import { isObject } from '../isObject';

/**
 * The value of a field that comes in a wrapping: a resource locator, as n8n keeps it, or a column as the
 * Table API returns it, `{ link, value }` or `{ display_value, value }`.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-apis/c_TableAPI.md
 */
export function plainValue(value: unknown): unknown {
	if (!isObject(value) || !('value' in value)) return value;
	const isWrapped = ['mode', '__rl', 'link', 'display_value'].some((name) => name in value);
	// The value of a locator can come in a wrapping of its own.
	return isWrapped ? plainValue(value.value) : value;
}

/** Whether a value is a `Date` or a Luxon `DateTime`. */
export function isDateObject(value: unknown): value is object {
	return (
		isObject(value) && typeof value.valueOf === 'function' && typeof value.valueOf() === 'number'
	);
}
