/** What a column holds, as far as that decides in which form a value is sent. */
export type ColumnKind = 'time' | 'day' | 'number' | 'switch' | 'other';

/**
 * Kinds by the type of the column in the dictionary of the instance.
 *
 * https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/r_FieldTypes.md
 */
const KINDS: Record<string, ColumnKind> = {
	glide_date_time: 'time',
	due_date: 'time',
	datetime: 'time',
	glide_date: 'day',
	integer: 'number',
	longint: 'number',
	decimal: 'number',
	float: 'number',
	boolean: 'switch',
};

/** @param type `internal_type` of a column in `sys_dictionary` */
export function columnKindOf(type: string): ColumnKind {
	return KINDS[type] ?? 'other';
}
