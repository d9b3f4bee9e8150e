import { createServer, type Server as WebServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { logins, type Fault } from '../../simulator/instance.mts';
import { useServer } from './server.mts';

const server = useServer();

const types = {
	basic: 'serviceNowCsmBasicApi',
	apiKey: 'serviceNowCsmApiKeyApi',
	oAuth2: 'serviceNowCsmOAuth2Api',
};

type Kind = keyof typeof types;

/** A right login of each kind; every test changes what it is about. */
function loginOf(kind: Kind): Record<string, unknown> {
	const { integration, apiKey, oauth } = logins;
	const instanceUrl = server.instance.url;
	if (kind === 'apiKey') return { instanceUrl, apiKey };
	if (kind === 'oAuth2') return { instanceUrl, grantType: 'clientCredentials', ...oauth };
	return { instanceUrl, username: integration.userName, password: integration.password };
}

/** An address of this machine that others could have, or one that nobody has. */
function networkAddress(): string {
	const all = Object.values(networkInterfaces()).flat();
	const found = all.find((one) => one?.family === 'IPv4' && !one.internal);
	return found?.address ?? '192.0.2.1';
}

async function testOf(kind: Kind, changes: Record<string, unknown> = {}) {
	const type = types[kind];
	const data = { ...loginOf(kind), ...changes };
	return await server.client.testCredential({ name: `Test of ${type}`, type, data });
}

function userOf({ userName, password }: { userName: string; password: string }) {
	return { username: userName, password };
}

describe.each(Object.keys(types) as Kind[])('Every credential: %s', (kind) => {
	test('a right login', async () => {
		expect(await testOf(kind)).toMatchObject({ status: 'OK' });
	});

	test('an instance that is hibernating', async () => {
		server.instance.faults.add({ match: { path: '/api/' }, fault: 'hibernating' });
		const { status, message } = await testOf(kind);
		expect(status).toBe('Error');
		expect(message).toMatch(/hibernating/);
	});

	test('a host that nobody has', async () => {
		const { status, message } = await testOf(kind, {
			instanceUrl: 'https://no-such-instance.invalid',
		});
		expect(status).toBe('Error');
		// Of OAuth2, n8n itself asks for the token, and says this in its own words.
		expect(message).toMatch(/host name of the instance was not found|incorrect host/);
	});

	test('plain http to an address of a network sends nothing', async () => {
		const seen: string[] = [];
		const listener = createServer((request, response) => {
			seen.push(`${request.method} ${request.url}`);
			response.end();
		});
		await new Promise<void>((resolve) => listener.listen(0, '0.0.0.0', resolve));
		try {
			const { port } = listener.address() as AddressInfo;
			const instanceUrl = `http://${networkAddress()}:${port}`;
			const { status, message } = await testOf(kind, { instanceUrl });
			expect(seen).toEqual([]);
			expect(status).toBe('Error');
			// For OAuth2, n8n itself asks for the token; it does so over https, whatever was typed.
			if (kind !== 'oAuth2') expect(message).toMatch(/unencrypted/);
		} finally {
			listener.close();
		}
	});

	test('the URL as users paste it', async () => {
		const instanceUrl = `  ${server.instance.url}/ `;
		expect(await testOf(kind, { instanceUrl })).toMatchObject({ status: 'OK' });
	});
});

describe('Basic Auth', () => {
	test('a wrong password', async () => {
		const { status, message } = await testOf('basic', { password: 'wrong' });
		expect(status).toBe('Error');
		expect(message).toMatch(/rejected the credential.*Check the user name and password/);
	});

	test('a user who needs a second factor', async () => {
		const { status, message } = await testOf('basic', userOf(logins.mfa));
		expect(status).toBe('Error');
		expect(message).toMatch(/multi-factor authentication.*Use an OAuth2 or API key credential/);
	});

	test('a user without roles is who they say', async () => {
		expect(await testOf('basic', userOf(logins.limited))).toMatchObject({ status: 'OK' });
	});

	test('a user who may read nothing is told from a wrong password', async () => {
		server.instance.settings.deniedTables = ['sys_user'];
		const { status, message } = await testOf('basic');
		expect(status).toBe('Error');
		expect(message).toMatch(/login was not rejected/i);
	});

	test('no URL', async () => {
		const { status, message } = await testOf('basic', { instanceUrl: '' });
		expect(status).toBe('Error');
		expect(message).toMatch(/instance URL/i);
	});
});

describe('API key', () => {
	test('a wrong key', async () => {
		const { status, message } = await testOf('apiKey', { apiKey: 'wrong' });
		expect(status).toBe('Error');
		expect(message).toMatch(/rejected the credential.*API key/);
	});
});

describe('OAuth2', () => {
	test('a wrong client secret', async () => {
		const { status, message } = await testOf('oAuth2', { clientSecret: 'wrong' });
		expect(status).toBe('Error');
		expect(message).not.toBe('');
	});
});

describe('Only the answer of ServiceNow is a success', () => {
	const faults: Fault[] = [
		{ kind: 'redirect', status: 303 },
		{ status: 400 },
		{ status: 405 },
		{ status: 429 },
		{ status: 500 },
		{ kind: 'accepted202' },
		{ kind: 'noResult' },
		{ kind: 'wrongShape' },
		{ kind: 'emptyBody' },
		{ kind: 'loginPage' },
		{ kind: 'gatewayPage' },
		{ kind: 'proxyAuth' },
		{ kind: 'cutOff', keep: 1 },
		{ kind: 'cutInRow' },
	];
	const tests = Object.keys(types).flatMap((kind) =>
		faults.map((fault) => [kind as Kind, fault] as const),
	);

	test.each(tests)('%s: %j is none', async (kind, fault) => {
		server.instance.faults.add({ match: { path: '/api/' }, fault });
		const { status, message } = await testOf(kind);
		expect(status).toBe('Error');
		expect(message).not.toBe('');
		expect(message).not.toBe('Bad Request');
	});
});

describe('A host that is no ServiceNow', () => {
	let other: WebServer;
	let answer: { status: number; type: string; body: string };

	beforeAll(async () => {
		other = createServer((_request, response) => {
			response.writeHead(answer.status, { 'content-type': answer.type });
			response.end(answer.body);
		});
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	});

	afterAll(() => other.close());

	const page = '<!DOCTYPE html><title>Welcome</title><h1>It works</h1>';

	test.each([
		['a page', { status: 200, type: 'text/html', body: page }],
		['a page that says not found', { status: 404, type: 'text/html', body: page }],
		['data of another kind', { status: 200, type: 'application/json', body: '{"hello":"world"}' }],
	])('%s', async (_what, given) => {
		answer = given;
		const instanceUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
		const { status, message } = await testOf('basic', { instanceUrl });
		expect(status).toBe('Error');
		expect(message).toMatch(/instance URL/);
	});
});
