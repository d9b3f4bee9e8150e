import { createServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { tokenFaults, type TokenFault } from '../../simulator/login/tokenFaults.mts';
import { untrustedCertificate } from '../support/certificate.mts';
import { useInstancePerTest } from '../support/instance.mts';
import { searchOf } from './editor.mts';
import type { RunOptions } from './harness.mts';
import { runOperation } from './operation.mts';

const instance = useInstancePerTest();

/** What no message of these may have. */
const FORBIDDEN = /may have been|undefined|\[object/;

/** Creates a contact, which must not be said to have been done. */
async function create(url: string, options: Partial<RunOptions>, maxWait = 0) {
	const parameters = { last_name: 'Nobody', options: { maxWait } };
	const { error } = await runOperation('contact.create', url, parameters, options);
	if (error) expect(`${error.message} ${error.description}`).not.toMatch(FORBIDDEN);
	return { message: error?.message.replace(' [item 0]', ''), description: error?.description };
}

const created = () =>
	[...instance.store.table('customer_contact').values()].filter(
		({ last_name: name }) => name === 'Nobody',
	);

const NO_TOKEN = 'ServiceNow did not issue an access token for the OAuth2 credential';
const UNAVAILABLE = `${NO_TOKEN}: its token endpoint is not available`;

describe('no token was issued', () => {
	const transient: TokenFault[] = ['unavailable', 'throttled', 'destroy', 'redirect'];
	const expired = { access_token: 'expired', token_type: 'Bearer' };
	const occasions: Array<[string, IDataObject]> = [
		['at first', {}],
		['for a client, after the old one', { oauthTokenData: expired }],
		[
			'for a user, after the old one',
			{
				grantType: 'authorizationCode',
				oauthTokenData: { ...expired, refresh_token: 'ended' },
			},
		],
	];
	const faults = (Object.keys(tokenFaults) as TokenFault[]).filter((name) => name !== 'hang');

	test.each(
		faults.flatMap((fault) => occasions.map(([when, data]) => [fault, when, data] as const)),
	)('%s, %s', async (fault, _when, credentials) => {
		instance.settings.tokenFault = fault;
		const { message, description } = await create(instance.url, {
			authentication: 'oAuth2',
			credentials: credentials as IDataObject,
		});
		if (message === 'ServiceNow rejected the credential') {
			// The engine takes such an answer for a token, and the API rejects it.
			expect(['noToken', 'errorWith200']).toContain(fault);
		} else {
			expect(message).toBe(transient.includes(fault) ? UNAVAILABLE : NO_TOKEN);
			expect(description).toContain('Nothing was sent.');
			expect(description).toMatch(/econnect the credential/);
		}
		expect(created()).toEqual([]);
	});

	test('says what the endpoint said', async () => {
		instance.settings.tokenFault = 'accessDenied';
		const { description } = await create(instance.url, {
			authentication: 'oAuth2',
			credentials: { oauthTokenData: expired },
		});
		expect(description).toContain('ServiceNow says: server_error: access_denied.');
	});

	test.each(['noToken', 'accessDenied'] as const)('%s, for a list in the editor', async (fault) => {
		instance.settings.tokenFault = fault;
		const node = {
			node: 'serviceNowContact',
			url: instance.url,
			authentication: 'oAuth2',
		} as const;
		await expect(searchOf(node, 'customer_account')).rejects.toMatchObject({
			message: NO_TOKEN,
			description: expect.stringMatching(
				/^Nothing was sent\. Reconnect the credential\./,
			) as string,
		});
	});

	test('an endpoint that comes back is asked again', async () => {
		instance.settings.tokenFault = 'unavailable';
		setTimeout(() => (instance.settings.tokenFault = undefined), 400);
		const { message } = await create(instance.url, { authentication: 'oAuth2' }, 10);
		expect(message).toBeUndefined();
		expect(created()).toHaveLength(1);
	});

	test('a host that does not listen is named for what it is', async () => {
		const credentials = { oauthTokenData: expired };
		const { message } = await create('http://127.0.0.1:1', {
			authentication: 'oAuth2',
			credentials,
		});
		expect(message).toBe('Could not connect to the instance');
	});
});

describe('the connection was not made', () => {
	let server: Server | undefined;

	async function listening(own: Server): Promise<number> {
		server = own;
		await new Promise<void>((ready) => own.listen(0, '127.0.0.1', ready));
		return (own.address() as AddressInfo).port;
	}

	afterEach(async () => {
		delete process.env.HTTPS_PROXY;
		await new Promise((closed) => (server ? server.close(closed) : closed(undefined)));
		server = undefined;
	});

	test.each([
		['DEPTH_ZERO_SELF_SIGNED_CERT', undefined],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'Example CA'],
	])('%s', async (code, issuer) => {
		const port = await listening(createHttpsServer(untrustedCertificate(issuer)));
		const { message, description } = await create(`https://localhost:${port}`, {});
		expect(message).toBe(`The certificate of the instance cannot be verified (${code})`);
		expect(description).toMatch(/^Nothing was sent\. .*NODE_EXTRA_CA_CERTS/);
	});

	test('a certificate of the token endpoint', async () => {
		const port = await listening(createHttpsServer(untrustedCertificate()));
		const options = { authentication: 'oAuth2' as const };
		const { message } = await create(`https://localhost:${port}`, options);
		expect(message).toMatch(/^The certificate of the instance cannot be verified/);
	});

	test('a host that hangs up during the handshake', async () => {
		const port = await listening(createTcpServer((socket) => socket.destroy()) as Server);
		const { message, description } = await create(`https://127.0.0.1:${port}`, {});
		expect(message).toBe('Could not connect to the instance');
		expect(description).toContain('Nothing was sent.');
	});

	test('a proxy that wants a login', async () => {
		const proxy = createServer();
		proxy.on('connect', (_request, socket) => {
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
		});
		process.env.HTTPS_PROXY = `http://127.0.0.1:${await listening(proxy)}`;
		const { message, description } = await create('https://instance.example', {});
		expect(message).toBe('The proxy requires a login (HTTP 407)');
		expect(description).toContain('Nothing was sent to the instance.');
	});

	test('a proxy that does not listen', async () => {
		process.env.HTTPS_PROXY = 'http://127.0.0.1:1';
		const { message, description } = await create('https://instance.example', {});
		expect(message).toBe('Could not connect to the instance');
		expect(description).toContain('the proxy, if n8n is set to use one');
	});
});
