import type { Workflow } from '../../../scripts/n8n/client.mts';
import { listWorkflow } from './listWorkflow.mts';

export const callsPath = 'calls';

/** A webhook that takes a list of calls, records each once, and answers with what was recorded. */
export function callsWorkflow(credentialId: string): Workflow {
	const calls = {
		path: callsPath,
		response: { responseMode: 'lastNode', responseData: 'allEntries' },
		type: 'serviceNowOpenFrame',
		parameters: {
			resource: 'voiceInteraction',
			operation: 'create',
			userPhoneNumber: '+14089965744',
			clientSessionId: '={{ $json.id }}',
			reuseByClientSessionId: true,
		},
	};
	return listWorkflow(calls, credentialId);
}
