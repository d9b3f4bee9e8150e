import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import {
	httpRequestNodeOf,
	instanceUrlField,
	keepToOwnInstance,
} from '../nodes/shared/instance/credential';

export class ServiceNowCsmBasicApi implements ICredentialType {
	name = 'serviceNowCsmBasicApi';

	displayName = 'ServiceNow CSM Basic Auth API';

	icon: Icon = {
		light: 'file:../icons/serviceNowCsm.svg',
		dark: 'file:../icons/serviceNowCsm.dark.svg',
	};

	documentationUrl =
		'https://github.com/servicenow-csm-nodes/n8n-nodes-servicenow-csm/blob/main/docs/credentials.md#basic-auth';

	httpRequestNode = httpRequestNodeOf('Basic Auth');

	properties: INodeProperties[] = [
		instanceUrlField,
		{
			displayName: 'Username',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			description: 'User ID of a ServiceNow user with the roles that the nodes need',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Password of that user',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		keepToOwnInstance(credentials, request);
		const { username, password } = credentials;
		request.auth = { username: String(username), password: String(password) };
		return request;
	};
}
