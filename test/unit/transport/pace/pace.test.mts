import { Pace } from '../../../../nodes/shared/transport/pace/pace';

let pace: Pace;

beforeEach(() => {
	pace = new Pace();
});

function tell(count: number, waitedMs = 0): void {
	for (let i = 0; i < count; i += 1) {
		pace.told({ answerMs: 100 + waitedMs, waitedMs, inFlight: pace.limit });
	}
}

function succeed(count: number): void {
	for (let i = 0; i < count; i += 1) pace.succeeded();
}

test('begins with 4, whatever the host tells', () => {
	expect([pace.limit, pace.unsetBound]).toEqual([4, 8]);
});

test('a host that tells waits is followed by them, up to 64 where nobody sets a bound', () => {
	tell(8 + 16 + 32);
	expect([pace.limit, pace.unsetBound]).toEqual([64, 64]);
});

test('a host that tells none takes 8 where nobody sets a bound, and 64 at most', () => {
	succeed(1);
	expect([pace.limit, pace.unsetBound]).toEqual([64, 8]);
});

test('a rejection before the first answer halves the limit', () => {
	pace.cut(4);
	expect(pace.limit).toBe(2);
	succeed(1);
	expect(pace.limit).toBe(2);
});

test('a rejection takes less where waits are told', () => {
	tell(4);
	pace.cut(8);
	expect(pace.limit).toBe(5);
});

test('a few answers without a wait do not count', () => {
	tell(8);
	succeed(7);
	expect([pace.limit, pace.unsetBound]).toEqual([16, 64]);
});

test('a host that does not tell any more takes what others take', () => {
	tell(8 + 16);
	succeed(8);
	expect([pace.limit, pace.unsetBound]).toEqual([8, 8]);
	succeed(16);
	expect(pace.limit).toBe(9);
});

test('a host that begins to tell begins anew, with no more than it had', () => {
	succeed(1);
	pace.cut(8);
	tell(1);
	expect([pace.limit, pace.unsetBound]).toEqual([4, 64]);
});

test.each([
	[3000, 32],
	[3001, 4],
	[30_001, 4],
])('after %i ms without a request, a host that took 32 gets %i', (idleMs, limit) => {
	tell(8 + 16);
	pace.resume(idleMs);
	expect([pace.limit, pace.unsetBound]).toEqual([limit, 64]);
});

test.each([
	[30_000, 5],
	[30_001, 8],
])('after %i ms its first answers raise it to what it could take: %i', (idleMs, most) => {
	tell(4);
	pace.cut(8);
	pace.resume(idleMs);
	tell(7);
	expect(pace.limit).toBe(most);
});

test('a host that rejected few gets no more than it took', () => {
	tell(1);
	pace.cut(3);
	pace.resume(3001);
	tell(7);
	expect(pace.limit).toBe(2);
});
