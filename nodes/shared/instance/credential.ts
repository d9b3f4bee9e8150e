import {
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';
import { InvalidInputError } from '../inputError';
import { checkedBaseUrl, originOf } from './instanceUrl';

/** The instance that a credential belongs to. */
export const instanceUrlField: INodeProperties = {
	displayName: 'Instance URL',
	name: 'instanceUrl',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'https://dev12345.service-now.com',
	description:
		'URL of your ServiceNow instance on any host, including government clouds and custom domains. An instance name alone, such as dev12345, means dev12345.service-now.com.',
};

/**
 * Lets a credential go to its own instance only, also when it is used outside these nodes, such as in
 * an HTTP Request node.
 *
 * @throws {InvalidInputError} for any other host, and for plain http to a host other than this machine
 */
export function assertOwnInstance(
	{ instanceUrl }: ICredentialDataDecryptedObject,
	{ baseURL, url }: IHttpRequestOptions,
): void {
	const own = checkedBaseUrl(instanceUrl);
	// A path cannot change the host of the base URL in front of it.
	const target = url.startsWith('/') && baseURL ? baseURL : `${baseURL ?? ''}${url}`;
	const origin = originOf(/^https?:/i.test(url) ? url : target);
	if (origin === originOf(own)) return;
	const [ownHost, otherHost] = [own, origin].map((address) => new URL(address).host);
	throw new InvalidInputError(
		`The credential belongs to ${ownHost}, not to ${otherHost}`,
		'Use a credential for that instance.',
	);
}
