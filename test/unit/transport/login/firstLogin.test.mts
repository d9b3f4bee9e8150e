import { createContact } from '../../failure/failure.mts';
import { Login, settle } from './login.mts';

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

describe('the first request of a login', () => {
	const send = (login: Login, count: number) =>
		Array.from({ length: count }, async () => await login.send());

	test('goes alone, and the others are not sent where it is refused', async () => {
		const login = new Login(401, 100);
		const sent = send(login, 20);
		await jest.advanceTimersByTimeAsync(100);
		expect(await Promise.all(sent)).toEqual([401, ...Array(19).fill('held for 60000')]);
		expect(login.sent).toBe(1);
	});

	test.each([200, 204, 400, 403, 404, 500])('lets all go after HTTP %d', async (status) => {
		const login = new Login(status, 100);
		const sent = send(login, 20);
		await jest.advanceTimersByTimeAsync(99);
		expect(login.inFlight).toBe(1);
		await jest.advanceTimersByTimeAsync(101);
		expect(await Promise.all(sent)).toEqual(Array(20).fill(status));
		expect(login.mostInFlight).toBe(19);
	});

	test('lets all go after an answer without a body', async () => {
		const login = new Login(204, 100);
		login.body = '';
		const sent = send(login, 3);
		await jest.advanceTimersByTimeAsync(101);
		expect(login.inFlight).toBe(2);
		await jest.advanceTimersByTimeAsync(100);
		await Promise.all(sent);
	});

	test.each([
		['a redirect', 300, {}],
		['an instance that is busy', 429, undefined],
		['an instance that is away', 503, undefined],
		['the page of a gateway', 403, '<html>'],
		['a page with a status of success', 200, '<html>'],
	])('is followed by one more after %s', async (_what, status, body) => {
		const login = new Login(status, 100);
		login.body = body;
		const sent = send(login, 4);
		await jest.advanceTimersByTimeAsync(50);
		login.answer = 401;
		login.body = undefined;
		await jest.advanceTimersByTimeAsync(100);
		expect(login.sent).toBe(2);
		await jest.advanceTimersByTimeAsync(50);
		expect(await Promise.all(sent)).toEqual([status, 401, ...Array(2).fill('held for 60000')]);
		expect(login.mostInFlight).toBe(1);
	});

	test('keeps nobody waiting for more than five seconds', async () => {
		const login = new Login(200, 60_000);
		const sent = send(login, 3);
		await jest.advanceTimersByTimeAsync(4_999);
		expect(login.sent).toBe(1);
		await jest.advanceTimersByTimeAsync(1);
		expect(login.sent).toBe(3);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await Promise.all(sent)).toEqual([200, 200, 200]);
	});

	test('keeps nobody waiting for more than five seconds, where none is said to be right', async () => {
		const login = new Login(503, 1_000);
		const sent = send(login, 20);
		await jest.advanceTimersByTimeAsync(4_999);
		expect(login.sent).toBe(5);
		await jest.advanceTimersByTimeAsync(1);
		expect(login.sent).toBe(20);
		await jest.advanceTimersByTimeAsync(1_000);
		await Promise.all(sent);
		// So it goes on while the instance is used, and begins anew after half a minute without a request.
		for (const [pauseMs, together] of [
			[29_000, 2],
			[30_000, 1],
			[30_000, 1],
		]) {
			await jest.advanceTimersByTimeAsync(pauseMs);
			const next = send(login, 2);
			await jest.advanceTimersByTimeAsync(0);
			expect(login.inFlight).toBe(together);
			await jest.advanceTimersByTimeAsync(2_000);
			await Promise.all(next);
		}
	});

	test('leaves no timer, and a stopped item does not wait', async () => {
		const login = new Login(200, 100);
		const first = login.send();
		const second = login.send({}, createContact, Promise.reject(new Error('stopped')));
		expect(await settle(second)).toBe('stopped');
		await jest.advanceTimersByTimeAsync(100);
		expect(await first).toBe(200);
		expect(jest.getTimerCount()).toBe(0);
	});

	test('is not sent when nobody waits for it any more', async () => {
		const login = new Login(200, 100);
		const sent = send(login, 2);
		await jest.advanceTimersByTimeAsync(50);
		login.controller.abort(new Error('too late'));
		await jest.advanceTimersByTimeAsync(100);
		expect(await Promise.all(sent)).toEqual([200, 'too late']);
		expect(login.sent).toBe(1);
	});

	test('is needed again half a minute after the last that was accepted', async () => {
		const login = new Login(200, 100);
		const first = send(login, 1);
		await jest.advanceTimersByTimeAsync(100);
		await Promise.all(first);
		for (const [pauseMs, together] of [
			[29_999, 2],
			[30_001, 1],
		]) {
			await jest.advanceTimersByTimeAsync(pauseMs);
			const sent = send(login, 2);
			await jest.advanceTimersByTimeAsync(0);
			expect(login.inFlight).toBe(together);
			await jest.advanceTimersByTimeAsync(200);
			await Promise.all(sent);
		}
	});
});
