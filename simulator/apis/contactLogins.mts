import type { InstanceState } from '../instanceState.mts';
import type { Row } from '../records/values.mts';

const LOCKED_OUT_AFTER = 5;

function contactOf({ store }: InstanceState, sysId: string): Row {
	const row = store.get('customer_contact', sysId);
	if (!row) throw new Error(`No contact ${sysId}`);
	return row;
}

/**
 * What a login of a contact, who is a user of the portal, does to the contact's record: the first of
 * a day updates it, by `system`.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/user-administration/user.md
 * @throws Error when there is no such contact
 */
export function logIn(instance: InstanceState, sysId: string): void {
	const row = contactOf(instance, sysId);
	const now = instance.store.now();
	const today = now.slice(0, 10);
	if (row.last_login === today) return;
	const values = { last_login: today, last_login_time: now, failed_attempts: '0' };
	instance.store.update(row, values, 'system');
}

/**
 * What a failed login of a contact does to the contact's record: it counts, and in the end locks the
 * contact out, by `guest`.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/user-administration/user.md
 * @throws Error when there is no such contact
 */
export function failLogIn(instance: InstanceState, sysId: string): void {
	const row = contactOf(instance, sysId);
	const failed = Number(row.failed_attempts ?? 0) + 1;
	const values: Row = { failed_attempts: String(failed) };
	if (failed >= LOCKED_OUT_AFTER) values.locked_out = 'true';
	instance.store.update(row, values, 'guest');
}
