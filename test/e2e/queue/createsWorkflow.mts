import type { Workflow } from '../../../scripts/n8n/client.mts';
import { listWorkflow } from './listWorkflow.mts';
import { mapped } from '../../support/mapped.mts';

export const webhookPath = 'creates';

/** A webhook that takes a list, and a create for each entry. The record tells its execution. */
export function createsWorkflow(credentialId: string): Workflow {
	const creates = {
		path: webhookPath,
		response: { responseMode: 'onReceived' },
		type: 'serviceNowContact',
		parameters: {
			resource: 'contact',
			operation: 'create',
			last_name: '={{ $execution.id }}',
			customFields: mapped({ u_crm_id: '={{ $json.id }}' }),
			options: { maxConcurrency: 16 },
		},
	};
	return listWorkflow(creates, credentialId);
}
