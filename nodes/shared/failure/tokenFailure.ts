import { isObject } from '../isObject';
import type { Operation } from '../operation';
import { instanceMessageOf } from './body';
import { isConnecting, type NetworkError } from './connecting';
import type { Failure } from './types';

/** Path of the endpoint, which the credential types set. */
const TOKEN_PATH = '/oauth_token.do';

/** How n8n's OAuth2 client marks a response of the token endpoint without a token. */
const CLIENT_CODES = ['EAUTH', 'ESTATUS'];

/** An error of n8n, of its OAuth2 client, or of its HTTP client: each has the next one as its cause. */
interface ErrorInChain extends NetworkError {
	code?: string;
	httpCode?: string | null;
	/** HTTP status, of the OAuth2 client. */
	status?: number;
	/** The parsed body, or its text, of the OAuth2 client. */
	body?: unknown;
	/** Of the HTTP client. */
	config?: { url?: string };
	response?: { status: number };
	/** The words of the HTTP client, where an older n8n has lost the rest. */
	messages?: string[];
	cause?: ErrorInChain;
}

/** @returns the error and its causes, the first of them in front */
function chainOf(error: ErrorInChain): ErrorInChain[] {
	const chain: ErrorInChain[] = [];
	for (let next: ErrorInChain | undefined = error; next && chain.length < 5; next = next.cause) {
		chain.push(next);
	}
	return chain.reverse();
}

/** Statuses never make the HTTP client fail in a request of ours, only in the one for a token. */
function isLostStatus({ cause, httpCode, messages }: ErrorInChain): boolean {
	return (
		cause === undefined &&
		httpCode !== '401' &&
		messages?.[0]?.startsWith('Request failed with status code') === true
	);
}

function isOfTokenEndpoint(error: ErrorInChain): boolean {
	if (error.config?.url !== undefined) return error.config.url.includes(TOKEN_PATH);
	return CLIENT_CODES.includes(error.code ?? error.httpCode ?? '') || isLostStatus(error);
}

function isTransient({ body, code, httpCode, status, response }: ErrorInChain): boolean {
	// The envelope of ServiceNow is that of the instance, and not an answer of OAuth.
	if (isObject(body)) return isObject(body.error);
	const seen = response?.status ?? status ?? Number(httpCode ?? NaN);
	if (Number.isNaN(seen)) return !CLIENT_CODES.includes(code ?? httpCode ?? '');
	return seen === 429 || seen >= 500;
}

/**
 * A failure of the engine to get an OAuth2 token, after which it does not send the request. By where the
 * error comes from and not by its words, which tell nothing about the request itself.
 *
 * @see https://github.com/n8n-io/n8n/blob/master/packages/%40n8n/client-oauth2/src/client-oauth2.ts
 * @returns nothing for any other error
 */
export function tokenFailureOf(operation: Operation, error: object): Failure | undefined {
	const source = chainOf(error).find(isOfTokenEndpoint);
	if (!source) return undefined;
	const { body, code, config, response, cause } = source;
	return {
		operation,
		headers: {},
		noToken: isTransient(source) ? 'unavailable' : 'refused',
		// A host that cannot be found or trusted has rows of its own.
		code: config && !response ? code : undefined,
		neverConnected: isConnecting(cause),
		instanceMessage: instanceMessageOf(body),
	};
}
