import type { Operation } from '../operation';
import { instanceMessageOf } from './body';
import { isConnecting, type NetworkError } from './connecting';
import { tokenFailureOf } from './tokenFailure';
import type { Failure } from './types';

/** A failure that an answer shows. */
export function failureOf(
	operation: Operation,
	{ statusCode, headers, body }: { statusCode: number; headers?: object; body: unknown },
): Failure {
	return {
		operation,
		status: statusCode,
		headers: Object.fromEntries(
			Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		body,
		instanceMessage: instanceMessageOf(body),
	};
}

/** What the engine threw, as far as it is known: its cause is the error of the HTTP client. */
interface EngineError {
	code?: string;
	cause?: {
		code?: string;
		/** Of the network, which the HTTP client wraps. */
		cause?: NetworkError;
		response?: { status: number; headers: object; data: unknown };
	};
	/** HTTP status, or code of the network error. */
	httpCode?: string | null;
	/** The words of the HTTP client. */
	messages?: string[];
	context?: { data?: unknown };
}

/**
 * The cause of an error of an n8n before 2.35, which loses it: put together from what is left. The
 * headers of the answer are not.
 */
function lostCause({ httpCode, messages, context }: EngineError): EngineError['cause'] {
	if (!httpCode) return undefined;
	if (httpCode === '401') return { response: { status: 401, headers: {}, data: context?.data } };
	const connects = messages?.[0]?.startsWith('connect ') === true;
	return {
		// With a status, an answer had begun.
		code: /^\d+$/.test(httpCode) ? 'ECONNRESET' : httpCode,
		cause: connects ? { syscall: 'connect' } : undefined,
	};
}

/**
 * A failure that the engine threw: no answer at all, or one of the statuses that it keeps to itself.
 *
 * @returns nothing when it is neither, such as an OAuth2 credential that was never connected
 */
export function failureOfError(operation: Operation, error: Error): Failure | undefined {
	const thrown: EngineError = error as object;
	const noToken = tokenFailureOf(operation, thrown);
	if (noToken) return noToken;
	const { cause = lostCause(thrown) } = thrown;
	const response = cause?.response;
	// Any other status is left to us; with a response, but another status, an answer broke off.
	if (response?.status === 401) {
		return failureOf(operation, {
			statusCode: response.status,
			headers: response.headers,
			body: response.data,
		});
	}
	const code = cause?.code ?? thrown.code;
	if (code === undefined) return undefined;
	return {
		operation,
		headers: {},
		code,
		neverConnected: isConnecting(cause?.cause),
		instanceMessage: '',
	};
}
