import { seededChance } from '../../../simulator/faults/chance.mts';
import { startInstance } from '../../../simulator/instance.mts';
import { Load } from '../../../simulator/load.mts';
import { startSettings } from '../../../simulator/settings.mts';
import { eventually } from '../../support/eventually.mts';

describe('permits', () => {
	test('are taken, waited for in order, and rejected when the queue is full', async () => {
		const load = new Load();
		const settings = startSettings({ permits: 2, queue: 2 });
		const entered: number[] = [];
		const acquire = async (index: number) => {
			const rejection = await load.acquire(settings);
			if (!rejection) entered.push(index);
			return rejection?.status;
		};
		const requests = [0, 1, 2, 3, 4].map(acquire);
		expect(await requests[4]).toBe(429);
		expect(entered).toEqual([0, 1]);
		load.release(settings);
		await requests[2];
		expect(entered).toEqual([0, 1, 2]);
		load.release(settings);
		await requests[3];
		expect(entered).toEqual([0, 1, 2, 3]);
	});

	test('that are added while requests wait let all of them go', async () => {
		const load = new Load();
		const settings = startSettings({ permits: 1 });
		await load.acquire(settings);
		const waiting = [load.acquire(settings), load.acquire(settings)];
		settings.permits = 3;
		load.release(settings);
		expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
	});
});

test('a session is free again after its request, even a failed one', async () => {
	const load = new Load();
	const work = async () => ({ status: 200 });
	const fail = async () => {
		throw new Error('broken');
	};
	await expect(load.withSessionLock('one', fail)).rejects.toThrow('broken');
	expect(await load.withSessionLock('one', work)).toEqual({ status: 200 });
	const inside = await load.withSessionLock('one', async () => {
		expect(await load.withSessionLock('two', work)).toEqual({ status: 200 });
		expect(await load.withSessionLock(undefined, work)).toEqual({ status: 200 });
		return await load.withSessionLock('one', work);
	});
	expect(inside).toEqual({ status: 202 });
});

test('chance is the same for the same seed, and spread over 0 to 1', () => {
	const numbers = (seed: number) => Array.from({ length: 1000 }, seededChance(seed));
	expect(numbers(1)).toEqual(numbers(1));
	expect(numbers(1)).not.toEqual(numbers(2));
	const drawn = numbers(1);
	expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
	expect(Math.max(...drawn)).toBeLessThan(1);
	const tenths = new Set(drawn.map((number) => Math.floor(number * 10)));
	expect(tenths.size).toBe(10);
	const mean = drawn.reduce((sum, number) => sum + number, 0) / drawn.length;
	expect(mean).toBeCloseTo(0.5, 1);
});

test('an instance that takes no connections comes back, and closes meanwhile too', async () => {
	const instance = await startInstance();
	const get = () =>
		fetch(`${instance.url}/__simulator/settings`, { headers: { connection: 'close' } });
	instance.refuseConnections(50);
	expect((await eventually(get)).status).toBe(200);
	instance.refuseConnections(60_000);
	await expect(get()).rejects.toThrow();
	await instance.close();
	await expect(get()).rejects.toThrow();
});
