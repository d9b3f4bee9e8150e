import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { Failure } from '../failure';
import type { Operation } from '../operation';
import type { GuardedLogin } from './login/guardLogin';
import type { RunMember } from './run';
import type { SendOptions } from './sendOptions';

export type Request = DeclarativeRestApiSettings.ResultOptions;

/** What a request is sent with. */
export interface RequestContext {
	/** Waits until the login of the request may be sent. */
	enter?: (request: Request) => Promise<GuardedLogin>;
	/**
	 * Sends the request, and returns the whole response whatever its status. With OAuth2, a 401 that a new
	 * token does not change is thrown. The signal ends a request whose answer is not waited for any more;
	 * n8n's engine takes none.
	 */
	execute: (
		request: Request,
		signal: AbortSignal,
		login: GuardedLogin | undefined,
	) => Promise<IN8nHttpFullResponse>;
	operation: Operation;
	run: Pick<RunMember, 'begin' | 'canceled' | 'signal' | 'stopOthers' | 'stopped'>;
	sendOptions: SendOptions;
	/** Whether a failure makes no failed item, so that it must not stop the other items. */
	tolerates?: (failure: Failure) => boolean;
}

/** What an item of a declarative node sends with. */
export interface ItemContext extends RequestContext {
	context: IExecutePaginationFunctions;
}
