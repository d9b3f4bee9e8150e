import { createHash } from 'node:crypto';
import { logins, tokenFaults, type TokenFault } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { basic, send } from './client.mts';

const instance = useInstance();

const { clientId: client_id, clientSecret: client_secret } = logins.oauth;
const contacts = '/api/now/contact?sysparm_limit=1';

const token = (form: Record<string, string>) =>
	send(instance, 'POST', '/oauth_token.do', new URLSearchParams(form), {});
const clientCredentials = () =>
	token({ grant_type: 'client_credentials', client_id, client_secret });
const statusWith = async (headers: Record<string, string>, path = contacts) =>
	(await send(instance, 'GET', path, undefined, headers)).status;

async function bearer(): Promise<Record<string, string>> {
	const { json } = await clientCredentials();
	return { authorization: `Bearer ${json.access_token}` };
}

describe('the token endpoint', () => {
	const answered = Object.keys(tokenFaults).filter((name) => name !== 'hang' && name !== 'destroy');

	test.each(answered as TokenFault[])('says %s, and issues nothing', async (name) => {
		instance.settings.tokenFault = name;
		const { status, json } = await clientCredentials();
		expect(status).toBe(tokenFaults[name].status);
		expect(json?.access_token).toBeUndefined();
		expect(instance.tokensIssued).toBe(0);
	});

	test('hangs up, by order over the control surface', async () => {
		const set = (tokenFault: unknown) =>
			send(instance, 'POST', '/__simulator/settings', { tokenFault }, {});
		await set('destroy');
		await expect(clientCredentials()).rejects.toThrow();
		await set(null);
		expect((await clientCredentials()).status).toBe(200);
		expect((await set('gremlin')).json.error).toContain('No token fault "gremlin"');
	});

	test('falls silent', async () => {
		instance.settings.tokenFault = 'hang';
		const body = new URLSearchParams({ grant_type: 'client_credentials' });
		const signal = AbortSignal.timeout(100);
		const request = fetch(`${instance.url}/oauth_token.do`, { method: 'POST', body, signal });
		await expect(request).rejects.toThrow('timeout');
	});

	test('gives a public client no refresh token', async () => {
		const redirect_uri = 'http://localhost:5678/callback';
		const code_verifier = 'a-verifier-that-is-long-enough-for-the-standard-0123456789';
		const code = async () => {
			const query = new URLSearchParams({
				response_type: 'code',
				client_id,
				redirect_uri,
				code_challenge: createHash('sha256').update(code_verifier).digest('base64url'),
				code_challenge_method: 'S256',
			});
			const reply = await send(instance, 'GET', `/oauth_auth.do?${query}`, undefined, {});
			return new URL(reply.headers.get('location') ?? '').searchParams.get('code') ?? '';
		};
		const form = { grant_type: 'authorization_code', redirect_uri, client_id, code_verifier };
		const publicClient = await token({ ...form, code: await code() });
		expect(publicClient.json).toMatchObject({ token_type: 'Bearer' });
		expect(publicClient.json.refresh_token).toBeUndefined();
		const privateClient = await token({ ...form, code: await code(), client_secret });
		expect(privateClient.json.refresh_token).toEqual(expect.any(String));
	});
});

test('restricts Basic Auth to users of web services, and no other way in', async () => {
	instance.settings.basicAuthRestricted = true;
	const { integration, webService } = logins;
	expect(await statusWith(basic(integration))).toBe(401);
	expect(await statusWith(basic(integration), '/api/now/table/sys_user')).toBe(401);
	expect(await statusWith(basic(webService))).toBe(200);
	expect(await statusWith({ 'x-sn-apikey': logins.apiKey })).toBe(200);
	expect(await statusWith(await bearer())).toBe(200);
});

test('asks for snc_internal where roles are explicit, which some API roles contain', async () => {
	const login = basic(logins.withoutInternal);
	const chat = (headers: Record<string, string>) =>
		send(instance, 'POST', '/api/now/interaction', {}, headers);
	expect(await statusWith(login, '/api/now/table/sys_user')).toBe(200);
	expect((await chat(login)).status).not.toBe(403);
	instance.settings.explicitRoles = true;
	expect(await statusWith(login, '/api/now/table/sys_user')).toBe(403);
	expect((await chat(login)).status).toBe(403);
	expect(await statusWith(basic(logins.integration), '/api/now/table/sys_user')).toBe(200);
});
