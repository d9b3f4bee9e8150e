import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
	IRequestOptions,
} from 'n8n-workflow';
import { logins } from '../simulator/login/logins.mts';
import type { N8n } from './n8n.mts';

const { userName, password } = logins.integration;

/** Host that the built-in node makes of the subdomain in its credential. */
const SUBDOMAIN = 'simulated';
const builtInOrigin = `https://${SUBDOMAIN}.service-now.com`;

/**
 * The built-in node knows hosts of service-now.com only, and creates through the Table API, which the
 * simulated instance has for reading. Its requests are led to the instance on the way out, and its
 * creates to the Contact API, so that the instance does the same work for all.
 */
function rerouted(options: IRequestOptions, url: string): IRequestOptions {
	const path = String(options.uri).replace(builtInOrigin, '');
	const isCreate = options.method === 'POST';
	const uri = `${url}${isCreate ? path.replace('/api/now/table/customer_contact', '/api/now/contact') : path}`;
	return { ...options, uri, auth: { username: userName, password } };
}

/**
 * What n8n's server does for credentials, without its database: the same little work for all
 * contenders.
 *
 * @param url base URL of the instance
 */
export function credentialsHelper({ credential }: N8n, url: string): ICredentialsHelper {
	const data: Record<string, ICredentialDataDecryptedObject> = {
		[credential.name]: { instanceUrl: url, username: userName, password },
		httpBasicAuth: { user: userName, password },
		serviceNowBasicApi: { user: userName, password, subdomain: SUBDOMAIN },
	};
	const helper = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: () => credential.properties,
		preAuthentication: async () => undefined,
		runPreAuthentication: async () => undefined,
		updateCredentials: async () => {},
		updateCredentialsOauthTokenData: async () => {},
		getDecrypted: async (_data: unknown, _details: unknown, type: string) => ({ ...data[type] }),
		authenticate: async (
			values: ICredentialDataDecryptedObject,
			type: string,
			options: IHttpRequestOptions,
		) => {
			if (type === credential.name) return await credential.authenticate(values, options);
			if (type === 'serviceNowBasicApi') return rerouted(options as IRequestOptions, url);
			return options;
		},
	};
	return helper as unknown as ICredentialsHelper;
}
