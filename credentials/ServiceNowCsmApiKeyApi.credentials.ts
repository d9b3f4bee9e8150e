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

export class ServiceNowCsmApiKeyApi implements ICredentialType {
	name = 'serviceNowCsmApiKeyApi';

	displayName = 'ServiceNow CSM API Key API';

	icon: Icon = {
		light: 'file:../icons/serviceNowCsm.svg',
		dark: 'file:../icons/serviceNowCsm.dark.svg',
	};

	documentationUrl =
		'https://github.com/servicenow-csm-nodes/n8n-nodes-servicenow-csm/blob/main/docs/credentials.md#api-key';

	httpRequestNode = httpRequestNodeOf('API Key');

	properties: INodeProperties[] = [
		instanceUrlField,
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Key from System Web Services > API Access Policies > REST API Key',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		keepToOwnInstance(credentials, request);
		request.headers = { ...request.headers, 'x-sn-apikey': String(credentials.apiKey) };
		return request;
	};
}
