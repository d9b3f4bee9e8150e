import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { explain, quote, type Failure, type Login } from '../failure';
import { NO_ACCESS_TOKEN } from '../failure/noAccessToken';
import { InvalidInputError } from '../inputError';
import { credentialTypeOf } from '../instance/credentialTypes';
import { checkedBaseUrl } from '../instance/instanceUrl';
import { redactorFor, type Redact } from '../instance/redact';
import type { Operation } from '../operation';
import type { StatusErrors } from '../transport/defaults';
import { guardLogin } from '../transport/login/guardLogin';
import { limiterOf } from '../transport/pace/limiter';
import type { HttpResponse } from '../transport/readResponse';
import { withPermit } from '../transport/pace/withPermit';
import { readAgain, TIMEOUT_MS } from './readAgain';

/** The editor does not tell when the user has closed the node. */
const NEVER_STOPPED = new Promise<never>(() => {});

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

/** What the engine itself refuses, such as an OAuth2 credential that was never connected. */
function explainEngine(error: Error, login: Login, redact: Redact): Error {
	if (login !== 'oAuth2') return error;
	const { message, advice } = NO_ACCESS_TOKEN;
	return new InvalidInputError(message, `${advice} n8n says: ${quote(error.message, redact)}`);
}

/**
 * Reads from the instance while a user fills in a node, with the credential of the node.
 *
 * @returns the records, and the base URL of the instance
 * @throws {InvalidInputError} when the instance URL must not be used, or n8n has no OAuth2 token to send
 * @throws {LookupError} when the instance returns no records; says why, and what to do
 */
export async function askInstance(
	context: ILoadOptionsFunctions,
	{ operation, url, qs }: Question,
): Promise<{ records: IDataObject[]; baseURL: string }> {
	const credentialType = credentialTypeOf(context);
	const credential = await context.getCredentials(credentialType);
	const baseURL = checkedBaseUrl(credential.instanceUrl);
	const login = context.getNodeParameter('authentication') as Login;
	const request = async (abortSignal: AbortSignal, ignoreHttpStatusErrors: StatusErrors) =>
		(await context.helpers.httpRequestWithAuthentication.call(context, credentialType, {
			baseURL,
			url,
			qs,
			headers: { Accept: 'application/json' },
			disableFollowRedirect: true,
			ignoreHttpStatusErrors,
			returnFullResponse: true,
			timeout: TIMEOUT_MS,
			abortSignal,
		})) as HttpResponse;
	const redact = redactorFor(credential);
	const guarded = async (signal: AbortSignal) =>
		await guardLogin(
			{ context, operation, stopped: NEVER_STOPPED },
			{ baseURL, url },
			signal,
			async (ignored) => await request(signal, ignored),
		);
	// The permit first, as for items: while they wait for its login, it must not wait for theirs.
	const send = async (signal: AbortSignal) => await withPermit(limiterOf(baseURL), signal, guarded);
	const outcome = await readAgain(operation, send).catch((error: Error) => {
		throw explainEngine(error, login, redact);
	});
	if ('records' in outcome) return { records: outcome.records, baseURL };
	const failure = { ...outcome.failure, login, query: String(qs.sysparm_query ?? '') };
	const { message, advice } = explain(failure, redact);
	throw new LookupError(message, advice, failure);
}
