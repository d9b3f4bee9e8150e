import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { CREDENTIAL_TEST_PATH } from '../nodes/shared/credentialTest';
import { instanceUrlField } from '../nodes/shared/fields/instanceUrl';
import { instanceUrlExpression } from '../nodes/shared/instanceUrl';

const NO_DATA =
	'The host answered with a web page instead of data. Check that the instance URL is the address of a ServiceNow instance, and that the instance is not hibernating.';

export class ServiceNowCsmOAuth2Api implements ICredentialType {
	name = 'serviceNowCsmOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'ServiceNow CSM OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/serviceNowCsm.svg',
		dark: 'file:../icons/serviceNowCsm.dark.svg',
	};

	documentationUrl =
		'https://github.com/servicenow-csm-nodes/n8n-nodes-servicenow-csm/blob/main/docs/credentials.md';

	properties: INodeProperties[] = [
		instanceUrlField,
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Authorization Code',
					value: 'authorizationCode',
					description: 'A user logs in once in the browser',
				},
				{
					name: 'Authorization Code with PKCE',
					value: 'pkce',
					description: 'A user logs in once in the browser, with the code exchange protected',
				},
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description: 'The application acts as its own user; nobody logs in',
				},
			],
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: instanceUrlExpression('$self', '/oauth_auth.do'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: instanceUrlExpression('$self', '/oauth_token.do'),
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: 'useraccount',
		},
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: instanceUrlExpression('$credentials'),
			url: CREDENTIAL_TEST_PATH,
			headers: { Accept: 'application/json' },
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				// The first character of a body that is not JSON; a JSON body has no such key.
				properties: { key: '0', value: '<', message: NO_DATA },
			},
			{
				type: 'responseSuccessBody',
				properties: { key: '0', value: '\n', message: NO_DATA },
			},
		],
	};
}
