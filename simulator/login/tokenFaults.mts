import { errorResponse } from '../http/errors.mts';
import type { HttpResponse } from '../http/response.mts';

/**
 * What the token endpoint says instead of issuing a token. The first is on record, for a wrong
 * client as for a refresh token that ended.
 *
 * @see https://github.com/demisto/content-docs/issues/1301
 */
export const tokenFaults = {
	accessDenied: {
		status: 401,
		body: { error_description: 'access_denied', error: 'server_error' },
	},
	/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
	invalidClient: { status: 401, body: { error: 'invalid_client' } },
	/** https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
	invalidGrant: { status: 400, body: { error: 'invalid_grant', error_description: 'expired' } },
	unavailable: errorResponse(503),
	throttled: { ...errorResponse(429), headers: { 'Retry-After': '1' } },
	page: {
		status: 200,
		type: 'text/html;charset=UTF-8',
		body: '<!DOCTYPE html><html><head><title>Log in | ServiceNow</title></head></html>',
	},
	refusedPage: { status: 403, type: 'text/html', body: '<html><body>Access denied</body></html>' },
	redirect: { status: 302, headers: { Location: '/login.do' } },
	empty: { status: 200 },
	noToken: { status: 200, body: { scope: 'useraccount', token_type: 'Bearer', expires_in: 1799 } },
	errorWith200: {
		status: 200,
		body: { error: 'server_error', error_description: 'access_denied' },
	},
	notJson: { status: 200, body: '{"access_token": ' },
	hang: { status: 0, wire: 'hang' },
	destroy: { status: 0, wire: 'destroy' },
} satisfies Record<string, HttpResponse>;

/** Name of an answer of the token endpoint that is no token. */
export type TokenFault = keyof typeof tokenFaults;
