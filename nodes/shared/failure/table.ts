import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../operation';
import type { Failure, Retryability } from './types';

/** One thing that can go wrong. */
export interface Row {
	when: (failure: Failure) => boolean;
	/** `final` when left out. */
	retryability?: Retryability;
	message: (failure: Failure) => string;
	advice: (failure: Failure) => string;
}

function status(...codes: number[]): Row['when'] {
	return (failure) => failure.status !== undefined && codes.includes(failure.status);
}

function networkCode(...codes: string[]): Row['when'] {
	return (failure) => failure.code !== undefined && codes.includes(failure.code);
}

function instanceMessageMatches(pattern: RegExp): Row['when'] {
	return (failure) => pattern.test(failure.instanceMessage);
}

function isHtml({ headers, body }: Failure): boolean {
	return /text\/html/i.test(headers['content-type'] ?? '') || /^\s*</.test(textOf(body));
}

function textOf(body: unknown): string {
	return typeof body === 'string' ? body : '';
}

function any(...conditions: Array<Row['when']>): Row['when'] {
	return (failure) => conditions.some((condition) => condition(failure));
}

function all(...conditions: Array<Row['when']>): Row['when'] {
	return (failure) => conditions.every((condition) => condition(failure));
}

function rolesOf({ operation: { api } }: Failure): string {
	if (api.roles.length === 0) return 'a role that may use the API';
	return `the role ${api.roles.join(' or ')}`;
}

function pluginOf({ operation: { api } }: Failure): string {
	return api.plugin ? `the plugin ${api.plugin}` : 'the API';
}

/** Whether the agent is what the request would make of them; ServiceNow says so with status 500. */
export function isAlreadyFulfiller({ instanceMessage }: Failure): boolean {
	return /already.*public_fulfiller/i.test(instanceMessage);
}

function isRefusal(operation: Operation, body: unknown): boolean {
	const result = (body as { result?: IDataObject } | null | undefined)?.result;
	return typeof result === 'object' && result !== null && operation.refused?.(result) === true;
}

function adviceForUnknown({ operation }: Failure): string {
	if (operation.repeatable) return 'Try again later.';
	if (operation.whenUnknown) return operation.whenUnknown;
	return `Look on the instance whether it was done before you run it again: a second run could do it twice. ${operation.howToCheck ?? ''}`.trim();
}

/**
 * What can go wrong, first match wins. A new failure is a new row.
 * Sources: ServiceNow's REST API status codes, and the error bodies of real instances.
 */
