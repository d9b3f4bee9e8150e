import type { Row } from './values.mts';

/** Which contacts nobody sees: a share of them from 0 to 1, or a predicate. */
export type HiddenContacts = number | ((contact: Row) => boolean);

/**
 * Access rules on single rows. A share hides the same contacts in every request.
 *
 * @returns whether the row may be shown
 */
export function isVisible(table: string, row: Row, hidden: HiddenContacts): boolean {
	if (table !== 'customer_contact') return true;
	if (typeof hidden === 'function') return !hidden(row);
	return hidden === 0 || Number.parseInt(row.sys_id.slice(0, 8), 16) / 2 ** 32 >= hidden;
}
