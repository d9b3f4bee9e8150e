import { PermitWaitLimit } from '../../../../nodes/shared/transport/pace/permitWaitLimit';

const WORK_MS = 100;

/** Answers of a round, with as many in flight as allowed. */
function answer(
	limit: PermitWaitLimit,
	waitedMs: number,
	{ workMs = WORK_MS, inFlight = limit.current, count = Math.max(8, limit.current) } = {},
): number {
	for (let i = 0; i < count; i += 1) {
		limit.answered({ answerMs: workMs + waitedMs, waitedMs, inFlight });
	}
	return limit.current;
}

function rounds(count: number, limit: PermitWaitLimit, waitedMs: number, workMs = WORK_MS) {
	return Array.from({ length: count }, () => answer(limit, waitedMs, { workMs }));
}

test('begins with 4, and doubles 8 while nothing waits, up to 64', () => {
	const limit = new PermitWaitLimit();
	expect(limit.current).toBe(4);
	expect(rounds(4, limit, 0)).toEqual([16, 32, 64, 64]);
});

test('each of the first answers that did not wait lets one more go, up to 8', () => {
	const limit = new PermitWaitLimit();
	expect(answer(limit, 0, { count: 1 })).toBe(5);
	expect(answer(limit, 50, { count: 2 })).toBe(5);
	expect(answer(limit, 4, { count: 1 })).toBe(6);
	expect(answer(limit, 0, { count: 3 })).toBe(8);
});

test('first answers that waited leave it at 4', () => {
	const limit = new PermitWaitLimit();
	expect(rounds(3, limit, 300)).toEqual([4, 4, 4]);
});

test('only the first round raises it by each answer', () => {
	const limit = new PermitWaitLimit();
	answer(limit, 300);
	expect(answer(limit, 0, { count: 7 })).toBe(4);
});

test('decides once a round of answers is there', () => {
	const limit = new PermitWaitLimit();
	expect(answer(limit, 0, { count: 7 })).toBe(8);
	expect(answer(limit, 0, { count: 1 })).toBe(16);
	expect(answer(limit, 0, { count: 15 })).toBe(16);
	expect(answer(limit, 0, { count: 1 })).toBe(32);
});

test('does not double any more after the first wait', () => {
	const limit = new PermitWaitLimit();
	answer(limit, 10);
	const [first, second] = rounds(2, limit, 0);
	expect(second).toBeLessThan(first * 1.5);
	expect(second).toBeGreaterThan(first);
});

test('a wait of a few percent is none', () => {
	expect(answer(new PermitWaitLimit(), 4)).toBe(16);
	expect(answer(new PermitWaitLimit(8), 5.5)).toBeLessThan(16);
});

/** In flight, with a wait of this share of the work: half of those worked on, and two more. */
test.each([
	[25, 64],
	[75, 14],
	[100, 8],
	[150, 5],
	[300, 4],
])('a wait of %i %% of the work ends at %i in flight', (waitedMs, inFlight) => {
	const limit = new PermitWaitLimit();
	rounds(40, limit, waitedMs);
	expect(Math.abs(limit.current - inFlight)).toBeLessThanOrEqual(1);
});

test('goes half the way with each decision, as one round can be chance', () => {
	const limit = new PermitWaitLimit(40);
	// 20 of 40 are worked on: 30 and two more are to be in flight.
	expect(answer(limit, 100)).toBe(36);
});

test('waits alone do not bring it below 4', () => {
	const limit = new PermitWaitLimit();
	expect(rounds(20, limit, 5000).at(-1)).toBe(4);
});

test('does not grow for what was not needed', () => {
	const limit = new PermitWaitLimit();
	expect(answer(limit, 0, { inFlight: 3 })).toBe(8);
	expect(answer(limit, 0, { inFlight: 7 })).toBe(8);
	expect(answer(limit, 0, { inFlight: 8 })).toBe(16);
});

test('shrinks also where few of its own are in flight, because others wait', () => {
	const limit = new PermitWaitLimit();
	expect(answer(limit, 500, { inFlight: 2 })).toBeLessThan(8);
});

test('a wait that is longer than the answer took is cut to it', () => {
	const limit = new PermitWaitLimit();
	for (let i = 0; i < 8; i += 1) limit.answered({ answerMs: 10, waitedMs: 1e9, inFlight: 8 });
	expect(limit.current).toBeGreaterThanOrEqual(4);
	expect(limit.current).toBeLessThan(8);
});

describe('a rejection', () => {
	test.each([
		[64, 44],
		[8, 5],
		[2, 1],
		[1, 1],
	])('with %i in flight leaves %i', (inFlight, left) => {
		const limit = new PermitWaitLimit(64);
		limit.cut(inFlight);
		expect(limit.current).toBe(left);
	});

	test('can go below 4, where waits do not raise it again', () => {
		const limit = new PermitWaitLimit();
		limit.cut(2);
		expect(answer(limit, 500)).toBe(1);
	});

	test('begins a new round, and ends the doubling', () => {
		const limit = new PermitWaitLimit();
		answer(limit, 0, { count: 7 });
		limit.cut(8);
		expect(answer(limit, 0, { count: 7, inFlight: 5 })).toBe(5);
		expect(answer(limit, 0, { count: 1, inFlight: 5 })).toBeLessThan(9);
	});
});

describe('a wait that answers do not tell', () => {
	test('shows as slowness the more are in flight, which ends the growth', () => {
		const limit = new PermitWaitLimit();
		for (let round = 0; round < 40; round += 1) {
			// Four permits: the others wait, and no answer says so.
			answer(limit, 0, { workMs: (WORK_MS * limit.current) / 4 });
			expect(limit.current).toBeLessThanOrEqual(20);
		}
	});

	test('takes it back in steps, like one that is told', () => {
		const limit = new PermitWaitLimit();
		answer(limit, 0);
		expect(answer(limit, 0, { workMs: 2 * WORK_MS })).toBe(18);
	});

	test('is not seen in work that gets faster', () => {
		const limit = new PermitWaitLimit(8);
		const [before, after] = [answer(limit, 10), answer(limit, 0, { workMs: WORK_MS / 10 })];
		expect(after).toBeGreaterThan(before);
	});

	test('does not bring it below 8, as slow work can have other reasons', () => {
		const limit = new PermitWaitLimit();
		answer(limit, 0);
		expect(rounds(20, limit, 0, 100 * WORK_MS).every((current) => current >= 8)).toBe(true);
	});

	test('is judged by what is usual while few are in flight', () => {
		const limit = new PermitWaitLimit();
		answer(limit, 0);
		rounds(20, limit, 0, 100 * WORK_MS);
		// Slow at 8 as well: not the number in flight makes it slow.
		expect(rounds(20, limit, 0, 100 * WORK_MS).at(-1)).toBeGreaterThan(8);
	});
});
