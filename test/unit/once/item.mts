import type { IDataObject, IN8nHttpFullResponse } from 'n8n-workflow';
import { oneRecord, type Operation } from '../../../nodes/shared/operation';
import { contactApi } from '../../../nodes/shared/platform/apis';
import type { ItemContext, Request } from '../../../nodes/shared/transport/requestContext';
import { whenAborted } from '../../../nodes/shared/transport/whenAborted';

/** What an instance answers to a request: a status, and its `result` or its error. */
export type Respond = (options: Request['options']) => { status?: number; result?: unknown };

let hosts = 0;

/** An item with these parameters, whose requests go to a host of its own. */
export function itemOf(respond: Respond, parameters: IDataObject = {}, body: IDataObject = {}) {
	const sent: Array<Request['options']> = [];
	const { signal } = new AbortController();
	const stopOthers = jest.fn();
	const operation: Operation = {
		action: 'Create',
		api: contactApi,
		records: oneRecord,
		safety: { whenUnknown: 'Look.' },
	};
	const all: IDataObject = { authentication: 'basicAuth', ...parameters };
	const item = {
		context: {
			getNodeParameter: (name: string, otherwise: unknown) => all[name] ?? otherwise,
			getCredentials: async () => ({ username: 'u', password: 'secret' }),
			getNode: () => ({ type: 'serviceNow' }),
			getTimezone: () => 'UTC',
		},
		execute: async ({ options }: Request) => {
			sent.push(options);
			const { status = 200, result } = respond(options);
			const error = { error: { message: 'No' }, status: 'failure' };
			const count = String(Array.isArray(result) ? result.length : 1);
			const headers = { date: new Date().toUTCString(), 'x-total-count': count };
			const answer = status < 300 ? { result } : error;
			return { statusCode: status, headers, body: answer } as unknown as IN8nHttpFullResponse;
		},
		operation,
		run: { begin: () => {}, stopOthers, signal, canceled: signal, stopped: whenAborted(signal) },
		sendOptions: { maxWaitMs: 0 },
	} as unknown as ItemContext;
	const baseURL = `https://item${(hosts += 1)}.example.com`;
	const request = {
		options: { baseURL, method: 'POST', url: '/api/now/contact', body },
		preSend: [],
		postReceive: [],
	} as Request;
	return { item, request, sent, stopOthers };
}

/** Lets time pass until something has its outcome. @returns it, or its error */
export async function outcomeOf<Result>(work: Promise<Result>): Promise<Result | Error> {
	let isOver = false;
	const outcome = work.catch((error: Error) => error);
	void outcome.then(() => {
		isOver = true;
	});
	while (!isOver) await jest.advanceTimersByTimeAsync(50);
	return await outcome;
}
