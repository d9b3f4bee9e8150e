import { inZone } from '../records/query/zone.mts';
import type { Store } from '../records/store.mts';
import type { Row } from '../records/values.mts';

const labels: Record<string, string> = {
	comments: 'Additional comments',
	work_notes: 'Work notes',
};

/**
 * What a journal column displays: its entries, the newest first.
 *
 * @param zone IANA zone of who looks at it
 */
export function journalText(store: Store, column: string, { sys_id }: Row, zone: string): string {
	const names = new Map(
		[...store.table('sys_user').values()].map(({ user_name, name }) => [user_name, name]),
	);
	return [...store.table('sys_journal_field').values()]
		.filter(({ element, element_id }) => element === column && element_id === sys_id)
		.reverse()
		.map(({ sys_created_on, sys_created_by, value }) => {
			const by = names.get(sys_created_by) ?? sys_created_by;
			const at = inZone(sys_created_on, zone);
			return `${at} - ${by} (${labels[column] ?? column})\n${value}\n\n`;
		})
		.join('');
}
