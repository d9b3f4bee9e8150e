import type { FunctionsBase, IHttpRequestOptions } from 'n8n-workflow';
import {
	failureOf,
	failureOfError,
	isEnveloped,
	RequestFailedError,
	type Failure,
} from '../../failure';
import { credentialTypeFor, type LoginContext } from '../../instance/credentialTypes';
import { addressOf } from '../../instance/instanceUrl';
import { secretDigest } from '../../instance/secretDigest';
import { isObject } from '../../isObject';
import type { Operation } from '../../operation';
import { ALL_BUT_401, ALL_STATUSES, type StatusErrors } from '../defaults';
import { firstLoginOf, type FirstLogin, type Verdict } from './firstLogin';
import type { HttpResponse } from '../readResponse';
import { refusedLoginsOf, type RefusedLogins, type Sent } from './refusedLogins';
import { hasNoToken, redirectOfTokenUrl, type Sender } from './tokenUrl';

/** What a request logs in with, and for what. */
interface GuardedRequest {
	/** Of the item, poll, or list. */
	context: LoginContext & Pick<FunctionsBase, 'getCredentials' | 'getNode'> & Sender;
	operation: Operation;
	/** Rejects when waiting for a first login is pointless. */
	stopped: Promise<never>;
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
	const hasLookedAtIt = status <= 500 && status !== 429;
	return hasLookedAtIt && isEnveloped(failure) ? 'accepted' : undefined;
}

/** Data, or nothing at all, under a status of success. */
function isServed({ statusCode, body }: HttpResponse): boolean {
	return statusCode === 204 || (statusCode < 300 && isObject(body));
}

/**
 * The login of one request, and what is known of it: ServiceNow locks users out after a few failed logins.
 */
export class GuardedLogin {
	private readonly type: string;

	private readonly authentication: unknown;

	private readonly resource: string;

	private readonly refused: RefusedLogins;

	private readonly gate: FirstLogin;

	private verdict: Verdict;

	private tell: (verdict: Verdict) => void = () => {};

	/** Whether the request was sent, and not only a token asked for. */
	isSent = false;

	private isAnswered = false;

	private constructor(
		private readonly request: GuardedRequest,
		target: Target,
	) {
		const { context, operation } = request;
		const address = addressOf(target.baseURL!);
		this.authentication = context.getNodeParameter('authentication');
		this.type = credentialTypeFor(this.authentication);
		this.resource = resourceOf(operation, target);
		this.refused = refusedLoginsOf(address);
		const id = context.getNode().credentials?.[this.type]?.id ?? '';
		this.gate = firstLoginOf(`${address} ${this.type} ${id}`);
	}

	/**
	 * Waits until the login may be sent, or tried.
	 *
	 * @param request what it logs in with, and for what
	 * @param target of the request
	 * @returns the login, which must be left when the request has ended
	 * @throws the reason of `stopped`
	 */
	static async enter(request: GuardedRequest, target: Target): Promise<GuardedLogin> {
		const login = new GuardedLogin(request, target);
		login.tell = await login.gate.enter(request.stopped);
		return login;
	}

	/**
	 * Sends the request, unless its login was refused a moment ago.
	 *
	 * @param signal aborted when nobody waits for the response any more: what was not sent must not be
	 * @param send sends the request once, with which statuses n8n is to leave to us
	 * @returns the response, whatever its status
	 * @throws {RequestFailedError} when the login is not sent again for a while, or what `send` rejects with
	 */
	async send<Response extends HttpResponse>(
		signal: AbortSignal,
		send: (ignored: StatusErrors) => Promise<Response>,
	): Promise<Response> {
		await this.assertNotHeld();
		signal.throwIfAborted();
		const noted = async (ignored: StatusErrors) =>
			await this.noteSent(async () => await send(ignored));
		const isOAuth2 = this.authentication === 'oAuth2';
		const sent = isOAuth2 ? this.sendWithToken(signal, noted) : noted(ALL_STATUSES);
		const response = await sent.catch(async (error: Error) => {
			const failure = this.failureOf(error);
			if (failure?.noToken) this.isSent = this.isAnswered;
			await this.judge(failure);
			throw error;
		});
		if (isServed(response)) await this.accept();
		else await this.judge(failureOf(this.request.operation, response));
		return response;
	}

	/** Lets others send. */
	leave(): void {
		this.tell(this.verdict);
	}

	private async noteSent<Response>(send: () => Promise<Response>): Promise<Response> {
		this.isSent = true;
		const response = await send();
		this.isAnswered = true;
		return response;
	}

	/** Where the token is missing, or is not accepted, n8n asks for one; not from an address that redirects. */
	private async sendWithToken<Response extends HttpResponse>(
		signal: AbortSignal,
		send: (ignored: StatusErrors) => Promise<Response>,
	): Promise<Response> {
		const { context } = this.request;
		const credential = this.gate.isTrusted ? undefined : await context.getCredentials(this.type);
		if (credential && hasNoToken(credential)) await this.assertNoRedirect(signal);
		const response = await send(ALL_STATUSES);
		if (response.statusCode !== 401) return response;
		await this.assertNoRedirect(signal);
		return await send(ALL_BUT_401);
	}

	/** @throws {RequestFailedError} when the token endpoint redirects */
	private async assertNoRedirect(signal: AbortSignal): Promise<void> {
		const { context, operation } = this.request;
		const credential = await context.getCredentials(this.type);
		const redirect = await redirectOfTokenUrl(context, credential, signal);
		signal.throwIfAborted();
		if (redirect) throw new RequestFailedError(failureOf(operation, redirect));
	}

	/** @throws {RequestFailedError} when it is not sent for now */
	private async assertNotHeld(): Promise<void> {
		if (this.refused.isEmpty) return;
		const held = this.refused.find(await this.sent());
		if (held) throw new RequestFailedError({ ...held, operation: this.request.operation });
	}

	/**
	 * What an error of the engine says. With OAuth2, one that tells of no request is that of a connection
	 * which it cannot renew, such as one without a refresh token.
	 */
	private failureOf(error: Error): Failure | undefined {
		const { operation } = this.request;
		if (error instanceof RequestFailedError) return { ...error.failure, noToken: 'refused' };
		const known = failureOfError(operation, error);
		if (known || this.authentication !== 'oAuth2') return known;
		return { operation, headers: {}, noToken: 'refused', instanceMessage: '' };
	}

	private async judge(failure: Failure | undefined): Promise<void> {
		const verdict = failure && verdictOf(failure);
		if (verdict === 'accepted') await this.accept();
		if (verdict === 'refused') await this.refuse(failure!);
	}

	private async accept(): Promise<void> {
		this.verdict = 'accepted';
		this.gate.accepted.add(this.resource);
		if (!this.refused.isEmpty) this.refused.accept(await this.sent());
	}

	private async refuse(failure: Failure): Promise<void> {
		this.verdict = 'refused';
		const everywhere = this.isRefusedEverywhere(failure);
		this.gate.accepted.delete(this.resource);
		this.refused.add(await this.sent(), everywhere, failure);
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

/** The same for a request that needs no permit: waits, sends, and lets others send. */
export async function guardLogin<Response extends HttpResponse>(
	request: GuardedRequest,
	target: Target,
	signal: AbortSignal,
	send: (ignored: StatusErrors) => Promise<Response>,
): Promise<Response> {
	const login = await GuardedLogin.enter(request, target);
	try {
		return await login.send(signal, send);
	} finally {
		login.leave();
	}
}
