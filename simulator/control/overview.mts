import { endpoints as contractEndpoints } from '../../contract/readContract.mts';
import { faultKinds } from '../faults/kinds.mts';
import type { InstanceState } from '../instanceState.mts';
import type { Endpoints } from './endpoints.mts';

/** What the instance has to do, now and within the last minute. */
function load({ log, load: { nodes }, settings }: InstanceState): object {
	return {
		now: Math.floor(Date.now() / 1000),
		total: log.total,
		inFlight: log.inFlight,
		nodes: nodes.list(settings.nodes),
		permits: settings.permits ?? null,
		queue: settings.queue,
		latencyMs: settings.latencyMs,
		seconds: log.timeline.list(),
	};
}

/** The operations of the contract, each with a documented request to begin with. */
function operations(): object[] {
	return contractEndpoints().map(({ path, method, operation }) => {
		const [{ path: samplePath = path, query = {}, body = null } = {}] = operation['x-samples'];
		return {
			operationId: operation.operationId,
			api: operation.tags[0],
			method,
			path,
			sample: { path: samplePath, query, body },
		};
	});
}

/** What a person who looks at the instance chooses from, and sees at work. */
export const overviewEndpoints: Endpoints = {
	'/load': { GET: ({ instance }) => load(instance) },
	'/operations': { GET: () => ({ operations: operations() }) },
	'/fault-kinds': { GET: () => ({ kinds: Object.keys(faultKinds) }) },
};
