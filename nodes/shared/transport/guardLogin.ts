import type { FunctionsBase, IHttpRequestOptions } from 'n8n-workflow';
import { failureOf, failureOfError, RequestFailedError, type Failure } from '../failure';
import { credentialTypeOf, type LoginContext } from '../instance/credentialTypes';
import { addressOf } from '../instance/instanceUrl';
import { secretDigest } from '../instance/secretDigest';
import type { Operation } from '../operation';
import { firstLoginOf } from './firstLogin';
import type { HttpResponse } from './readResponse';
import { RefusedLogins } from './refusedLogins';

/** What a request logs in with, and for what. */
export interface GuardedRequest {
	/** Of the item, poll, or list. */
	context: LoginContext & Pick<FunctionsBase, 'getCredentials' | 'getNode'>;
	operation: Operation;
	/** Rejects when waiting for a first login is pointless. */
	stopped: Promise<never>;
	/** Aborted when nobody waits for the response any more: what was not sent by then must not be. */
	signal: AbortSignal;
}

/** Which request it is, as far as an access policy can tell it from others. */
export type Target = Partial<Pick<IHttpRequestOptions, 'baseURL' | 'method' | 'url'>>;

/** Whether the login was refused, which a second request with it would not change. */
function isRefusal({ status, noToken }: Failure): boolean {
	return status === 401 || noToken === 'refused';
}

function refusedLoginsOf(address: string, operation: Operation, target: Target): RefusedLogins {
	const { method = 'GET', url = '' } = target;
	const version = /\/v\d+\//.exec(url)?.[0] ?? '';
	const parts = [address, method, operation.api.title, version, operation.table];
	return new RefusedLogins(JSON.stringify(parts));
}

/**
 * Sends a request, unless its login was refused a moment ago: ServiceNow locks users out after a few
 * failed logins.
 *
 * @param request what it logs in with, and for what
 * @param target of the request
 * @param send sends the request once
 * @returns the response, whatever its status
 * @throws {RequestFailedError} when the login is not sent again for a while, or what `send` rejects with
 */
export async function guardLogin<Response extends HttpResponse>(
	{ context, operation, stopped, signal }: GuardedRequest,
	target: Target,
	send: () => Promise<Response>,
): Promise<Response> {
	const address = addressOf(target.baseURL!);
	const refused = refusedLoginsOf(address, operation, target);
	const type = credentialTypeOf(context);
	const digest = async () => secretDigest(await context.getCredentials(type));
	const id = context.getNode().credentials?.[type]?.id ?? '';
	const leave = await firstLoginOf(`${address} ${type} ${id}`).enter(stopped);
	let isRefused = false;
	const refuse = async (failure: Failure) => {
		isRefused = true;
		refused.add(await digest(), failure);
	};
	try {
		signal.throwIfAborted();
		const known = refused.isEmpty ? undefined : await digest();
		const held = known === undefined ? undefined : refused.find(known);
		isRefused = held !== undefined;
		if (held) throw new RequestFailedError({ ...held, operation });
		const response = await send().catch(async (error: Error) => {
			const failure = failureOfError(operation, error);
			if (failure && isRefusal(failure)) await refuse(failure);
			throw error;
		});
		if (response.statusCode === 401) await refuse(failureOf(operation, response));
		else if (known !== undefined && response.statusCode < 300) refused.delete(known);
		return response;
	} finally {
		leave(isRefused);
	}
}
