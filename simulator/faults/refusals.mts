import { errorResponse } from '../http/errors.mts';
import type { HttpResponse } from '../http/response.mts';

/** Why the database did not take a record; `%table%` stands for the table. */
const reasons = {
	/** https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/api-reference/web-services/c_JSONObjectFormat.md */
	mandatory: 'Data Policy Exception: The following fields are mandatory: Account',
	readOnly: 'Data Policy Exception: The following fields are read only: Type',
	/** https://github.com/ServiceNow/ServiceNowDocs/blob/australia/markdown/platform-administration/r_AvailableSystemProperties.md */
	uniqueKey: "Unique Key violation detected by database (Duplicate entry 'ABC' for key 'name')",
	businessRule:
		"Operation against file '%table%' was aborted by Business Rule 'Check Number^5230b9179735ca504546f027f053af79'. Business Rule Stack:Check Number",
	insertAborted: 'Insert Aborted : Error during insert of %table% (a name)',
};

/** What a fault of kind `dataPolicy` gives as the reason. */
export type DatabaseReason = keyof typeof reasons;

export const databaseReasons = Object.keys(reasons) as DatabaseReason[];

/**
 * 403 for what a policy, a rule or a key of the table forbids, whatever the user's roles.
 *
 * @param reason which of them
 * @param table that the request is about
 * @param message instead of `Operation Failed`
 * @param detail instead of the words of `reason`
 */
export function databaseRefusal(
	reason: DatabaseReason,
	table: string,
	message = 'Operation Failed',
	detail: string | null = reasons[reason].replaceAll('%table%', table),
): HttpResponse {
	return errorResponse(403, message, detail);
}

/** @returns an HTML page */
export function page(status: number, title: string, text: string): HttpResponse {
	return {
		status,
		type: 'text/html;charset=UTF-8',
		body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${text}</h1></body></html>`,
	};
}

/**
 * A page of something that stands before the instance and lets the request not through.
 *
 * @param html the page; one that names no maker when left out
 */
export function gatewayPage(status: number, html: string | undefined): HttpResponse {
	const response = page(status, '403 Forbidden', 'Access denied');
	return { ...response, body: html ?? response.body, foreign: true };
}

/**
 * A forward proxy that wants a login of its own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-407-proxy-authentication-re
 */
export function proxyAuth(html: string | undefined): HttpResponse {
	const response = page(407, '407', 'Proxy Authentication Required');
	return {
		...response,
		body: html ?? response.body,
		headers: { 'Proxy-Authenticate': 'Basic realm="proxy"' },
		foreign: true,
	};
}
