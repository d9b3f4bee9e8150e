import { secretDigest } from '../../../nodes/shared/instance/secretDigest';

const password = { username: 'n8n', password: 'secret' };
const client = { clientId: 'id', clientSecret: 'secret', grantType: 'authorizationCode' };
const connected = {
	...client,
	oauthTokenData: { refresh_token: 'refresh', access_token: 'access' },
};

test.each([
	['user', password, { ...password, username: 'other' }],
	['password', password, { ...password, password: 'other' }],
	['API key', { apiKey: 'key' }, { apiKey: 'other' }],
	['client', client, { ...client, clientId: 'other' }],
	['client secret', client, { ...client, clientSecret: 'other' }],
	['grant', client, { ...client, grantType: 'clientCredentials' }],
	['connection', connected, { ...connected, oauthTokenData: { refresh_token: 'other' } }],
	['token that is not renewed', client, { ...client, oauthTokenData: { access_token: 'access' } }],
	['place of the secret', { username: 'a' }, { password: 'a' }],
])('another %s is another login', (_what, one, other) => {
	expect(secretDigest(other)).not.toBe(secretDigest(one));
});

test('a token that n8n renews is the same login', () => {
	const renewed = { refresh_token: 'refresh', access_token: 'renewed' };
	expect(secretDigest({ ...connected, oauthTokenData: renewed })).toBe(secretDigest(connected));
});

test('client credentials are the same login with each token, as n8n asks for one anew', () => {
	const own = { ...client, grantType: 'clientCredentials' };
	const withToken = { ...own, oauthTokenData: { access_token: 'access' } };
	expect(secretDigest(withToken)).toBe(secretDigest(own));
});

test('what is kept has nothing of the secret, and is of one length', () => {
	expect(secretDigest(password)).toMatch(/^[\w+/]{43}=$/);
	expect(secretDigest({ apiKey: 'x'.repeat(10_000) })).toHaveLength(44);
});
