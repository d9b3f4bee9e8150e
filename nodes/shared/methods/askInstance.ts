import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { explain, type Failure, type Login } from '../failure';
import { InvalidInputError } from '../inputError';
import { credentialTypeOf } from '../instance/credentialTypes';
import { checkedBaseUrl } from '../instance/instanceUrl';
import { redactorFor } from '../instance/redact';
import type { Operation } from '../operation';
import { ignoredStatusErrors } from '../transport/defaults';
import { readResponse, type HttpResponse } from '../transport/readResponse';
import { readAgain, TIMEOUT_MS } from './readAgain';

/** What the editor asks of the instance. */
export interface Question {
	/** What the editor does, for messages, with the shape of the response. */
	operation: Operation;
	/** Path on the instance. */
	url: string;
	qs: IDataObject;
}

/** The instance did not return what it was asked for. */
export class LookupError extends InvalidInputError {
	constructor(
		message: string,
		advice: string,
		readonly failure: Failure,
	) {
		super(message, advice);
	}
}

/**
 * Reads from the instance while a user fills in a node, with the credential of the node.
 *
 * @returns the records, and the base URL of the instance
 * @throws {InvalidInputError} when the instance URL must not be used
 * @throws {LookupError} when the instance returns no records; says why, and what to do
 */
export async function askInstance(
	context: ILoadOptionsFunctions,
	{ operation, url, qs }: Question,
): Promise<{ records: IDataObject[]; baseURL: string }> {
	const credentialType = credentialTypeOf(context);
	const credential = await context.getCredentials(credentialType);
	const baseURL = checkedBaseUrl(credential.instanceUrl);
	const send = async () =>
		(await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
			baseURL,
			url,
			qs,
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: ignoredStatusErrors,
			returnFullResponse: true,
			timeout: TIMEOUT_MS,
		})) as HttpResponse;
	const outcome = await readAgain(async () => await readResponse(operation, send()));
	if ('records' in outcome) return { records: outcome.records, baseURL };
	const login = context.getNodeParameter('authentication') as Login;
	const failure = { ...outcome.failure, login, query: String(qs.sysparm_query ?? '') };
	const { message, advice } = explain(failure, redactorFor(credential));
	throw new LookupError(message, advice, failure);
}
