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

/** Which HTTP statuses come back as responses, and not as errors. */
export interface StatusErrors {
	ignore: true;
	except: number[];
}

/**
 * Errors come back as responses, so that ServiceNow's own text can be read.
 *
 * Not among the defaults, because the engine evaluates them for each item.
 */
export const ALL_STATUSES: StatusErrors = { ignore: true, except: [] };

/**
 * Leaves 401 to the engine, which then renews an OAuth2 token and sends the request again. With another
 * login it would send the same one again, and one failed login would count as two.
 *
 * @see https://github.com/n8n-io/n8n/blob/master/packages/core/src/execution-engine/node-execution-context/utils/request-helpers/authentication.ts
 */
export const ALL_BUT_401: StatusErrors = { ignore: true, except: [401] };
