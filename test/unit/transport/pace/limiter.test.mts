import {
	ConcurrencyLimiter,
	limiterOf,
	type Permit,
} from '../../../../nodes/shared/transport/pace/limiter';

const MAX = 64;

/** A limiter with the permits that it has given. */
class Host {
	readonly limiter = new ConcurrencyLimiter();

	readonly permits: Permit[] = [];

	private start = Date.now();

	/** A host that does not tell how long requests wait, as is known after its first answer. */
	static async silent(): Promise<Host> {
		const host = new Host();
		host.request(1);
		await jest.advanceTimersByTimeAsync(100);
		host.release(1, true);
		await jest.advanceTimersByTimeAsync(100);
		host.start = Date.now();
		return host;
	}

	/** Asks for permits; they arrive as time goes on. */
	request(
		count: number,
		max: number | undefined = MAX,
		signal = new AbortController().signal,
	): void {
		for (let i = 0; i < count; i += 1) {
			void this.limiter.acquire(max, signal).then(
				(permit) => this.permits.push(permit),
				() => {},
			);
		}
	}

	/** Milliseconds from the start of the test at which the requests left. */
	get startsMs(): number[] {
		return this.permits.map(({ since }) => since - this.start);
	}

	/** Answers the oldest requests. */
	release(count: number, succeeded: boolean, waitedMs?: number): void {
		for (const permit of this.permits.splice(0, count)) {
			this.limiter.release(permit, { succeeded, waitedMs });
		}
	}

	/** Rejects the oldest requests as too many. */
	reject(count: number): void {
		for (const permit of this.permits.splice(0, count)) {
			this.limiter.cut(permit);
			this.limiter.release(permit, { succeeded: false });
		}
	}

	/** Lets requests succeed one after the other. */
	async succeed(count: number): Promise<void> {
		for (let i = 0; i < count; i += 1) {
			this.request(1);
			await jest.advanceTimersByTimeAsync(2);
			this.release(1, true);
		}
	}

	/** How many requests may be in flight, found out by asking for more than that. */
	async findLimit(): Promise<number> {
		const controller = new AbortController();
		this.request(MAX * 2, MAX * 2, controller.signal);
		await passTime();
		const { length } = this.permits;
		controller.abort(new Error('enough'));
		this.release(length, false);
		await passTime();
		return length;
	}
}

/** Longer than the spacing of any number of requests that may start. */
async function passTime(): Promise<void> {
	await jest.advanceTimersByTimeAsync(1000);
}

let host: Host;

beforeEach(async () => {
	jest.useFakeTimers();
	host = await Host.silent();
});

afterEach(() => {
	jest.useRealTimers();
});

describe('requests in flight', () => {
	test('are as many as asked for, first come, first served', async () => {
		host.request(5, 3);
		await passTime();
		expect(host.permits).toHaveLength(3);
		host.release(1, true);
		await passTime();
		expect(host.permits).toHaveLength(3);
		host.release(3, true);
		await passTime();
		expect(host.permits).toHaveLength(1);
	});

	test('are at most 64, whatever is asked for', async () => {
		host.request(100, 1000);
		await passTime();
		expect(host.permits).toHaveLength(64);
	});

	test('of all runs are as many as one of them asks for', async () => {
		host.request(3, 4);
		host.request(9, 4);
		await passTime();
		expect(host.permits).toHaveLength(4);
	});
});

describe('runs take turns', () => {
	let started: string[];

	beforeEach(() => {
		started = [];
	});

	function run(name: string, count: number, max: number, stop = new AbortController()): void {
		for (let i = 0; i < count; i += 1) {
			void host.limiter.acquire(max, stop.signal).then(
				(permit) => {
					started.push(name);
					host.permits.push(permit);
				},
				() => {},
			);
		}
	}

	/** Answers one request after the other, in the order of their starts. */
	async function answerAll(): Promise<void> {
		await passTime();
		while (host.permits.length > 0) {
			host.release(1, true);
			await jest.advanceTimersByTimeAsync(4);
		}
	}

	test('so that one of many items holds up no other', async () => {
		run('many', 600, 8);
		run('one', 1, 8);
		await answerAll();
		expect(started).toHaveLength(601);
		expect(started.indexOf('one')).toBeLessThanOrEqual(9);
	});

	test('one request each, in the order in which they came', async () => {
		run('a', 5, 1);
		run('b', 3, 1);
		run('c', 2, 1);
		await answerAll();
		expect(started.join('')).toBe('abcabcabaa');
	});

	test('also where one wants few in flight, which holds up no other', async () => {
		run('few', 3, 1);
		run('many', 9, 8);
		await passTime();
		expect(started).toEqual(['few', ...Array.from({ length: 7 }, () => 'many')]);
		host.release(1, true);
		await passTime();
		expect(started.slice(8)).toHaveLength(1);
	});

	test('and one that wants few is not kept waiting by those of others', async () => {
		run('many', 600, 8);
		run('few', 2, 1);
		await passTime();
		host.release(2, true);
		await passTime();
		expect(started.filter((name) => name === 'few')).toHaveLength(1);
	});

	test('and what a run asked for is forgotten with it', async () => {
		run('many', 8, 8);
		await answerAll();
		run('few', 4, 2);
		await passTime();
		expect(host.permits).toHaveLength(2);
	});

	test('and the turn of one that stops is the next one’s', async () => {
		const stop = new AbortController();
		run('held', 2, 2);
		run('stops', 50, 2, stop);
		run('goes on', 2, 2);
		await passTime();
		stop.abort(new Error('stopped'));
		await answerAll();
		expect(started.filter((name) => name === 'stops').length).toBeLessThan(2);
		expect(started.filter((name) => name === 'goes on')).toHaveLength(2);
		expect(jest.getTimerCount()).toBe(0);
	});
});

