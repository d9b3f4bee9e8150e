import { findRequests } from '../verification/find.mts';
import { PATTERN_PARTS, type RequestPattern } from '../verification/differences.mts';
import { ControlError, isJsonObject, objectIn } from './body.mts';
import type { Endpoints } from './endpoints.mts';
import { pattern as pathPattern } from './faultRules.mts';
import { masked } from './mask.mts';

const types: Record<Exclude<keyof RequestPattern, 'body' | 'path'>, string> = {
	method: 'string',
	operationId: 'string',
	query: 'object',
	headers: 'object',
	user: 'string',
	status: 'number',
};

function patternIn(body: unknown): RequestPattern {
	const order = objectIn(body, [...PATTERN_PARTS]);
	for (const [name, type] of Object.entries(types)) {
		const value = order[name];
		const fits = type === 'object' ? isJsonObject(value) : typeof value === type;
		if (value !== undefined && !fits)
			throw new ControlError(400, `"${name}" must be of type ${type}`);
	}
	const { path, ...rest } = order;
	return { ...rest, ...(path !== undefined && { path: pathPattern(path) }) };
}

/** What was asked, by a pattern, and what nearly matches where nothing does. */
export const findEndpoints: Endpoints = {
	'/requests/find': {
		POST: ({ instance, body }) => {
			const { requests, nearMisses } = findRequests(patternIn(body), instance.log.requests);
			return {
				count: requests.length,
				requests: requests.map(masked),
				nearMisses: nearMisses.map((miss) => ({ ...miss, request: masked(miss.request) })),
			};
		},
	},
};
