import type { IDataObject } from 'n8n-workflow';
import { logins } from '../../simulator/login/logins.mts';
import { useInstance } from '../support/instance.mts';
import { useStub, withStub } from '../support/stub.mts';
import { CREDENTIAL_TESTS, testedByNode } from './credentialTests.mts';

const { integration } = logins;

const right = { username: integration.userName, password: integration.password };

const TOKEN = { oauthTokenData: { access_token: 'token', token_type: 'Bearer' } };

/** Each credential, as it is tested with an instance that knows nothing of tokens. */
const TESTS = Object.entries(CREDENTIAL_TESTS).map(([name, { test: run }]) => {
	const changes = name === 'OAuth2' ? TOKEN : {};
	return [name, async (instanceUrl: string) => await run(instanceUrl, changes)] as const;
});

function envelope(message: string, detail: string | null = null) {
	return { error: { message, detail }, status: 'failure' };
}

const OK = { status: 'OK', message: 'Connection successful!' };
const CANCELED = envelope('Transaction cancelled: maximum execution time exceeded');

describe.each(TESTS)('%s: only the answer of ServiceNow is a success', (name, run) => {
	const stub = useStub();

	test.each([[[]], [[{ sys_id: '1' }]], [[{}]]])('%j', async (result) => {
		stub.answer = () => ({ body: { result } });
		expect(await run(stub.url)).toEqual(OK);
		expect(stub.requests).toHaveLength(1);
	});

	// They wait before they ask again.
	test.concurrent.each([
		['an empty object', 200, {}],
		['a list of something', 200, [{ id: 1 }]],
		['data of another kind', 200, { hello: 'world' }],
		['a result that is no list', 200, { result: { sys_id: '1' } }],
		['a result that is null', 200, { result: null }],
		['a result that is text', 200, { result: 'ok' }],
		['a list of null', 200, { result: [null] }],
		['a list of texts', 200, { result: ['a'] }],
		['a list of lists', 200, { result: [[]] }],
		['a list of numbers', 200, { result: [1] }],
		['a cut-off read', 200, { result: [], ...CANCELED }],
		['a cut-off read with a row', 200, { result: [{ sys_id: '1' }], ...CANCELED }],
		['a failure without an error', 200, { result: [], status: 'failure' }],
		['the error as text', 200, { result: [], error: 'server_error' }],
		['an error that is a number', 200, { result: [], error: 1 }],
		['an error alone', 200, CANCELED],
		['a body cut in mid-row', 200, `{"result":[{"sys_id":"1,${JSON.stringify(CANCELED).slice(1)}`],
		['nothing', 200, undefined],
		['a page', 200, '<html><title>Log in</title></html>'],
		['a page behind blank lines', 200, ' \n\n<!DOCTYPE html>'],
		['a request that was queued', 202, undefined],
		['a list with 202', 202, { result: [] }],
		['no content', 204, undefined],
		['another address', 301, undefined],
		['see other', 303, undefined],
		['a temporary redirect', 307, undefined],
		['a bad request', 400, envelope('Bad Request')],
		['a page of a gateway', 403, '<html><h1>403 Forbidden</h1></html>'],
		['nothing with 403', 403, undefined],
		['an empty object with 403', 403, {}],
		['words of a gateway', 403, { error: 'Forbidden', status: 403 }],
		['not found', 404, envelope('No Record found')],
		['method not allowed', 405, envelope('Method not supported')],
		['a login that a proxy wants', 407, '<html>'],
		['a teapot', 418, {}],
		['part of it', 206, { result: [] }],
		['a page of a gateway with 400', 400, '<html>'],
		['not found, says a gateway', 404, { message: 'no Route matched' }],
		['a captive portal', 511, '<html>'],
		['a host that Cloudflare does not reach', 522, '<html>'],
		['too many requests', 429, envelope('Rate limit exceeded')],
		['a failure', 500, envelope('Internal error')],
		['a restart', 503, '<html>'],
	])(
		'%s is none',
		async (_what, status, body) => {
			await withStub(async (own) => {
				own.answer = () => ({ status, body, headers: { Location: 'https://example.com/' } });
				const { status: outcome, message } = await run(own.url);
				expect(outcome).toBe('Error');
				expect(message).toMatch(/\w\. \w|\.$/);
				expect(message).not.toBe('');
				expect(own.requests.length).toBeLessThanOrEqual(4);
			});
		},
		15_000,
	);

	test('a read that is cut off once is read again', async () => {
		stub.answer = () => ({
			body: { result: [], ...(stub.requests.length === 1 ? CANCELED : {}) },
		});
		const { status } = await run(stub.url);
		expect(status).toBe(name === 'OAuth2' ? 'Error' : 'OK');
	});

	test('a user who may not use the Table API is told that the login is right', async () => {
		const body = envelope('User Not Authorized', 'Failed API level ACL Validation');
		stub.answer = () => ({ status: 403, body });
		const { status, message } = await run(stub.url);
		expect(status).toBe('Error');
		expect(message).toContain('The login was not rejected');
		expect(message).toContain('snc_platform_rest_api_access');
		// n8n takes rules for OAuth2, which cannot tell ServiceNow's 403 from that of a gateway.
		expect(message.includes('gateway')).toBe(name === 'OAuth2');
	});

	test('the URL of a page, as the browser shows it', async () => {
		stub.answer = () => ({ body: { result: [] } });
		expect(await run(`${stub.url}/nav_to.do?uri=%2Fhome.do#top`)).toEqual(OK);
		expect(stub.requests[0].path).toBe('/api/now/table/sys_user');
	});

	test('a rejected login is told by its own means', async () => {
		stub.answer = ({ path }) =>
			path === '/oauth_token.do'
				? { body: { access_token: 'new', token_type: 'Bearer', expires_in: 1799 } }
				: { status: 401, body: envelope('User Not Authenticated') };
		const { message } = await run(stub.url);
		const words: Record<string, [string, string]> = {
			'Basic Auth': ['snc_basic_auth_api_access', 'API key'],
			'API key': ['access policy', 'password'],
			OAuth2: ['OAuth2|token', 'password'],
		};
		const [own, foreign] = words[name];
		expect(message).toMatch(new RegExp(own));
		expect(message).not.toContain(foreign);
	});
});

