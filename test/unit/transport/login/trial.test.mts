import { FirstLogin } from '../../../../nodes/shared/transport/login/firstLogin';

const never = new Promise<never>(() => {});

let gate: FirstLogin;

beforeEach(() => {
	jest.useFakeTimers();
	gate = new FirstLogin();
});

afterEach(() => {
	jest.useRealTimers();
});

/** Whether somebody who comes now has to wait for the trial of another one. */
async function hasToWait(): Promise<boolean> {
	let entered = false;
	void gate.enter(never).then(() => {
		entered = true;
	});
	await jest.advanceTimersByTimeAsync(0);
	return !entered;
}

test('a gate is needed during a trial, and as long as the login is trusted', async () => {
	expect(gate.isIdle).toBe(true);
	const end = await gate.enter(never);
	expect([gate.isIdle, gate.isTrusted]).toEqual([false, false]);
	end('accepted');
	expect([gate.isIdle, gate.isTrusted]).toEqual([false, true]);
	jest.advanceTimersByTime(29_999);
	expect(gate.isTrusted).toBe(true);
	jest.advanceTimersByTime(1);
	expect([gate.isIdle, gate.isTrusted]).toEqual([true, false]);
});

test('all who wait for a trial share one timer', async () => {
	await gate.enter(never);
	expect(await hasToWait()).toBe(true);
	expect(await hasToWait()).toBe(true);
	expect(jest.getTimerCount()).toBe(1);
});

test('a login that is refused is trusted no more, and tried alone again', async () => {
	(await gate.enter(never))('accepted');
	const end = await gate.enter(never);
	end('refused');
	expect(gate.isTrusted).toBe(false);
	await gate.enter(never);
	expect(await hasToWait()).toBe(true);
});

test.each([
	[4_999, false],
	[5_000, true],
])('a trial that says nothing within %i ms is trusted: %s', async (trialMs, isTrusted) => {
	const end = await gate.enter(never);
	await jest.advanceTimersByTimeAsync(trialMs);
	end(undefined);
	expect(gate.isTrusted).toBe(isTrusted);
});
