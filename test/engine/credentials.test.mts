import type { IHttpRequestOptions } from 'n8n-workflow';
import { ServiceNowCsmApiKeyApi } from '../../credentials/ServiceNowCsmApiKeyApi.credentials';
import { ServiceNowCsmBasicApi } from '../../credentials/ServiceNowCsmBasicApi.credentials';
import { checkedBaseUrl } from '../../nodes/shared/instance/instanceUrl';
import { seeded, startInstance } from '../../simulator/instance.mts';
import { logins } from '../../simulator/login/logins.mts';
import { runOperation } from './operation.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const getContact = { id: seeded.contacts.george };

describe('the instance URL', () => {
	test.each([
		['dev1', 'https://dev1.service-now.com'],
		['https://dev1.service-now.com', 'https://dev1.service-now.com'],
		[' https://dev1.service-now.com// ', 'https://dev1.service-now.com'],
		['dev1.service-now.com', 'https://dev1.service-now.com'],
		['agency.servicenowservices.com', 'https://agency.servicenowservices.com'],
		['https://support.example.org/', 'https://support.example.org'],
		['https://proxy.example.org/snow/', 'https://proxy.example.org/snow'],
		['http://localhost:3141', 'http://localhost:3141'],
		['localhost', 'https://localhost'],
	])('%j becomes %s', (typed, expected) => {
		expect(checkedBaseUrl(typed)).toBe(expected);
	});

	test.each([
		['http://dev1.service-now.com', 'unencrypted'],
		['http://127.0.0.1.example.org', 'unencrypted'],
		['ftp://dev1.service-now.com', 'ftp:'],
		['https://admin:secret@dev1.service-now.com', 'user name'],
		['https://', 'not a valid URL'],
		['', 'not a valid URL'],
	])('%j is refused', (typed, problem) => {
		expect(() => checkedBaseUrl(typed)).toThrow(problem);
	});

	test.each(['http://dev1.service-now.com', ''])('%j sends nothing', async (instanceUrl) => {
		const { error } = await runOperation('contact.get', instance.url, getContact, {
			credentials: { instanceUrl },
		});
		expect(error?.message).toMatch(/^The instance URL .* \[item 0\]$/);
		expect(error?.description).toContain('https://dev12345.service-now.com');
		expect(instance.requests).toEqual([]);
	});
});

describe('logging in', () => {
	test.each(['basicAuth', 'apiKey', 'oAuth2'] as const)('%s', async (authentication) => {
		const { json } = await runOperation('contact.get', instance.url, getContact, {
			authentication,
		});
		expect(json).toEqual([expect.objectContaining({ name: 'George Warren' })]);
	});

	test('an OAuth2 token that expires in mid-run is renewed, and no item is lost', async () => {
		const items = Array.from({ length: 20 }, (_, value) => ({ value }));
		instance.settings.tokenLifetimeSeconds = 1799;
		const first = await runOperation('contact.get', instance.url, getContact, {
			authentication: 'oAuth2',
			credentials: { oauthTokenData: { access_token: 'expired', token_type: 'Bearer' } },
			items,
		});
		expect(first.error).toBeUndefined();
		expect(first.json).toHaveLength(20);
		const renewals = instance.requests.filter(
			({ path, status }) => path === '/oauth_token.do' && status === 200,
		);
		expect(renewals).toHaveLength(1);
	});

	test.each([
		['a wrong password', { password: 'wrong' }, 'ServiceNow rejected the credential'],
		[
			'a user with multi-factor authentication',
			{ username: logins.mfa.userName, password: logins.mfa.password },
			'ServiceNow requires multi-factor authentication for this user',
		],
		[
			'a user without the role',
			{ username: logins.limited.userName, password: logins.limited.password },
			'The ServiceNow user is not allowed to do this',
		],
	])('%s', async (_case, credentials, message) => {
		const { error } = await runOperation('contact.get', instance.url, getContact, { credentials });
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(JSON.stringify(error)).not.toMatch(/-password|wrong|Basic (?!Auth)/);
	});

	test('says which role is missing', async () => {
		const { error } = await runOperation('contact.get', instance.url, getContact, {
			credentials: { username: logins.limited.userName, password: logins.limited.password },
		});
		expect(error?.description).toContain('csm_ws_integration');
	});
});

describe('a credential goes to its own instance only', () => {
	const own = 'https://dev1.service-now.com';
	const elsewhere: IHttpRequestOptions = { url: 'https://dev2.service-now.com/api/now/contact' };

	test.each([
		['Basic Auth', new ServiceNowCsmBasicApi(), { username: 'u', password: 'p' }],
		['API key', new ServiceNowCsmApiKeyApi(), { apiKey: 'k' }],
	])('%s', async (_name, type, data) => {
		const credentials = { instanceUrl: own, ...data };
		await expect(type.authenticate(credentials, { ...elsewhere })).rejects.toThrow(
			'The credential belongs to dev1.service-now.com, not to dev2.service-now.com',
		);
		const request = { baseURL: own, url: '/api/now/contact' };
		await expect(type.authenticate(credentials, request)).resolves.toBeDefined();
	});

	test('a redirect is not followed', async () => {
		const other = await startInstance();
		instance.faults.add({ fault: { kind: 'redirect', location: `${other.url}/api/now/contact` } });
		const { error } = await runOperation('contact.get', instance.url, getContact);
		expect(error?.message).toBe('The host redirects to another address (HTTP 302) [item 0]');
		expect(other.requests).toEqual([]);
		await other.close();
	});
});