export const FAILURES: Row[] = [
	{
		when: all(isHtml, (failure) => /hibernating/i.test(textOf(failure.body))),
		message: () => 'The ServiceNow instance is hibernating',
		advice: () =>
			'Log in to the ServiceNow developer site and wake the instance up, wait some minutes, then run again.',
	},
	{
		// The APIs of an instance answer 404 with data as well.
		when: all(isHtml, ({ status: code = 0 }) => code < 300 || code === 404),
		message: () => 'The host answered with a web page instead of data',
		advice: () =>
			'Check that the instance URL of the credential is the address of a ServiceNow instance, and that no proxy or login page stands in between.',
	},
	{
		when: all(status(401), ({ headers }) => headers['x-mfa_token'] !== undefined),
		message: () => 'ServiceNow asks this user for multi-factor authentication',
		advice: () =>
			'Use the OAuth2 or API key credential, or a user for integrations that is exempt from multi-factor authentication.',
	},
	{
		when: status(401),
		message: () => 'ServiceNow did not accept the credential',
		advice: () =>
			'Check user name and password, the API key and its access policy, or connect the OAuth2 credential again. A locked-out or inactive user gets the same answer.',
	},
	{
		when: all(status(400, 404), instanceMessageMatches(/does not represent any resource/i)),
		message: ({ operation }) => `The instance does not know the ${operation.api.title} API`,
		advice: (failure) =>
			`Have an administrator check that ${pluginOf(failure)} is active. If you set API Version, remove it or use a version that the REST API Explorer lists.`,
	},
	{
		when: all(status(403), ({ operation }) => operation.table !== undefined),
		retryability: 'notDone',
		message: ({ operation }) =>
			`The user of the credential may not read the table ${operation.table}`,
		advice: () =>
			'Have an administrator let the user read the table through the Table API, or turn off the option that needs it.',
	},
	{
		// Also seen for a moment when a session has moved to another node of the instance.
		when: status(403),
		retryability: 'notDone',
		message: () => 'The user of the credential may not do this',
		advice: (failure) =>
			`Have an administrator give the user ${rolesOf(failure)}, and check the access rules of the record.`,
	},
	{
		when: status(404),
		message: () => 'The record was not found',
		advice: () =>
			'Check the sys_id. A record that the user of the credential may not see is reported as not found too.',
	},
	{
		when: any(status(413), all(status(400), instanceMessageMatches(/large REST payload/i))),
		message: () => 'The request is too large for the instance',
		advice: () => 'Send less data in one item: ServiceNow takes up to 10 MB.',
	},
	{
		when: status(414, 431),
		message: () => 'The URL of the request is too long for the instance',
		advice: () => 'Shorten the query, or search in several steps: one input item for each.',
	},
	{
		when: isAlreadyFulfiller,
		message: () => 'The agent is a public fulfiller of the conversation already',
		advice: () =>
			'Nothing is left to do for this agent. The option Treat Already as Done makes this a success.',
	},
	{
		when: status(405, 406, 415),
		message: ({ status: code }) => `The instance refused the form of the request (HTTP ${code})`,
		advice: () =>
			'A proxy between n8n and the instance may have changed the request, or the instance has an older version of the API.',
	},
	{
		when: status(400),
		message: () => 'The instance refused the request as incomplete or wrong',
		advice: () => 'Check the values of this item.',
	},
	{
		when: status(429),
		retryability: 'throttled',
		message: ({ retryAfterMs }) =>
			retryAfterMs === undefined
				? 'The instance has too many requests to handle'
				: `The instance asks to wait ${Math.ceil(retryAfterMs / 1000)} seconds, which is longer than allowed`,
		advice: () =>
			'The request was not carried out. Lower the option Max Concurrent Requests, raise the option Max Wait, or have the rate limit of the API raised.',
	},
	{
		when: status(202),
		retryability: 'unknown',
		message: () => 'The instance put the request in a queue and may drop it',
		advice: adviceForUnknown,
	},
	{
		when: ({ status: code = 0 }) => code >= 300 && code < 400,
		message: ({ status: code }) => `The host redirects to another address (HTTP ${code})`,
		advice: () =>
			'Enter the address that the instance really has in the credential. Redirects are not followed, so that the credential reaches no other host.',
	},
	{
		when: all(status(503), ({ headers }) => headers['retry-after'] !== undefined),
		retryability: 'throttled',
		message: () => 'The instance is not available at the moment (HTTP 503)',
		advice: () => 'The request was not carried out. Try again later, or raise the option Max Wait.',
	},
	{
		when: status(502, 503, 504),
		retryability: 'unknown',
		message: ({ status: code }) => `The instance cannot be reached at the moment (HTTP ${code})`,
		advice: adviceForUnknown,
	},
	{
		when: ({ status: code = 0 }) => code >= 500,
		message: ({ status: code }) =>
			`The instance failed while it handled the request (HTTP ${code})`,
		advice: () => 'The system log of the instance has the cause.',
	},
	{
		when: ({ status: code = 0 }) => code >= 400,
		message: ({ status: code }) => `The instance refused the request (HTTP ${code})`,
		advice: () => 'Check the values of this item.',
	},
	{
		when: networkCode('ENOTFOUND'),
		message: () => 'No host has the address of the instance',
		advice: () => 'Check how the instance URL of the credential is spelled.',
	},
	{
		when: any(
			({ neverConnected }) => neverConnected === true,
			networkCode('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'),
		),
		retryability: 'notSent',
		message: () => 'The instance does not take connections',
		advice: () => 'Nothing was sent. Check the instance URL and whether the instance is running.',
	},
	{
		when: ({ code = '' }) => /CERT|TLS|SSL|EPROTO/.test(code),
		message: () => 'No secure connection to the instance could be made',
		advice: () =>
			'Check the certificate of the host. For a certificate of your own, give n8n the authority that signed it (NODE_EXTRA_CA_CERTS).',
	},
	{
		when: networkCode('ECONNABORTED', 'ETIMEDOUT'),
		retryability: 'slow',
		message: ({ operation }) =>
			`The instance did not answer in time${operation.repeatable ? '' : '; what was asked may have been done'}`,
		advice: adviceForUnknown,
	},
	{
		when: ({ code }) => code !== undefined,
		retryability: 'unknown',
		message: ({ operation }) =>
			`The connection to the instance broke${operation.repeatable ? '' : '; what was asked may have been done'}`,
		advice: adviceForUnknown,
	},
	{
		when: ({ body, operation }) => isRefusal(operation, body),
		message: () => 'The instance did not do what was asked, although it answered with success',
		advice: () => 'Check the values of this item.',
	},
	{
		when: () => true,
		message: () => 'The answer of the instance is not what ServiceNow documents',
		advice: (failure) =>
			`Check that the instance URL of the credential is the address of a ServiceNow instance. ${adviceForUnknown(failure)}`,
	},
];
