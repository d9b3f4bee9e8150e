import type { ICredentialDataDecryptedObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { CREDENTIAL_TYPES } from './credentialTypes';

const SECRET_FIELDS = ['password', 'apiKey', 'clientSecret'];

/** Texts shorter than this are words, and taking them out would spoil a message. */
const SHORTEST = 4;

function secretsOf(credential: ICredentialDataDecryptedObject): string[] {
	const { username, password, oauthTokenData } = credential;
	const login = Buffer.from(`${String(username)}:${String(password)}`).toString('base64');
	const tokens = Object.values((oauthTokenData ?? {}) as object);
	return [login, ...SECRET_FIELDS.map((field) => credential[field]), ...tokens]
		.filter((secret): secret is string => typeof secret === 'string' && secret.length >= SHORTEST)
		.sort((a, b) => b.length - a.length);
}

/**
 * Takes the secrets of the item's credential out of texts for the user: an instance or a proxy can
 * repeat in an error what it was sent.
 *
 * @param context of the item
 * @returns a function that takes them out of a text
 */
export async function redactor(
	context: IExecutePaginationFunctions,
): Promise<(text: string) => string> {
	const type = CREDENTIAL_TYPES.get(context.getNodeParameter('authentication') as string)!;
	const secrets = secretsOf(await context.getCredentials(type));
	return (text) => secrets.reduce((rest, secret) => rest.split(secret).join('*****'), text);
}
