import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { doJob } from '../engine.mts';
import type { Job, Outcome } from '../job.mts';
import type { N8n } from '../n8n.mts';

type OnceJob = Extract<Job, { kind: 'once' }>;

/** Create of both records, which looks for one that is there. */
const creates: Record<OnceJob['record'], INodeParameters> = {
	call: {
		resource: 'voiceInteraction',
		userPhoneNumber: '+14089965744',
		clientSessionId: '={{ $json.id }}',
		reuseByClientSessionId: true,
	},
	contact: {
		resource: 'contact',
		last_name: 'Once',
		email: '={{ $json.id }}@example.com',
		reuseExistingContact: 'email',
	},
};

function resultOf({ sysId, sys_id: id, error, found_after_failure: found }: IDataObject) {
	const named = sysId ?? id;
	return {
		...(named !== undefined && { sysId: String(named) }),
		...(error !== undefined && { error: String(error) }),
		foundAfterFailure: found === true,
	};
}

/** Lets each item of a job have one record. A failure is an item of its own: it leaves the others alone. */
export async function runOnce(
	n8n: N8n,
	nodeTypes: Record<OnceJob['record'], INodeType>,
	job: OnceJob,
): Promise<Outcome> {
	const nodeType = nodeTypes[job.record];
	const { settleTime } = job;
	const node = {
		nodeType,
		type: nodeType.description.name,
		typeVersion: 1,
		credential: n8n.credential.name,
		onError: 'continueRegularOutput' as const,
		parameters: {
			authentication: 'basicAuth',
			operation: 'create',
			...creates[job.record],
			options: settleTime === undefined ? {} : { settleTime },
		},
	};
	const { items, error } = await doJob(n8n, node, job);
	return {
		records: items.length,
		error: error?.message,
		once: items.map(({ json }) => resultOf(json)),
	};
}
