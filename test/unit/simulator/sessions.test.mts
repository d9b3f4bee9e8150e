import { Sessions } from '../../../simulator/load/sessions.mts';

const settings = { sessions: true, sessionRequests: 1 };

/** Work that ends when it is told to. */
function held() {
	let end: () => void = () => undefined;
	const done = new Promise<void>((resolve) => {
		end = resolve;
	});
	return {
		end,
		work: async () => {
			await done;
			return { status: 200 };
		},
	};
}

const quick = async () => ({ status: 200 });

test('requests of a session run in turn, ten wait, and the next is dropped', async () => {
	const sessions = new Sessions();
	const first = held();
	const order: number[] = [];
	const running = sessions.inTurn(settings, 'a', first.work);
	const waiting = Array.from({ length: 10 }, (_, index) =>
		sessions.inTurn(settings, 'a', async () => {
			order.push(index);
			return { status: 200 };
		}),
	);
	expect(await sessions.inTurn(settings, 'a', quick)).toEqual({ status: 202 });
	expect(await sessions.inTurn(settings, 'b', quick)).toEqual({ status: 200 });
	expect(await sessions.inTurn(settings, undefined, quick)).toEqual({ status: 200 });
	expect(order).toEqual([]);
	first.end();
	await running;
	await Promise.all(waiting);
	expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(await sessions.inTurn(settings, 'a', quick)).toEqual({ status: 200 });
});

test('a session is free again after a failed request', async () => {
	const sessions = new Sessions();
	const fail = async () => {
		throw new Error('broken');
	};
	await expect(sessions.inTurn(settings, 'a', fail)).rejects.toThrow('broken');
	expect(await sessions.inTurn(settings, 'a', quick)).toEqual({ status: 200 });
});

test('two of a session can run at once, as since Yokohama, or all of them', async () => {
	const sessions = new Sessions();
	const held1 = held();
	const running = sessions.inTurn(settings, 'a', held1.work);
	expect(await sessions.inTurn({ ...settings, sessionRequests: 2 }, 'a', quick)).toEqual({
		status: 200,
	});
	expect(await sessions.inTurn({ ...settings, sessions: false }, 'a', quick)).toEqual({
		status: 200,
	});
	held1.end();
	await running;
});

test('a request is told how long it waited for its turn', async () => {
	let now = 1000;
	jest.spyOn(performance, 'now').mockImplementation(() => now);
	const sessions = new Sessions();
	const first = held();
	const waits: number[] = [];
	const note = async (waitedMs: number) => {
		waits.push(waitedMs);
		return { status: 200 };
	};
	const running = sessions.inTurn(settings, 'a', first.work);
	const second = sessions.inTurn(settings, 'a', note);
	now += 70;
	first.end();
	await Promise.all([running, second]);
	await sessions.inTurn(settings, 'a', note);
	expect(waits).toEqual([70, 0]);
	jest.restoreAllMocks();
});
