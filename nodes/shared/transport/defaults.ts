import type { DeclarativeRestApiSettings } from 'n8n-workflow';
import { instanceUrlExpression } from '../instance/instanceUrl';

/**
 * What every request of every node has in common. Redirects are not followed: ServiceNow's REST APIs do
 * not redirect, and `x-sn-apikey` would travel to the other host.
 */
export const requestDefaults = {
	baseURL: instanceUrlExpression(),
	headers: {
		Accept: 'application/json',
		'Content-Type': 'application/json',
	},
	disableFollowRedirect: true,
} satisfies DeclarativeRestApiSettings.HttpRequestOptions;

/**
 * Errors come back as responses, so that ServiceNow's own text can be read. With OAuth2, 401 stays with the
 * engine, because that is where tokens are refreshed. With other logins it would send the same one again,
 * and one failed login would count as two.
 *
 * Not among the defaults, because the engine evaluates them for each item.
 *
 * @param authentication value of the field Authentication
 * @see https://github.com/n8n-io/n8n/blob/master/packages/core/src/execution-engine/node-execution-context/utils/request-helpers/authentication.ts
 */
export function ignoredStatusErrors(authentication: unknown): { ignore: true; except: number[] } {
	return { ignore: true, except: authentication === 'oAuth2' ? [401] : [] };
}
