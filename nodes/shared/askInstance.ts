import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { CREDENTIAL_TYPES } from './credentialTypes';
import { InputProblem } from './inputProblem';
import { INSTANCE_URL_ADVICE, instanceUrlProblem, normalizeInstanceUrl } from './instanceUrl';

/** What an instance answers to a question of the editor. */
export interface EditorAnswer {
	/** Base URL of the instance. */
	baseURL: string;
	statusCode: number;
	/** The member `result` of the body, when there is one. */
	result: unknown;
	/** The whole body: a text where it is no JSON. */
	body: unknown;
	headers: IDataObject;
}

/**
 * Reads from the instance while a user fills in a node, with the credential that the node has.
 *
 * @param context of the editor
 * @param url path on the instance
 * @param qs query parameters
 * @returns the answer, whatever its status
 * @throws {InputProblem} when the credential's instance URL is not fit to be asked
 * @throws Error of n8n when there is no credential, or no answer
 */
export async function askInstance(
	context: ILoadOptionsFunctions,
	url: string,
	qs: IDataObject,
): Promise<EditorAnswer> {
	const credential = CREDENTIAL_TYPES.get(context.getNodeParameter('authentication') as string)!;
	const { instanceUrl } = await context.getCredentials<{ instanceUrl: string }>(credential);
	const baseURL = normalizeInstanceUrl(instanceUrl);
	const problem = instanceUrlProblem(baseURL);
	if (problem) throw new InputProblem(problem, INSTANCE_URL_ADVICE);

	const { statusCode, headers, body } = (await context.helpers.httpRequestWithAuthentication.call(
		context,
		credential,
		{
			baseURL,
			url,
			qs,
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		},
	)) as { statusCode: number; headers: IDataObject; body: unknown };
	const { result } = (typeof body === 'object' && body !== null ? body : {}) as IDataObject;
	return { baseURL, statusCode, headers, result, body };
}
