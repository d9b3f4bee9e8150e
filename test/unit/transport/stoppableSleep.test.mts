import { StoppableSleep } from '../../../nodes/shared/transport/stoppableSleep';

const never = new Promise<never>(() => {});

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

test('is over when its time has passed, even before anybody who waited goes on', async () => {
	const sleep = new StoppableSleep(1000);
	const states: boolean[] = [];
	const waits = [1, 2].map(async () => {
		await sleep.join(never);
		states.push(sleep.isOver);
	});
	expect(sleep.isOver).toBe(false);
	await jest.advanceTimersByTimeAsync(1000);
	await Promise.all(waits);
	expect(states).toEqual([true, true]);
});

test('goes on for the others when one leaves', async () => {
	const sleep = new StoppableSleep(1000);
	const stays = sleep.join(never);
	await expect(sleep.join(Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
	expect(sleep.isOver).toBe(false);
	await jest.advanceTimersByTimeAsync(1000);
	await stays;
	expect(sleep.isOver).toBe(true);
});

test('is over when the last one who waited has left', async () => {
	const sleep = new StoppableSleep(1000);
	const stopped = Promise.reject(new Error('stopped'));
	await expect(sleep.join(stopped)).rejects.toThrow('stopped');
	expect(sleep.isOver).toBe(true);
	expect(jest.getTimerCount()).toBe(0);
});