describe('the starts of requests', () => {
	test('are 2 ms apart', async () => {
		host.request(5);
		await passTime();
		expect(host.startsMs).toEqual([0, 2, 4, 6, 8]);
	});

	test('that are far apart by themselves are not delayed', async () => {
		host.request(1);
		await jest.advanceTimersByTimeAsync(2);
		host.request(1);
		await jest.advanceTimersByTimeAsync(0);
		expect(host.startsMs).toEqual([0, 2]);
	});

	test.each([
		[2, 0],
		[3, 1],
		[5, 1],
		[6, 2],
		[100, 2],
	])('after a response in %i ms are %i ms apart', async (responseMs, spacingMs) => {
		host.request(1);
		await jest.advanceTimersByTimeAsync(responseMs);
		host.release(1, true);
		host.request(3);
		await passTime();
		const [first, ...others] = host.startsMs;
		expect(others.map((start) => start - first)).toEqual([spacingMs, 2 * spacingMs]);
	});

	test('are as close as responses are where several are in flight', async () => {
		host.request(3);
		await jest.advanceTimersByTimeAsync(10);
		// Ten milliseconds for three requests in flight: one response each 3.3 ms.
		host.release(1, true);
		host.release(2, false);
		host.request(2);
		await passTime();
		const [first, second] = host.startsMs;
		expect(second - first).toBe(1);
	});

	test('stay as they were after a failure', async () => {
		host.request(1);
		await jest.advanceTimersByTimeAsync(0);
		host.release(1, false);
		await passTime();
		host.request(2);
		await passTime();
		const [first, second] = host.startsMs;
		expect(second - first).toBe(2);
	});
});

describe('a host with too many requests', () => {
	test.each([
		[8, 4],
		[5, 2],
		[2, 1],
		[1, 1],
		[64, 32],
	])('that rejects with %i in flight gets %i', async (inFlight, limit) => {
		host.request(inFlight);
		await passTime();
		host.reject(1);
		host.release(inFlight - 1, false);
		expect(await host.findLimit()).toBe(limit);
	});

	test('gets half once for a burst of rejections', async () => {
		host.request(8);
		await passTime();
		host.reject(8);
		expect(await host.findLimit()).toBe(4);
	});

	test('gets half again when it rejects what was sent since', async () => {
		host.request(8);
		await passTime();
		host.reject(8);
		host.request(4);
		await passTime();
		host.reject(4);
		expect(await host.findLimit()).toBe(2);
	});

	test.each([
		[7, 4],
		[8, 5],
		[17, 5],
		[18, 6],
	])('gets more again: after 4 and %i successes %i', async (successes, limit) => {
		host.request(8);
		await passTime();
		host.reject(8);
		await host.succeed(successes);
		expect(await host.findLimit()).toBe(limit);
	});

	test('counts successes anew after a rejection', async () => {
		host.request(8);
		await passTime();
		host.reject(8);
		await host.succeed(7);
		host.request(4);
		await passTime();
		host.reject(4);
		await host.succeed(3);
		expect(await host.findLimit()).toBe(2);
	});

	test('is not given more for failures', async () => {
		host.request(4);
		await passTime();
		host.reject(4);
		for (let i = 0; i < 10; i += 1) {
			host.request(1);
			await passTime();
			host.release(1, false);
		}
		expect(await host.findLimit()).toBe(2);
	});

	test('gets at most 64 again', async () => {
		host.request(64);
		await passTime();
		host.reject(64);
		// From 32 to 64 it takes 2 * (32 + 33 + … + 63) successes.
		await host.succeed(3040 + 2 * 64);
		expect(await host.findLimit()).toBe(64);
	});
});

