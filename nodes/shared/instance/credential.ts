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
 * How the HTTP Request node offers a credential, for whatever these nodes do not have.
 *
 * @param login in the name, as each is offered of its own: `API Key`
 */
export function httpRequestNodeOf(login: string) {
	return {
		name: `ServiceNow CSM (${login})`,
		docsUrl: 'https://www.servicenow.com/docs/r/api-reference/rest-apis/api-rest.html',
		apiBaseUrlPlaceholder: 'https://dev12345.service-now.com/api/now/table/incident',
	};
}

/** A request of these nodes, or one of the HTTP Request node, which n8n sends in an older way. */
export interface OwnRequest extends Partial<IHttpRequestOptions> {
	uri?: unknown;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
	maxRedirects?: number;
}

/** Where a request may go; the HTTP client and n8n need not read a path in the same way. */
function targetsOf({ baseURL, uri, url }: OwnRequest): string[] {
	const addresses = [uri, url].map((address) => String(address ?? '')).filter(Boolean);
	if (addresses.length === 0) return [baseURL ?? ''];
	return addresses.flatMap((address) => {
		if (/^https?:/i.test(address) || !baseURL) return [address];
		// A path cannot change the host of the base URL in front of it; anything else may.
		return /^\/(?![/\\])/.test(address) ? [baseURL] : [`${baseURL}${address}`, address];
	});
}

function refuse(own: string, target: string): never {
	const url = URL.canParse(target) ? new URL(target) : undefined;
	const [ownHost, otherHost] = [new URL(own).host, url?.host];
	const other = otherHost === ownHost ? `${url?.protocol}//${otherHost}` : otherHost;
	throw new InvalidInputError(
		`The credential belongs to ${ownHost}, not to ${other ?? 'a URL without a host'}`,
		'Use a credential for that instance.',
	);
}

/**
 * Lets a request with the secrets of a credential go to its own instance only, also outside these nodes,
 * such as in an HTTP Request node: letter case, the usual port, and a dot at the end make no other host.
 * No redirect is followed, as it could go anywhere, and n8n can hold it to a host, but not to a port or
 * a scheme.
 *
 * @param request changed in place
 * @throws {InvalidInputError} for any other host, and for plain http to a host other than this machine
 */
export function keepToOwnInstance(
	{ instanceUrl }: ICredentialDataDecryptedObject,
	request: OwnRequest,
): void {
	const own = checkedBaseUrl(instanceUrl);
	for (const target of targetsOf(request)) {
		if (!URL.canParse(target) || originOf(target) !== originOf(own)) refuse(own, target);
	}
	request.disableFollowRedirect = true;
	request.followRedirect = false;
	request.followAllRedirects = false;
	request.maxRedirects = 0;
}
