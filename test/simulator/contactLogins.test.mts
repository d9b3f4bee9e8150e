import { seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { send } from './client.mts';

const instance = useInstance();

const { jane } = seeded.contacts;
const contact = () => instance.store.get('customer_contact', jane)!;
const overControl = (body: object) => send(instance, 'POST', '/__simulator/log-in', body, {});

test('updates a contact on the first login of a day, by system', () => {
	const count = Number(contact().sys_mod_count);
	const before = contact().sys_updated_on;
	instance.logIn(jane);
	expect(contact()).toMatchObject({
		sys_updated_by: 'system',
		sys_mod_count: String(count + 1),
		last_login: contact().sys_updated_on.slice(0, 10),
		last_login_time: contact().sys_updated_on,
	});
	expect(contact().sys_updated_on > before).toBe(true);
	instance.logIn(jane);
	expect(contact().sys_mod_count).toBe(String(count + 1));
});

test('updates a contact on each failed login, by guest, and locks it out at last', () => {
	for (let index = 0; index < 4; index += 1) instance.failLogIn(jane);
	expect(contact()).toMatchObject({ sys_updated_by: 'guest', failed_attempts: '4' });
	expect(contact().locked_out).not.toBe('true');
	instance.failLogIn(jane);
	expect(contact().locked_out).toBe('true');
});

test('does the same over the control surface', async () => {
	expect((await overControl({ contact: jane })).status).toBe(200);
	expect(contact().sys_updated_by).toBe('system');
	expect((await overControl({ contact: jane, fails: true })).status).toBe(200);
	expect(contact().sys_updated_by).toBe('guest');
	const unknown = await overControl({ contact: 'none' });
	expect([unknown.status, unknown.json.error]).toEqual([400, 'No contact none']);
});