describe('a host that tells how long requests wait', () => {
	const LATENCY_MS = 100;

	let stop: AbortController;

	beforeEach(() => {
		host = new Host();
		stop = new AbortController();
	});

	/** Requests in flight, each answered in time, after so many milliseconds. */
	async function load(runMs: number, max?: number, waitedMs = 0): Promise<number> {
		let most = 0;
		host.request(5000, max, stop.signal);
		for (let ms = 0; ms < runMs; ms += 1) {
			await jest.advanceTimersByTimeAsync(1);
			most = Math.max(most, host.permits.length);
			const due = host.permits.filter(({ since }) => Date.now() - since >= LATENCY_MS);
			host.release(due.length, true, waitedMs);
		}
		return most;
	}

	test('gets 4 before its first answer, whatever is asked for', async () => {
		host.request(100, 64);
		host.request(100, undefined, new AbortController().signal);
		await passTime();
		expect(host.permits).toHaveLength(4);
	});

	test('gets more while nothing waits, up to 64, which the spacing does not hold up', async () => {
		expect(await load(1200)).toBe(64);
	});

	test('gets no more than is asked for', async () => {
		expect(await load(1200, 16)).toBe(16);
	});

	test('gets fewer where requests wait', async () => {
		await load(1500, undefined, 90);
		expect(host.permits.length).toBeLessThanOrEqual(6);
	});

	test('learns from requests that failed as well', async () => {
		for (let round = 0; round < 4; round += 1) {
			host.request(8);
			await passTime();
			host.release(8, false, 0);
		}
		expect(await host.findLimit()).toBe(16);
	});

	test('keeps its limit while a request takes long', async () => {
		for (let round = 0; round < 4; round += 1) {
			host.request(8);
			await passTime();
			host.release(8, false, 0);
		}
		host.request(1);
		await jest.advanceTimersByTimeAsync(4000);
		host.request(15);
		await passTime();
		expect(host.permits).toHaveLength(16);
	});

	test('gets 4 again after a few seconds without requests, as others may have come', async () => {
		await load(1200);
		const asked = new AbortController();
		stop.abort(new Error('enough'));
		host.release(64, true, 0);
		await jest.advanceTimersByTimeAsync(3000);
		host.request(100, undefined, asked.signal);
		await passTime();
		expect(host.permits).toHaveLength(64);
		asked.abort(new Error('enough'));
		host.release(64, true, 0);
		await jest.advanceTimersByTimeAsync(3001);
		host.request(100);
		await passTime();
		expect(host.permits).toHaveLength(4);
	});
});

describe('a run that stops', () => {
	const reason = new Error('stopped');

	test('ends the wait of 50 items at once, and those of other runs go on', async () => {
		const [stopping, other] = [new AbortController(), new AbortController()];
		host.request(2, 2);
		await passTime();
		const waits = Array.from(
			{ length: 50 },
			async () => await host.limiter.acquire(2, stopping.signal),
		);
		const ends = Promise.allSettled(waits);
		host.request(2, 2, other.signal);
		stopping.abort(reason);
		await expect(ends).resolves.toEqual(waits.map(() => ({ status: 'rejected', reason })));
		host.release(2, true);
		await passTime();
		expect(host.permits).toHaveLength(2);
	});

	test('sends nothing of what waited, also when permits come back', async () => {
		const stopping = new AbortController();
		host.request(2, 2);
		await passTime();
		host.request(50, 2, stopping.signal);
		stopping.abort(reason);
		host.release(2, true);
		await passTime();
		expect(host.permits).toHaveLength(0);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('gives back the permit of a request that was about to start', async () => {
		const stopping = new AbortController();
		host.request(1, 2);
		await jest.advanceTimersByTimeAsync(0);
		const starting = host.limiter.acquire(2, stopping.signal);
		const end = expect(starting).rejects.toBe(reason);
		await jest.advanceTimersByTimeAsync(0);
		stopping.abort(reason);
		await passTime();
		await end;
		host.request(1, 2);
		await passTime();
		expect(host.permits).toHaveLength(2);
	});

	test('gets no permit any more', async () => {
		await expect(host.limiter.acquire(2, AbortSignal.abort(reason))).rejects.toBe(reason);
		host.request(1, 1);
		await passTime();
		expect(host.permits).toHaveLength(1);
	});
});

test('a host has one limiter, whatever the path and the spelling', () => {
	const limiter = limiterOf('https://one.example.com');
	for (const same of ['https://one.example.com/a', 'https://ONE.example.com.:443/']) {
		expect(limiterOf(same)).toBe(limiter);
	}
	for (const other of ['https://two.example.com', 'https://one.example.com:8443']) {
		expect(limiterOf(other)).not.toBe(limiter);
	}
});

test('limiters of many hosts go, but none with a request in flight', async () => {
	const busy = limiterOf('https://busy.example.com');
	const idle = limiterOf('https://idle.example.com');
	const permit = await busy.acquire(1, new AbortController().signal);
	jest.advanceTimersByTime(600_000);
	for (let host = 0; host < 200; host += 1) limiterOf(`https://host${host}.example.com`);
	expect(limiterOf('https://busy.example.com')).toBe(busy);
	expect(limiterOf('https://idle.example.com')).not.toBe(idle);
	busy.release(permit, { succeeded: true });
	expect(busy.isIdle).toBe(true);
});
