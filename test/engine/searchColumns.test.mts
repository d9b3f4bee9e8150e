import type { IDataObject } from 'n8n-workflow';
import { contract } from '../../contract/operations.mts';
import { useContacts } from './contacts.mts';
import { choicesOf } from './editor.mts';
import { runOperation } from './operation.mts';

const { instance, insert, find } = useContacts();

test('Simplify leaves ten fields, and all fields without it', async () => {
	insert({ name: 'Ann', u_loyalty_tier: 'gold' });
	const simple = await find({});
	expect(Object.keys(simple.json[0]).length).toBeLessThanOrEqual(10);
	const { json } = await find({ simplify: false });
	expect(json[0]).toMatchObject({ u_loyalty_tier: 'gold', country: '' });
	const id = String(simple.json[0].sys_id);
	const one = await runOperation('contact.get', instance.url, {
		id: { __rl: true, mode: 'id', value: id },
	});
	expect(one.json).toEqual(simple.json);
});

test('a contact without a readable column is told', async () => {
	insert({ name: 'Ann' });
	instance.settings.emptyRows = { customer_contact: 1 };
	const [value] = instance.store.table('customer_contact').keys();
	const id = { __rl: true, mode: 'id', value };
	const { error } = await runOperation('contact.get', instance.url, { id });
	expect(error?.message).toBe('The ServiceNow user cannot read any column of the contact [item 0]');
});

test('a sys_id in upper case is the same contact', async () => {
	insert({ name: 'Ann' });
	const [value] = instance.store.table('customer_contact').keys();
	const id = { __rl: true, mode: 'id', value: value.toUpperCase() };
	const { json } = await runOperation('contact.get', instance.url, { id });
	expect(json.map(({ name }) => name)).toEqual(['Ann']);
});

test('Simplify does without the columns that cannot be read', async () => {
	insert({ name: 'Ann', email: 'ann@x.example' });
	instance.settings.unreadableColumns = [
		{ table: 'customer_contact', columns: ['email', 'account', 'active'], answer: 'drop' },
	];
	const { json, error } = await find({});
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ name: 'Ann' });
	expect(json[0]).not.toHaveProperty('email');
});

const documentedContact = contract.find(({ id }) => id === 'contact.get')!.samples[0].response
	.result as object;

describe('the columns to choose from', () => {
	const columns = async (credentials?: IDataObject) =>
		(
			await choicesOf(
				{ node: 'serviceNowContact', url: instance.url, credentials },
				'getContactColumns',
			)
		).map(({ name, value }) => [name, value]);

	test('are those of the instance, with its own ones', async () => {
		insert({ name: 'Ann' });
		const found = await columns();
		expect(found).toContainEqual(['u_loyalty_tier', 'u_loyalty_tier']);
		expect(found).toContainEqual(['Mobile Phone', 'mobile_phone']);
		expect(found).not.toContainEqual(expect.arrayContaining(['social_handle']));
	});

	test.each<[string, () => IDataObject | undefined]>([
		['there is no contact', () => undefined],
		[
			'the user may not read contacts',
			() => ({ username: 'limited', password: 'limited-password' }),
		],
		['the instance sleeps', () => void instance.faults.add({ fault: 'hibernating' })],
	])('are the documented ones where %s', async (_, arrange) => {
		const found = await columns(arrange());
		expect(found).toContainEqual(['Mobile Phone', 'mobile_phone']);
		expect(found).toContainEqual(['Updated', 'sys_updated_on']);
		const known = found.map(([, value]) => value);
		expect(known).toEqual(expect.arrayContaining(Object.keys(documentedContact)));
		expect(found.filter(([name]) => String(name).endsWith('Name or ID'))).toEqual([]);
	});
});
