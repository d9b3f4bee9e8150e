import type { DeclarativeRestApiSettings } from 'n8n-workflow';
import { instanceUrlExpression } from './instanceUrl';

/**
 * What every request of every node has in common.
 *
 * - 401 stays with the engine, because that is where OAuth tokens are refreshed; every other status
 *   comes back as a response, so that `send` can read ServiceNow's own error text.
 * - Redirects are not followed: ServiceNow's REST APIs do not redirect, and `x-sn-apikey` would
 *   travel to the other host.
 */
export const requestDefaults = {
	baseURL: instanceUrlExpression('$credentials'),
	headers: {
		Accept: 'application/json',
		'Content-Type': 'application/json',
	},
	ignoreHttpStatusErrors: { ignore: true, except: [401] },
	disableFollowRedirect: true,
} satisfies DeclarativeRestApiSettings.HttpRequestOptions;

/**
 * The optional version segment of a URL, as an expression: empty, or `v1/`.
 * `send` has the format checked before a request leaves.
 */
export const VERSION_SEGMENT =
	'{{ $parameter.options.api_version ? encodeURIComponent($parameter.options.api_version) + "/" : "" }}';
