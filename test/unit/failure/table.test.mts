import {
	explain,
	isOutcomeUnknown,
	retryabilityOf,
	type Failure,
} from '../../../nodes/shared/failure';
import { PLACEHOLDERS } from '../../../nodes/shared/failure/placeholders';
import { FAILURES } from '../../../nodes/shared/failure/table';
import { tableApi } from '../../../nodes/shared/platform/apis';
import { createContact, failureWith } from './failure.mts';

const html = { 'content-type': 'text/html;charset=UTF-8' };

const tableRead = { ...createContact, api: tableApi, table: 'interaction' };

const read = { ...createContact, safety: 'read' as const };

const mayBeRefused = {
	...createContact,
	refused: ({ success }: { success?: unknown }) => success === false,
};

/** A failure for each row and each kind of evidence, with the start of its message. */
const SAMPLES: Array<[message: string, retryability: string, facts: Partial<Failure>]> = [
	['The ServiceNow instance is hibernating', 'final', { status: 200, body: '<p>Hibernating</p>' }],
	['The host returned a web page', 'final', { status: 200, headers: html, body: 'text' }],
	['The host returned a web page', 'final', { status: 299, body: ' <html>' }],
	['The host returned a web page', 'final', { status: 404, body: '<html>' }],
	['The host redirects', 'final', { status: 300, body: '<html>' }],
	['The host redirects', 'final', { status: 399 }],
	[
		'ServiceNow requires multi-factor authentication',
		'final',
		{ status: 401, headers: { 'x-mfa_token': '' } },
	],
	['ServiceNow rejected the credential', 'final', { status: 401, body: '<html>' }],
	[
		'The Contact API is not available',
		'final',
		{ status: 400, instanceMessage: 'Requested URI does not represent any resource' },
	],
	[
		'The Contact API is not available',
		'final',
		{ status: 404, instanceMessage: 'Requested URI does not represent any resource' },
	],
	[
		'The ServiceNow user has no read access to the table interaction',
		'notDone',
		{ status: 403, operation: tableRead },
	],
	['The ServiceNow user is not allowed to do this', 'notDone', { status: 403 }],
	['The record was not found', 'final', { status: 404 }],
	['The request is too large', 'final', { status: 413, body: '<html>' }],
	[
		'The request is too large',
		'final',
		{ status: 400, instanceMessage: 'Rejected large REST payload with content-length = 20' },
	],
	['The URL of the request is too long', 'final', { status: 414 }],
	['The URL of the request is too long', 'final', { status: 431 }],
	['The instance rejected the method or content type', 'final', { status: 405 }],
	['The instance rejected the method or content type', 'final', { status: 406 }],
	['The instance rejected the method or content type', 'final', { status: 415 }],
	['The instance rejected the request as incomplete or invalid', 'final', { status: 400 }],
	['The instance asked n8n to wait 3 seconds', 'throttled', { status: 429, retryAfterMs: 2001 }],
	['The instance has too many requests', 'throttled', { status: 429 }],
	['The instance put the request in a queue and may drop it; the', 'unknown', { status: 202 }],
	[
		'The instance is not available at the moment',
		'throttled',
		{ status: 503, headers: { 'retry-after': '5' } },
	],
	['The instance cannot be reached at the moment (HTTP 502); the', 'unknown', { status: 502 }],
	['The instance cannot be reached at the moment (HTTP 503); the', 'unknown', { status: 503 }],
	['The instance cannot be reached at the moment (HTTP 504); the', 'unknown', { status: 504 }],
	[
		'The instance could not complete the request (HTTP 500); the request may',
		'failed',
		{ status: 500 },
	],
	[
		'The instance could not complete the request (HTTP 599); the request may',
		'failed',
		{ status: 599 },
	],
	[
		'The instance canceled the request (HTTP 500); the request may have',
		'failed',
		{ status: 500, instanceMessage: 'Transaction cancelled: maximum execution time exceeded' },
	],
	...[
		{ result: [], error: { message: 'x' } },
		{ result: null, error: 'x' },
		{ result: {}, status: 'failure' },
		{ result: [], status: 'FAILURE' },
		'{"result":[{"sys_id":"a",',
		'{"result":[{"sys_id":"a","na{"error":{"message":"x"},"status":"failure"}',
		' [1,',
	].flatMap((body): typeof SAMPLES => [
		['The instance cut off the response; the request may', 'unknown', { status: 200, body }],
		['The instance cut off the response', 'unknown', { status: 201, body, operation: read }],
	]),
	...[{ error: { message: 'x' } }, { status: 'failure' }].map((body): (typeof SAMPLES)[number] => [
		'The instance reported a failure with a success status; the request may',
		'unknown',
		{ status: 200, body },
	]),
	[
		'The instance returned a response that ServiceNow does not document; the request may',
		'final',
		{ status: 200, body: { result: {}, error: null, status: 'success' } },
	],
	['The instance rejected the request (HTTP 409)', 'final', { status: 409 }],
	['The host name of the instance was not found', 'final', { code: 'ENOTFOUND' }],
	['Could not connect', 'notSent', { code: 'ECONNREFUSED' }],
	['Could not connect', 'notSent', { code: 'EHOSTUNREACH' }],
	['Could not connect', 'notSent', { code: 'ENETUNREACH' }],
	['Could not connect', 'notSent', { code: 'EAI_AGAIN' }],
	['Could not connect', 'notSent', { code: 'ETIMEDOUT', neverConnected: true }],
	['Could not establish a secure connection', 'final', { code: 'CERT_HAS_EXPIRED' }],
	['Could not establish a secure connection', 'final', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
	['Could not establish a secure connection', 'final', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
	['Could not establish a secure connection', 'final', { code: 'EPROTO' }],
	['The instance did not respond in time; the request may have', 'slow', { code: 'ETIMEDOUT' }],
	['The instance did not respond in time; the request may have', 'slow', { code: 'ECONNABORTED' }],
	['The connection to the instance was lost; the request may', 'unknown', { code: 'ECONNRESET' }],
	[
		'The instance rejected the request, although it returned a success status',
		'final',
		{ status: 200, body: { result: { success: false } }, operation: mayBeRefused },
	],
	[
		'The instance returned a response that ServiceNow does not document',
		'final',
		{ status: 200, body: { result: { success: true } }, operation: mayBeRefused },
	],
	[
		'The instance returned a response that ServiceNow does not document',
		'final',
		{ status: 201, body: 'text' },
	],
];

test.each(SAMPLES)('%s: %s', (message, retryability, facts) => {
	const failure = failureWith(facts);
	expect(explain(failure).message.slice(0, message.length)).toBe(message);
	expect(retryabilityOf(failure)).toBe(retryability);
	expect(isOutcomeUnknown(failure)).toBe(['unknown', 'slow', 'failed'].includes(retryability));
});

test('each row of the table has a sample', () => {
	const rows = SAMPLES.map(([, , facts]) =>
		FAILURES.findIndex(({ when }) => when(failureWith(facts))),
	);
	expect(FAILURES.filter((_row, index) => !rows.includes(index))).toEqual([]);
});

test.each(FAILURES)('$message has known placeholders, and no period', ({ message, advice }) => {
	const names = [...`${message} ${advice}`.matchAll(/\{(\w*)\}/g)].map(([, name]) => name);
	expect(Object.keys(PLACEHOLDERS)).toEqual(expect.arrayContaining(names));
	expect(message).not.toMatch(/\.$/);
	expect(advice).toMatch(/[.}]$/);
});

describe('the advice', () => {
	const lost = { code: 'ECONNRESET' };

	test('names the roles and the plugin of the API', () => {
		expect(explain(failureWith({ status: 403 })).advice).toContain('the role csm_ws_integration');
		const instanceMessage = 'Requested URI does not represent any resource';
		expect(explain(failureWith({ status: 400, instanceMessage })).advice).toContain(
			'the plugin com.sn_customerservice is active',
		);
	});

	test('does without, where the API has none', () => {
		const operation = { ...createContact, api: tableApi };
		expect(explain(failureWith({ status: 403, operation })).advice).toContain(
			'a role that may use the API',
		);
		const instanceMessage = 'Requested URI does not represent any resource';
		expect(explain(failureWith({ status: 400, instanceMessage, operation })).advice).toContain(
			'check that the API is active',
		);
	});

	test.each([{ status: 500 }, { status: 503 }, { status: 202 }, { status: 200, body: '{' }, lost])(
		'of a read, %j, says nothing of having been carried out',
		(facts) => {
			const { message, advice } = explain(failureWith({ ...facts, operation: read }));
			expect(`${message} ${advice}`).not.toContain('carried out');
		},
	);

	test.each([{ status: 500 }, { status: 503 }, { status: 202 }, { status: 200, body: '{' }, lost])(
		'of a create, %j, says how to check',
		(facts) => {
			const { message, advice } = explain(failureWith(facts));
			expect(message).toMatch(/; the request may have been carried out$/);
			expect(advice).toContain('Look for the contact.');
		},
	);

	test('says what to do about a request that may have been carried out', () => {
		expect(explain(failureWith(lost)).advice).toBe(
			'Before you run it again, check on the instance whether it was carried out: a second execution could do it twice. Look for the contact.',
		);
	});

	test('quotes ServiceNow, and adds the note, the earlier attempt, and the transaction', () => {
		const failure = failureWith({
			status: 400,
			operation: { ...createContact, note: 'A note.' },
			mayHaveBeenDone: true,
			instanceMessage: 'Wrong {status}.',
			headers: { 'x-transaction-id': 'abc' },
		});
		expect(explain(failure).advice).toBe(
			'Check the values of this item. A note. An earlier attempt was interrupted and may have been carried out. ServiceNow says: Wrong {status}. Transaction ID: abc.',
		);
	});
});
