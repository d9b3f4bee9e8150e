import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IN8nHttpFullResponse,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import {
	explain,
	quote,
	isEnveloped,
	type Explanation,
	type Failure,
	type Login,
} from '../failure';
import { InvalidInputError } from '../inputError';
import { checkedBaseUrl } from '../instance/instanceUrl';
import { redactorFor } from '../instance/redact';
import { secretDigest } from '../instance/secretDigest';
import { manyRecords, type Operation } from '../operation';
import { tableApi } from '../platform/apis';
import { forgetRefusals } from '../transport/login/refusedLogins';
import { readAgain, TIMEOUT_MS } from './readAgain';

/** Any user may ask for this, also one without a role: at worst the rows are hidden or refused. */
export const CREDENTIAL_TEST_PATH = '/api/now/table/sys_user?sysparm_limit=1&sysparm_fields=sys_id';

/** What a test says when ServiceNow knows the user, who may not use what the lists and the trigger read. */
export const MAY_NOT_READ = {
	message: 'The login was not rejected, but the user may not read the Table API (HTTP 403)',
	advice:
		'Ask an administrator to give the user the roles snc_internal and, where the ACL of the Table API is active, snc_platform_rest_api_access. Lists, look-ups, and the trigger need it; you can save the credential all the same.',
};

const getUser: Operation = {
	action: 'Get the user of the credential',
	api: tableApi,
	records: manyRecords,
	safety: 'read',
};

function loginOf({ apiKey }: ICredentialDataDecryptedObject): Login {
	return apiKey === undefined ? 'basicAuth' : 'apiKey';
}

function authHeaders(data: ICredentialDataDecryptedObject): Record<string, string> {
	if (loginOf(data) === 'apiKey') return { 'x-sn-apikey': String(data.apiKey) };
	const login = Buffer.from(`${String(data.username)}:${String(data.password)}`).toString('base64');
	return { Authorization: `Basic ${login}` };
}

async function send(
	{ helpers }: ICredentialTestFunctions,
	uri: string,
	data: ICredentialDataDecryptedObject,
): Promise<IN8nHttpFullResponse> {
	// The test context has no other way to send a request.
	const { request } = helpers;
	const response = request({
		method: 'GET',
		uri,
		headers: { Accept: 'application/json', ...authHeaders(data) },
		json: true,
		simple: false,
		resolveWithFullResponse: true,
		followRedirect: false,
		timeout: TIMEOUT_MS,
	}) as Promise<IN8nHttpFullResponse>;
	return await response.catch((error: Error) => {
		throw new Error(error.message, { cause: error });
	});
}

/** ServiceNow let the user in, and no further. A gateway has no such envelope. */
function isKnownUser(failure: Failure): boolean {
	return failure.status === 403 && isEnveloped(failure);
}

function explainTest(failure: Failure, data: ICredentialDataDecryptedObject): Explanation {
	return isKnownUser(failure) ? MAY_NOT_READ : explain(failure, redactorFor(data));
}

/**
 * Sends the test request of a credential, also where the nodes do not send it for now: the user asks for
 * it. When it is accepted, the nodes send it again.
 *
 * @returns what is wrong; nothing when ServiceNow accepts the credential and returns what was asked for
 * @throws {InvalidInputError} when its instance URL must not be used
 */
async function testLogin(
	context: ICredentialTestFunctions,
	data: ICredentialDataDecryptedObject,
): Promise<Failure | undefined> {
	const uri = checkedBaseUrl(data.instanceUrl) + CREDENTIAL_TEST_PATH;
	const outcome = await readAgain(getUser, async () => await send(context, uri, data)).catch(
		(error: Error) => {
			throw new InvalidInputError(
				'The credential could not be tested',
				quote(error.message, redactorFor(data)),
			);
		},
	);
	const failure = 'records' in outcome ? undefined : outcome.failure;
	if (failure === undefined || isKnownUser(failure)) forgetRefusals(secretDigest(data));
	return failure && { ...failure, login: loginOf(data) };
}

/**
 * Tests a Basic Auth or API key credential. A function, because n8n's declarative test cannot look at
 * response headers, where ServiceNow says that multi-factor authentication is missing.
 */
async function serviceNowCsmTest(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	const failed = ({ message, advice }: Explanation) => ({
		status: 'Error' as const,
		message: `${message}. ${advice}`,
	});
	return await testLogin(this, data).then(
		(failure) =>
			failure
				? failed(explainTest(failure, data))
				: { status: 'OK', message: 'Connection successful!' },
		(error: InvalidInputError) => failed(error),
	);
}

export const credentialTest = { serviceNowCsmTest };
