import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';
import type { Operation } from '../operation';
import type { Pace } from './pace';
import type { RunMember } from './run';

export type Request = DeclarativeRestApiSettings.ResultOptions;

/** What a request is sent with. */
export interface Sender {
	/** Performs the request once, and gives the whole response whatever its status, except 401. */
	perform: (request: Request) => Promise<IN8nHttpFullResponse>;
	operation: Operation;
	run: Pick<RunMember, 'begin' | 'signal' | 'stopOthers' | 'stopped'>;
	pace: Pace;
}

/** What an item of a declarative node sends with. */
export interface ItemSender extends Sender {
	context: IExecutePaginationFunctions;
}
