import { operations } from '../apis/operations.mts';
import type { InstanceState } from '../instanceState.mts';
import { ControlError, refuseUnknown } from './body.mts';
import type { Endpoints } from './endpoints.mts';
import { masked } from './mask.mts';

/** @param count how many; all for '' */
function lastOf<T>(list: T[], count: string): T[] {
	return count === '' ? list : list.slice(Math.max(0, list.length - Number(count)));
}

function listRequests({ log, tokens }: InstanceState, query: Record<string, unknown>): object {
	refuseUnknown(query, ['operationId', 'count', 'last'], 'parameters');
	const { operationId: wanted, count, last = '' } = query;
	if (!/^\d*$/.test(String(last))) throw new ControlError(400, '"last" is no whole number');
	if (wanted !== undefined && !operations().some(({ operationId }) => operationId === wanted)) {
		throw new ControlError(400, `No operation "${String(wanted)}"`);
	}
	const matching = log.requests.filter(
		({ operationId }) => wanted === undefined || operationId === wanted,
	);
	return {
		count: matching.length,
		counts: log.counts,
		maxInFlight: log.maxInFlight,
		tokensIssued: tokens.issued,
		...(count === undefined && { requests: lastOf(matching, String(last)).map(masked) }),
	};
}

/** The log of requests, without the logins in them. */
export const requestEndpoints: Endpoints = {
	'/requests': {
		GET: ({ instance, query }) => listRequests(instance, query),
		DELETE: ({ instance }) => {
			instance.log.reset();
			return { done: true };
		},
	},
};
