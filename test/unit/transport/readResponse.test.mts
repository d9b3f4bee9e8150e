import { readResponse } from '../../../nodes/shared/transport/readResponse';
import { RequestFailedError } from '../../../nodes/shared/failure';
import { createContact, failureWith } from '../failure/failure.mts';

const record = { sys_id: 'a' };

const read = async (statusCode: number, body: unknown, operation = createContact) =>
	await readResponse(operation, Promise.resolve({ statusCode, headers: {}, body }));

test.each([200, 201])('a response of status %i has the records', async (statusCode) => {
	expect(await read(statusCode, { result: record })).toEqual({ records: [record] });
});

test.each<[string, number, unknown]>([
	['another success', 202, { result: record }],
	['an error', 500, { result: record }],
	['another shape', 200, { result: [record] }],
	['no result', 200, {}],
	['text', 200, 'text'],
	['nothing', 200, null],
	['an error beside the result', 200, { result: record, error: { message: 'x' } }],
	['an error as text', 200, { result: record, error: 'x' }],
	['the status failure', 201, { result: record, status: 'Failure' }],
])('a response with %s is a failure', async (_what, status, body) => {
	expect(await read(status, body)).toMatchObject({ failure: { status, body } });
});

test('a response with no error and another status is a success', async () => {
	const body = { result: record, error: null, status: 'success' };
	expect(await read(200, body)).toEqual({ records: [record] });
});

test('a success that says that the instance rejected it is a failure', async () => {
	const operation = { ...createContact, refused: () => true };
	expect(await read(200, { result: record }, operation)).toHaveProperty('failure');
	const accepted = { ...createContact, refused: () => false };
	expect(await read(200, { result: record }, accepted)).toHaveProperty('records');
});

test('an error of the network is a failure', async () => {
	const error = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
	expect(await readResponse(createContact, Promise.reject(error))).toMatchObject({
		failure: { code: 'ECONNRESET' },
	});
});

test('a failure for which it was not sent is that failure', async () => {
	const failure = failureWith({ status: 401, heldMs: 1 });
	const held = readResponse(createContact, Promise.reject(new RequestFailedError(failure)));
	expect(await held).toEqual({ failure });
});

test.each([
	['12', 12],
	['x7', undefined],
	['7x', undefined],
	['', undefined],
])('the count %j of a response is %s', async (count, total) => {
	const headers = { date: '7', 'X-Total-Count': count };
	const response = Promise.resolve({ statusCode: 200, headers, body: { result: record } });
	expect(await readResponse(createContact, response)).toEqual({ records: [record], total });
});

test('any other error is thrown as it is', async () => {
	const error = new Error('no token');
	await expect(readResponse(createContact, Promise.reject(error))).rejects.toBe(error);
});
