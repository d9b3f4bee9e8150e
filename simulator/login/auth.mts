import type { IncomingHttpHeaders } from 'node:http';
import { Rejection } from '../http/response.mts';
import { errorResponse } from '../http/errors.mts';
import type { LoginRules } from './loginRules.mts';
import { logins, users, type Login } from './logins.mts';
import { hasRole } from './roles.mts';
import type { Tokens } from './tokens.mts';

/**
 * Finds out who sent a request: Basic, bearer token or API key.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/c_RESTAPI.md
 * @param headers of the request
 * @param tokens access tokens of the instance
 * @returns the login
 * @throws Rejection 401 where there is none, a second factor is missing or Basic Auth is restricted;
 * 403 where the login lacks an explicit role
 */
export function authenticate(
	headers: IncomingHttpHeaders,
	tokens: Tokens,
	{ explicitRoles, basicAuthRestricted }: LoginRules,
): Login {
	const login = identify(headers, tokens);
	if (!login) throw unauthorized({});
	if (login.needsSecondFactor) throw unauthorized({ 'X-MFA_TOKEN': 'invalid' });
	const basic = basicCredentials(headers.authorization) !== undefined;
	if (basic && basicAuthRestricted && !mayUseBasic(login)) throw unauthorized({});
	if (explicitRoles && !hasRole(login, 'snc_internal')) throw new Rejection(errorResponse(403));
	return login;
}

/**
 * Whether Basic Auth is open to a login although it is restricted.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/authentication/basic-authentication.md
 */
function mayUseBasic(login: Login): boolean {
	const roles = ['snc_basic_auth_api_access', 'mid_server'];
	return login.webServiceAccessOnly === true || roles.some((role) => hasRole(login, role));
}

/**
 * @param login who asks
 * @param roles any of them suffices; an empty list asks for none
 * @throws Rejection 403 where the login has none of the roles
 */
export function authorize(login: Login, roles: string[]): void {
	if (roles.length > 0 && !roles.some((role) => login.roles.includes(role))) {
		throw new Rejection(errorResponse(403));
	}
}

/** @returns the login with that name and password */
export function loginByPassword(userName: string, password: string): Login | undefined {
	return users.find((user) => user.userName === userName && user.password === password);
}

/**
 * @param header an Authorization header
 * @returns the two halves of Basic credentials, undefined where it holds none
 */
export function basicCredentials(header: string | undefined): [string, string] | undefined {
	const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
	if (encoded === undefined) return undefined;
	const text = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	return colon < 0 ? undefined : [text.slice(0, colon), text.slice(colon + 1)];
}

/** @returns whom the headers name, whether or not they may come in; undefined for nobody */
export /** @returns who sent a request, undefined where the login is none */
function identify(headers: IncomingHttpHeaders, tokens: Tokens): Login | undefined {
	if (headers['x-sn-apikey'] === logins.apiKey) return logins.integration;
	const basic = basicCredentials(headers.authorization);
	if (basic) return loginByPassword(...basic);
	const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
	return bearer === undefined ? undefined : tokens.loginOf(bearer);
}

function unauthorized(headers: Record<string, string>): Rejection {
	return new Rejection(
		errorResponse(401, undefined, undefined, {
			'WWW-Authenticate': 'BASIC realm="Service-now"',
			...headers,
		}),
	);
}
