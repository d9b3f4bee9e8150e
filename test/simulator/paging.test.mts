import { send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const count = 5000;
const instance = useInstance({ seedContacts: count });

async function page(after: string, limit: number): Promise<string[]> {
	const query = encodeURIComponent(`sys_id>${after}^ORDERBYsys_id`);
	const path = `/api/now/contact?sysparm_limit=${limit}&sysparm_query=${query}`;
	const { result } = await send(instance, 'GET', path);
	return result.map((row: { sys_id: string }) => row.sys_id);
}

test('pages by key while records come and go, and misses none that stayed', async () => {
	const { store } = instance;
	const table = store.table('customer_contact');
	const stayed = new Set(table.keys());
	const seen: string[] = [];
	let after = '0';
	for (let ids = await page(after, 500); ids.length > 0; ids = await page(after, 500)) {
		seen.push(...ids);
		after = ids[ids.length - 1];
		for (let index = 0; index < 20; index += 1) store.insert('customer_contact', {});
		for (const id of [...stayed].slice(0, 10)) {
			table.delete(id);
			stayed.delete(id);
		}
	}
	expect(new Set(seen).size).toBe(seen.length);
	expect([...seen].sort()).toEqual(seen);
	const found = new Set(seen);
	expect([...stayed].filter((id) => !found.has(id))).toEqual([]);
});

test('keeps its index right when an id is deleted and inserted again', () => {
	const table = instance.store.table('customer_contact');
	const [id, row] = [...table][0];
	table.sortedIds();
	table.delete(id);
	table.set(id, row);
	expect(table.sortedIds()).toEqual([...table.keys()].sort());
	table.delete(id);
	table.set(id, row);
	table.delete(id);
	expect(table.sortedIds()).toEqual([...table.keys()].sort());
});
