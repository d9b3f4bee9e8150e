import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IN8nHttpFullResponse,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { explain, failureOf, failureOfError, type Failure } from '../failure';
import { InvalidInputError } from '../inputError';
import { checkedBaseUrl } from '../instance/instanceUrl';
import { redactorFor } from '../instance/redact';
import { isObject } from '../isObject';
import { oneRecord, type Operation } from '../operation';
import { tableApi } from '../platform/apis';

/** Any user may ask for this, also one without a role: at worst the rows are hidden or refused. */
export const CREDENTIAL_TEST_PATH = '/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=sys_id';

/** Milliseconds that a user waits for the outcome, at most. */
const TIMEOUT_MS = 20_000;

const anyApi: Operation = {
	action: 'Get the user of the credential',
	api: tableApi,
	records: oneRecord,
	safety: 'read',
};

function authHeaders(data: ICredentialDataDecryptedObject): Record<string, string> {
	if (data.apiKey !== undefined) return { 'x-sn-apikey': String(data.apiKey) };
	const login = Buffer.from(`${String(data.username)}:${String(data.password)}`).toString('base64');
	return { Authorization: `Basic ${login}` };
}

/** A response of 403 is a success: the user is known, and what they may do is for each API to say. */
function isLoggedIn({ statusCode, body }: IN8nHttpFullResponse): boolean {
	const { result, error } = (isObject(body) ? body : {}) as { result?: unknown; error?: unknown };
	return statusCode === 200 ? Array.isArray(result) : statusCode === 403 && error !== undefined;
}

/**
 * Sends one request with a credential.
 *
 * @returns what is wrong; nothing when ServiceNow accepts the credential
 * @throws {InvalidInputError} when its instance URL must not be used
 */
async function testLogin(
	{ helpers }: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<Failure | undefined> {
	// The test context has no other way to send a request.
	const { request } = helpers;
	const response = request({
		method: 'GET',
		uri: checkedBaseUrl(data.instanceUrl) + CREDENTIAL_TEST_PATH,
		headers: { Accept: 'application/json', ...authHeaders(data) },
		json: true,
		simple: false,
		resolveWithFullResponse: true,
		followRedirect: false,
		timeout: TIMEOUT_MS,
	}) as Promise<IN8nHttpFullResponse>;
	return await response.then(
		(received) => (isLoggedIn(received) ? undefined : failureOf(anyApi, received)),
		(error: Error) => {
			const failure = failureOfError(anyApi, new Error(error.message, { cause: error }));
			if (failure) return failure;
			throw new InvalidInputError('The credential could not be tested', error.message);
		},
	);
}

/**
 * Tests a Basic Auth or API key credential. A function, because n8n's declarative test cannot look at
 * response headers, where ServiceNow says that multi-factor authentication is missing.
 */
async function serviceNowCsmTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const failed = ({ message, advice }: { message: string; advice: string }) => ({
		status: 'Error' as const,
		message: redactorFor(data)(`${message}. ${advice}`),
	});
	return await testLogin(this, data).then(
		(failure) =>
			failure ? failed(explain(failure)) : { status: 'OK', message: 'Connection successful!' },
		(error: InvalidInputError) => failed(error),
	);
}

export const credentialTest = { serviceNowCsmTest };
