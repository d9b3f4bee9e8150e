import type { IDataObject } from 'n8n-workflow';
import type { Operation } from './operation';

/** What was seen of a request that did not do what it should. */
export interface Failure {
	operation: Operation;
	/** HTTP status, when there was an answer. */
	status?: number;
	headers: Record<string, string>;
	body?: unknown;
	/** Code of the network error, when there was no answer: `ECONNREFUSED`. */
	code?: string;
	/** ServiceNow's own words, without secrets. */
	said: string;
}

/** A failure as the user reads it: what happened, and what to do. */
export interface Explanation {
	message: string;
	advice: string;
}

interface Row {
	when: (failure: Failure) => boolean;
	message: (failure: Failure) => string;
	advice: (failure: Failure) => string;
}

function status(...codes: number[]): Row['when'] {
	return (failure) => failure.status !== undefined && codes.includes(failure.status);
}

function networkCode(...codes: string[]): Row['when'] {
	return (failure) => failure.code !== undefined && codes.includes(failure.code);
}

function saidMatches(pattern: RegExp): Row['when'] {
	return (failure) => pattern.test(failure.said);
}

function isHtml({ headers, body }: Failure): boolean {
	return /text\/html/i.test(headers['content-type'] ?? '') || /^\s*</.test(textOf(body));
}

