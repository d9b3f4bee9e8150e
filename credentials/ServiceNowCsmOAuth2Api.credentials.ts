import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { CREDENTIAL_TEST_PATH, MAY_NOT_READ } from '../nodes/shared/methods/credentialTest';
import { httpRequestNodeOf, instanceUrlField } from '../nodes/shared/instance/credential';
import { instanceHostExpression, securedUrlExpression } from '../nodes/shared/instance/instanceUrl';

const NEW_URL = 'The host redirects to another address. Enter the actual URL of the instance.';
const NOT_NOW = 'The instance cannot be reached at the moment. Try again later.';
const OTHER_API =
	'The host rejected the request. Check that the instance URL points to a ServiceNow instance, and that no proxy in between changes requests.';

const OTHER_STATUS =
	'The host responded in a way that the ServiceNow Table API does not. Check that the instance URL points to a ServiceNow instance.';
const PROXY = 'A proxy between n8n and the instance asks for a login of its own';

/** What the test says of a status; of any other one n8n shows the few words of the host. */
const STATUSES: Array<[status: number, message: string]> = [
	...[201, 203, 204, 205, 206, 207, 208, 226].map((status): [number, string] => [
		status,
		OTHER_STATUS,
	]),
	[202, 'The instance put the request in a queue and may drop it. Try again later.'],
	...[300, 301, 302, 303, 304, 307, 308].map((status): [number, string] => [status, NEW_URL]),
	...[
		400, 402, 405, 406, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 426,
		428, 431, 451, 501, 505,
	].map((status): [number, string] => [status, OTHER_API]),
	[
		401,
		'ServiceNow rejected the token. Check that the scope is among the auth scopes of the registration, and reconnect the credential, or check the client ID and secret.',
	],
	[
		403,
		`${MAY_NOT_READ.message}. ${MAY_NOT_READ.advice} If ServiceNow has not seen the request, a gateway in front of the instance blocks it.`,
	],
	[
		404,
		'The host has no ServiceNow Table API. Check that the instance URL points to a ServiceNow instance.',
	],
	[407, `${PROXY} (HTTP 407).`],
	[511, `${PROXY} (HTTP 511).`],
	[429, 'The instance has too many requests to handle. Try again later.'],
	[500, 'The instance could not complete the request. Try again later.'],
	...[408, 425, 499, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530, 598, 599].map(
		(status): [number, string] => [status, NOT_NOW],
	),
];

/** Every HTTP status but one. */
function statusesExcept(status: number): number[] {
	return Array.from({ length: 500 }, (_, index) => 100 + index).filter((each) => each !== status);
}

const NO_DATA =
	'The host returned a web page instead of data. Check that the instance URL points to a ServiceNow instance, and that the instance is not hibernating.';
const FAILED =
	'The instance did not confirm the request, although it returned a success status. Usually a transaction quota rule canceled the request. Try again later.';
const NO_RECORDS =
	'The host returned data that is not from the ServiceNow Table API. Check that the instance URL points to a ServiceNow instance.';

/**
 * Whatever a body of a success status can be but a list of records. The rules only know values that are
 * wrong, so the kind of a member is asked for by the name of its constructor.
 */
const BODIES: Array<[key: string, value: unknown, message: string]> = [
	['constructor.name', 'String', NO_DATA],
	...['String', 'Object', 'Array', 'Number', 'Boolean'].map((kind): [string, string, string] => [
		'error.constructor.name',
		kind,
		FAILED,
	]),
	...['failure', 'Failure', 'FAILURE'].map((status): [string, string, string] => [
		'status',
		status,
		FAILED,
	]),
	['result', undefined, NO_RECORDS],
	['result', null, NO_RECORDS],
	...['String', 'Number', 'Boolean', 'Object'].map((kind): [string, string, string] => [
		'result.constructor.name',
		kind,
		NO_RECORDS,
	]),
	['result.0', null, NO_RECORDS],
	...['String', 'Number', 'Boolean', 'Array'].map((kind): [string, string, string] => [
		'result.0.constructor.name',
		kind,
		NO_RECORDS,
	]),
];

export class ServiceNowCsmOAuth2Api implements ICredentialType {
	name = 'serviceNowCsmOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'ServiceNow CSM OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/serviceNowCsm.svg',
		dark: 'file:../icons/serviceNowCsm.dark.svg',
	};

	documentationUrl =
		'https://github.com/servicenow-csm-nodes/n8n-nodes-servicenow-csm/blob/main/docs/credentials.md#oauth2';

	httpRequestNode = httpRequestNodeOf('OAuth2');

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
					description:
						'A user logs in once in the browser, with the code exchange protected. A public client gets no refresh token, so its connection ends with the first token.',
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
			type: 'string',
			default: 'useraccount',
			description:
				'Scope that the token is requested for. It must be among the Auth Scopes of the registration in ServiceNow. With useraccount, the token opens every API within the rights of the user.',
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

	/**
	 * Declarative, as n8n takes no function for a credential that extends oAuth2Api. Its rules cannot tell
	 * ServiceNow's own 403 from that of a gateway, so they say both.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: securedUrlExpression('$credentials'),
			url: CREDENTIAL_TEST_PATH,
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			// Of the statuses of success only 200 is one, and an error tells its status to the rules.
			ignoreHttpStatusErrors: { ignore: true, except: statusesExcept(200) },
		},
		rules: [
			...STATUSES.map(([value, message]) => ({
				type: 'responseCode' as const,
				properties: { value, message },
			})),
			...BODIES.map(([key, value, message]) => ({
				type: 'responseSuccessBody' as const,
				properties: { key, value, message },
			})),
		] as ICredentialTestRequest['rules'],
	};
}
