import type { HttpResponse } from './response.mts';

/**
 * Message and detail that an instance gives with each status.
 *
 * @see https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/rest-api-explorer/r_RESTAPIHTTPResponseCodes.md
 */
export const documentedErrors: Record<number, { message: string; detail: string | null }> = {
	400: { message: 'Requested URI does not represent any resource', detail: null },
	401: { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
	403: { message: 'User Not Authorized', detail: 'Failed API level ACL Validation' },
	404: {
		message: 'No Record found',
		detail: "Record doesn't exist or ACL restricts the record retrieval",
	},
	405: { message: 'Method not supported', detail: null },
	406: { message: 'Requested response media type is not supported', detail: null },
	413: { message: 'Request entity too large', detail: null },
	415: { message: 'Unsupported content-type of request', detail: null },
	429: { message: 'Rate limit exceeded', detail: null },
	500: {
		message: 'Internal server error',
		detail: 'Unexpected error while processing the request',
	},
	502: { message: 'Bad gateway', detail: null },
	503: { message: 'Service unavailable', detail: null },
};

/**
 * The answer to what an instance may well do and the simulator does not, so that nobody takes it for a
 * refusal of ServiceNow.
 *
 * @param what it is, in words
 */
export function notSimulated(what: string): HttpResponse {
	return {
		...errorResponse(501, 'Not simulated', `The simulated instance does not have: ${what}`),
		notSimulated: what,
	};
}

/**
 * Builds the error envelope of the REST APIs.
 *
 * @param status HTTP status; message and detail default to the ones documented for it
 * @param message what `error.message` says
 * @param detail what `error.detail` says; may be null
 * @param headers extra response headers
 * @returns the response, never throws
 */
export function errorResponse(
	status: number,
	message?: string,
	detail?: string | null,
	headers?: Record<string, string>,
): HttpResponse {
	const known = documentedErrors[status] ?? { message: `Status ${status}`, detail: null };
	return {
		status,
		headers,
		body: {
			error: {
				message: message ?? known.message,
				detail: detail === undefined && message === undefined ? known.detail : (detail ?? null),
			},
			status: 'failure',
		},
	};
}
