import type { IHttpRequestOptions } from 'n8n-workflow';
import { hasNoToken, redirectOfTokenUrl } from '../../../../nodes/shared/transport/login/tokenUrl';

const URL_OF_TOKENS = 'https://dev1.service-now.com/oauth_token.do';

/** What becomes of an answer of the token endpoint. */
async function redirectBy(answer: { statusCode: number; location?: string } | Error) {
	const sent: IHttpRequestOptions[] = [];
	const helpers = {
		httpRequest: async (request: IHttpRequestOptions) => {
			sent.push(request);
			if (answer instanceof Error) throw answer;
			const { statusCode, location } = answer;
			return { statusCode, headers: location === undefined ? {} : { location }, body: '' };
		},
	};
	const credential = { accessTokenUrl: URL_OF_TOKENS, clientId: 'id', clientSecret: 'secret' };
	const { signal } = new AbortController();
	const redirect = await redirectOfTokenUrl({ helpers }, credential, signal);
	return { redirect, sent };
}

test.each([
	[301, 'https://other.example/oauth_token.do'],
	[302, 'https://other.example/oauth_token.do'],
	[302, 'http://dev1.service-now.com/oauth_token.do'],
	[302, 'https://dev1.service-now.com:8443/oauth_token.do'],
	[307, '/login.do'],
	[308, '/login.do'],
	[302, 'https://'],
	[300, 'https://other.example/'],
	[399, 'https://other.example/'],
])('HTTP %d to %s is a redirect that n8n must not follow', async (statusCode, location) => {
	const { redirect } = await redirectBy({ statusCode, location });
	expect(redirect?.statusCode).toBe(statusCode);
});

test.each([
	[302, '/login.do'],
	[302, 'https://DEV1.service-now.com.:443/login.do'],
	[299, 'https://other.example/'],
	[400, 'https://other.example/'],
	[303, undefined],
	[200, undefined],
	[401, undefined],
	[503, undefined],
])('HTTP %d to %s is none', async (statusCode, location) => {
	expect((await redirectBy({ statusCode, location })).redirect).toBeUndefined();
});

test('no answer is no redirect', async () => {
	expect((await redirectBy(new Error('connect'))).redirect).toBeUndefined();
});

test('nothing secret is sent, and no redirect is followed', async () => {
	const [request] = (await redirectBy({ statusCode: 401 })).sent;
	expect(request).toMatchObject({
		url: URL_OF_TOKENS,
		method: 'POST',
		disableFollowRedirect: true,
	});
	expect(JSON.stringify(request)).not.toContain('secret');
});

test.each([
	[undefined, true],
	[{}, true],
	[{ access_token: '' }, true],
	[{ access_token: 'a' }, false],
])('with the token %j there is none: %s', (oauthTokenData, none) => {
	expect(hasNoToken({ oauthTokenData } as never)).toBe(none);
});
