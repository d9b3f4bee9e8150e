import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { isObject } from '../isObject';

/**
 * Tells logins apart without keeping their secrets: another user, password, key, client, or connection is
 * another login. A token that n8n renews by itself is the same one.
 *
 * @returns a digest, which is as good as no secret in memory
 */
export function secretDigest(credential: ICredentialDataDecryptedObject): string {
	const { username, password, apiKey, clientId, clientSecret, grantType } = credential;
	const token = isObject(credential.oauthTokenData) ? credential.oauthTokenData : {};
	const connection =
		grantType === 'clientCredentials' ? undefined : (token.refresh_token ?? token.access_token);
	const login = [username, password, apiKey, clientId, clientSecret, grantType, connection];
	return createHash('sha256').update(JSON.stringify(login)).digest('base64');
}
