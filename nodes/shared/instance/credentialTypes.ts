/** Credential type by the value of the field Authentication. */
export const CREDENTIAL_TYPES = new Map([
	['apiKey', 'serviceNowCsmApiKeyApi'],
	['basicAuth', 'serviceNowCsmBasicApi'],
	['oAuth2', 'serviceNowCsmOAuth2Api'],
]);
