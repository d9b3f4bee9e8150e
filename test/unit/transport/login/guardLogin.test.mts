import type { Operation } from '../../../../nodes/shared/operation';
import type { Target } from '../../../../nodes/shared/transport/login/guardLogin';
import { createContact } from '../../failure/failure.mts';
import { Login, settle } from './login.mts';

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

	const POLICIES: Array<[what: string, target: Target, operation: Operation]> = [
		['another method', { method: 'POST' }, createContact],
		['another version', { url: '/api/now/v2/contact' }, createContact],
		['another method, and a version', { method: 'PUT', url: '/api/now/v2/contact' }, createContact],
		['another table', {}, { ...createContact, table: 'sys_user' }],
	];

	test('is sent with another password', async () => {
		const login = new Login(401);
		await settle(login.send());
		login.credential = { ...login.credential, password: 'q' };
		expect(await settle(login.send())).toBe(401);
	});

	test.each(POLICIES)('is not sent with %s, where a password was never right', async (...args) => {
		const [, target, operation] = args;
		const login = new Login(401);
		await settle(login.send());
		expect(await settle(login.send(target, operation))).toBe('held for 60000');
		expect(login.sent).toBe(1);
	});

	test.each(POLICIES)('is sent with %s, where it is a key', async (_what, target, operation) => {
		const login = new Login(401);
		login.authentication = 'apiKey';
		await settle(login.send());
		expect(await settle(login.send(target, operation))).toBe(401);
		expect(await settle(login.send(target, operation))).toBe('held for 60000');
	});

	test('is sent for whatever it was right for, where one thing alone refuses it', async () => {
		const login = new Login(200);
		const other: Target = { method: 'POST' };
		await settle(login.send());
		login.answer = 401;
		expect(await settle(login.send(other))).toBe(401);
		login.answer = 200;
		expect(await settle(login.send())).toBe(200);
		expect(await settle(login.send(other))).toBe('held for 60000');
	});

	test('is sent for nothing, where it was right before', async () => {
		const login = new Login(200);
		const other: Target = { method: 'POST' };
		await settle(login.send());
		await settle(login.send(other));
		login.answer = 401;
		expect(await settle(login.send())).toBe(401);
		expect(await settle(login.send(other))).toBe('held for 60000');
		// An access policy that came since looks the same, until the login is right for something else.
		await jest.advanceTimersByTimeAsync(60_000);
		login.answer = 200;
		expect(await settle(login.send(other))).toBe(200);
		login.answer = 401;
		expect(await settle(login.send())).toBe(401);
		expect(await settle(login.send())).toBe('held for 120000');
		login.answer = 200;
		expect(await settle(login.send(other))).toBe(200);
	});

	test('is held back no more, where it was accepted meanwhile', async () => {
		const login = new Login(200);
		await settle(login.send());
		const slow = new Login(200, 100);
		Object.assign(slow, { baseURL: login.baseURL });
		const accepted = slow.send({ method: 'POST' });
		await jest.advanceTimersByTimeAsync(50);
		login.answer = 401;
		await settle(login.send());
		expect(await settle(login.send({ method: 'PUT' }))).toBe('held for 60000');
		await jest.advanceTimersByTimeAsync(50);
		expect(await accepted).toBe(200);
		expect(await settle(login.send({ method: 'PUT' }))).toBe(401);
	});

	test('that is a key is told for each version, and for the method that n8n takes by default', async () => {
		const login = new Login(401);
		login.authentication = 'apiKey';
		for (const version of ['v1', 'v2', 'v12', 'v13']) {
			expect(await settle(login.send({ url: `/api/now/${version}/contact` }))).toBe(401);
		}
		expect(await settle(login.send())).toBe(401);
		expect(await settle(login.send({ method: undefined, url: undefined }))).toBe('held for 60000');
	});

	test('is tried alone again with another password', async () => {
		const login = new Login(401);
		await settle(login.send());
		login.credential = { ...login.credential, password: 'q' };
		const slow = new Login(200, 100);
		Object.assign(slow, { baseURL: login.baseURL, credential: login.credential });
		const sent = [slow.send(), slow.send()];
		await jest.advanceTimersByTimeAsync(50);
		expect(slow.inFlight).toBe(1);
		await jest.advanceTimersByTimeAsync(200);
		await Promise.all(sent);
	});

	test('without a token, is sent for nothing', async () => {
		const login = new Login(Object.assign(new Error('no'), { code: 'EAUTH', status: 401 }));
		login.authentication = 'oAuth2';
		await settle(login.send());
		expect(await settle(login.send({ method: 'POST' }))).toBe('held for 60000');
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
