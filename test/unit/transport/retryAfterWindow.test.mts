import type { Failure } from '../../../nodes/shared/failure';
import {
	RetryAfterTooLongError,
	RetryAfterWindow,
	retryAfterWindowOf,
} from '../../../nodes/shared/transport/retryAfterWindow';

const failure = { status: 429 } as Failure;

const never = new Promise<never>(() => {});

let window: RetryAfterWindow;

beforeEach(() => {
	jest.useFakeTimers();
	window = new RetryAfterWindow();
});

afterEach(() => {
	jest.useRealTimers();
});

/** Waits, allowed for the given time. @returns how long it took, once it is over */
async function waited(maxWaitMs = 600_000, stopped = never): Promise<number> {
	const start = Date.now();
	await window.wait(start + maxWaitMs, stopped);
	return Date.now() - start;
}

test('nobody waits when the instance asked for nothing', async () => {
	expect(await waited(0)).toBe(0);
});

test('all who wait share the end of the window, and one timer', async () => {
	window.begin(10_000, failure);
	const first = waited();
	await jest.advanceTimersByTimeAsync(4000);
	const second = waited();
	await jest.advanceTimersByTimeAsync(0);
	expect(jest.getTimerCount()).toBe(1);
	await jest.advanceTimersByTimeAsync(6000);
	expect([await first, await second]).toEqual([10_000, 6000]);
	expect(await waited()).toBe(0);
});

test('a shorter window does not shorten a longer one', async () => {
	window.begin(10_000, failure);
	const wait = waited();
	window.begin(2000, failure);
	const later = waited();
	await jest.advanceTimersByTimeAsync(10_000);
	expect(await wait).toBe(10_000);
	expect(await later).toBe(10_000);
	expect(window.isIdle).toBe(true);
});

test('a longer window holds for those who wait already', async () => {
	window.begin(2000, failure);
	const wait = waited();
	await jest.advanceTimersByTimeAsync(1000);
	window.begin(10_000, failure);
	await jest.advanceTimersByTimeAsync(10_000);
	expect(await wait).toBe(11_000);
});

test('a second window is waited for like the first', async () => {
	window.begin(2000, failure);
	await Promise.all([waited(), jest.advanceTimersByTimeAsync(2000)]);
	window.begin(3000, failure);
	const wait = waited();
	await jest.advanceTimersByTimeAsync(3000);
	expect(await wait).toBe(3000);
});

test('tells whether the instance has asked to wait since', async () => {
	const before = await window.wait(Date.now(), never);
	expect(window.hasChangedSince(before)).toBe(false);
	window.begin(2000, failure);
	expect(window.hasChangedSince(before)).toBe(true);
	const asked = (window as unknown as { count: number }).count;
	window.begin(2000, failure);
	expect(window.hasChangedSince(asked)).toBe(false);
	const [after] = await Promise.all([
		window.wait(Date.now() + 2000, never),
		jest.advanceTimersByTimeAsync(2000),
	]);
	expect(window.hasChangedSince(after)).toBe(false);
});

describe('a window that is longer than the user allows', () => {
	test('fails at once, and says how long it lasts and why', async () => {
		window.begin(10_000, failure);
		await jest.advanceTimersByTimeAsync(1000);
		const error = await waited(8999).catch((thrown: Error) => thrown);
		expect(error).toBeInstanceOf(RetryAfterTooLongError);
		expect(error).toMatchObject({ leftMs: 9000, failure });
	});

	test('may be exactly as long', async () => {
		window.begin(10_000, failure);
		const wait = waited(10_000);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(await wait).toBe(10_000);
	});

	test('is trusted for a minute; then one asks again', async () => {
		window.begin(3_600_000, failure);
		await jest.advanceTimersByTimeAsync(60_000);
		await expect(waited()).rejects.toThrow(RetryAfterTooLongError);
		await jest.advanceTimersByTimeAsync(1);
		expect(await waited()).toBe(0);
	});

	test('is trusted for another minute when the instance asks again', async () => {
		window.begin(3_600_000, failure);
		await jest.advanceTimersByTimeAsync(60_001);
		window.begin(3_600_000, failure);
		await expect(waited()).rejects.toThrow(RetryAfterTooLongError);
	});
});

describe('a wait that is stopped', () => {
	const reason = new Error('stopped');

	function stoppable(): { stopped: Promise<never>; stop: () => void } {
		let stop = () => {};
		const stopped = new Promise<never>((_, reject) => {
			stop = () => reject(reason);
		});
		stopped.catch(() => {});
		return { stopped, stop };
	}

	test('ends at once and leaves no timer', async () => {
		const { stopped, stop } = stoppable();
		window.begin(10_000, failure);
		const waits = [waited(600_000, stopped), waited(600_000, stopped)];
		const ends = Promise.allSettled(waits);
		stop();
		await expect(ends).resolves.toEqual(waits.map(() => ({ status: 'rejected', reason })));
		expect(jest.getTimerCount()).toBe(0);
	});

	test('leaves the timer to those who go on waiting', async () => {
		const { stopped, stop } = stoppable();
		window.begin(10_000, failure);
		const stays = waited();
		const leaves = waited(600_000, stopped);
		stop();
		await expect(leaves).rejects.toBe(reason);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(await stays).toBe(10_000);
	});

	test('lets later ones wait for the rest of the window', async () => {
		const { stopped, stop } = stoppable();
		window.begin(10_000, failure);
		const leaves = waited(600_000, stopped);
		stop();
		await expect(leaves).rejects.toBe(reason);
		await jest.advanceTimersByTimeAsync(4000);
		const wait = waited();
		await jest.advanceTimersByTimeAsync(6000);
		expect(await wait).toBe(6000);
	});
});

test('an API on a host has one window, whatever the path', () => {
	const contact = retryAfterWindowOf('https://one.example.com', 'Contact');
	expect(retryAfterWindowOf('https://one.example.com/', 'Contact')).toBe(contact);
	expect(retryAfterWindowOf('https://one.example.com', 'Table')).not.toBe(contact);
	expect(retryAfterWindowOf('https://two.example.com', 'Contact')).not.toBe(contact);
});

test('windows of many hosts go, but none that is open', async () => {
	const open = retryAfterWindowOf('https://open.example.com', 'Contact API');
	open.begin(3_600_000, failure);
	let hosts = 0;
	const forget = () => {
		jest.advanceTimersByTime(600_000);
		for (const end = hosts + 200; hosts < end; hosts += 1) {
			retryAfterWindowOf(`https://host${hosts}.example.com`, 'Contact API');
		}
	};
	forget();
	expect(retryAfterWindowOf('https://OPEN.example.com.', 'Contact API')).toBe(open);
	await jest.advanceTimersByTimeAsync(3_600_000);
	forget();
	expect(retryAfterWindowOf('https://open.example.com', 'Contact API')).not.toBe(open);
});
