import type { HttpResponse } from '../http/response.mts';
import { errorResponse } from '../http/errors.mts';

/** A fault and its parameters; which of them count depends on the kind. */
export interface Fault {
	/** `status` when left out. */
	kind?: FaultKind;
	/** HTTP status: of `status` (default 500), `redirect` (302), `proxyPage` (200). */
	status?: number;
	message?: string;
	detail?: string | null;
	headers?: Record<string, string>;
	/** Sends the status with this HTML page instead of the error envelope. */
	html?: string;
	/** Seconds for a `Retry-After` header. */
	retryAfter?: number;
	/** Where `redirect` points. */
	location?: string;
	/** Whether `timeout` has the request carried out before it falls silent. */
	afterProcessing?: boolean;
}

type Effect = (
	fault: Fault,
	/** Carries the request out as if there were no fault. */
	process: () => Promise<HttpResponse>,
	operationId: string | undefined,
) => HttpResponse | Promise<HttpResponse>;

function page(status: number, title: string, text: string): HttpResponse {
	return {
		status,
		type: 'text/html;charset=UTF-8',
		body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${text}</h1></body></html>`,
	};
}

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
	businessFailure: (fault, _, operationId) => ({
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
	| 'redirect';

/** @returns what the fault makes of the request */
export async function applyFault(
	fault: Fault,
	process: () => Promise<HttpResponse>,
	operationId: string | undefined,
): Promise<HttpResponse> {
	const kinds: Record<FaultKind, Effect> = faultKinds;
	return await kinds[fault.kind ?? 'status'](fault, process, operationId);
}
