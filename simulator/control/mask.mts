import type { SeenRequest } from '../requestLog.mts';
import { basicCredentials } from '../login/auth.mts';
import { isJsonObject } from './body.mts';

const HIDDEN = '***';

const secretHeaders = ['cookie', 'proxy-authorization', 'x-sn-apikey', 'x-usertoken'];

const secretName = /passw|secret|token|assertion|api_?key|^code$|code_verifier/i;

function maskedAuthorization(header: string): string {
	const user = basicCredentials(header)?.[0];
	const scheme = /^[\w-]+(?=\s)/.exec(header)?.[0] ?? '';
	return user === undefined ? `${scheme} ${HIDDEN}`.trim() : `Basic ${user}:${HIDDEN}`;
}

/** @returns a JSON value with the members hidden that are named like a secret */
export function withoutSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(withoutSecrets);
	if (!isJsonObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name,
			secretName.test(name) ? HIDDEN : withoutSecrets(inner),
		]),
	);
}

/** @returns the request without passwords, keys, tokens, and cookies; user names stay */
export function masked(request: SeenRequest): SeenRequest {
	const headers = { ...request.headers };
	for (const name of secretHeaders) if (headers[name] !== undefined) headers[name] = HIDDEN;
	if (headers.authorization !== undefined) {
		headers.authorization = maskedAuthorization(headers.authorization);
	}
	return {
		...request,
		headers,
		query: withoutSecrets(request.query) as SeenRequest['query'],
		body: withoutSecrets(request.body),
	};
}
