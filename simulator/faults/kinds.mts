import { errorResponse } from '../http/errors.mts';
import type { HttpResponse } from '../http/response.mts';
import { cutInRow, cutOff, quota500 } from './canceled.mts';
import { databaseRefusal, gatewayPage, page, proxyAuth, type DatabaseReason } from './refusals.mts';

/** A fault and its parameters; which of them count depends on the kind. */
export interface Fault {
	/** `status` when left out. */
	kind?: FaultKind;
	/** HTTP status: of `status` (default 500), `redirect` (302), `proxyPage` (200), `gatewayPage` (403). */
	status?: number;
	message?: string;
	detail?: string | null;
	headers?: Record<string, string>;
	/** This HTML page: of `status` instead of the error envelope, of `gatewayPage`, of `proxyAuth`. */
	html?: string;
	/** A `Retry-After` header: seconds, or as it is to be sent, for example a date or `1, 1`. */
	retryAfter?: number | string;
	/** Where `redirect` points. */
	location?: string;
	/** Whether `timeout` and `quota500` have the request carried out first. */
	afterProcessing?: boolean;
	/** Rows that `cutOff` lets through: a number, or a share between 0 and 1; none when left out. */
	keep?: number;
	/** Share of the rows' text after which `cutInRow` breaks off, from 0 to 1; 0.5 when left out. */
	cutAt?: number;
	/** Whether `cutInRow` closes the list of the rows behind the broken one. */
	closesRows?: boolean;
	/** What `dataPolicy` gives as the reason; `mandatory` when left out. */
	reason?: DatabaseReason;
}

/** What a fault is to know of the request that it applies to. */
export interface Target {
	operationId?: string;
	/** Table that the request is about. */
	table?: string;
}

type Effect = (
	fault: Fault,
	/** Carries the request out as if there were no fault. */
	process: () => Promise<HttpResponse>,
	target: Target,
) => HttpResponse | Promise<HttpResponse>;

function withHeaders(response: HttpResponse, { headers, retryAfter }: Fault): HttpResponse {
	const wait: Record<string, string> =
		retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
	return { ...response, headers: { ...response.headers, ...wait, ...headers } };
}

const connectionDestroyed: HttpResponse = { status: 0, wire: 'destroy' };

/** What each kind of fault does to a request. */
export const faultKinds = {
	status: (fault) => {
		const status = fault.status ?? 500;
		const response =
			fault.html === undefined && status !== 502
				? errorResponse(status, fault.message, fault.detail)
				: page(status, `${status}`, fault.html ?? 'The proxy server received an invalid response');
		return withHeaders(response, fault);
	},
	accepted202: (fault) => withHeaders({ status: 202 }, fault),
	hibernating: () => page(200, 'Instance Hibernating page', 'Your instance is hibernating'),
	loginPage: () => page(200, 'Log in | ServiceNow', 'Log in'),
	proxyPage: (fault) =>
		withHeaders(page(fault.status ?? 200, 'Web gateway', 'Sign in to the company network'), fault),
	emptyBody: async (_, process) => ({ ...(await process()), body: undefined }),
	notJson: async (_, process) => ({ ...(await process()), body: '{"result": {"sys_id": ' }),
	noResult: async (_, process) => ({ ...(await process()), body: {} }),
	wrongShape: async (_, process) => ({ ...(await process()), body: { result: 42 } }),
	businessFailure: (fault, _, { operationId }) => ({
		status: 200,
		body: {
			result: operationId?.startsWith('voiceInteraction.')
				? { status: 'FAILURE' }
				: { success: false, message: fault.message ?? 'The request could not be carried out' },
		},
	}),
	truncated: async (_, process) => ({ ...(await process()), wire: 'truncate' }),
	reset: () => connectionDestroyed,
	resetAfter: async (_, process) => {
		await process();
		return connectionDestroyed;
	},
	timeout: async (fault, process) => {
		if (fault.afterProcessing) await process();
		return { status: 0, wire: 'hang' };
	},
	cutOff: async (fault, process) => cutOff(await process(), fault.keep ?? 0, fault),
	cutInRow: async (fault, process) => cutInRow(await process(), fault),
	quota500: async (fault, process) => {
		if (fault.afterProcessing) await process();
		return withHeaders(quota500(fault), fault);
	},
	dataPolicy: ({ reason = 'mandatory', message, detail }, _, { table = '' }) =>
		databaseRefusal(reason, table, message, detail),
	gatewayPage: (fault) => withHeaders(gatewayPage(fault.status ?? 403, fault.html), fault),
	proxyAuth: (fault) => withHeaders(proxyAuth(fault.html), fault),
	redirect: (fault) =>
		withHeaders(
			{ status: fault.status ?? 302, headers: { Location: fault.location ?? '/login.do' } },
			fault,
		),
} satisfies Record<string, Effect>;

export type FaultKind =
	| 'status'
	| 'accepted202'
	| 'hibernating'
	| 'loginPage'
	| 'proxyPage'
	| 'emptyBody'
	| 'notJson'
	| 'noResult'
	| 'wrongShape'
	| 'businessFailure'
	| 'truncated'
	| 'reset'
	| 'resetAfter'
	| 'timeout'
	| 'cutOff'
	| 'cutInRow'
	| 'quota500'
	| 'dataPolicy'
	| 'gatewayPage'
	| 'proxyAuth'
	| 'redirect';

/** @returns what the fault makes of the request */
export async function applyFault(
	fault: Fault,
	process: () => Promise<HttpResponse>,
	target: Target,
): Promise<HttpResponse> {
	const kinds: Record<FaultKind, Effect> = faultKinds;
	return await kinds[fault.kind ?? 'status'](fault, process, target);
}
