import { isRepeatable } from '../operation';
import { tableApi, type Api } from '../platform/apis';
import { columnsIn } from '../platform/encodedQuery';
import type { Failure, Login } from './types';

/** Characters of ServiceNow's reason that fit into a message. */
const REASON_LENGTH = 150;

/** What to do about a request that may have been carried out. */
function nextStep({ operation }: Failure): string {
	return typeof operation.safety === 'string' ? 'Try again later.' : operation.safety.whenUnknown;
}

function rolesOf({ roles, suggestedRole, rolesAreInternal }: Api): string {
	const names = suggestedRole ?? roles.join(' or ');
	const internal = rolesAreInternal ? '' : ' and, if explicit roles are active, snc_internal';
	return `the role ${names}${internal}`;
}

/** What must hold for an instance to have an API, as it follows "check that". */
function requirementsOf({ plugin, since }: Api): string {
	const requirements = [
		plugin && `the plugin ${plugin} is active`,
		since && `the release of the instance is ${since} or later`,
	].filter(Boolean);
	return requirements.join(' and ') || 'the REST API Explorer lists it';
}

function inSeconds(milliseconds: number): string {
	const seconds = Math.ceil(milliseconds / 1000);
	return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

function queryColumns({ query = '' }: Failure): string {
	const columns = [...new Set(columnsIn(query))];
	return columns.length === 0 ? 'the columns in the query' : `these columns: ${columns.join(', ')}`;
}

/** Words in front of a reason that are the same whatever it is. */
const OPENING =
	/^(?:(?:Operation Failed|Bad Request|Invalid request|Data Policy Exception|Error when processing [\w ]+)[:.] )+/i;

/** The reason alone. */
function reason({ instanceMessage }: Failure): string {
	const text = instanceMessage.replace(OPENING, '');
	const cut = text.slice(0, REASON_LENGTH).replace(/[\uD800-\uDBFF]$/, '');
	return text.length > REASON_LENGTH ? `${cut}…` : text.replace(/\.$/, '');
}

/** The reason behind a colon, where ServiceNow gives one: toasts, webhooks, and the canvas show the message alone. */
function says(failure: Failure): string {
	const text = reason(failure);
	return /^(?:Bad Request)?$/i.test(text) ? '' : `: ${text}`;
}

const LOCKED_OUT = 'ServiceNow responds the same way when the user is locked out or inactive.';

/**
 * What to check of a login that ServiceNow rejects. The restriction of Basic Auth came in June 2026.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-security/authentication/basic-authentication.md
 */
const LOGIN_CHECKS: Record<Login, string> = {
	apiKey: `Check the API key and its access policy, which must cover this API and its version. ${LOCKED_OUT}`,
	basicAuth: `Check the user name and password. ${LOCKED_OUT} Where the instance restricts Basic Auth, as new ones do since June 2026, the user needs the role snc_basic_auth_api_access or the setting "Web service access only".`,
	oAuth2: `Check that the scope of the credential is among the auth scopes of the registration, and reconnect the OAuth2 credential. ${LOCKED_OUT}`,
};

/** Where it is not known how the request logged in. */
const ANY_LOGIN = `Check the user name and password, or the API key and its access policy, or reconnect the OAuth2 credential. ${LOCKED_OUT} Where the instance restricts Basic Auth, the user needs the role snc_basic_auth_api_access or the setting "Web service access only".`;

/** What the texts of the failure table leave open, by the name that they use in braces. */
export const PLACEHOLDERS: Record<string, (failure: Failure) => string> = {
	api: ({ operation }) => operation.api.title,
	code: ({ code }) => String(code),
	held: ({ heldMs = 0 }) => String(Math.ceil(heldMs / 1000)),
	hint: ({ operation, status = 0 }) => {
		const hint = operation.hints?.[status];
		return hint === undefined ? '' : ` ${hint}`;
	},
	login: ({ login }) => (login ? LOGIN_CHECKS[login] : ANY_LOGIN),
	nextStep,
	oldVersion: ({ operation }) =>
		operation.api === tableApi
			? ''
			: ' If "API Version" is set, clear it: an old version can respond so where nothing matches.',
	outcome: ({ operation }) =>
		isRepeatable(operation) ? '' : '; the request may have been carried out',
	queryColumns,
	reason,
	requirements: ({ operation }) => requirementsOf(operation.api),
	roles: ({ operation }) => rolesOf(operation.api),
	says,
	seconds: ({ retryAfterMs = 0 }) => inSeconds(retryAfterMs),
	status: ({ status }) => String(status),
	table: ({ operation: { table } }) => (table === undefined ? 'the table' : `the table ${table}`),
};

/** Replaces the placeholders of a text by what holds for a failure. */
export function fill(text: string, failure: Failure): string {
	return text.replace(/\{(\w+)\}/g, (_, name: string) => PLACEHOLDERS[name](failure));
}
