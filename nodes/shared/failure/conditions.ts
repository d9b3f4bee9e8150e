import { isObject } from '../isObject';
import { manyRecords } from '../operation';
import { isBrokenJson, reportsFailure } from './body';
import type { Failure } from './types';

/** What tells one failure from another. */
export type Condition = (failure: Failure) => boolean;

/** One of these HTTP statuses. */
export function status(...codes: number[]): Condition {
	return (failure) => codes.some((code) => code === failure.status);
}

/** An HTTP status of this range, both ends included. */
export function statusBetween(lowest: number, highest: number): Condition {
	return ({ status: code = NaN }) => code >= lowest && code <= highest;
}

/** One of these codes of a network error. */
export function networkCode(...codes: string[]): Condition {
	return (failure) => codes.some((code) => code === failure.code);
}

/** A response with this header, in lower case. */
export function hasHeader(name: string): Condition {
	return ({ headers }) => headers[name] !== undefined;
}

/** ServiceNow's own message matches. */
export function instanceMessageMatches(pattern: RegExp): Condition {
	return (failure) => pattern.test(failure.instanceMessage);
}

function textOf(body: unknown): string {
	return typeof body === 'string' ? body : '';
}

/** A login that was refused before, and that is not sent for now. */
export function isHeld({ heldMs }: Failure): boolean {
	return heldMs !== undefined;
}

/** A web page instead of data, which some hosts label as one. */
export function isHtml({ headers, body }: Failure): boolean {
	if (typeof body === 'object' || isBrokenJson(body)) return false;
	return /text\/html/i.test(headers['content-type'] ?? '') || /^\s*</.test(textOf(body));
}

/** A page, text, or data of something else than the REST API, which has its envelope around each error. */
export function isForeign(failure: Failure): boolean {
	const { body } = failure;
	if (isObject(body)) return !isObject(body.error) && !('result' in body);
	if (isBrokenJson(body)) return false;
	return isHtml(failure) || textOf(body) !== '' || Array.isArray(body);
}

/**
 * The page of the web server of an instance, which a URL is too long for.
 *
 * https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB0826932
 */
export function isHeaderTooLarge({ status: code, body }: Failure): boolean {
	return code === 400 && /request header is too large/i.test(textOf(body));
}

/** The page that a developer instance shows while it hibernates. */
export function isHibernating(failure: Failure): boolean {
	return isHtml(failure) && /hibernating/i.test(textOf(failure.body));
}

const hasSuccessStatus = statusBetween(200, 299);

/** A response of a success status that the instance did not write to its end. */
export function isCutOff(failure: Failure): boolean {
	const { body } = failure;
	if (!hasSuccessStatus(failure)) return false;
	return isBrokenJson(body) || (isObject(body) && 'result' in body && reportsFailure(body));
}

/** A response without a body. */
export function isWithoutBody({ body }: Failure): boolean {
	return body === undefined || body === null || (typeof body === 'string' && body.trim() === '');
}

/** An operation that reads a list, so that no record is named which could be missing. */
export function readsList({ operation }: Failure): boolean {
	return operation.records === manyRecords;
}

/** An operation that changes nothing. */
export function isRead({ operation }: Failure): boolean {
	return operation.safety === 'read';
}

/** A server error by which the instance says that it stopped working on the request. */
export function isCanceled({ status: code = 0, instanceMessage }: Failure): boolean {
	return code >= 500 && /transaction cancell?ed/i.test(instanceMessage);
}

/** ServiceNow's own error envelope, not that of a gateway. */
export function isEnveloped({ body }: Failure): boolean {
	return isObject(body) && isObject(body.error) && reportsFailure({ status: body.status });
}

/** A response of status 200 that says that the instance did not carry it out. */
export function isRefusedBySuccess({ operation, body }: Failure): boolean {
	const result = isObject(body) ? body.result : undefined;
	return isObject(result) && operation.refused?.(result) === true;
}

/** At least one of these. */
export function any(...conditions: Condition[]): Condition {
	return (failure) => conditions.some((condition) => condition(failure));
}

/** The opposite. */
export function not(condition: Condition): Condition {
	return (failure) => !condition(failure);
}

/** All of these. */
export function all(...conditions: Condition[]): Condition {
	return (failure) => conditions.every((condition) => condition(failure));
}