function textOf(body: unknown): string {
	return typeof body === 'string' ? body : '';
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

function retryAfter({ headers }: Failure): string {
	const seconds = Number(headers['retry-after']);
	if (seconds > 0) return ` The instance asks to wait ${seconds} seconds.`;
	const reset = Number(headers['x-ratelimit-reset']);
	return reset > 0 ? ` The limit is lifted at ${new Date(reset * 1000).toISOString()}.` : '';
}

const isWrite = ({ operation }: Failure) => operation.action.startsWith('Get') === false;

const CHECK_BEFORE_REPEATING =
	'Look on the instance whether it was done before you run it again: a second run could do it twice.';

/**
 * What can go wrong, first match wins. A new failure is a new row.
 * Sources: ServiceNow's REST API status codes, and the error bodies of real instances.
 */
const FAILURES: Row[] = [
	{
		when: all(isHtml, (failure) => /hibernating/i.test(textOf(failure.body))),
		message: () => 'The ServiceNow instance is hibernating',
		advice: () =>
			'Log in to the ServiceNow developer site and wake the instance up, wait some minutes, then run again.',
	},
	{
		when: all(isHtml, (failure) => (failure.status ?? 0) < 300),
		message: () => 'The host answered with a web page instead of data',
		advice: () =>
			'Check that the instance URL of the credential is the address of a ServiceNow instance, and that no proxy or login page stands in between.',
	},
	{
		when: all(status(401), (failure) => failure.headers['x-mfa_token'] !== undefined),
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
		when: all(status(400, 404), saidMatches(/does not represent any resource/i)),
		message: ({ operation }) => `The instance does not know the ${operation.api.title} API`,
		advice: (failure) =>
			`Have an administrator check that ${pluginOf(failure)} is active. If you set API Version, remove it or use a version that the REST API Explorer lists.`,
	},
	{
		when: status(403),
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
		when: status(413),
		message: () => 'The request is too large for the instance',
		advice: () => 'Send less data in one item: ServiceNow takes up to 10 MB.',
	},
	{
		when: saidMatches(/already.*public_fulfiller/i),
		message: () => 'The agent is a public fulfiller of the conversation already',
		advice: () => 'Nothing is left to do for this agent. Let the workflow continue on this error.',
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
		advice: () => 'Check the values of this item against what ServiceNow says below.',
	},
	{
		when: status(429),
		message: () => 'The instance has too many requests to handle',
		advice: (failure) =>
			`Send fewer requests at a time, or have the rate limit raised.${retryAfter(failure)}`,
	},
	{
		when: status(202),
		message: () => 'The instance put the request in a queue and may drop it',
		advice: () => CHECK_BEFORE_REPEATING,
	},
	{
		when: ({ status: code = 0 }) => code >= 300 && code < 400,
		message: ({ status: code }) => `The host redirects to another address (HTTP ${code})`,
		advice: () =>
			'Enter the address that the instance really has in the credential. Redirects are not followed, so that the credential reaches no other host.',
	},
	{
		when: status(502, 503, 504),
		message: ({ status: code }) => `The instance cannot be reached at the moment (HTTP ${code})`,
		advice: (failure) =>
			`It may be restarting or in an upgrade. Try again later.${retryAfter(failure)}`,
	},
	{
		when: ({ status: code = 0 }) => code >= 500,
		message: ({ status: code }) =>
			`The instance failed while it handled the request (HTTP ${code})`,
		advice: () =>
			'The system log of the instance has the cause. The transaction ID below helps to find it.',
	},
	{
		when: ({ status: code = 0 }) => code >= 400,
		message: ({ status: code }) => `The instance refused the request (HTTP ${code})`,
		advice: () => 'See what ServiceNow says below.',
	},
	{
		when: networkCode('ENOTFOUND', 'EAI_AGAIN'),
		message: () => 'No host has the address of the instance',
		advice: () => 'Check the instance URL of the credential for a typing mistake.',
	},
	{
		when: networkCode('ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'),
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
		when: all(networkCode('ECONNABORTED', 'ETIMEDOUT'), isWrite),
		message: () => 'The instance did not answer in time; what was asked may have been done',
		advice: () => CHECK_BEFORE_REPEATING,
	},
	{
		when: networkCode('ECONNABORTED', 'ETIMEDOUT'),
		message: () => 'The instance did not answer in time',
		advice: () => 'Try again later, or ask for less at a time.',
	},
	{
		when: all(({ code }) => code !== undefined, isWrite),
		message: () => 'The connection broke; what was asked may have been done',
		advice: () => CHECK_BEFORE_REPEATING,
	},
	{
		when: ({ code }) => code !== undefined,
		message: () => 'The connection to the instance broke',
		advice: () => 'Try again later.',
	},
	{
		when: ({ body }) => typeof body === 'object' && body !== null && 'result' in body,
		message: () => 'The instance did not do what was asked, although it answered with success',
		advice: () => 'Check the values of this item against what ServiceNow says below.',
	},
	{
		when: () => true,
		message: () => 'The answer of the instance is not what ServiceNow documents',
		advice: (failure) =>
			isWrite(failure)
				? CHECK_BEFORE_REPEATING
				: 'Check that the instance URL of the credential is the address of a ServiceNow instance.',
	},
];

/** ServiceNow's own message and detail, from its error envelope or from a `result` that reports a refusal. */
function wordsOf(body: unknown): string {
	if (typeof body !== 'object' || body === null) return '';
	const { error, result } = body as { error?: IDataObject | string; result?: IDataObject };
	if (typeof error === 'string') {
		const description = (body as IDataObject).error_description;
		return [error, description].filter((part) => typeof part === 'string').join(': ');
	}
	const source = error ?? result;
	if (typeof source !== 'object' || source === null) return '';
	const words = [source.message, source.detail].filter(
		(part) => typeof part === 'string' && part !== '',
	);
	return [...new Set(words)].join(': ');
}

/** A failure that an answer shows. */
export function failureOf(
	operation: Operation,
	{ statusCode, headers, body }: { statusCode: number; headers?: object; body: unknown },
): Failure {
	return {
		operation,
		status: statusCode,
		headers: Object.fromEntries(
			Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		body,
		said: wordsOf(body),
	};
}

/** What the engine threw, as far as it is known: its cause is the error of the HTTP client. */
interface EngineError {
	code?: string;
	cause?: { code?: string; response?: { status: number; headers: object; data: unknown } };
}

/**
 * A failure that the engine threw: no answer at all, or one of the statuses that it keeps to itself.
 *
 * @returns nothing when it is neither, such as an OAuth2 credential that was never connected
 */
export function failureOfError(operation: Operation, error: Error): Failure | undefined {
	const { cause, code: ownCode } = error as EngineError;
	const response = cause?.response;
	if (response) {
		return failureOf(operation, {
			statusCode: response.status,
			headers: response.headers,
			body: response.data,
		});
	}
	const code = cause?.code ?? ownCode;
	return code === undefined ? undefined : { operation, headers: {}, code, said: '' };
}

/**
 * Explains a failure.
 *
 * @returns what happened; and what to do, followed by ServiceNow's own words and its transaction ID
 */
export function explain(failure: Failure): Explanation {
	const row = FAILURES.find(({ when }) => when(failure)) as Row;
	const details = [row.advice(failure)];
	if (failure.said) details.push(`ServiceNow says: ${failure.said}.`);
	const transaction = failure.headers['x-transaction-id'];
	if (transaction) details.push(`Transaction ID: ${transaction}.`);
	return { message: row.message(failure), advice: details.join(' ') };
}
