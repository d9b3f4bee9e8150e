import { seeded, startInstance } from '../../simulator/instance.mts';
import { credentialTest } from '../../nodes/shared/methods/credentialTest';
import { logins } from '../../simulator/login/logins.mts';
import { useInstancePerTest } from '../support/instance.mts';
import { choicesOf } from './editor.mts';
import type { RunOptions } from './harness.mts';
import { runOperation } from './operation.mts';
import { Trigger, type PollError } from './trigger.mts';

// A busy machine takes its time for a hundred items.
jest.setTimeout(60_000);

const instance = useInstancePerTest();

const wrong = { password: 'wrong' };

const items = Array.from({ length: 100 }, (_, value) => ({ value }));

const HELD = /^ServiceNow rejected the credential\. It is not sent again for \d+ s/;

async function get(options: Partial<RunOptions> = {}) {
	const contact = { id: seeded.contacts.george };
	return await runOperation('contact.get', instance.url, contact, options);
}

/** Requests that tried to log in with what the instance does not accept. */
function refused() {
	return instance.requests.filter(
		({ path, status }) => status === 401 && path !== '/oauth_token.do',
	);
}

async function failureOf(poll: Promise<unknown>): Promise<PollError> {
	return await poll.then(
		() => {
			throw new Error('It did not fail');
		},
		(error: PollError) => error,
	);
}

