import type { INodeParameters } from 'n8n-workflow';
import { doJob } from '../engine.mts';
import type { Contender, Job } from '../job.mts';
import { builtInNode, loadN8n } from '../n8n.mts';

function parametersOf(job: Job): INodeParameters {
	if (job.kind === 'readAll') return { operation: 'getAll', returnAll: true, options: {} };
	if (job.kind === 'get') return { operation: 'get', id: '={{ $json.id }}', options: {} };
	return { operation: 'create', dataToSend: 'mapInput', inputsToIgnore: '' };
}

/** The ServiceNow node that comes with n8n, which reaches contacts as records of a table. */
export function builtInContender(): Contender {
	const n8n = loadN8n();
	const nodeType = builtInNode();
	const run = async (job: Job) => {
		const node = {
			nodeType,
			type: 'n8n-nodes-base.serviceNow',
			typeVersion: 1,
			credential: 'serviceNowBasicApi',
			parameters: {
				authentication: 'basicAuth',
				resource: 'tableRecord',
				tableName: 'customer_contact',
				...parametersOf(job),
			},
		};
		const { items, error } = await doJob(n8n, node, job);
		return { records: items.length, error: error?.message };
	};
	return { run };
}
