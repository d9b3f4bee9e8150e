import { createHash } from 'node:crypto';
import { logins } from '../../simulator/instance.mts';
import { basic, send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const contacts = '/api/now/contact?sysparm_limit=1';
const { clientId, clientSecret } = logins.oauth;

function token(form: Record<string, string>, headers: Record<string, string> = {}) {
	return send(instance, 'POST', '/oauth_token.do', new URLSearchParams(form), headers);
}

const client = { client_id: clientId, client_secret: clientSecret };

describe('login', () => {
	test.each([
		['Basic', basic(logins.integration), 200],
		['API key', { 'x-sn-apikey': logins.apiKey }, 200],
		['nothing', {}, 401],
		['a wrong password', basic({ userName: 'integration', password: 'wrong' }), 401],
		['a wrong API key', { 'x-sn-apikey': 'wrong' }, 401],
		['an invented token', { authorization: 'Bearer invented' }, 401],
		['a login without roles', basic(logins.limited), 403],
	])('with %s', async (_, headers, status) => {
		expect((await send(instance, 'GET', contacts, undefined, headers)).status).toBe(status);
	});

	test('words its refusals as an instance does', async () => {
		const none = await send(instance, 'GET', contacts, undefined, {});
		expect(none.json).toEqual({
			error: {
				message: 'User Not Authenticated',
				detail: 'Required to provide Auth information',
			},
			status: 'failure',
		});
		expect(none.headers.get('x-is-logged-in')).toBe('false');
		const limited = await send(instance, 'GET', contacts, undefined, basic(logins.limited));
		expect(limited.json.error).toEqual({
			message: 'User Not Authorized',
			detail: 'Failed API level ACL Validation',
		});
	});

	test('asks for a second factor', async () => {
		const reply = await send(instance, 'GET', contacts, undefined, basic(logins.mfa));
		expect(reply.status).toBe(401);
		expect(reply.headers.get('x-mfa_token')).toBe('invalid');
	});
});

describe('OAuth', () => {
	test.each([
		['client_credentials', {}],
		['password', { username: 'integration', password: 'integration-password' }],
	])('grants %s', async (grant_type, more) => {
		const reply = await token({ grant_type, ...client, ...more });
		expect(reply.status).toBe(200);
		expect(reply.json).toMatchObject({
			scope: 'useraccount',
			token_type: 'Bearer',
			expires_in: 1799,
		});
		const headers = { authorization: `Bearer ${reply.json.access_token}` };
		expect((await send(instance, 'GET', contacts, undefined, headers)).status).toBe(200);
		expect(instance.tokensIssued).toBe(1);
	});

	test('takes the client from Basic credentials', async () => {
		const headers = basic({ userName: clientId, password: clientSecret });
		expect((await token({ grant_type: 'client_credentials' }, headers)).status).toBe(200);
	});

	test.each([
		['another secret', { grant_type: 'client_credentials', ...client, client_secret: 'x' }],
		['another client', { grant_type: 'client_credentials', ...client, client_id: 'x' }],
		['an unknown grant', { grant_type: 'magic', ...client }],
		['an unknown code', { grant_type: 'authorization_code', code: 'x', ...client }],
		['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'x', ...client }],
		['a wrong password', { grant_type: 'password', username: 'integration', ...client }],
	])('refuses %s', async (_, form) => {
		const reply = await token(form);
		expect(reply.status).toBe(401);
		expect(reply.json).toEqual({ error_description: 'access_denied', error: 'server_error' });
	});

	test('refuses a token request in JSON', async () => {
		const body = { grant_type: 'client_credentials', ...client };
		expect((await send(instance, 'POST', '/oauth_token.do', body, {})).status).toBe(401);
	});

	const redirect_uri = 'http://localhost:5678/rest/oauth2-credential/callback';
	const verifier = 'a-verifier-that-is-long-enough-for-the-standard-0123456789';
	const challenge = createHash('sha256').update(verifier).digest('base64url');

	async function code(more: Record<string, string> = {}): Promise<string> {
		const query = new URLSearchParams({
			response_type: 'code',
			client_id: clientId,
			redirect_uri,
			state: 'kept',
			...more,
		});
		const reply = await send(instance, 'GET', `/oauth_auth.do?${query}`, undefined, {});
		expect(reply.status).toBe(302);
		const target = new URL(reply.headers.get('location') ?? '');
		expect(target.searchParams.get('state')).toBe('kept');
		return target.searchParams.get('code') ?? '';
	}

	test('exchanges a code once, and refreshes', async () => {
		const form = { grant_type: 'authorization_code', code: await code(), redirect_uri, ...client };
		const first = await token(form);
		expect(first.status).toBe(200);
		expect((await token(form)).status).toBe(401);
		const { refresh_token } = first.json;
		const again = await token({ grant_type: 'refresh_token', refresh_token, ...client });
		expect(again.json.refresh_token).toBe(refresh_token);
		expect(again.json.access_token).not.toBe(first.json.access_token);
	});

	test.each([
		['the verifier', { code_verifier: verifier }, 200],
		['another verifier', { code_verifier: 'another' }, 401],
		['no verifier', {}, 401],
	])('checks PKCE with %s', async (_, proof, status) => {
		const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
		const form = {
			grant_type: 'authorization_code',
			code: await code(pkce),
			redirect_uri,
			...client,
		};
		expect((await token({ ...form, ...proof } as Record<string, string>)).status).toBe(status);
	});

	test('refuses a code at another redirect URI, and a foreign client at the start', async () => {
		const form = { grant_type: 'authorization_code', code: await code(), ...client };
		expect((await token({ ...form, redirect_uri: 'http://elsewhere' })).status).toBe(401);
		const start = await send(instance, 'GET', '/oauth_auth.do?client_id=x', undefined, {});
		expect(start.status).toBe(400);
	});

	test('lets tokens expire, by time and by order', async () => {
		const get = async () => {
			const { json } = await token({ grant_type: 'client_credentials', ...client });
			return { authorization: `Bearer ${json.access_token}` };
		};
		instance.settings.tokenLifetimeSeconds = 0;
		expect((await send(instance, 'GET', contacts, undefined, await get())).status).toBe(401);
		instance.settings.tokenLifetimeSeconds = 1799;
		const headers = await get();
		instance.expireTokens();
		expect((await send(instance, 'GET', contacts, undefined, headers)).status).toBe(401);
	});
});

describe('headers and sessions', () => {
	test('puts the headers of an instance on every answer', async () => {
		for (const path of [contacts, '/nowhere', '/oauth_token.do']) {
			const { headers } = await send(instance, 'GET', path);
			expect(headers.get('server')).toBe('ServiceNow');
			expect(headers.get('x-transaction-id')).toMatch(/^[0-9a-f]{12}$/);
			expect(headers.get('server-timing')).toContain('dur=');
			const cookies = headers.getSetCookie().join('\n');
			expect(cookies).toMatch(/JSESSIONID=[0-9A-F]{32}/);
			expect(cookies).toMatch(/glide_user_route=glide\.[0-9a-f]{32}/);
			expect(cookies).toContain('glide_session_store=');
			expect(cookies).toContain('BIGipServerpool_');
		}
	});
});
