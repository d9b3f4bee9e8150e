import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { explain, failureOf, failureOfError } from '../failure';
import {
	INSTANCE_URL_ADVICE,
	instanceUrlProblem,
	normalizeInstanceUrl,
} from '../instance/instanceUrl';
import { oneRecord, type Operation } from '../operation';
import { redactorFor } from '../instance/redact';

/** Any user may ask for this, also one without a role: at worst the rows are hidden or refused. */
export const CREDENTIAL_TEST_PATH = '/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=sys_id';

const anyApi: Operation = {
	action: 'Get the user of the credential',
	api: { title: 'Table', roles: [] },
	records: oneRecord,
};

function authHeaders(data: ICredentialDataDecryptedObject): Record<string, string> {
	if (data.apiKey !== undefined) return { 'x-sn-apikey': String(data.apiKey) };
	const login = Buffer.from(`${String(data.username)}:${String(data.password)}`).toString('base64');
	return { Authorization: `Basic ${login}` };
}

/**
 * Tests a Basic Auth or API key credential. A function, because n8n's declarative test cannot look at
 * response headers, where ServiceNow says that multi-factor authentication is missing.
 *
 * An answer of 403 is a success: the user is who they say, and what they may do is for each API to say.
 */
async function serviceNowCsmTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const data = credential.data ?? {};
	const redact = redactorFor(data);
	const failed = (message: string, advice: string): INodeCredentialTestResult => ({
		status: 'Error',
		message: redact(`${message}. ${advice}`),
	});
	const baseUrl = normalizeInstanceUrl(String(data.instanceUrl ?? ''));
	const problem = instanceUrlProblem(baseUrl);
	if (problem) return failed(problem, INSTANCE_URL_ADVICE);

	// The test context has no other way to send a request.
	const { request } = this.helpers;
	try {
		const response = await request({
			method: 'GET',
			uri: baseUrl + CREDENTIAL_TEST_PATH,
			headers: { Accept: 'application/json', ...authHeaders(data) },
			json: true,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: 20_000,
		});
		const { statusCode, body } = response;
		const { result, error } = typeof body === 'object' && body !== null ? body : {};
		const isKnown = statusCode === 403 && error !== undefined;
		if ((statusCode === 200 && Array.isArray(result)) || isKnown) {
			return { status: 'OK', message: 'Connection successful!' };
		}
		const { message, advice } = explain(failureOf(anyApi, response));
		return failed(message, advice);
	} catch (error) {
		const failure = failureOfError(anyApi, new Error(error.message, { cause: error }));
		if (!failure) return failed('The instance could not be asked', error.message);
		const { message, advice } = explain(failure);
		return failed(message, advice);
	}
}

export const credentialTest = { serviceNowCsmTest };
