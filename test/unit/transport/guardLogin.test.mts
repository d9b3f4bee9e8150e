import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import { RequestFailedError } from '../../../nodes/shared/failure';
import type { Operation } from '../../../nodes/shared/operation';
import { guardLogin, type Target } from '../../../nodes/shared/transport/guardLogin';
import { createContact } from '../failure/failure.mts';

type Answer = number | Error;

let hosts = 0;

/** A login to a host of its own. */
class Login {
	sent = 0;

	inFlight = 0;

	mostInFlight = 0;

	readonly controller = new AbortController();

	readonly baseURL = `https://login${(hosts += 1)}.example.com`;

	credential: IDataObject = { username: 'u', password: 'p' };

	/** What the host answers, after so many milliseconds. */
	constructor(
		public answer: Answer,
		private readonly afterMs = 0,
	) {}

	async send(
		target: Target = {},
		operation: Operation = createContact,
		stopped: Promise<never> = new Promise(() => {}),
	): Promise<number | string> {
		const context = {
			getNode: () => ({ credentials: { serviceNowCsmBasicApi: { id: '1' } } }),
			getNodeParameter: () => 'basicAuth',
			getCredentials: async () => this.credential,
		};
		const address = { method: 'GET', url: '/api/now/contact', baseURL: this.baseURL, ...target };
		const { signal } = this.controller;
		const login = { context: context as never, operation, stopped, signal };
		return await guardLogin(login, address as Target, this.respond).then(
			({ statusCode }) => statusCode,
			(error: Error) =>
				error instanceof RequestFailedError
					? `held for ${String(error.failure.heldMs)}`
					: error.message,
		);
	}

	private respond = async (): Promise<IN8nHttpFullResponse> => {
		this.sent += 1;
		this.inFlight += 1;
		this.mostInFlight = Math.max(this.mostInFlight, this.inFlight);
		await new Promise((resolve) => setTimeout(resolve, this.afterMs));
		this.inFlight -= 1;
		if (this.answer instanceof Error) throw this.answer;
		return { statusCode: this.answer, headers: {}, body: {} };
	};
}

/** Lets what takes no time happen. */
async function settle<Result>(work: Promise<Result>): Promise<Result> {
	await jest.advanceTimersByTimeAsync(0);
	return await work;
}

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

describe('a login that was refused', () => {
	test('waits a minute, then twice as long each time, up to 15 minutes', async () => {
		const login = new Login(401);
		for (const minutes of [1, 2, 4, 8, 15, 15]) {
			expect(await settle(login.send())).toBe(401);
			expect(await settle(login.send())).toBe(`held for ${minutes * 60_000}`);
			await jest.advanceTimersByTimeAsync(minutes * 60_000 - 1);
			expect(await settle(login.send())).toBe('held for 1');
			await jest.advanceTimersByTimeAsync(1);
		}
		expect(login.sent).toBe(6);
	});

	test.each([
		['after it was accepted', 200, 0],
		['when nobody used it for long', 401, 15 * 60_000],
	])('waits a minute again %s', async (_when, answer, pauseMs) => {
		const login = new Login(401);
		await settle(login.send());
		await jest.advanceTimersByTimeAsync(60_000 + pauseMs);
		login.answer = answer;
		await settle(login.send());
		login.answer = 401;
		await settle(login.send());
		expect(await settle(login.send())).toBe('held for 60000');
	});

	test.each([
		['another password', { password: 'q' }, {}, undefined],
		['another method', {}, { method: 'POST' }, undefined],
		['another version', {}, { url: '/api/now/v2/contact' }, undefined],
		['another table', {}, {}, { ...createContact, table: 'sys_user' }],
	] as const)('is sent with %s', async (_what, credential, target, operation) => {
		const login = new Login(401);
		await settle(login.send());
		login.credential = { ...login.credential, ...credential };
		expect(await settle(login.send(target, operation))).toBe(401);
	});

	test.each([
		['another record', { url: '/api/now/contact/b' }],
		['another spelling of the host', {}],
	])('is not sent with %s', async (_what, target) => {
		const login = new Login(401);
		await settle(login.send());
		const baseURL = `${login.baseURL.toUpperCase().replace('HTTPS', 'https')}.:443`;
		expect(await settle(login.send({ baseURL, ...target }))).toBe('held for 60000');
	});

	test.each([403, 404, 429, 500, 503])('HTTP %d refuses no login', async (status) => {
		const login = new Login(status);
		await settle(login.send());
		expect(await settle(login.send())).toBe(status);
	});
});

test('a token that n8n renews is the same login, and another connection is none', async () => {
	const login = new Login(401);
	const oauthTokenData = { refresh_token: 'r', access_token: 'a' };
	login.credential = { clientId: 'c', oauthTokenData };
	await settle(login.send());
	login.credential = { clientId: 'c', oauthTokenData: { ...oauthTokenData, access_token: 'b' } };
	expect(await settle(login.send())).toBe('held for 60000');
	login.credential = { clientId: 'c', oauthTokenData: { ...oauthTokenData, refresh_token: 's' } };
	expect(await settle(login.send())).toBe(401);
});

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

	test.each([200, 404, 503])('lets all others go together after HTTP %d', async (status) => {
		const login = new Login(status, 100);
		const sent = send(login, 20);
		await jest.advanceTimersByTimeAsync(99);
		expect(login.inFlight).toBe(1);
		await jest.advanceTimersByTimeAsync(101);
		expect(await Promise.all(sent)).toEqual(Array(20).fill(status));
		expect(login.mostInFlight).toBe(19);
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

	test('is needed again after five minutes without one', async () => {
		const login = new Login(200, 100);
		const first = send(login, 1);
		await jest.advanceTimersByTimeAsync(100);
		await Promise.all(first);
		for (const [pauseMs, together] of [
			[5 * 60_000 - 1, 2],
			[5 * 60_000 + 1, 1],
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
