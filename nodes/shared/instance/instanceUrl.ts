import { InvalidInputError } from '../inputError';

/**
 * What is done to the instance URL as the user typed it, in this order. Kept as data because it is
 * needed twice: as an expression (n8n derives a credential's own host from `requestDefaults.baseURL`,
 * and the OAuth URLs are expressions too) and in code.
 */
const STEPS: Array<[pattern: RegExp, replacement: string]> = [
	[/^[\s\u200b-\u200f\u2060]+|[\s\u200b-\u200f\u2060]+$/g, ''],
	// What the browser shows behind the address: a page of the instance. A proxy may have a path.
	[/(?<=[^/:])\/[\w-]+\/?\?(?:id|sys_id)=.*$/i, ''],
	[/[?#].*$/, ''],
	[/(?<=[^/:])\/(?:[^/]*\.do(?![a-z0-9])|now\/(?=[^/])|api\/now(?![a-z0-9])).*$/i, ''],
	[/(?<=[^/:])\/+$/, ''],
	[/^(?![a-z]+:\/\/)/i, 'https://'],
	[/^(https:\/\/(?!localhost$)[a-z0-9-]+)$/i, '$1.service-now.com'],
	[/^(https?:\/\/[^/]+\.(?:service-now|servicenowservices)\.com(?::\d+)?)\/.*$/i, '$1'],
];

/**
 * For the URLs that n8n itself sends the client secret and the token to, before any code of ours runs:
 * they are never plain http, except on this machine.
 */
const SECURED: [pattern: RegExp, replacement: string] = [
	/^http:(?!\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/i,
	'https:',
];

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Keeps what a function returned for the last URLs: the same few come with each item, and parsing a URL
 * is slow.
 */
function memoized<T>(of: (url: string) => T): (url: string) => T {
	const known = new Map<string, T>();
	return (url) => {
		const result = known.has(url) ? (known.get(url) as T) : of(url);
		if (known.size >= 100) known.clear();
		known.set(url, result);
		return result;
	};
}

function expressionOf(source: string, steps: typeof STEPS): string {
	const calls = steps.map(([pattern, to]) => `.replace(${pattern}, ${JSON.stringify(to)})`);
	return `={{ ${source}["instanceUrl"]${calls.join('')} }}`;
}

/** An n8n expression in a node that turns the typed instance URL into a base URL. */
export function instanceUrlExpression(): string {
	return expressionOf('$credentials', STEPS);
}

/**
 * The same in a credential type, with plain http turned into https.
 *
 * @param source how the expression reaches the field: `$self`, or `$credentials` in a test
 * @param suffix path appended to the base URL, with its leading slash
 */
export function securedUrlExpression(source: '$credentials' | '$self', suffix = ''): string {
	return expressionOf(source, [...STEPS, SECURED]) + suffix;
}

/** An n8n expression in a credential type that returns the host of the typed instance URL. */
export function instanceHostExpression(): string {
	return expressionOf('$self', [...STEPS, [/^[a-z]+:\/\/([^/:?#]+).*$/i, '$1']]);
}

/**
 * The same as {@link instanceUrlExpression}, in code: `dev1` becomes `https://dev1.service-now.com`,
 * a trailing slash and a page of the instance go, any other host stays with its path.
 */
const normalizeInstanceUrl = memoized((typed) =>
	STEPS.reduce((url, [pattern, to]) => url.replace(pattern, to), typed),
);

/** A URL in the one spelling of its host: lower case, no default port, no dot at the end. */
function parsed(url: string): URL {
	const result = new URL(url);
	result.hostname = result.hostname.replace(/\.$/, '');
	return result;
}

/** Scheme, host and port of a URL, in one spelling. @throws TypeError when it is no URL */
export const originOf = memoized((url) => parsed(url).origin);

/** The whole URL, with its origin in one spelling. @throws TypeError when it is no URL */
export const addressOf = memoized((url) => parsed(url).href);

/** Host and port of a URL, in one spelling. @throws TypeError when it is no URL */
export const hostOf = memoized((url) => parsed(url).host);

/** What is wrong with a base URL; nothing when credentials may be sent to it. */
const problemOf = memoized((baseUrl): string | undefined => {
	let url: URL;
	try {
		url = new URL(baseUrl);
	} catch {
		return 'The instance URL of the credential is not a valid URL';
	}
	if (url.username || url.password)
		return 'The instance URL must not contain a user name or password';
	if (url.protocol === 'https:') return undefined;
	if (url.protocol !== 'http:') return `The instance URL starts with "${url.protocol}"`;
	if (LOOPBACK.has(url.hostname)) return undefined;
	return 'The instance URL starts with "http:", which would send the credential unencrypted';
});

/**
 * The base URL of an instance that credentials may be sent to.
 *
 * @param instanceUrl of a credential, as the user typed it, or a base URL
 * @returns scheme, host, port, and path without a slash at the end: `https://dev1.service-now.com`
 * @throws {InvalidInputError} for plain http to a host other than this machine, and for what is not a URL
 */
export function checkedBaseUrl(instanceUrl: unknown): string {
	const baseUrl = normalizeInstanceUrl(String(instanceUrl ?? ''));
	const problem = problemOf(baseUrl);
	if (problem === undefined) return baseUrl;
	throw new InvalidInputError(
		problem,
		'Enter the address that the browser shows when you are logged in to ServiceNow, such as https://dev12345.service-now.com. Plain http is accepted for localhost only.',
	);
}
