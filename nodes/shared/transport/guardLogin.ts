import type { FunctionsBase, IHttpRequestOptions } from 'n8n-workflow';
import {
	failureOf,
	failureOfError,
	isEnveloped,
	RequestFailedError,
	type Failure,
} from '../failure';
import { credentialTypeOf, type LoginContext } from '../instance/credentialTypes';
import { addressOf } from '../instance/instanceUrl';
import { secretDigest } from '../instance/secretDigest';
import { isObject } from '../isObject';
import type { Operation } from '../operation';
import { firstLoginOf, type FirstLogin, type Verdict } from './firstLogin';
import type { HttpResponse } from './readResponse';
import { refusedLoginsOf, type RefusedLogins, type Sent } from './refusedLogins';

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

/** An access policy can be for one API, version, table, or method. */
function resourceOf({ api, table }: Operation, { method = 'GET', url = '' }: Target): string {
	const version = /\/v\d+\//.exec(url)?.[0] ?? '';
	return JSON.stringify([method, api.title, version, table]);
}

/**
 * What a failure says of the login. A page, a busy instance, or one that is away says nothing: it need not
 * have looked at the login.
 */
function verdictOf(failure: Failure): Verdict {
	const { status = 0, noToken } = failure;
	if (status === 401 || noToken === 'refused') return 'refused';
	const hasLookedAtIt = status >= 400 && status <= 500 && status !== 429;
	return hasLookedAtIt && isEnveloped(failure) ? 'accepted' : undefined;
}

/** Data, or nothing at all, under a status of success. */
function isServed({ statusCode, body }: HttpResponse): boolean {
	return statusCode === 204 || (statusCode < 300 && isObject(body));
}

/** The login of a request, and what is known of it. */
class Login {
	private readonly type: string;

	private readonly authentication: unknown;

	private readonly resource: string;

	private readonly refused: RefusedLogins;

	readonly gate: FirstLogin;

	constructor(
		private readonly request: GuardedRequest,
		target: Target,
	) {
		const { context, operation } = request;
		const address = addressOf(target.baseURL!);
		this.type = credentialTypeOf(context);
		this.authentication = context.getNodeParameter('authentication');
		this.resource = resourceOf(operation, target);
		this.refused = refusedLoginsOf(address);
		const id = context.getNode().credentials?.[this.type]?.id ?? '';
		this.gate = firstLoginOf(`${address} ${this.type} ${id}`);
	}

	/** @throws {RequestFailedError} when it is not sent for now */
	async assertNotHeld(): Promise<void> {
		if (this.refused.isEmpty) return;
		const held = this.refused.find(await this.sent());
		if (held) throw new RequestFailedError({ ...held, operation: this.request.operation });
	}

	/**
	 * What an error of the engine says. With OAuth2, one that tells of no request is that of a connection
	 * which it cannot renew, such as one without a refresh token.
	 */
	failureOf(error: Error): Failure | undefined {
		const { operation } = this.request;
		const known = failureOfError(operation, error);
		if (known || this.authentication !== 'oAuth2') return known;
		return { operation, headers: {}, noToken: 'refused', instanceMessage: '' };
	}

	/** Keeps in mind what came of the request. */
	async judge(verdict: Verdict, failure?: Failure): Promise<void> {
		if (verdict === 'refused') {
			const everywhere = this.isRefusedEverywhere(failure!);
			this.gate.accepted.delete(this.resource);
			this.refused.add(await this.sent(), everywhere, failure!);
		} else if (verdict === 'accepted') {
			this.gate.accepted.add(this.resource);
			if (!this.refused.isEmpty) this.refused.accept(await this.sent());
		}
	}

	/**
	 * Whether a refused login is taken to be wrong, and not just for this resource: where it was right for
	 * the resource before, or for nothing. Of keys and tokens, policies alone decide what they are good for,
	 * and no user is locked out with them.
	 */
	private isRefusedEverywhere({ noToken }: Failure): boolean {
		const { accepted } = this.gate;
		if (noToken || accepted.has(this.resource)) return true;
		return this.authentication === 'basicAuth' && accepted.size === 0;
	}

	/** Read anew each time, as n8n may renew a token meanwhile. */
	private async sent(): Promise<Sent> {
		const credential = await this.request.context.getCredentials(this.type);
		return { digest: secretDigest(credential), resource: this.resource };
	}
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
	request: GuardedRequest,
	target: Target,
	send: () => Promise<Response>,
): Promise<Response> {
	const { operation, stopped, signal } = request;
	const login = new Login(request, target);
	const leave = await login.gate.enter(stopped);
	let verdict: Verdict;
	const judge = async (failure: Failure | undefined) => {
		verdict = failure && verdictOf(failure);
		await login.judge(verdict, failure);
	};
	const judgeResponse = async (response: Response) => {
		if (!isServed(response)) return await judge(failureOf(operation, response));
		verdict = 'accepted';
		await login.judge(verdict);
	};
	try {
		signal.throwIfAborted();
		await login.assertNotHeld();
		const response = await send().catch(async (error: Error) => {
			await judge(login.failureOf(error));
			throw error;
		});
		await judgeResponse(response);
		return response;
	} finally {
		leave(verdict);
	}
}
