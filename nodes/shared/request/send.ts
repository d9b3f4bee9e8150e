import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';
import { toNodeError } from '../failure/nodeError';
import { returnsErrors } from '../failure/returnsErrors';
import { optionsOf } from '../input/parameters';
import { switchOf } from '../input/switch';
import type { Operation } from '../operation';
import { askColumnKinds } from './columnKinds';
import { complete, prepare } from './prepare';
import { previewOf, PreviewReached } from './previewOf';
import { fetchRecords } from '../transport/fetchRecords';
import { GuardedLogin } from '../transport/login/guardLogin';
import { performRouted, wantWholeResponses } from './engine';
import { lookUpInteraction } from './lookUpInteraction';
import { markExecution } from './markExecution';
import type { ItemContext, Request } from '../transport/requestContext';
import { RunMember, RunStoppedError } from '../transport/run';
import { logSummary } from '../transport/runSummary';

/** What an item says that was held back although no other one failed. */
const NOT_SENT = {
	error: 'The item was not sent',
	message: 'Run the workflow again. n8n ended the preparation of the items early.',
};

function isPreview(context: IExecutePaginationFunctions): boolean {
	return switchOf(optionsOf(context).previewOnly, 'Preview Only', false);
}

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
		const { url } = request.options;
		let prepared = prepare(context, operation, request);
		const { sendOptions } = prepared;
		wantWholeResponses(request);
		await run.allPrepared();
		if (isPreview(context)) {
			const ready = await firstRequest({ context, operation, run, sendOptions }, request);
			return [previewOf(operation, ready, prepared.lookUps)];
		}
		const loggedIn = { context, operation, stopped: run.stopped };
		const enter = async ({ options }: Request) => await GuardedLogin.enter(loggedIn, options);
		const execute: ItemContext['execute'] = async (ready, signal, login) =>
			await login!.send(signal, async (ignored) => await performRouted(context, ready, ignored));
		const item: ItemContext = { context, enter, execute, operation, run, sendOptions };
		if (prepared.kinds.open.length > 0) {
			const kinds = await askColumnKinds(item, request, prepared.kinds.open);
			request.options.url = url;
			prepared = prepare(context, operation, request, kinds);
		}
		const { ids, lookUps } = prepared;
		for (const { key, name } of lookUps) {
			complete(request, prepared, name, await lookUpInteraction(item, request, key));
		}
		const records = await read(item, request);
		const numbers = lookUps.filter(({ key }) => key.column === 'number');
		const named = numbers.map(({ key }) => ({ number: key.value }));
		markExecution(context, operation, [...named, ...records]);
		return records.map((record) => ({ ...operation.identify?.(record, ids), ...record }));
	}

	/** The request that comes first: a reader decides what it asks for. */
	async function firstRequest(
		item: Omit<ItemContext, 'execute'>,
		request: Request,
	): Promise<Request> {
		if (operation.safety !== 'read') return request;
		const enter = async (ready: Request) => {
			throw new PreviewReached(ready);
		};
		const execute = enter;
		return await read({ ...item, enter, execute }, request).then(
			() => request,
			(error: Error) => {
				if (error instanceof PreviewReached) return error.request;
				throw error;
			},
		);
	}

	return async function (
		this: IExecutePaginationFunctions,
		request: Request,
	): Promise<INodeExecutionData[]> {
		const pairedItem = { item: this.getItemIndex() };
		const run = new RunMember(this);
		try {
			const records = run.doneBefore ?? (await recordsOf(this, request, run));
			const isRepeatable = operation.safety === 'read' || isPreview(this);
			run.succeed(isRepeatable ? undefined : records);
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