describe('the credential test of Basic Auth and API keys', () => {
	const instance = useInstance();

	const inInstance = async (data: IDataObject) =>
		await testedByNode({ instanceUrl: instance.url, ...data });

	test.each([
		['the right password', right],
		[
			'a user without any role',
			{ username: logins.limited.userName, password: logins.limited.password },
		],
		['an API key', { apiKey: logins.apiKey }],
	])('takes %s', async (_name, data) => {
		expect(await inInstance(data)).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	test.each([
		['a wrong password', { ...right, password: 'wrong' }, 'rejected the credential'],
		['a wrong key', { apiKey: 'wrong' }, 'rejected the credential'],
		[
			'multi-factor authentication',
			{ username: logins.mfa.userName, password: logins.mfa.password },
			'multi-factor authentication',
		],
		['plain http', { ...right, instanceUrl: 'http://dev1.service-now.com' }, 'unencrypted'],
		[
			'an unknown host',
			{ ...right, instanceUrl: 'https://no-such-host.invalid' },
			'host name of the instance was not found',
		],
		['a closed port', { ...right, instanceUrl: 'http://127.0.0.1:9' }, 'Could not connect'],
	])('says what is wrong: %s', async (_name, data, message) => {
		const result = await inInstance(data);
		expect(result.status).toBe('Error');
		expect(result.message).toContain(message);
		expect(result.message).not.toMatch(/integration-password|simulated-api-key/);
	});

	test('keeps a secret that the instance repeats', async () => {
		instance.faults.add({ fault: { status: 500, message: `Bad login ${integration.password}` } });
		const { message } = await inInstance(right);
		expect(message).toContain('Bad login *****');
		expect(message).not.toContain(integration.password);
	});

	test('says that the instance is hibernating', async () => {
		instance.faults.add({ fault: 'hibernating' });
		expect((await inInstance(right)).message).toContain('hibernating');
	});
});
