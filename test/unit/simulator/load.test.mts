import { seededChance } from '../../../simulator/faults/chance.mts';
import { startInstance } from '../../../simulator/instance.mts';
import { eventually } from '../../support/eventually.mts';

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
