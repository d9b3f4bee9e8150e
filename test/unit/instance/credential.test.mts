import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { ServiceNowCsmApiKeyApi } from '../../../credentials/ServiceNowCsmApiKeyApi.credentials';
import { ServiceNowCsmBasicApi } from '../../../credentials/ServiceNowCsmBasicApi.credentials';
import { checkedBaseUrl } from '../../../nodes/shared/instance/instanceUrl';
import { httpRequestNodeOf, type OwnRequest } from '../../../nodes/shared/instance/credential';
import { credentialTypeOf } from '../../../nodes/shared/instance/credentialTypes';
import { redactorFor } from '../../../nodes/shared/instance/redact';

const OWN = 'https://dev1.service-now.com';

const TYPES: Array<{
	name: string;
	type: ServiceNowCsmBasicApi | ServiceNowCsmApiKeyApi;
	secrets: ICredentialDataDecryptedObject;
}> = [
	{
		name: 'Basic Auth',
		type: new ServiceNowCsmBasicApi(),
		secrets: { username: 'u', password: 'p' },
	},
	{ name: 'API key', type: new ServiceNowCsmApiKeyApi(), secrets: { apiKey: 'k' } },
];

// As n8n's HTTP Request node uses a credential: without any check of ours before.
describe.each(TYPES)('a $name credential outside the nodes', ({ type, secrets }) => {
	async function authenticated(instanceUrl: string, request: OwnRequest) {
		return await type.authenticate(
			{ instanceUrl, ...secrets },
			request as unknown as IHttpRequestOptions,
		);
	}

	test.each(['http://dev1.service-now.com', 'http://dev1.service-now.com:8080/path'])(
		'%s is refused before anything is sent, and says what to do',
		async (instanceUrl) => {
			const request = { url: `${instanceUrl}/api/now/contact` };
			await expect(authenticated(instanceUrl, request)).rejects.toMatchObject({
				message:
					'The instance URL starts with "http:", which would send the credential unencrypted',
				description: expect.stringContaining('Plain http is accepted for localhost only'),
			});
			expect(request).toEqual({ url: `${instanceUrl}/api/now/contact` });
		},
	);

	test('its own host over plain http is another origin', async () => {
		const request = { url: 'http://dev1.service-now.com/api/now/contact' };
		await expect(authenticated('dev1', request)).rejects.toThrow(
			'The credential belongs to dev1.service-now.com, not to http://dev1.service-now.com',
		);
		expect(request).not.toHaveProperty('auth');
		expect(request).not.toHaveProperty('headers');
	});

	test.each<[string, OwnRequest]>([
		['a full URL', { url: `${OWN}/api/now/contact` }],
		['the URL of the HTTP Request node', { uri: `${OWN}/api/now/contact` }],
		['a URL object', { uri: new URL(`${OWN}/api/now/contact`) }],
		['both', { uri: `${OWN}/api/now/contact`, url: `${OWN}/api/now/contact` }],
		['a base URL and a path', { baseURL: OWN, url: '/api/now/contact' }],
		['a base URL and no path', { baseURL: OWN, url: '' }],
		['a full URL beside its base URL', { baseURL: OWN, url: `${OWN}/api/now/contact` }],
		['a path with a URL in it', { baseURL: OWN, url: '/login.do?next=https://evil.example' }],
		['capital letters', { uri: 'HTTPS://DEV1.Service-Now.COM/api/now/contact' }],
		['the usual port', { uri: `${OWN}:443/api/now/contact` }],
		['a dot at the end', { uri: 'https://dev1.service-now.com./api/now/contact' }],
	])('%s of its own instance gets the secrets, and no redirect does', async (_what, request) => {
		const { headers, auth, ...rest } = await authenticated('dev1', { ...request });
		expect({ ...headers, ...auth }).not.toEqual({});
		expect(rest).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});

	test('an own host that is typed in another spelling is the same', async () => {
		const request = { uri: `${OWN}/api/now/contact` };
		await expect(authenticated('https://DEV1.service-now.com.:443/', request)).resolves.toBe(
			request,
		);
	});

	test('this machine over plain http, by a full URL beside its base URL, gets them too', async () => {
		const own = 'http://localhost:3141';
		const request = { baseURL: own, url: `${own}/api/now/contact` };
		await expect(authenticated(own, request)).resolves.toBe(request);
	});

	test.each<[OwnRequest, string]>([
		[{ uri: 'https://evil.example/' }, 'evil.example'],
		[{ url: '' }, 'a URL without a host'],
		[{ url: '/api/now/contact' }, 'a URL without a host'],
		[{ baseURL: OWN, url: '.evil.example/' }, 'dev1.service-now.com.evil.example'],
	])('a refusal of %j says which host it is', async (request, host) => {
		await expect(authenticated('dev1', request)).rejects.toMatchObject({
			message: `The credential belongs to dev1.service-now.com, not to ${host}`,
			description: 'Use a credential for that instance.',
		});
	});

	test.each<[string, OwnRequest]>([
		['the URL of the HTTP Request node', { uri: 'https://evil.example/' }],
		['one of two URLs', { uri: 'https://evil.example/', url: `${OWN}/api/now/contact` }],
		['the other one of two URLs', { uri: `${OWN}/api/now/contact`, url: 'https://evil.example/' }],
		['a URL without a scheme', { baseURL: OWN, url: '//evil.example/' }],
		['the same with backslashes', { baseURL: OWN, url: '/\\evil.example/' }],
		['another base URL', { baseURL: 'https://evil.example', url: '/api/now/contact' }],
		['another port', { uri: 'https://dev1.service-now.com:8443/api/now/contact' }],
		['no URL', { baseURL: undefined, url: '' }],
		['no host', { uri: 'dev1.service-now.com/api/now/contact' }],
		[
			'a full URL beside a base URL',
			{ baseURL: 'https://dev1.service-now.com', url: 'https://evil.example/' },
		],
		[
			'a path that continues the host',
			{ baseURL: 'https://dev1.service-now.com', url: '.evil.example/' },
		],
		['a user name that looks like the host', { url: 'https://dev1.service-now.com@evil.example/' }],
	])('%s of another host is refused', async (_what, request) => {
		await expect(authenticated('dev1', request)).rejects.toThrow('The credential belongs to');
		expect(request).not.toHaveProperty('auth');
		expect(request).not.toHaveProperty('headers');
	});
});

