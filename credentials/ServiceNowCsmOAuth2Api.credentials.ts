import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { CREDENTIAL_TEST_PATH } from '../nodes/shared/methods/credentialTest';
import { instanceUrlField } from '../nodes/shared/instance/credential';
import { instanceHostExpression, securedUrlExpression } from '../nodes/shared/instance/instanceUrl';

/** Statuses with which the test fails. With 403 the user is known, so the credential works. */
const FAILED: Array<[status: number, message: string]> = [
	[301, 'The host redirects to another address. Enter the actual URL of the instance.'],
	[302, 'The host redirects to another address. Enter the actual URL of the instance.'],
	[
		401,
		'ServiceNow rejected the token. Reconnect the credential, or check the client ID and secret.',
	],
	[
		404,
		'The host has no ServiceNow Table API. Check that the instance URL points to a ServiceNow instance.',
	],
	[429, 'The instance has too many requests to handle. Try again later.'],
	[500, 'The instance could not complete the request. Try again later.'],
	[502, 'The instance cannot be reached at the moment. Try again later.'],
	[503, 'The instance is not available at the moment. Try again later.'],
];

const NO_DATA =
	'The host returned a web page instead of data. Check that the instance URL points to a ServiceNow instance, and that the instance is not hibernating.';

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
					description: 'The application acts as its own user, without anyone logging in',
				},
			],
			default: 'authorizationCode',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: securedUrlExpression('$self', '/oauth_auth.do'),
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: securedUrlExpression('$self', '/oauth_token.do'),
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
		// The token is for the instance only, also in an HTTP Request node.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: instanceHostExpression(),
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: securedUrlExpression('$credentials'),
			url: CREDENTIAL_TEST_PATH,
			headers: { Accept: 'application/json' },
			ignoreHttpStatusErrors: { ignore: true, except: FAILED.map(([status]) => status) },
			disableFollowRedirect: true,
		},
		rules: [
			...FAILED.map(([value, message]) => ({
				type: 'responseCode' as const,
				properties: { value, message },
			})),
			{
				type: 'responseSuccessBody',
				// The first character of a body that is not JSON; a JSON body has no such key.
				properties: { key: '0', value: '<', message: NO_DATA },
			},
			{
				type: 'responseSuccessBody',
				properties: { key: '0', value: '\n', message: NO_DATA },
			},
		] as ICredentialTestRequest['rules'],
	};
}
