import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startInstance, type SimulatedInstance } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { send } from './client.mts';

const instance = useInstance();

const columns = '/api/now/table/sys_dictionary';
const tables = '/api/now/table/sys_db_object';

const on = (one: Pick<SimulatedInstance, 'url'>) => (method: string, path: string, body?: object) =>
	send(one as SimulatedInstance, method, path, body);
const ask = on(instance);

const addColumn = (values: object) =>
	ask('POST', columns, { name: 'incident', column_label: 'Car color', ...values });

describe('a new column', () => {
	test('has a name of its label, and can be written, read, and queried', async () => {
		const added = await addColumn({});
		expect(added.status).toBe(201);
		expect(added.result).toMatchObject({
			name: 'incident',
			element: 'u_car_color',
			column_label: 'Car color',
			internal_type: 'string',
			mandatory: 'false',
		});
		expect(added.headers.get('location')).toBe(`${instance.url}${columns}/${added.result.sys_id}`);
		const { result } = await ask('POST', '/api/now/table/incident', { u_car_color: 'red' });
		expect(result.u_car_color).toBe('red');
		const found = await ask('GET', '/api/now/table/incident?sysparm_query=u_car_color=red');
		expect(found.result).toHaveLength(1);
	});

	test.each([
		['size', 'u_size'],
		['u_size', 'u_size'],
		['x_acme_size', 'x_acme_size'],
		['My  Size (cm)', 'u_my_size_cm'],
		['a__b', 'u_a_b'],
	])('that is called %s is called %s', async (element, name) => {
		expect((await addColumn({ element })).result.element).toBe(name);
	});

	test('can be a number, a reference, a date, or a journal', async () => {
		await addColumn({ element: 'u_size', internal_type: 'integer' });
		await addColumn({ element: 'u_driver', internal_type: 'reference', reference: 'sys_user' });
		await addColumn({ element: 'u_log', internal_type: 'journal_input' });
		const driver = [...instance.store.table('sys_user').values()][0];
		for (const u_size of ['9', '10']) {
			await ask('POST', '/api/now/table/incident', { u_size, u_driver: driver.sys_id, u_log: 'x' });
		}
		const query =
			'sysparm_query=u_size>8^ORDERBYDESCu_size&sysparm_fields=u_size,u_driver.name,u_log';
		const { result } = await ask('GET', `/api/now/table/incident?${query}`);
		const rest = { 'u_driver.name': driver.name, u_log: '' };
		expect(result).toEqual([
			{ u_size: '10', ...rest },
			{ u_size: '9', ...rest },
		]);
	});

	test('has a default, must be filled in, and cuts what is too long', async () => {
		await addColumn({ element: 'u_a', default_value: 'new', max_length: 3 });
		await addColumn({ element: 'u_b', mandatory: true });
		const without = await ask('POST', '/api/now/table/incident', {});
		expect([without.status, without.json.error.detail]).toEqual([
			403,
			'Data Policy Exception: The following fields are mandatory: u_b',
		]);
		const first = await ask('POST', '/api/now/table/incident', { u_b: 'x' });
		expect(first.result.u_a).toBe('new');
		const long = await ask('POST', '/api/now/table/incident', { u_b: 'x', u_a: 'abcd' });
		expect(long.result.u_a).toBe('abc');
		expect(long.headers.get('x-simulator-ignored')).toBe('the field u_a from character 4 on');
	});

	test('is changed, but not renamed', async () => {
		const { result } = await addColumn({});
		const changes = { column_label: 'Paint', mandatory: 'true', element: 'u_x', audit: 'true' };
		const changed = await ask('PATCH', `${columns}/${result.sys_id}`, changes);
		expect(changed.result).toMatchObject({
			element: 'u_car_color',
			column_label: 'Paint',
			mandatory: 'true',
		});
		expect(changed.headers.get('x-simulator-ignored')).toContain('the field element');
		const back = await ask('PUT', `${columns}/${result.sys_id}`, { mandatory: 'false' });
		expect([back.result.mandatory, back.result.column_label]).toEqual(['false', 'Paint']);
	});

	test('is removed with its values', async () => {
		const { result } = await addColumn({});
		await ask('POST', '/api/now/table/incident', { u_car_color: 'red' });
		expect((await ask('DELETE', `${columns}/${result.sys_id}`)).status).toBe(204);
		expect((await ask('GET', `${columns}/${result.sys_id}`)).status).toBe(404);
		const found = await ask('GET', '/api/now/table/incident?sysparm_query=u_car_color=red');
		expect(found.headers.get('x-simulator-ignored')).toBe('u_car_color=red');
		expect(found.result[0]).not.toHaveProperty('u_car_color');
	});

	test.each<[string, object, number]>([
		['without a table', { name: '' }, 400],
		['of a table that there is not', { name: 'u_none' }, 400],
		['without a name', { column_label: '(!)' }, 400],
		['that is there', { name: 'customer_contact', element: 'u_crm_id' }, 403],
		['that refers to nothing', { internal_type: 'reference' }, 400],
		[
			'that refers to a table that there is not',
			{ internal_type: 'reference', reference: 'u_no' },
			501,
		],
		['with a length that is none', { max_length: 'long' }, 400],
		['that stands for a table', { internal_type: 'collection' }, 501],
	])('%s is refused', async (_, values, status) => {
		expect((await addColumn(values)).status).toBe(status);
	});

	test('of a new instance, and the entry of a table, stay', async () => {
		const entries = [...instance.store.table('sys_dictionary').values()];
		const idOf = (element: string) =>
			entries.find((row) => row.name === 'incident' && row.element === element)?.sys_id;
		expect((await ask('DELETE', `${columns}/${idOf('state')}`)).status).toBe(403);
		expect((await ask('DELETE', `${columns}/${idOf('')}`)).status).toBe(501);
		expect((await ask('PATCH', `${columns}/${idOf('')}`, {})).status).toBe(501);
	});
});

