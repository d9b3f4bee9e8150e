import { failureOf, failureOfError } from '../../../nodes/shared/failure';
import { createContact } from './failure.mts';

describe('own message of ServiceNow', () => {
	test.each<[string, unknown, string]>([
		['message and detail', { error: { message: 'No', detail: 'Really' } }, 'No: Really'],
		['the same twice', { error: { message: 'No', detail: 'No' } }, 'No'],
		['a message alone', { error: { message: 'No', detail: null } }, 'No'],
		['an empty detail', { error: { message: 'No', detail: '' } }, 'No'],
		['an OAuth error', { error: 'access_denied', error_description: 'No' }, 'access_denied: No'],
		['an OAuth error alone', { error: 'access_denied' }, 'access_denied'],
		['a refusal', { result: { success: false, message: 'No' } }, 'No'],
		['an error beside a result', { error: { message: 'No' }, result: { message: 'Yes' } }, 'No'],
		[
			'an error behind rows that are cut',
			`{"result":[{"a":"b","c{"error":{"message":"No","detail":"\\"error\\": 1"},"status":"failure"}`,
			'No: "error": 1',
		],
		['rows that are cut, and no error', '{"result":[{"a":"b","c', ''],
		['rows that are cut, and an error that is cut', '{"result":[{"a":"b","error":{"mess', ''],
		['a list', { result: [{ message: 'No' }] }, ''],
		['text', 'No', ''],
		['nothing', null, ''],
		['a sys_id', { result: 'abc' }, ''],
	])('in a body with %s', (_what, body, instanceMessage) => {
		expect(failureOf(createContact, { statusCode: 400, body })).toMatchObject({
			status: 400,
			body,
			instanceMessage,
		});
	});
});

test('headers have lower-case names and text as values', () => {
	const headers = { 'Retry-After': 7, 'X-Transaction-ID': 'abc' };
	expect(failureOf(createContact, { statusCode: 429, headers, body: '' }).headers).toEqual({
		'retry-after': '7',
		'x-transaction-id': 'abc',
	});
});

