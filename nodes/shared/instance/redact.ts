import type { FunctionsBase, ICredentialDataDecryptedObject } from 'n8n-workflow';
import { credentialTypeOf, type LoginContext } from './credentialTypes';

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
 * Takes the secrets of a credential out of texts for the user: an instance or a proxy can repeat in an
 * error what it was sent.
 *
 * @returns a function that takes them out of a text
 */
export function redactorFor(credential: ICredentialDataDecryptedObject): (text: string) => string {
	const secrets = secretsOf(credential);
	return (text) => secrets.reduce((rest, secret) => rest.split(secret).join('*****'), text);
}

/** The same for the credential of a node. */
export async function redactor(
	context: LoginContext & Pick<FunctionsBase, 'getCredentials'>,
): Promise<(text: string) => string> {
	return redactorFor(await context.getCredentials(credentialTypeOf(context)));
}