describe('a new table', () => {
	test('is named by its label, takes columns and records, and is removed', async () => {
		const { status, result } = await ask('POST', tables, {
			label: 'Fast car',
			is_extendable: true,
		});
		expect([status, result.name, result.label]).toEqual([201, 'u_fast_car', 'Fast car']);
		await addColumn({ name: 'u_fast_car', element: 'model', display: true });
		const car = await ask('POST', '/api/now/table/u_fast_car', { u_model: 'T' });
		expect([car.status, car.result.u_model]).toEqual([201, 'T']);
		await addColumn({ element: 'car', internal_type: 'reference', reference: 'u_fast_car' });
		const { sys_id } = (await ask('POST', '/api/now/table/incident', { u_car: car.result.sys_id }))
			.result;
		const one = `/api/now/table/incident/${sys_id}?sysparm_fields=u_car,u_car.u_model`;
		expect((await ask('GET', `${one}&sysparm_display_value=true`)).result).toMatchObject({
			u_car: { display_value: 'T' },
			'u_car.u_model': 'T',
		});
		expect((await ask('DELETE', `${tables}/${result.sys_id}`)).status).toBe(204);
		expect((await ask('GET', '/api/now/table/u_fast_car')).status).toBe(400);
		expect((await ask('GET', one)).result).toEqual({ u_car: car.result.sys_id });
	});

	test('has the columns of the table that it extends, which stays', async () => {
		const parent = (await ask('POST', tables, { label: 'Parent' })).result;
		await addColumn({ name: 'u_parent', element: 'size' });
		const values = { name: 'child', super_class: parent.sys_id };
		const child = (await ask('POST', tables, values)).result;
		expect([child.name, child.super_class.value]).toEqual(['u_child', parent.sys_id]);
		expect((await ask('POST', '/api/now/table/u_child', { u_size: '1' })).result.u_size).toBe('1');
		expect((await ask('DELETE', `${tables}/${parent.sys_id}`)).status).toBe(403);
		const renamed = await ask('PATCH', `${tables}/${child.sys_id}`, {
			label: 'Kid',
			name: 'u_kid',
		});
		expect([renamed.result.label, renamed.result.name]).toEqual(['Kid', 'u_child']);
	});

	test.each<[object, number]>([
		[{}, 400],
		[{ label: 'x', super_class: 'u_none' }, 400],
		[{ label: 'x', name: 'u_taken' }, 403],
	])('%j is refused', async (values, status) => {
		await ask('POST', tables, { name: 'taken' });
		expect((await ask('POST', tables, values)).status).toBe(status);
	});

	test('of a new instance stays', async () => {
		const rows = [...instance.store.table('sys_db_object').values()];
		const { sys_id } = rows.find(({ name }) => name === 'incident') ?? {};
		expect((await ask('DELETE', `${tables}/${sys_id}`)).status).toBe(403);
	});
});

test('a new choice is displayed', async () => {
	const choice = { name: 'incident', element: 'category', value: 'cars', label: 'Cars' };
	const added = await ask('POST', '/api/now/table/sys_choice', choice);
	const path = `/api/now/table/incident?sysparm_display_value=true&sysparm_query=category=cars`;
	await ask('POST', '/api/now/table/incident', { category: 'cars' });
	expect((await ask('GET', path)).result[0].category).toBe('Cars');
	await ask('PATCH', `/api/now/table/sys_choice/${added.result.sys_id}`, { label: 'Vehicles' });
	expect((await ask('GET', path)).result[0].category).toBe('Vehicles');
	await ask('DELETE', `/api/now/table/sys_choice/${added.result.sys_id}`);
	expect((await ask('GET', path)).result[0].category).toBe('cars');
});

test('a data folder keeps them, and a reset puts them back', async () => {
	const dataFolder = mkdtempSync(join(tmpdir(), 'dictionary-'));
	try {
		const first = await startInstance({ dataFolder });
		for (const label of ['Kept', 'Gone']) await on(first)('POST', tables, { label });
		await on(first)('POST', columns, { name: 'u_kept', element: 'a', max_length: 2 });
		const b = await on(first)('POST', columns, { name: 'incident', element: 'b' });
		await on(first)('POST', '/api/now/table/u_kept', { u_a: '12' });
		await on(first)('DELETE', `${columns}/${b.result.sys_id}`);
		const gone = await on(first)('GET', `${tables}?sysparm_query=name=u_gone`);
		await on(first)('DELETE', `${tables}/${gone.result[0].sys_id}`);
		// As a process leaves it that is killed.
		const left = join(dataFolder, 'left');
		for (const name of ['records.json', 'changes.ndjson', 'files']) {
			cpSync(join(dataFolder, name), join(left, name), { recursive: true });
		}
		await first.close();
		const second = await startInstance({ dataFolder: left });
		const list = (name: string) => on(second)('GET', `/api/now/table/${name}`);
		expect((await list('u_kept')).result[0].u_a).toBe('12');
		expect((await on(second)('POST', '/api/now/table/u_kept', { u_a: '123' })).result.u_a).toBe(
			'12',
		);
		expect((await list('u_gone')).status).toBe(400);
		expect((await list('incident')).result[0]).not.toHaveProperty('u_b');
		second.reset();
		expect((await list('u_kept')).status).toBe(400);
		await second.close();
	} finally {
		rmSync(dataFolder, { recursive: true, force: true });
	}
});
