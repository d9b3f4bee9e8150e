import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { credentialTest } from '../../nodes/shared/methods/credentialTest';
import { logins } from '../../simulator/login/logins.mts';
import { testOAuth2 } from './declarativeTest.mts';

/** Tests a Basic Auth or API key credential, as n8n's server does. @param data of the credential */
export async function testedByNode(data: IDataObject): Promise<INodeCredentialTestResult> {
	const context = new CredentialTestContext({} as never) as unknown as ICredentialTestFunctions;
	return await credentialTest.serviceNowCsmTest.call(context, {
		id: '1',
		name: 'test',
		type: 'test',
		data: data as never,
	});
}

/** Tests a credential of one kind, that of the simulated instance with these changes. */
type CredentialTest = (
	instanceUrl: string,
	changes?: IDataObject,
) => Promise<INodeCredentialTestResult>;

/** A kind of credential: its test, and what makes it a wrong one. */
interface TestedCredential {
	test: CredentialTest;
	wrong: IDataObject;
}

const { integration, apiKey } = logins;

/** Each kind of credential by the name that n8n shows. */
export const CREDENTIAL_TESTS: Record<string, TestedCredential> = {
	'Basic Auth': {
		test: async (instanceUrl, changes) =>
			await testedByNode({
				instanceUrl,
				username: integration.userName,
				password: integration.password,
				...changes,
			}),
		wrong: { password: 'wrong' },
	},
	'API key': {
		test: async (instanceUrl, changes) => await testedByNode({ instanceUrl, apiKey, ...changes }),
		wrong: { apiKey: 'wrong' },
	},
	OAuth2: { test: testOAuth2, wrong: { clientSecret: 'wrong' } },
};
