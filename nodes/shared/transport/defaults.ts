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
 * Errors come back as responses, so that ServiceNow's own text can be read. 401 stays with the engine,
 * because that is where OAuth tokens are refreshed.
 *
 * Not among the defaults, because the engine evaluates them for each item.
 */
export const ignoredStatusErrors = { ignore: true as const, except: [401] };
