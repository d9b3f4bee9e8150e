import {
	explain,
	isOutcomeUnknown,
	retryabilityOf,
	type Failure,
} from '../../../nodes/shared/failure';
import { CERTIFICATE_CODES, UNSENDABLE_CODES } from '../../../nodes/shared/failure/networkCodes';
import { redactorFor } from '../../../nodes/shared/instance/redact';
import { PLACEHOLDERS } from '../../../nodes/shared/failure/placeholders';
import { FAILURES } from '../../../nodes/shared/failure/table';
import { manyRecords } from '../../../nodes/shared/operation';
import {
	conversationMemberApi,
	interactionApi,
	openFrameApi,
	tableApi,
} from '../../../nodes/shared/platform/apis';
import { createContact, explained, failureWith } from './failure.mts';

const html = { 'content-type': 'text/html;charset=UTF-8' };

const POLICY = 'Operation Failed: Data Policy Exception: ';

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
		'ServiceNow rejected the credential. It is not sent again for 60 s',
		'final',
		{ status: 401, heldMs: 59_001 },
	],
	[
		'ServiceNow did not issue an access token for the OAuth2 credential. It is not asked again',
		'final',
		{ noToken: 'refused', status: 307, heldMs: 1 },
	],
	[
		'ServiceNow did not issue an access token for the OAuth2 credential. It is not asked again',
		'final',
		{ noToken: 'refused', heldMs: 1 },
	],
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
	[
		'The ServiceNow user has no read access to the table',
		'notDone',
		{ status: 403, operation: { ...tableRead, table: undefined }, instanceMessage: 'Nein' },
	],
	['The ServiceNow user is not allowed to do this', 'notDone', { status: 403 }],
	...[
		'User Not Authorized: Failed API level ACL Validation',
		'Operation Failed: ACL Exception Insert Failed due to security constraints',
	].map((instanceMessage): (typeof SAMPLES)[number] => [
		'The ServiceNow user is not allowed to do this',
		'notDone',
		{ status: 403, instanceMessage },
	]),
	[
		'The ServiceNow user is not allowed to do this',
		'notDone',
		{ status: 403, operation: read, instanceMessage: 'Nein' },
	],
	...[createContact, tableRead].map((operation): (typeof SAMPLES)[number] => [
		'The query has a column that the ServiceNow user cannot read',
		'final',
		{ status: 403, operation, instanceMessage: 'Insufficient rights to query records' },
	]),
	[
		'A data policy of the instance rejected the values',
		'final',
		{ status: 403, instanceMessage: `${POLICY}The following fields are mandatory: Account` },
	],
	...[
		"Operation against file 'x' was aborted by Business Rule 'ACL'",
		'Unique Key violation detected by database',
		'Konto ist Pflicht',
	].map((reason): (typeof SAMPLES)[number] => [
		`A rule of the instance rejected the request: ${reason}`,
		'final',
		{ status: 403, instanceMessage: `Operation Failed: ${reason}` },
	]),
	...[
		{ headers: html },
		{ body: '<html>Access Denied' },
		{ body: 'Forbidden by policy', operation: tableRead },
		{ body: { message: 'Forbidden' }, operation: read },
	].map((facts): (typeof SAMPLES)[number] => [
		'A gateway or firewall blocked the request (HTTP 403)',
		'final',
		{ status: 403, ...facts },
	]),
	['The proxy requires a login (HTTP 407)', 'final', { status: 407, body: '<html>' }],
	['The proxy requires a login (HTTP 511)', 'final', { status: 511, body: '<html>' }],
	['The record was not found', 'final', { status: 404 }],
	[
		'The instance did not find what to list (HTTP 404)',
		'final',
		{ status: 404, operation: { ...read, records: manyRecords } },
	],
	...[undefined, null, '', ' \n'].flatMap((body): typeof SAMPLES => [
		['The instance returned an empty response', 'unknown', { status: 200, body, operation: read }],
		['The instance returned a response that', 'final', { status: 200, body }],
		['The instance returned a response that', 'final', { status: 204, body, operation: read }],
	]),
	...[{}, 'text', 'a < b', '{"result":1}'].map((body): (typeof SAMPLES)[number] => [
		'The instance returned a response that',
		'final',
		{ status: 200, body, operation: read },
	]),
	['The request is too large', 'final', { status: 413, body: '<html>' }],
	[
		'The request is too large',
		'final',
		{ status: 400, instanceMessage: 'Rejected large REST payload with content-length = 20' },
	],
	['The URL of the request is too long', 'final', { status: 414 }],
	['The URL of the request is too long', 'final', { status: 431 }],
	[
		'The URL of the request is too long',
		'final',
		{ status: 400, body: '<p><b>Message</b> Request header is too large</p>' },
	],
	['The instance rejected the method or content type', 'final', { status: 405 }],
	['The instance rejected the method or content type', 'final', { status: 406 }],
	['The instance rejected the method or content type', 'final', { status: 415 }],
	['The instance rejected the request as incomplete or invalid', 'final', { status: 400 }],
	['The instance asked n8n to wait 3 seconds,', 'throttled', { status: 429, retryAfterMs: 2001 }],
	['The instance asked n8n to wait 1 second,', 'throttled', { status: 429, retryAfterMs: 1 }],
	['The instance has too many requests', 'throttled', { status: 429 }],
	['The instance put the request in a queue and may drop it; the', 'unknown', { status: 202 }],
	[
		'The instance is not available at the moment',
		'throttled',
		{ status: 503, headers: { 'retry-after': '5' } },
	],
	['The instance cannot be reached at the moment (HTTP 502); the', 'away', { status: 502 }],
	['The instance cannot be reached at the moment (HTTP 503); the', 'away', { status: 503 }],
	['The instance cannot be reached at the moment (HTTP 504); the', 'away', { status: 504 }],
	[
		'The instance could not complete the request (HTTP 500); the request may',
		'failed',
		{ status: 500 },
	],
	[
		'The instance could not complete the request (HTTP 600); the request may',
		'failed',
		{ status: 600 },
	],
	...[408, 425, 499, 520, 526, 530, 599].map((status): (typeof SAMPLES)[number] => [
		`The instance cannot be reached at the moment (HTTP ${status}); the request may`,
		'away',
		{ status, body: '<html>' },
	]),
	...['<html>', 'Internal Server Error', { message: 'x' }].map((body): (typeof SAMPLES)[number] => [
		'The instance or a gateway in front of it failed (HTTP 500); the request may',
		'failed',
		{ status: 500, body },
	]),
	...[
		{ status: 400, body: 'Bad Request' },
		{ status: 400, body: '<html>' },
		{ status: 404, body: 'default backend - 404' },
		{ status: 404, body: { message: 'no Route matched' } },
		{ status: 404, body: [] },
		{ status: 410, headers: html, body: '' },
		{ status: 418, body: { error: 'teapot', status: 418 } },
		{ status: 451, body: '<html>' },
	].map((facts): (typeof SAMPLES)[number] => [
		`A gateway, not ServiceNow, rejected the request (HTTP ${facts.status})`,
		'final',
		facts,
	]),
	...[
		{ status: 404, body: { error: { message: 'No Record found' }, status: 'failure' } },
		{ status: 404, body: '' },
	].map((facts): (typeof SAMPLES)[number] => ['The record was not found', 'final', facts]),
	...[{ result: { success: false } }, '{"error":{"mess'].map((body): (typeof SAMPLES)[number] => [
		'The instance rejected the request as incomplete or invalid',
		'final',
		{ status: 400, headers: html, body },
	]),
	[
		'The instance stopped the request (HTTP 500); the request may have',
		'failed',
		{ status: 500, instanceMessage: 'Transaction cancelled: maximum execution time exceeded' },
	],
	[
		'The instance stopped the request (HTTP 503); the request may have',
		'failed',
		{ status: 503, instanceMessage: 'Transaction canceled: maximum execution time exceeded' },
	],
	[
		'The instance rejected the request as incomplete or invalid',
		'final',
		{ status: 400, instanceMessage: 'Transaction cancelled' },
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
		['The instance cut off the response', 'unknown', { status: 299, body, operation: read }],
		['The host redirects', 'final', { status: 300, body, operation: read }],
		// Whatever the host labels it as.
		['The instance cut off the response', 'unknown', { status: 200, body, headers: html }],
	]),
	...[{ error: { message: 'x' } }, { status: 'failure' }].map((body): (typeof SAMPLES)[number] => [
		'The instance did not confirm the request, although it returned a success status; the request may',
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
	['Could not connect', 'notSent', { code: 'EAI_AGAIN' }],
	['Could not connect', 'notSent', { code: 'EHOSTUNREACH', neverConnected: true }],
	['Could not connect', 'notSent', { code: 'ETIMEDOUT', neverConnected: true }],
	['The connection to the instance was lost; the', 'unknown', { code: 'EHOSTUNREACH' }],
	...[...CERTIFICATE_CODES].map((code): (typeof SAMPLES)[number] => [
		`The certificate of the instance cannot be verified (${code})`,
		'final',
		{ code },
	]),
	...UNSENDABLE_CODES.map((code): (typeof SAMPLES)[number] => [
		`n8n could not build the request (${code})`,
		'final',
		{ code },
	]),
	['Could not establish a secure connection', 'final', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }],
	['Could not establish a secure connection', 'final', { code: 'ERR_TLS_HANDSHAKE_TIMEOUT' }],
	['Could not establish a secure connection', 'final', { code: 'EPROTO' }],
	[
		'The connection to the instance was lost; the',
		'unknown',
		{ code: 'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC' },
	],
	[
		'ServiceNow did not issue an access token for the OAuth2 credential: its token endpoint',
		'notSent',
		{ noToken: 'unavailable', code: 'ECONNRESET' },
	],
	['Could not connect', 'notSent', { noToken: 'unavailable', code: 'ECONNREFUSED' }],
	[
		'ServiceNow did not issue an access token for the OAuth2 credential',
		'final',
		{ noToken: 'refused' },
	],
	[
		'The host responded with something other than HTTP; the request may',
		'unknown',
		{ code: 'HPE_INVALID_CONSTANT' },
	],
	['The instance did not respond in time; the request may have', 'slow', { code: 'ETIMEDOUT' }],
	['The instance did not respond in time; the request may have', 'slow', { code: 'ECONNABORTED' }],
	['The connection to the instance was lost; the request may', 'unknown', { code: 'ECONNRESET' }],
	['The execution was canceled; the request may', 'unknown', { code: 'ERR_CANCELED' }],
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
	expect(explained(failure).message.slice(0, message.length)).toBe(message);
	expect(retryabilityOf(failure)).toBe(retryability);
	expect(isOutcomeUnknown(failure)).toBe(
		['unknown', 'away', 'slow', 'failed'].includes(retryability),
	);
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

test('what the instance said loses secrets, line breaks, and what is too long; own words stay', () => {
	const redact = redactorFor({ password: 'the' });
	const failure = failureWith({
		status: 400,
		instanceMessage: `the\n  reason ${'x'.repeat(1000)}`,
		headers: { 'x-transaction-id': 'the <b>' },
	});
	const { advice } = explain(failure, redact);
	expect(advice).toBe(
		`Check the values of this item. ServiceNow says: ***** reason ${'x'.repeat(487)}….`,
	);
});

test('a transaction ID that is a secret is not shown', () => {
	const failure = failureWith({ status: 400, headers: { 'x-transaction-id': 'a-key-b' } });
	expect(explain(failure, redactorFor({ apiKey: 'key' })).advice).not.toContain('key');
	expect(explained(failure).advice).toContain('Transaction ID: a-key-b.');
});

test.each(['the <b>', '<b> the', 'x'.repeat(65)])('a transaction ID that is none: %s', (id) => {
	const { advice } = explained(failureWith({ status: 400, headers: { 'x-transaction-id': id } }));
	expect(advice).not.toContain('Transaction ID');
});

describe('the advice', () => {
	test('of a page that does not say so, reminds of an instance that hibernates', () => {
		const { advice } = explained(failureWith({ status: 200, body: '<p>Sleeping</p>' }));
		expect(advice).toContain('A developer instance also shows a page while it hibernates.');
	});

	const lost = { code: 'ECONNRESET' };

	test('adds what the operation knows of a status', () => {
		const operation = { ...createContact, hints: { 400: 'Look twice.' } };
		expect(explained(failureWith({ status: 400, operation })).advice).toContain(' Look twice.');
		expect(explained(failureWith({ status: 400 })).advice).toBe('Check the values of this item.');
	});

	test('tells of an old version where the API has versions to choose', () => {
		const adviceOf = (api: typeof tableApi) =>
			explained(failureWith({ status: 404, operation: { ...read, api, records: manyRecords } }))
				.advice;
		expect(adviceOf(interactionApi)).toContain('If "API Version" is set, clear it');
		expect(adviceOf(tableApi)).toMatch(/ check that the REST API Explorer lists it\.$/);
	});

	test('of a read that was lost is to try again', () => {
		const { message, advice } = explained(failureWith({ ...lost, operation: read }));
		expect(message).toBe('The connection to the instance was lost');
		expect(advice).toBe('Try again later.');
	});

	test('has all sentences of ServiceNow', () => {
		const { advice } = explained(failureWith({ status: 400, instanceMessage: 'One. Two.' }));
		expect(advice).toContain('ServiceNow says: One. Two.');
	});

	test('names the roles and the plugin of the API', () => {
		expect(explained(failureWith({ status: 403 })).advice).toContain(
			'the role csm_ws_integration, and to check',
		);
		const instanceMessage = 'Requested URI does not represent any resource';
		expect(explained(failureWith({ status: 400, instanceMessage })).advice).toContain(
			'the plugin com.sn_customerservice is active',
		);
	});

	test.each([
		[interactionApi, 'the role interaction_agent and, if explicit roles are active, snc_internal'],
		[openFrameApi, 'the role sn_openframe_api_user or sn_openframe_user and, if explicit'],
	])('names the roles of %o', (api, roles) => {
		const operation = { ...createContact, api };
		expect(explained(failureWith({ status: 403, operation })).advice).toContain(roles);
	});

	test.each([
		[conversationMemberApi, 'check that the release of the instance is Zurich or later.'],
		[
			openFrameApi,
			'check that the plugin com.sn_openframe_store is active and the release of the instance is Yokohama or later.',
		],
	])('names what %o needs', (api, requirements) => {
		const operation = { ...createContact, api };
		const instanceMessage = 'Requested URI does not represent any resource';
		const failure = failureWith({ status: 400, instanceMessage, operation });
		expect(explained(failure).advice).toContain(requirements);
	});

	test.each([
		[undefined, 'Check the spelling of the columns in the query, and'],
		['^', 'Check the spelling of the columns in the query, and'],
		['u_x>1^ORu_x=3^NQemailLIKEa^ORDERBYDESCname', 'these columns: u_x, email, name, and'],
	])('names the columns of the query %s', (query, columns) => {
		const instanceMessage = 'Insufficient rights to query records';
		const failure = failureWith({ status: 403, instanceMessage, query });
		expect(explained(failure).advice).toContain(columns);
	});

	test.each([
		['x'.repeat(150), 'x'.repeat(150)],
		['In short: Operation Failed: No', 'In short: Operation Failed: No'],
	])('has all of the reason %s in the message', (words, expected) => {
		const { message } = explained(
			failureWith({ status: 403, instanceMessage: `Operation Failed: ${words}` }),
		);
		expect(message.endsWith(`: ${expected}`)).toBe(true);
	});

	test('cuts a long reason in the message, and has all of it in the description', () => {
		const instanceMessage = `Operation Failed: ${'x'.repeat(200)}`;
		const { message, advice } = explained(failureWith({ status: 403, instanceMessage }));
		expect(message).toMatch(/: x{150}…$/);
		expect(advice).toContain(`ServiceNow says: ${instanceMessage}.`);
	});

	test('does without, where the API has none', () => {
		const operation = { ...createContact, api: tableApi };
		expect(explained(failureWith({ status: 403, operation })).advice).toContain(
			'the role snc_platform_rest_api_access and, if explicit roles are active, snc_internal',
		);
		const instanceMessage = 'Requested URI does not represent any resource';
		expect(explained(failureWith({ status: 400, instanceMessage, operation })).advice).toContain(
			'check that the REST API Explorer lists it.',
		);
	});

	test.each([{ status: 500 }, { status: 503 }, { status: 202 }, { status: 200, body: '{' }, lost])(
		'of a read, %j, says nothing of having been carried out',
		(facts) => {
			const { message, advice } = explained(failureWith({ ...facts, operation: read }));
			expect(`${message} ${advice}`).not.toContain('carried out');
		},
	);

	test.each<Partial<Failure>>([
		...CERTIFICATE_CODES.map((code) => ({ code })),
		...UNSENDABLE_CODES.map((code) => ({ code })),
		{ code: 'ENOTFOUND' },
		{ code: 'EPROTO' },
		{ code: 'ECONNRESET', noToken: 'unavailable' },
		{ noToken: 'refused' },
		{ status: 407 },
		{ status: 511 },
	])('of a create that never left, %j, says so', (facts) => {
		const { message, advice } = explained(failureWith(facts));
		expect(advice).toContain('Nothing was sent');
		expect(`${message} ${advice}`).not.toContain('may have been');
	});

	test.each([{ status: 500 }, { status: 503 }, { status: 202 }, { status: 200, body: '{' }, lost])(
		'of a create, %j, says how to check',
		(facts) => {
			const { message, advice } = explained(failureWith(facts));
			expect(message).toMatch(/; the request may have been carried out$/);
			expect(advice).toContain('Look for the contact.');
		},
	);

	test('says what to do about a request that may have been carried out', () => {
		expect(explained(failureWith(lost)).advice).toBe(
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
		expect(explained(failure).advice).toBe(
			'Check the values of this item. A note. An earlier attempt was interrupted and may have been carried out. ServiceNow says: Wrong {status}. Transaction ID: abc.',
		);
	});
});

// n8n takes an error for a stop by the user where its message has this word, and then shows no error.
// https://github.com/n8n-io/n8n/blob/n8n%402.41.1/packages/core/src/execution-engine/workflow-execute.ts
test('no message says "canceled", but that of a stop by the user', () => {
	const messages = FAILURES.map(({ message }) => message);
	expect(messages.filter((message) => message.includes('canceled'))).toEqual([
		'The execution was canceled{outcome}',
	]);
});

test.each(FAILURES.map(({ message }) => [message]))(
	'%s: says what happened without blame',
	(message) => {
		// https://docs.n8n.io/connect/create-nodes/build-your-node/reference/ux-guidelines
		expect(message).not.toMatch(/\b(error|problem|failure|mistake)s?\b/i);
		expect(message).not.toMatch(/\.$/);
	},
);
