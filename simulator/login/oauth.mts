import { createHash } from 'node:crypto';
import type { HttpResponse } from '../http/response.mts';
import { formFields, isForm } from '../http/body.mts';
import { errorResponse } from '../http/errors.mts';
import type { IncomingRequest } from '../http/request.mts';
import { basicCredentials, loginByPassword } from './auth.mts';
import { logins, type Login } from './logins.mts';
import type { LoginRules } from './loginRules.mts';
import { tokenFaults } from './tokenFaults.mts';
import type { Tokens } from './tokens.mts';

const rejected: HttpResponse = tokenFaults.accessDenied;

type Form = Record<string, string | undefined>;

/** Who is granted access, and whether a refresh token comes along. */
interface Grant {
	login: Login;
	refresh: boolean;
}

const grants: Record<string, (form: Form, tokens: Tokens) => Grant | undefined> = {
	authorization_code: (form, tokens) => {
		const code = tokens.redeemCode(form.code ?? '');
		if (!code || code.redirectUri !== form.redirect_uri) return undefined;
		const proven =
			code.challenge === undefined ||
			createHash('sha256')
				.update(form.code_verifier ?? '')
				.digest('base64url') === code.challenge;
		return proven ? { login: logins.integration, refresh: true } : undefined;
	},
	refresh_token: (form, tokens) => {
		const login = tokens.loginOfRefreshToken(form.refresh_token ?? '');
		return login && { login, refresh: true };
	},
	client_credentials: () => ({ login: logins.integration, refresh: false }),
	password: (form) => {
		const login = loginByPassword(form.username ?? '', form.password ?? '');
		return login && !login.needsSecondFactor ? { login, refresh: true } : undefined;
	},
};

/**
 * Answers `/oauth_token.do`. The client proves itself with Basic credentials or with `client_id` and
 * `client_secret` in the form; with PKCE a public client leaves the secret out, and gets no refresh
 * token.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/authentication/authorization-workflow.md
 * @param tokens of the instance
 * @param rules `tokenLifetimeSeconds` is how long the access token lives
 * @returns a token, or 401 `access_denied`; a body that is not a form is rejected as well; with a
 * `tokenFault` what that says
 */
export function tokenResponse(
	request: IncomingRequest,
	tokens: Tokens,
	{
		tokenFault,
		tokenLifetimeSeconds,
	}: Pick<LoginRules, 'tokenFault'> & { tokenLifetimeSeconds: number },
): HttpResponse {
	if (tokenFault !== undefined) return tokenFaults[tokenFault];
	if (request.method !== 'POST') return errorResponse(405);
	if (!isForm(request.headers['content-type'])) return rejected;
	const form: Form = formFields(request.body);
	const basic = basicCredentials(request.headers.authorization);
	const id = basic ? basic[0] : form.client_id;
	const secret = basic ? basic[1] : form.client_secret;
	const publicClient = form.code_verifier !== undefined && secret === undefined;
	if (id !== logins.oauth.clientId) return rejected;
	if (!publicClient && secret !== logins.oauth.clientSecret) return rejected;

	const grantType = form.grant_type ?? '';
	const grant = Object.hasOwn(grants, grantType) ? grants[grantType](form, tokens) : undefined;
	if (!grant) return rejected;
	const renewed = grantType === 'refresh_token' ? form.refresh_token : undefined;
	return {
		status: 200,
		headers: { 'Cache-Control': 'no-store' },
		body: {
			access_token: tokens.issueAccess(grant.login, tokenLifetimeSeconds),
			...(grant.refresh &&
				!publicClient && {
					refresh_token: renewed ?? tokens.issueRefresh(grant.login),
				}),
			scope: 'useraccount',
			token_type: 'Bearer',
			expires_in: tokenLifetimeSeconds,
		},
	};
}

/**
 * Answers `/oauth_auth.do` as if the user had approved at once.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/authentication/authorization-workflow.md
 * @returns a redirect to `redirect_uri` with `code` and `state`, or 400 where the request names
 * another client, no redirect URI, or a PKCE method other than S256
 */
export function authorizationResponse(request: IncomingRequest, tokens: Tokens): HttpResponse {
	const query = request.query as Form;
	const plainPkce =
		query.code_challenge !== undefined && (query.code_challenge_method ?? 'plain') !== 'S256';
	if (
		query.client_id !== logins.oauth.clientId ||
		query.response_type !== 'code' ||
		!URL.canParse(query.redirect_uri ?? '') ||
		plainPkce
	) {
		return errorResponse(400, 'Invalid authorization request', null);
	}
	const redirectUri = query.redirect_uri ?? '';
	const target = new URL(redirectUri);
	target.searchParams.set('code', tokens.issueCode(redirectUri, query.code_challenge));
	if (query.state !== undefined) target.searchParams.set('state', query.state);
	return { status: 302, headers: { Location: target.href } };
}
