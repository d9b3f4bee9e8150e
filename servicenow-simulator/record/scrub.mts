import type { IncomingHttpHeaders } from 'node:http';
import { withoutSecrets } from '../../simulator/control/mask.mts';
import { basicCredentials } from '../../simulator/login/auth.mts';
import { ORIGIN } from './recording.mts';

const HIDDEN = '***';

/** Short texts turn up by chance, and nothing would be left of the answer. */
const SHORTEST_SECRET = 4;

/** What of a request lets somebody in: passwords, keys, tokens, cookies, in each spelling. */
export function secretsOf(headers: IncomingHttpHeaders): string[] {
	const { authorization = '', cookie = '' } = headers;
	const key = headers['x-sn-apikey'];
	const password = basicCredentials(authorization)?.[1];
	const cookies = cookie.split(/;\s*/).map((pair) => pair.slice(pair.indexOf('=') + 1));
	const known = [
		authorization.replace(/^\w+ +/, ''),
		password,
		key,
		headers['x-usertoken'],
		...cookies,
	];
	return known
		.flat()
		.filter((text): text is string => text !== undefined && text.length >= SHORTEST_SECRET)
		.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)])
		.sort((a, b) => b.length - a.length);
}

/**
 * Takes secrets out of what is to be stored, and the address of the instance.
 *
 * @param text as it was sent
 * @param secrets texts that must not be left in it
 * @param origin of the instance
 */
export function scrubText(text: string, secrets: string[], origin: string): string {
	const { host } = new URL(origin);
	const hidden = secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
	return hidden.replaceAll(origin, ORIGIN).replaceAll(host, '{host}');
}

/** The same of a body. @returns the JSON value without its secret members, or else the text */
export function scrubBody(text: string, secrets: string[], origin: string): unknown {
	if (text === '') return undefined;
	const scrubbed = scrubText(text, secrets, origin);
	try {
		return withoutSecrets(JSON.parse(scrubbed));
	} catch {
		return scrubbed;
	}
}

/** Headers that say something of the answer, and nothing of who asked. */
const KEPT = [
	'allow',
	'content-type',
	'link',
	'location',
	'retry-after',
	'server-timing',
	'x-attachment-metadata',
	'x-ratelimit-limit',
	'x-ratelimit-reset',
	'x-ratelimit-rule',
	'x-total-count',
];

/** @returns the headers of an answer that are stored */
export function scrubHeaders(
	headers: Headers,
	secrets: string[],
	origin: string,
): Record<string, string> {
	return Object.fromEntries(
		KEPT.flatMap((name) => {
			const value = headers.get(name);
			return value === null ? [] : [[name, scrubText(value, secrets, origin)]];
		}),
	);
}
