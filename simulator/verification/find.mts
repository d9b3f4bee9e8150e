import type { SeenRequest } from '../requestLog.mts';
import { differences, PATTERN_PARTS, type RequestPattern } from './differences.mts';

/** A request that almost matched. */
export interface NearMiss {
	request: SeenRequest;
	/** In words, for example `body.email is "a@example.com", not "b@example.com"`. */
	differences: string[];
}

/** What matched a pattern, and what nearly did. */
export interface Found {
	requests: SeenRequest[];
	/** The closest first; none where something matched. */
	nearMisses: NearMiss[];
}

const MOST_NEAR_MISSES = 3;

/** Parts of a pattern in which a request differs. */
function partsIn(all: string[]): number {
	return new Set(all.map((text) => /^\w+/.exec(text)?.[0])).size;
}

/** @returns the requests that match, in the order of their arrival, or else those that nearly do */
export function findRequests(pattern: RequestPattern, log: readonly SeenRequest[]): Found {
	const judged = log.map((request) => ({ request, differences: differences(pattern, request) }));
	const requests = judged
		.filter((one) => one.differences.length === 0)
		.map(({ request }) => request);
	if (requests.length > 0) return { requests, nearMisses: [] };
	const parts = PATTERN_PARTS.filter((name) => pattern[name] !== undefined).length;
	const nearMisses = judged
		.filter((one) => parts === 1 || partsIn(one.differences) < parts)
		.sort((a, b) => a.differences.length - b.differences.length)
		.slice(0, MOST_NEAR_MISSES);
	return { requests, nearMisses };
}

/** How often something is to have been asked. */
export type Times = number | { atLeast?: number; atMost?: number };

function isRight(count: number, times: Times): boolean {
	if (typeof times === 'number') return count === times;
	return count >= (times.atLeast ?? 0) && count <= (times.atMost ?? Infinity);
}

function inWords(times: Times): string {
	if (typeof times === 'number') return `${times}`;
	const { atLeast, atMost } = times;
	return [
		...(atLeast === undefined ? [] : [`at least ${atLeast}`]),
		...(atMost === undefined ? [] : [`at most ${atMost}`]),
	].join(' and ');
}

function patternInWords(pattern: RequestPattern): string {
	const path = pattern.path instanceof RegExp ? { path: String(pattern.path) } : {};
	return JSON.stringify({ ...pattern, ...path });
}

const briefly = ({ method, path, status }: SeenRequest) => `${method} ${path} (${status ?? '…'})`;

/**
 * @param times how often the pattern is to have matched
 * @returns what is wrong with that, with what came closest; undefined where nothing is
 */
export function verificationProblem(
	pattern: RequestPattern,
	times: Times,
	log: readonly SeenRequest[],
): string | undefined {
	const { requests, nearMisses } = findRequests(pattern, log);
	if (isRight(requests.length, times)) return undefined;
	const misses = nearMisses.map(
		({ request, differences: all }) => `  ${briefly(request)}: ${all.join('; ')}`,
	);
	return [
		`Expected ${inWords(times)} of ${log.length} requests to match ${patternInWords(pattern)}, but ${requests.length} did.`,
		...requests.map((request) => `  ${briefly(request)}`),
		...(misses.length > 0 ? ['Closest:', ...misses] : []),
	].join('\n');
}
