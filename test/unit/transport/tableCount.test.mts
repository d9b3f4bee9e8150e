import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { RequestFailedError } from '../../../nodes/shared/failure';
import { contactApi } from '../../../nodes/shared/platform/apis';
import { manyRecords } from '../../../nodes/shared/operation';
import type { Request, RequestContext } from '../../../nodes/shared/transport/requestContext';
import { emptinessOf } from '../../../nodes/shared/transport/tableCount';

interface Answer {
	status?: number;
	headers?: object;
	result?: unknown;
}

let hosts = 0;

/** How an answer of the Table API is read. */
async function readAs({ status = 200, headers = {}, result = [] }: Answer) {
	const sent: Array<Request['options']> = [];
	const stopOthers = jest.fn();
	const context: RequestContext = {
		execute: async ({ options }) => {
			sent.push(options);
			const body = status === 200 ? { result } : { error: { message: 'No' }, status: 'failure' };
			return { statusCode: status, headers, body } as IN8nHttpFullResponse;
		},
		operation: { action: 'x', api: contactApi, records: manyRecords, safety: 'read' },
		run: {
			signal: new AbortController().signal,
			stopped: new Promise<never>(() => {}),
			canceled: new AbortController().signal,
			begin: () => {},
			stopOthers,
		},
		sendOptions: { maxConcurrency: 1, maxWaitMs: 0 },
	};
	const request: Request = {
		options: {
			baseURL: `https://counts${(hosts += 1)}.example`,
			url: '/other',
			body: { a: 1 },
			qs: { b: 2 },
		},
		preSend: [],
		postReceive: [],
	};
	const before = structuredClone(request);
	const emptiness = await emptinessOf(context, request, 'customer_contact').finally(() =>
		expect(request).toEqual(before),
	);
	expect(stopOthers).not.toHaveBeenCalled();
	return { emptiness, sent };
}

test.each<[string, Answer, string]>([
	['no row and a count of none', { headers: { 'X-Total-Count': '0' } }, 'empty'],
	['the header in another letter case', { headers: { 'x-total-count': '0' } }, 'empty'],
	['no row and a count', { headers: { 'x-total-count': '7' } }, 'hidden'],
	['a row', { headers: { 'x-total-count': '0' }, result: [{ sys_id: 'a' }] }, 'hidden'],
	['no count, as behind a proxy', {}, 'unknown'],
	['a count that is none', { headers: { 'x-total-count': '' } }, 'unknown'],
	['400', { status: 400 }, 'unknown'],
	['403', { status: 403 }, 'unknown'],
	['404', { status: 404 }, 'unknown'],
])('%s', async (_what, answer, expected) => {
	const { emptiness, sent } = await readAs(answer);
	expect(emptiness).toBe(expected);
	expect(sent[0]).toMatchObject({
		method: 'GET',
		url: '/api/now/table/customer_contact',
		qs: { sysparm_fields: 'sys_id', sysparm_limit: 1, sysparm_no_count: false },
		body: undefined,
	});
});

test.each([302, 401, 429, 500, 503])('HTTP %i is no sign of anything', async (status) => {
	jest.useFakeTimers();
	const outcome = readAs({ status }).catch((error: Error) => error);
	await jest.advanceTimersByTimeAsync(10_000);
	expect(await outcome).toBeInstanceOf(RequestFailedError);
	jest.useRealTimers();
});
