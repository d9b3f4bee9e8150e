import type { Settings } from '../settings.mts';
import type { Row } from '../values.mts';

/**
 * Access rules on single rows. A share hides the same contacts in every request.
 *
 * @returns whether the row may be shown
 */
export function isVisible(table: string, row: Row, settings: Settings): boolean {
	if (table !== 'customer_contact') return true;
	const hide = settings.hideContacts;
	if (typeof hide === 'function') return !hide(row);
	return hide === 0 || Number.parseInt(row.sys_id.slice(0, 8), 16) / 2 ** 32 >= hide;
}
