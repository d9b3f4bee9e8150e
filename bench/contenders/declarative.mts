import type { INodeParameters } from 'n8n-workflow';
import { prepareNode } from '../../harness/engine.mts';
import { doJob } from '../engine.mts';
import type { Contender, Job, Outcome } from '../job.mts';
import { loadN8n } from '../n8n.mts';
import { runOnce } from './once.mts';
import { plainNode } from './plainNode.mts';

/** Fields of the node itself; the others are members of Additional Fields. */
const ownFields = new Set(['first_name', 'last_name', 'email', 'phone', 'mobile_phone']);

/** All values as expressions, as a workflow has them. */
function expressions(names: string[]): INodeParameters {
	return Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));
}

function parametersOf(job: Exclude<Job, { kind: 'once' }>): INodeParameters {
	if (job.kind === 'readAll') return { operation: 'getAll', returnAll: true, simplify: false };
	if (job.kind === 'get') {
		return { operation: 'get', id: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };
	}
	const names = Object.keys(job.items[0]);
	return {
		operation: 'create',
		...expressions(names.filter((name) => ownFields.has(name))),
		additionalFields: expressions(names.filter((name) => !ownFields.has(name))),
	};
}

function batching({ size, intervalMs }: NonNullable<Job['batch']>): INodeParameters {
	return { batching: { batch: { batchSize: size, batchInterval: intervalMs } } };
}

/** The Contact node, as it is or without its transport. @param isPlain whether without */
export function declarativeContender(isPlain: boolean): Contender {
	const n8n = loadN8n();
	const nodeType = prepareNode(n8n, isPlain ? plainNode(n8n) : n8n.contactNode);
	const openFrame = prepareNode(n8n, n8n.openFrameNode);
	const run = async (job: Job): Promise<Outcome> => {
		if (job.kind === 'once') return await runOnce(n8n, { call: openFrame, contact: nodeType }, job);
		const node = {
			nodeType,
			type: nodeType.description.name,
			typeVersion: 1,
			credential: n8n.credential.name,
			parameters: {
				authentication: 'basicAuth',
				resource: 'contact',
				options: job.concurrency ? { maxConcurrency: job.concurrency } : {},
				...(job.batch && { requestOptions: batching(job.batch) }),
				...parametersOf(job),
			},
		};
		const { items, error } = await doJob(n8n, node, job);
		return { records: items.length, error: error?.message };
	};
	return { run };
}
