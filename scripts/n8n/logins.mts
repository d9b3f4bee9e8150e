import { logins } from '../../simulator/login/logins.mts';
import type { Credential, Workflow } from './client.mts';

/** Name of the Basic Auth credential of the examples. */
const basicName = 'ServiceNow (Basic Auth)';

/** The Basic Auth credential for an instance. */
export function basicCredential(
	instanceUrl: string,
	username: string,
	password: string,
): Credential {
	return {
		name: basicName,
		type: 'serviceNowCsmBasicApi',
		data: { instanceUrl, username, password },
	};
}

/** The credentials that the examples name, for a simulated instance. */
export function simulatedCredentials(instanceUrl: string): Credential[] {
	const { integration, apiKey, oauth } = logins;
	return [
		basicCredential(instanceUrl, integration.userName, integration.password),
		{
			name: 'ServiceNow (API key)',
			type: 'serviceNowCsmApiKeyApi',
			data: { instanceUrl, apiKey },
		},
		{
			name: 'ServiceNow (OAuth2)',
			type: 'serviceNowCsmOAuth2Api',
			data: { instanceUrl, grantType: 'clientCredentials', ...oauth },
		},
	];
}

/**
 * Points the nodes of a workflow to stored credentials. A ServiceNow node whose kind of credential is
 * not stored is set to Basic Auth; a node of another service keeps what it has.
 *
 * @param ids of the stored credentials, by type
 */
export function withCredentials(workflow: Workflow, ids: Record<string, string>): Workflow {
	const nodes = workflow.nodes.map((node) => {
		const [type] = Object.keys(node.credentials ?? {});
		if (type === undefined) return node;
		if (type in ids) {
			const { name } = node.credentials![type];
			return { ...node, credentials: { [type]: { id: ids[type], name } } };
		}
		if (!type.startsWith('serviceNowCsm')) return node;
		const basic = 'serviceNowCsmBasicApi';
		return {
			...node,
			parameters: { ...node.parameters, authentication: 'basicAuth' },
			credentials: { [basic]: { id: ids[basic], name: basicName } },
		};
	});
	return { ...workflow, nodes };
}
