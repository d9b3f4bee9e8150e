import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { originOf } from '../../instance/instanceUrl';
import { isObject } from '../../isObject';
import type { HttpResponse } from '../readResponse';

/** Milliseconds that the token endpoint has to answer. */
const TIMEOUT_MS = 10_000;

/** n8n's helpers, as far as they are needed. */
export interface Sender {
	helpers: { httpRequest: (request: IHttpRequestOptions) => Promise<unknown> };
}

/** A login page of the instance, which n8n would ask for without what it has sent before. */
function isOwnPage({ statusCode, headers }: HttpResponse, url: string): boolean {
	const { location = '' } = headers as { location?: string };
	const repeats = statusCode === 307 || statusCode === 308;
	return (
		!repeats &&
		URL.canParse(location, url) &&
		originOf(new URL(location, url).href) === originOf(url)
	);
}

/** Whether n8n has to ask for a token before it can send anything. */
export function hasNoToken({ oauthTokenData }: ICredentialDataDecryptedObject): boolean {
	return !isObject(oauthTokenData) || !oauthTokenData.access_token;
}

/**
 * Looks where a token would come from, without a secret. n8n's OAuth2 client follows redirects, and after
 * 307 or 308 it repeats the client secret and the refresh token to whatever host the redirect names.
 *
 * @see https://github.com/n8n-io/n8n/blob/master/packages/%40n8n/client-oauth2/src/client-oauth2.ts
 * @returns the redirect; nothing when there is none, or no answer: n8n then says why it gets no token
 */
export async function redirectOfTokenUrl(
	{ helpers }: Sender,
	{ accessTokenUrl }: ICredentialDataDecryptedObject,
	abortSignal: AbortSignal,
): Promise<HttpResponse | undefined> {
	const url = String(accessTokenUrl);
	const request = helpers.httpRequest({
		method: 'POST',
		url,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		body: 'grant_type=',
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
		timeout: TIMEOUT_MS,
		abortSignal,
	}) as Promise<HttpResponse>;
	const response = await request.catch(() => undefined);
	if (!response || response.statusCode < 300 || response.statusCode > 399) return undefined;
	return isOwnPage(response, url) ? undefined : response;
}
