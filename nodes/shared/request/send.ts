import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../failure/nodeError';
import { returnsErrors } from '../failure/returnsErrors';
import type { Operation } from '../operation';
import { prepare } from './prepare';
import { fetchRecords } from '../transport/fetchRecords';
import { GuardedLogin } from '../transport/login/guardLogin';
import { performRouted, wantWholeResponses } from './engine';
import type { ItemContext, Request } from '../transport/requestContext';
import { RunMember, RunStoppedError } from '../transport/run';
import { logSummary } from '../transport/runSummary';

/** What an item says that was held back although no other one failed. */
const NOT_SENT = {
	error: 'The item was not sent',
	message: 'Run the workflow again. n8n ended the preparation of the items early.',
};

/** Reads the records of an operation; most operations make one request. */
export type OperationRunner = (item: ItemContext, request: Request) => Promise<IDataObject[]>;

/**
 * The whole life of an operation's request, as the engine's pagination function: it is the one place
 * that sees the request before it leaves, the whole response, and the failure.
 *
 * @param operation what to hold the request and the response against
 * @param read how to get the records, when it takes more than one request
 * @returns a function for `routing.operations.pagination`; it gives one item a record, each paired
 * with its input item, and throws errors that say what happened and what to do
 */
export function send(operation: Operation, read: OperationRunner = fetchRecords) {
	async function recordsOf(
		context: IExecutePaginationFunctions,
		request: Request,
		run: RunMember,
	): Promise<IDataObject[]> {
		const sendOptions = prepare(context, operation, request);
		wantWholeResponses(request);
		await run.allPrepared();
		const loggedIn = { context, operation, stopped: run.stopped };
		const enter = async ({ options }: Request) => await GuardedLogin.enter(loggedIn, options);
		const execute: ItemContext['execute'] = async (ready, signal, login) =>
			await login!.send(signal, async (ignored) => await performRouted(context, ready, ignored));
		return await read({ context, enter, execute, operation, run, sendOptions }, request);
	}

	return async function (
		this: IExecutePaginationFunctions,
		request: Request,
	): Promise<INodeExecutionData[]> {
		const pairedItem = { item: this.getItemIndex() };
		const run = new RunMember(this);
		try {
			const records = run.doneBefore ?? (await recordsOf(this, request, run));
			run.succeed(operation.safety === 'read' ? undefined : records);
			return records.map((json) => ({ json, pairedItem }));
		} catch (error) {
			if (error instanceof RunStoppedError) {
				// The item that failed speaks for those that it stopped. Where there is none, the engine could not
				// prepare a later item and fails by itself; should it not, this item must not vanish.
				return (await run.giveUp()) ? [] : [{ json: NOT_SENT, pairedItem }];
			}
			const nodeError = await toNodeError(this, error, await run.fail());
			if (!returnsErrors(this)) throw nodeError;
			// The one form in which every version of the engine keeps the advice, and still sees an error for
			// the error output.
			const { message, description } = nodeError;
			const json = { error: message, ...(description && { message: description }) };
			return [{ json, pairedItem }];
		} finally {
			if (run.isRunOver) logSummary(this.logger, run.signal);
		}
	};
}
