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

		test('is read from the code of the network', () => {
			expect(read({ httpCode: 'ENOTFOUND' })).toMatchObject({
				code: 'ENOTFOUND',
				neverConnected: false,
			});
		});

		test('is a response that broke off where there is another status', () => {
			expect(read({ httpCode: '200' })?.code).toBe('ECONNRESET');
		});

		test('never connected where the message says so', () => {
			const messages = ['connect ETIMEDOUT 10.0.0.1:443'];
			expect(read({ httpCode: 'ETIMEDOUT', messages })?.neverConnected).toBe(true);
			expect(read({ httpCode: 'ETIMEDOUT', messages: ['timeout'] })?.neverConnected).toBe(false);
		});

		test('says nothing without either', () => {
			expect(read({ httpCode: null })).toBeUndefined();
		});
	});
});