describe('an error of the engine', () => {
	const read = (error: object) => failureOfError(createContact, error as Error);

	test('with status 401 is a response', () => {
		const response = {
			status: 401,
			headers: { 'X-MFA_TOKEN': 'yes' },
			data: { error: { message: 'User Not Authenticated' } },
		};
		expect(read({ cause: { response } })).toMatchObject({
			status: 401,
			headers: { 'x-mfa_token': 'yes' },
			instanceMessage: 'User Not Authenticated',
		});
	});

	test('with another status is a response that broke off', () => {
		const cause = { code: 'ECONNRESET', response: { status: 200, headers: {}, data: '' } };
		expect(read({ cause })).toMatchObject({ code: 'ECONNRESET', neverConnected: false });
	});

	test.each([
		['connect', true],
		['read', false],
	])('of the call %s: never connected is %s', (syscall, neverConnected) => {
		const cause = { code: 'ETIMEDOUT', cause: { syscall } };
		expect(read({ cause })).toMatchObject({ code: 'ETIMEDOUT', neverConnected });
	});

	test.each([
		['all addresses', [{ syscall: 'connect' }, { syscall: 'connect' }], true],
		['one address only', [{ syscall: 'connect' }, { syscall: 'read' }], false],
		['no address', [], false],
	])('of %s of a host: never connected is %s', (_what, errors, neverConnected) => {
		const cause = { code: 'ETIMEDOUT', cause: { errors } };
		expect(read({ cause })).toMatchObject({ code: 'ETIMEDOUT', neverConnected });
	});

	test('before the connection was secure never connected', () => {
		const message =
			'Client network socket disconnected before secure TLS connection was established';
		const cause = { code: 'ECONNRESET', cause: { message } };
		expect(read({ cause })).toMatchObject({ neverConnected: true });
		cause.cause.message = 'read ECONNRESET';
		expect(read({ cause })).toMatchObject({ neverConnected: false, instanceMessage: '' });
	});

	const tokenUrl = 'https://dev1.service-now.com/oauth_token.do';
	const client = { code: 'ESTATUS', body: 'text' };

	test.each<[string, object, object]>([
		[
			'a refusal',
			{ code: 'EAUTH', body: { error: 'invalid_client' } },
			{ noToken: 'refused', instanceMessage: 'invalid_client' },
		],
		[
			'the envelope of the instance',
			{ code: 'EAUTH', body: { error: { message: 'Busy' } } },
			{ noToken: 'unavailable', instanceMessage: 'Busy' },
		],
		['a page', { ...client, status: 200 }, { noToken: 'refused' }],
		['too many requests', { ...client, status: 429 }, { noToken: 'unavailable' }],
		['an error of the server', { ...client, status: 500 }, { noToken: 'unavailable' }],
		['another error', { ...client, status: 499 }, { noToken: 'refused' }],
		[
			'an error of a client that has read one of the server',
			{ code: 'EAUTH', cause: { config: { url: tokenUrl }, response: { status: 503 } } },
			{ noToken: 'unavailable' },
		],
		[
			'a server error',
			{ code: 'ERR_BAD_RESPONSE', config: { url: tokenUrl }, response: { status: 503 } },
			{ noToken: 'unavailable', code: undefined },
		],
		[
			'a connection that was lost',
			{ code: 'ECONNRESET', config: { url: tokenUrl } },
			{ noToken: 'unavailable', code: 'ECONNRESET', neverConnected: false },
		],
		[
			'no connection',
			{ code: 'ETIMEDOUT', config: { url: tokenUrl }, cause: { syscall: 'connect' } },
			{ neverConnected: true },
		],
		[
			'a cause of a cause',
			{ cause: { code: 'EAUTH', body: { error: 'a' } } },
			{ noToken: 'refused', instanceMessage: 'a' },
		],
	])('of the token endpoint with %s is no failure of the request', (_what, cause, expected) => {
		expect(read({ cause })).toMatchObject(expected);
		expect(read({ cause })?.status).toBeUndefined();
	});

	test('that goes round in a circle is read once', () => {
		const error: { cause?: object } = {};
		error.cause = error;
		expect(read(error)).toBeUndefined();
	});

	test('of the API has no such mark', () => {
		const cause = { code: 'ECONNRESET', config: { url: '/api/now/contact' } };
		expect(read({ cause })?.noToken).toBeUndefined();
	});

	test('has its own code where the cause has none', () => {
		expect(read({ code: 'ECONNABORTED', cause: {} })?.code).toBe('ECONNABORTED');
	});

	test('without a code says nothing of a request', () => {
		expect(read(new Error('No token'))).toBeUndefined();
	});

	describe('of an n8n before 2.35, which loses the cause', () => {
		test('is read from the status 401', () => {
			const data = { error: { message: 'User Not Authenticated' } };
			expect(read({ httpCode: '401', context: { data } })).toMatchObject({
				status: 401,
				instanceMessage: 'User Not Authenticated',
			});
		});

		test.each([
			[{ httpCode: 'EAUTH' }, 'refused'],
			[{ httpCode: 'ESTATUS' }, 'refused'],
			[{ httpCode: '503', messages: ['Request failed with status code 503'] }, 'unavailable'],
			[{ httpCode: '400', messages: ['Request failed with status code 400'] }, 'refused'],
			[
				{
					httpCode: '503',
					messages: ['Request failed with status code 503'],
					cause: { code: 'ERR_BAD_RESPONSE', config: { url: '/api/now/contact' } },
				},
				undefined,
			],
			[{ httpCode: '503', messages: ['aborted'] }, undefined],
			[{ httpCode: '503', messages: [] }, undefined],
			[{ httpCode: '401', messages: ['Request failed with status code 401'] }, undefined],
		])('is read from %j: the token is %s', (error, noToken) => {
			expect(read(error)?.noToken).toBe(noToken);
		});

		test('is read from the code of the network', () => {
			expect(read({ httpCode: 'ENOTFOUND' })).toMatchObject({
				code: 'ENOTFOUND',
				neverConnected: false,
			});
		});

		test('is a response that broke off where there is another status', () => {
			expect(read({ httpCode: '200' })?.code).toBe('ECONNRESET');
			expect(read({ httpCode: 'ERR_1' })?.code).toBe('ERR_1');
			expect(read({ httpCode: '1_ERR' })?.code).toBe('1_ERR');
		});

		test('never connected where the message says so', () => {
			const messages = ['connect ETIMEDOUT 10.0.0.1:443'];
			expect(read({ httpCode: 'ETIMEDOUT', messages })?.neverConnected).toBe(true);
			expect(read({ httpCode: 'ETIMEDOUT', messages: ['timeout'] })?.neverConnected).toBe(false);
		});

		test('says nothing without either', () => {
			expect(read({ httpCode: null })).toBeUndefined();
			expect(read({ httpCode: '' })).toBeUndefined();
		});
	});
});
