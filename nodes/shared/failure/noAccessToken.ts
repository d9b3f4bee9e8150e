import type { Explanation } from './types';

/** The engine gets the token, and where it gets none, it does not send the request. */
export const NO_ACCESS_TOKEN: Explanation = {
	message: 'ServiceNow did not issue an access token for the OAuth2 credential',
	advice:
		'Nothing was sent. Reconnect the credential. If that fails, check the client ID, client secret, and grant type against the Application Registry of the instance.',
};