describe('the base URL', () => {
	test.each(['http://localhost:3141', 'http://127.0.0.1:3141', 'http://[::1]:3141'])(
		'%s stays on this machine, and is accepted',
		(url) => expect(checkedBaseUrl(url)).toBe(url),
	);

	test.each([
		[undefined, 'The instance URL of the credential is not a valid URL'],
		['', 'The instance URL of the credential is not a valid URL'],
		['https://', 'The instance URL of the credential is not a valid URL'],
		['https://u:p@dev1.example', 'The instance URL must not contain a user name or password'],
		['https://u@dev1.example', 'The instance URL must not contain a user name or password'],
		['https://:p@dev1.example', 'The instance URL must not contain a user name or password'],
		['ftp://dev1.example', 'The instance URL starts with "ftp:"'],
		[
			'http://localhost.example.com',
			'The instance URL starts with "http:", which would send the credential unencrypted',
		],
		['javascript:alert(1)', 'The instance URL'],
	])('%s is refused', (url, message) => {
		expect(() => checkedBaseUrl(url)).toThrow(message);
	});
});

test.each([
	['apiKey', 'serviceNowCsmApiKeyApi'],
	['basicAuth', 'serviceNowCsmBasicApi'],
	['oAuth2', 'serviceNowCsmOAuth2Api'],
])('with %s, a node takes the credential %s', (authentication, type) => {
	const parameters: Record<string, string> = { authentication };
	expect(credentialTypeOf({ getNodeParameter: (name) => parameters[name] })).toBe(type);
});

test('HTTP Request offers each credential by a name of its own', () => {
	expect(httpRequestNodeOf('API Key')).toEqual({
		name: 'ServiceNow CSM (API Key)',
		docsUrl: expect.stringMatching(/^https:\/\/www\.servicenow\.com\/docs\//) as string,
		apiBaseUrlPlaceholder: 'https://dev12345.service-now.com/api/now/table/incident',
	});
});

describe('texts for the user', () => {
	test('are as they are without a secret', () => {
		expect(redactorFor({})('a%20b &amp; c')).toBe('a%20b &amp; c');
	});

	test('lose each of several secrets, also where it is escaped', () => {
		const redact = redactorFor({ apiKey: 'first<key', password: 'second&word' });
		expect(redact('a=first%3Ckey&b=second%26word')).toBe('a=*****&b=*****');
		expect([redact('a=first%3Ckey'), redact('b=second%26word')]).toEqual(['a=*****', 'b=*****']);
	});

	test('lose a long secret wherever it goes over several lines', () => {
		const apiKey = 'x'.repeat(40) + 'y'.repeat(40);
		const wrapped = `${'x'.repeat(40)}\n${'y'.repeat(40)}`;
		expect(redactorFor({ apiKey })(`${wrapped}, ${wrapped}, ${wrapped}`)).toBe(
			'*****, *****, *****',
		);
	});

	test('lose every secret, also where one contains another', () => {
		const redact = redactorFor({
			username: 'api',
			password: 'pass',
			apiKey: 'pass-word-key',
			oauthTokenData: { access_token: 'token-1' },
		});
		expect(redact('pass-word-key, token-1, pass, YXBpOnBhc3M=')).toBe('*****, *****, *****, *****');
	});
});
