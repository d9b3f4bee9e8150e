import type { Store } from '../records/store.mts';
import { fixedSysId, glideTime } from '../records/values.mts';

const SECOND_MS = 1000;

/**
 * Adds `count` contacts with numbered names, created one per second up to now. Their sys_ids are the
 * same each time, and in another order than the names.
 */
export function generateContacts(store: Store, count: number): void {
	const accounts = [...store.table('customer_account').keys()];
	const start = Date.now() - count * SECOND_MS;
	for (let index = 1; index <= count; index += 1) {
		const last_name = String(index).padStart(6, '0');
		const created = glideTime(new Date(start + index * SECOND_MS));
		store.insert('customer_contact', {
			sys_id: fixedSysId('customer_contact', 'generated', last_name),
			name: `Contact ${last_name}`,
			first_name: 'Contact',
			last_name,
			user_name: `contact.${last_name}`,
			email: `contact.${last_name}@example.com`,
			phone: `+1202555${last_name}`,
			account: accounts[index % Math.max(1, accounts.length)] ?? '',
			sys_created_on: created,
			sys_updated_on: created,
		});
	}
}