describe('a hundred items with a login that is refused', () => {
	test.each([
		['basicAuth', wrong],
		['apiKey', { apiKey: 'wrong' }],
	] as const)('%s: fail once, and each says why', async (authentication, credentials) => {
		const { json, error } = await get({
			authentication,
			credentials,
			items,
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(100);
		expect(json[0].error).toBe('ServiceNow rejected the credential [item 0]');
		for (const { error: message } of json.slice(1)) expect(message).toMatch(HELD);
		expect(refused()).toHaveLength(1);
		expect(instance.requests).toHaveLength(1);
	});

	test('stop with the first one', async () => {
		const { error } = await get({ credentials: wrong, items });
		expect(error?.message).toBe('ServiceNow rejected the credential [item 0]');
		expect(error?.description).toMatch(/Of 100 items: 0 succeeded, \d failed, \d+ not sent\.$/);
		expect(refused()).toHaveLength(1);
	});

	test('ask once for a token that is not issued', async () => {
		const { json } = await get({
			authentication: 'oAuth2',
			credentials: { clientSecret: 'wrong' },
			items,
			onError: 'continueRegularOutput',
		});
		expect(json).toHaveLength(100);
		const message = 'ServiceNow did not issue an access token for the OAuth2 credential';
		expect(json[0].error).toBe(`${message} [item 0]`);
		expect(json[99].error).toMatch(/It is not asked again for \d+ s \[item 99\]$/);
		// Whether the address redirects is asked before, without a secret.
		expect(instance.requests.map(({ body }) => (body as { client_id?: string }).client_id)).toEqual(
			[undefined, logins.oauth.clientId],
		);
	});
});

test('a burst of items without a token asks for one', async () => {
	const { json } = await get({ authentication: 'oAuth2', items });
	expect(json).toHaveLength(100);
	const tokens = instance.requests.filter(
		({ path, status }) => path === '/oauth_token.do' && status === 200,
	);
	expect(tokens).toHaveLength(1);
	expect(refused()).toEqual([]);
});

test('a connection that has ended, and that n8n cannot renew, is tried once', async () => {
	const { json } = await get({
		authentication: 'oAuth2',
		credentials: {
			grantType: 'authorizationCode',
			oauthTokenData: { access_token: 'ended', token_type: 'Bearer' },
		},
		items,
		onError: 'continueRegularOutput',
	});
	expect(json).toHaveLength(100);
	for (const { error } of json) {
		expect(error).toMatch(/^ServiceNow did not issue an access token for the OAuth2 credential/);
	}
	// Once more with what n8n does, which does not get as far as to ask for a token.
	const contacts = instance.requests.filter(({ path }) => path !== '/oauth_token.do');
	expect(contacts).toHaveLength(2);
	expect(instance.requests).toHaveLength(3);
});

describe('a token endpoint that redirects', () => {
	const renewable = {
		access_token: 'ended',
		refresh_token: 'secret-refresh',
		token_type: 'Bearer',
	};

	test.each([
		['for the first token', 307, {}],
		['for the first token', 308, {}],
		['for a renewal', 307, { grantType: 'authorizationCode', oauthTokenData: renewable }],
		['for a renewal', 302, { grantType: 'authorizationCode', oauthTokenData: renewable }],
	])(
		'%s, by HTTP %d, gets no secret, nor does another host',
		async (_when, status, credentials) => {
			const other = await startInstance();
			try {
				const location = `${other.url}/oauth_token.do`;
				instance.faults.add({
					match: { path: '/oauth_token.do' },
					fault: { kind: 'redirect', status, location },
				});
				const { json } = await get({
					authentication: 'oAuth2',
					credentials,
					items: items.slice(0, 20),
					onError: 'continueRegularOutput',
				});
				expect(json[0].error).toBe(
					`The host redirects to another address (HTTP ${status}) [item 0]`,
				);
				expect(json[19].error).toMatch(/It is not asked again for \d+ s \[item 19\]$/);
				expect(json[19].message).toContain('Enter the actual URL of the instance');
				expect(other.requests).toEqual([]);
				const asked = instance.requests.filter(({ path }) => path === '/oauth_token.do');
				expect(asked).toHaveLength(1);
				expect(JSON.stringify(asked)).not.toMatch(/secret/);
			} finally {
				await other.close();
			}
		},
	);
});

test('a later run is held back too, and Retry On Fail sends nothing more', async () => {
	await get({ credentials: wrong });
	const { error } = await get({
		credentials: wrong,
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
	});
	expect(error?.message).toMatch(HELD);
	expect(error?.description).toContain('Nothing was sent this time');
	expect(refused()).toHaveLength(1);
});

test('a changed password is sent at once', async () => {
	await get({ credentials: wrong });
	const { json } = await get();
	expect(json).toHaveLength(1);
});

test.each([
	['basicAuth', wrong, 1],
	['apiKey', { apiKey: 'wrong' }, 2],
] as const)('%s: another method is tried with keys only', async (...args) => {
	const [authentication, credentials, tries] = args;
	await get({ authentication, credentials });
	const { error } = await runOperation(
		'contact.create',
		instance.url,
		{ last_name: 'Blom' },
		{ authentication, credentials },
	);
	// An access policy can be for one method; no user is locked out with a key.
	expect(error?.message).toMatch(/^ServiceNow rejected the credential/);
	expect(refused()).toHaveLength(tries);
});

test('the choices of a field do not try it again either', async () => {
	const open = { node: 'serviceNowContact', url: instance.url, credentials: wrong };
	await choicesOf(open, 'agent_status').catch(() => {});
	await choicesOf(open, 'agent_status').catch(() => {});
	expect(refused()).toHaveLength(1);
});

test('a trigger does not go on with it, and starts with another one', async () => {
	const trigger = new Trigger({ url: instance.url });
	await trigger.activate();
	trigger.use(wrong);
	expect((await failureOf(trigger.poll())).message).toBe('ServiceNow rejected the credential');
	for (let poll = 0; poll < 5; poll += 1) {
		expect((await failureOf(trigger.poll())).message).toMatch(HELD);
	}
	expect(refused()).toHaveLength(1);
	trigger.use({});
	expect(await trigger.poll()).toEqual([]);
});

test('the credential test sends it nevertheless, and lets it go on when it is accepted', async () => {
	const { userName: username, password } = logins.integration;
	instance.faults.add({ times: 1, fault: { kind: 'status', status: 401 } });
	await get();
	expect((await get()).error?.message).toMatch(HELD);
	const context = {
		helpers: { request: async () => ({ statusCode: 200, headers: {}, body: { result: [] } }) },
	};
	const data = { instanceUrl: instance.url, username, password };
	const result = await credentialTest.serviceNowCsmTest.call(context as never, {
		id: '1',
		name: 'c',
		type: 'serviceNowCsmBasicApi',
		data,
	});
	expect(result.status).toBe('OK');
	expect((await get()).json).toHaveLength(1);
});
