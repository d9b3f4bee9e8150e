import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';
import { credentialTypeOf } from '../instance/credentialTypes';
import { explain, failureOf, failureOfError, type Failure } from '../failure';
import { InvalidInputError } from '../inputError';
import { checkedBaseUrl } from '../instance/instanceUrl';
import type { Operation } from '../operation';
import { ignoredStatusErrors } from '../transport/defaults';
import { redactorFor } from '../instance/redact';

/** A question of the editor, and who asks it. */
export interface Question {
	/** What the editor wants, for messages, with the shape of the answer. */
	operation: Operation;
	/** Path on the instance. */
	url: string;
	qs: IDataObject;
}

/** The instance did not give what it was asked for. */
export class LookupError extends InvalidInputError {
	constructor(
		message: string,
		advice: string,
		readonly failure: Failure,
	) {
		super(message, advice);
	}
}

/** Milliseconds that a user waits for a list, at most. */
const TIMEOUT = 20_000;

type Answer = { statusCode: number; headers: object; body: unknown };

/**
 * Reads from the instance while a user fills in a node, with the credential that the node has.
 *
 * @returns the records, and the base URL of the instance
 * @throws {InvalidInputError} that says why there are none and what to do; {LookupError} when it was asked
 */
export async function askInstance(
	context: ILoadOptionsFunctions,
	{ operation, url, qs }: Question,
): Promise<{ records: IDataObject[]; baseURL: string }> {
	const credential = credentialTypeOf(context);
	const values = await context.getCredentials(credential);
	const baseURL = checkedBaseUrl(values.instanceUrl);

	const request: IHttpRequestOptions = {
		baseURL,
		url,
		qs,
		headers: { Accept: 'application/json' },
		disableFollowRedirect: true,
		ignoreHttpStatusErrors: ignoredStatusErrors,
		returnFullResponse: true,
		timeout: TIMEOUT,
	};
	const ask = context.helpers.httpRequestWithAuthentication.call(context, credential, request);
	const failure = await (ask as Promise<Answer>).then(
		(response) => {
			const { result } = (response.body ?? {}) as IDataObject;
			const records = response.statusCode === 200 ? operation.records(result) : undefined;
			return records ? { records } : failureOf(operation, response);
		},
		(error: Error) => {
			const failed = failureOfError(operation, error);
			if (!failed) throw error;
			return failed;
		},
	);
	if ('records' in failure) return { records: failure.records, baseURL };
	const { message, advice } = explain(failure);
	const redact = redactorFor(values);
	throw new LookupError(redact(message), redact(advice), failure);
}
