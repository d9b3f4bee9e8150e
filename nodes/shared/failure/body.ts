import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../isObject';

/**
 * Whether a body says that the instance failed on the request, whatever its HTTP status and `result`: a
 * transaction that a quota rule cancels appends an error to the rows that it had written, under the
 * status 200 that it had sent already.
 *
 * @see https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB1297438
 */
export function reportsFailure(body: unknown): boolean {
	if (!isObject(body)) return false;
	const { error, status } = body;
	return (error !== undefined && error !== null) || /^failure$/i.test(String(status));
}

/** Whether a body is JSON that ends in the middle, or goes on with something else. */
export function isBrokenJson(body: unknown): body is string {
	if (typeof body !== 'string' || !/^\s*[{[]/.test(body)) return false;
	try {
		JSON.parse(body);
		return false;
	} catch {
		return true;
	}
}

/** The error envelope that an instance appends to a body that it cuts off. */
function envelopeAtEnd(text: string): unknown {
	const start = text.lastIndexOf('"error"');
	try {
		return JSON.parse(`{${text.slice(start)}`);
	} catch {
		return undefined;
	}
}

/**
 * ServiceNow's own message and detail, from its error envelope or from a `result` that reports a
 * refusal.
 *
 * @returns an empty text where the body has none
 */
export function instanceMessageOf(body: unknown): string {
	if (isBrokenJson(body)) return instanceMessageOf(envelopeAtEnd(body));
	if (!isObject(body)) return '';
	const { error, result } = body as { error?: IDataObject | string; result?: IDataObject };
	if (typeof error === 'string') {
		const description = body.error_description;
		return [error, description].filter((part) => typeof part === 'string').join(': ');
	}
	const source = error ?? result;
	if (!isObject(source)) return '';
	const words = [source.message, source.detail].filter(
		(part) => typeof part === 'string' && part !== '',
	);
	return [...new Set(words)].join(': ');
}
