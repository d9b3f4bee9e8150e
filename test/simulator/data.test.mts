import {
	appendFileSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { seeded, startInstance, type SimulatedInstance } from '../../simulator/instance.mts';
import { send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const cars = {
	tables: {
		u_car: {
			label: 'Car',
			display: 'number',
			numberPrefix: 'CAR',
			references: { owner: 'sys_user' },
		},
	},
	records: {
		u_car: [
			{ number: 'CAR0010007', wheels: 4, owner: seeded.users.agent, electric: true },
			{ number: 'CAR0010003', wheels: 3, owner: null },
		],
		sys_user: [{ sys_id: seeded.users.opener, name: 'Somebody Else', user_name: 'opener' }],
	},
};

const incidents = '/api/now/table/incident';
const cells = '/api/now/table/u_car';

describe('tables and records to begin with', () => {
	const instance = useInstance({ seedData: cars });

	test('come beside those of the seed, with every reset', async () => {
		for (const _ of [1, 2]) {
			const fields = 'sysparm_fields=number,wheels,owner.name&sysparm_query=ORDERBYnumber';
			const { result } = await send(instance, 'GET', `${cells}?${fields}`);
			expect(result).toEqual([
				{ number: 'CAR0010003', wheels: '3', 'owner.name': '' },
				{ number: 'CAR0010007', wheels: '4', 'owner.name': 'Amira Solberg' },
			]);
			expect((await send(instance, 'POST', cells, {})).result.number).toBe('CAR0010008');
			instance.reset();
		}
		const user = await send(instance, 'GET', `/api/now/table/sys_user/${seeded.users.opener}`);
		expect(user.result.name).toBe('Somebody Else');
	});

	test.each<[unknown, string]>([
		[{ rows: {} }, 'must NOT have additional properties (rows)'],
		[{ tables: { 'u car': {} } }, 'pattern'],
		[{ tables: { u_car: { column: [] } } }, 'tables.u_car must NOT have additional properties'],
		[{ records: { u_bike: [] } }, 'records.u_bike: there is no such table'],
		[{ records: { incident: [{ no_such: 'x' }] } }, 'records.incident.0: no column no_such'],
		[{ records: { incident: [{ sys_id: 'x' }] } }, 'records.incident.0.sys_id must match pattern'],
		[{ records: { incident: [{ number: [] }] } }, 'records.incident.0.number must be'],
		[{ records: { sys_dictionary: [] } }, 'are derived from the tables'],
	])('are refused: %j', async (seedData, message) => {
		await expect(startInstance({ seedData: seedData as object })).rejects.toThrow(message);
	});
});

describe('a folder', () => {
	let dataFolder = '';
	const running: SimulatedInstance[] = [];
	const start = async (more: object = {}) => {
		const instance = await startInstance({ dataFolder, ...more });
		running.push(instance);
		return instance;
	};
	const count = async (instance: SimulatedInstance, path: string) =>
		(await send(instance, 'GET', path)).result.length as number;

	beforeEach(() => {
		dataFolder = mkdtempSync(join(tmpdir(), 'instance-'));
	});
	afterEach(async () => {
		await Promise.all(running.splice(0).map((instance) => instance.close()));
		rmSync(dataFolder, { recursive: true });
	});

	test('keeps every change, even of an instance that is killed', async () => {
		const first = await start({ seedData: cars });
		const made = await send(first, 'POST', incidents, { short_description: 'Kept' });
		await send(first, 'PATCH', `${incidents}/${made.result.sys_id}`, { state: '3' });
		await send(first, 'DELETE', `${incidents}/${seeded.incidents.wifi}`);
		first.settings.tablesOnWrite = true;
		await send(first, 'POST', '/api/now/table/u_new', { u_color: 'red' });
		// What a killed process leaves behind: no whole save, and half a line.
		const changes = readFileSync(join(dataFolder, 'changes.ndjson'), 'utf8');
		const records = readFileSync(join(dataFolder, 'records.json'), 'utf8');
		await first.close();
		writeFileSync(join(dataFolder, 'records.json'), records);
		writeFileSync(join(dataFolder, 'changes.ndjson'), `${changes}{"table":"incid`);
		writeFileSync(join(dataFolder, 'lock'), '999999999');

		const second = await start();
		const kept = await send(second, 'GET', `${incidents}/${made.result.sys_id}`);
		expect(kept.result).toMatchObject({
			short_description: 'Kept',
			state: '3',
			sys_mod_count: '1',
		});
		expect((await send(second, 'GET', `${incidents}/${seeded.incidents.wifi}`)).status).toBe(404);
		expect(await count(second, cells)).toBe(2);
		expect((await send(second, 'GET', '/api/now/table/u_new')).result[0].u_color).toBe('red');
		expect((await send(second, 'POST', incidents, {})).result.number).toBe('INC0010002');
		expect(readdirSync(dataFolder).sort()).toEqual([
			...['changes.ndjson', 'files', 'lock', 'records.json'],
		]);
	});

	test('serves one instance at a time, and goes back to the start by a reset', async () => {
		const first = await start();
		await expect(startInstance({ dataFolder })).rejects.toThrow('uses the folder');
		await send(first, 'POST', incidents, {});
		expect(await count(first, incidents)).toBe(4);
		first.reset();
		await first.close();
		const second = await start();
		expect(await count(second, incidents)).toBe(3);
		await send(second, 'DELETE', `${incidents}/${seeded.incidents.mail}`);
		await second.close();
		const third = await start();
		expect(await count(third, incidents)).toBe(2);
	});

	test('is a seed file for another instance', async () => {
		const first = await start({ seedData: cars });
		await send(first, 'DELETE', `${incidents}/${seeded.incidents.mail}`);
		await first.close();
		const seedData = JSON.parse(readFileSync(join(dataFolder, 'records.json'), 'utf8'));
		const other = await startInstance({ seed: false, seedData });
		running.push(other);
		expect(await count(other, incidents)).toBe(2);
		expect(await count(other, cells)).toBe(2);
	});

	test('that cannot be read is named, and left as it is', async () => {
		await (await start()).close();
		appendFileSync(join(dataFolder, 'changes.ndjson'), 'x\n');
		await expect(start()).rejects.toThrow('changes.ndjson: line 1 is no JSON');
		writeFileSync(join(dataFolder, 'changes.ndjson'), '');
		await start();
	});
});

describe('over HTTP', () => {
	const instance = useInstance();
	const control = (method: string, path: string, body?: unknown) =>
		send(instance, method, `/__simulator/${path}`, body);

	test('records are added, listed, changed and removed', async () => {
		expect((await control('POST', 'records', cars)).json).toEqual({ added: 3 });
		const { records } = (await control('GET', 'records/u_car')).json;
		expect(records).toHaveLength(2);
		const one = `records/u_car/${records[0].sys_id}`;
		expect((await control('PUT', one, { wheels: 5 })).json).toMatchObject({ wheels: '5' });
		expect((await control('GET', one)).json).toMatchObject({ number: 'CAR0010007', wheels: '5' });
		expect((await control('PUT', one, { wheel: 5 })).status).toBe(400);
		expect((await control('DELETE', one)).json).toEqual({ removed: 1 });
		expect((await control('DELETE', one)).status).toBe(404);
		expect((await control('POST', 'records/u_car', [{}, { wheels: 1 }])).json).toEqual({
			added: 2,
		});
		expect((await control('DELETE', 'records/u_car')).json).toEqual({ removed: 3 });
		expect((await control('GET', 'records/u_bike')).status).toBe(404);
		expect((await control('POST', 'records/u_car', { color: 'x' })).json.error).toBe(
			'records.u_car.0: no column color',
		);
		const all = (await control('GET', 'records')).json;
		expect(Object.keys(all.tables)).toEqual(['u_car']);
		expect((await control('GET', 'tables')).json.u_car).toMatchObject({ label: 'Car', records: 0 });
		expect((await control('GET', 'ids')).json.incidents).toEqual(seeded.incidents);
	});

	test('snapshots are taken, listed and gone back to', async () => {
		await control('POST', 'records', cars);
		const taken = await control('PUT', 'snapshots/before');
		expect(taken.json.before.records).toBeGreaterThan(100);
		const whole = (await control('GET', 'records')).json;
		await send(instance, 'PATCH', `${incidents}/${seeded.incidents.mail}`, { state: '3' });
		await send(instance, 'DELETE', `${incidents}/${seeded.incidents.wifi}`);
		await control('POST', 'reset');
		expect(Object.keys((await control('GET', 'snapshots')).json.snapshots)).toEqual(['before']);
		expect((await control('POST', 'snapshots/before')).json).toEqual({ restored: 'before' });
		const back = (await control('GET', 'records')).json;
		expect(isDeepStrictEqual(back.records, whole.records)).toBe(true);
		expect((await control('DELETE', 'snapshots/before')).json).toEqual({ removed: 'before' });
		expect((await control('POST', 'snapshots/before')).status).toBe(404);
	});
});
