/** Credential type by the value of the field Authentication. */
const CREDENTIAL_TYPES = new Map([
	['apiKey', 'serviceNowCsmApiKeyApi'],
	['basicAuth', 'serviceNowCsmBasicApi'],
	['oAuth2', 'serviceNowCsmOAuth2Api'],
]);

/** Whatever n8n hands to a node that has the field Authentication. */
export interface LoginContext {
	getNodeParameter(name: string): unknown;
}

/** The credential type for a value of the field Authentication. */
export function credentialTypeFor(authentication: unknown): string {
	return CREDENTIAL_TYPES.get(authentication as string)!;
}

/** The credential type that a node is set to log in with. */
export function credentialTypeOf(context: LoginContext): string {
	return credentialTypeFor(context.getNodeParameter('authentication'));
}
