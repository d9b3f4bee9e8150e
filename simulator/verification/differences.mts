import { basicCredentials } from '../login/auth.mts';
import type { SeenRequest } from '../requestLog.mts';

/** What a request is to be like. What is left out may be anything. */
export interface RequestPattern {
	method?: string;
	/** A pattern, or the whole path. */
	path?: RegExp | string;
	/** Operation of the contract, for example `contact.create`. */
	operationId?: string;
	/** Parameters that it has at least. */
	query?: Record<string, unknown>;
	/** Members that the body has at least, within objects too; a list or a text as a whole. */
	body?: unknown;
	/** Headers that it has at least, by name in lower case. */
	headers?: Record<string, string>;
	/** User name of the Basic login. */
	user?: string;
	/** Status that it was answered with; 0 where there was no answer. */
	status?: number;
}

/** The parts that a pattern can have. */
export const PATTERN_PARTS = [
	'method',
	'path',
	'operationId',
	'query',
	'body',
	'headers',
	'user',
	'status',
] as const satisfies (keyof RequestPattern)[];

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));

/** Values on the wire are texts: 5 and "5" are the same parameter. */
function isSame(wanted: unknown, given: unknown): boolean {
	if (typeof wanted === 'object' && wanted !== null) {
		return JSON.stringify(wanted) === JSON.stringify(given);
	}
	return wanted === given || (typeof given === 'string' && String(wanted) === given);
}

function differencesIn(at: string, wanted: unknown, given: unknown): string[] {
	if (isObject(wanted) && isObject(given)) {
		return Object.entries(wanted).flatMap(([name, value]) =>
			differencesIn(`${at}.${name}`, value, given[name]),
		);
	}
	return isSame(wanted, given) ? [] : [`${at} is ${shown(given)}, not ${shown(wanted)}`];
}

function userOf({ headers }: SeenRequest): string | undefined {
	return basicCredentials(headers.authorization ?? '')?.[0];
}

function pathDifference(wanted: RegExp | string, { path }: SeenRequest): string[] {
	const fits = typeof wanted === 'string' ? wanted === path : path.search(wanted) >= 0;
	return fits ? [] : [`path is ${path}, not ${String(wanted)}`];
}

/** @returns in what a request differs from a pattern, in words; nothing where it matches */
export function differences(pattern: RequestPattern, request: SeenRequest): string[] {
	const { method, path, operationId, query, body, headers, user, status } = pattern;
	return [
		...(method === undefined ? [] : differencesIn('method', method.toUpperCase(), request.method)),
		...(path === undefined ? [] : pathDifference(path, request)),
		...(operationId === undefined
			? []
			: differencesIn('operationId', operationId, request.operationId)),
		...(query === undefined ? [] : differencesIn('query', query, request.query)),
		...(body === undefined ? [] : differencesIn('body', body, request.body)),
		...(headers === undefined ? [] : differencesIn('headers', headers, request.headers)),
		...(user === undefined ? [] : differencesIn('user', user, userOf(request))),
		...(status === undefined ? [] : differencesIn('status', status, request.status)),
	];
}
