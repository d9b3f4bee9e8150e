import { documentedErrors } from '../../simulator/http/errors.mts';
import { faultKinds } from '../../simulator/faults/kinds.mts';
import { retryAfters, seeded, variants, type Fault } from '../../simulator/instance.mts';
import { basic, send, sendBare, type Reply } from './client.mts';
import { logins } from '../../simulator/login/logins.mts';
import { until } from '../support/eventually.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const create = () => send(instance, 'POST', '/api/now/contact', { name: 'Fault' });
const stored = () =>
	[...instance.store.table('customer_contact').values()].filter(({ name }) => name === 'Fault')
		.length;

const canceled = {
	error: {
		message: 'Transaction cancelled: maximum execution time exceeded',
		detail: expect.stringContaining('Transaction cancelled'),
	},
	status: 'failure',
};

/** What the client sees, and how many contacts the create made. */
const expected: [Fault, Partial<Reply>, number][] = [
	[{ kind: 'status', status: 503, retryAfter: 2 }, { status: 503 }, 0],
	[{ status: 404 }, { status: 404 }, 0],
	[{ kind: 'accepted202' }, { status: 202, text: '' }, 0],
	[{ kind: 'hibernating' }, { status: 200, text: expect.stringContaining('Hibernating') }, 0],
	[{ kind: 'loginPage' }, { status: 200, text: expect.stringContaining('Log in') }, 0],
	[{ kind: 'proxyPage' }, { status: 200, text: expect.stringContaining('<html>') }, 0],
	[{ kind: 'proxyPage', status: 403 }, { status: 403 }, 0],
	[{ kind: 'emptyBody' }, { status: 201, text: '' }, 1],
	[{ kind: 'notJson' }, { status: 201, json: undefined }, 1],
	[{ kind: 'noResult' }, { status: 201, json: {} }, 1],
	[{ kind: 'wrongShape' }, { status: 201, json: { result: 42 } }, 1],
	[
		{ kind: 'businessFailure', message: 'No' },
		{ status: 200, json: { result: { success: false, message: 'No' } } },
		0,
	],
	[{ kind: 'quota500' }, { status: 500, json: canceled }, 0],
	[{ kind: 'quota500', afterProcessing: true }, { status: 500, json: canceled }, 1],
	[
		{ kind: 'dataPolicy' },
		{ status: 403, json: { error: { message: 'Operation Failed' }, status: 'failure' } },
		0,
	],
	[{ kind: 'gatewayPage' }, { status: 403, text: expect.stringContaining('<html>') }, 0],
	[{ kind: 'redirect', location: 'https://example.com/' }, { status: 302 }, 0],
];

test.each(expected)('%j', async (fault, reply, made) => {
	instance.faults.add({ fault });
	expect(await create()).toMatchObject(reply);
	expect(stored()).toBe(made);
});

test.each([
	['reset', 0],
	['resetAfter', 1],
	['truncated', 1],
] as const)('%s breaks the connection', async (fault, made) => {
	instance.faults.add({ fault, times: 1 });
	await expect(create()).rejects.toThrow();
	expect(stored()).toBe(made);
	expect((await create()).status).toBe(201);
});

test.each([
	[false, 0],
	[true, 1],
])('timeout with afterProcessing %s never answers', async (afterProcessing, made) => {
	instance.faults.add({ fault: { kind: 'timeout', afterProcessing }, times: 1 });
	const client = new AbortController();
	const request = fetch(`${instance.url}/api/now/contact`, {
		method: 'POST',
		headers: { ...basic(logins.integration), 'content-type': 'application/json' },
		body: '{"name": "Fault"}',
		signal: client.signal,
	});
	await until('the instance to fall silent', () => instance.requests[0]?.status === 0);
	client.abort();
	await expect(request).rejects.toThrow('aborted');
	expect(stored()).toBe(made);
});

describe('a read that was cut off', () => {
	const read = () => send(instance, 'GET', '/api/now/contact?sysparm_limit=8');

	test.each([
		[undefined, 0],
		[3, 3],
		[0.25, 2],
		[20, 8],
	])('keeps %s of the rows: %i', async (keep, rows) => {
		instance.faults.add({ fault: { kind: 'cutOff', keep } });
		const { status, json } = await read();
		expect([status, json.result.length]).toEqual([200, rows]);
		expect(json).toMatchObject(canceled);
	});

	test('has no row where one was asked for', async () => {
		instance.faults.add({ fault: 'cutOff' });
		const one = await send(instance, 'GET', `/api/now/contact/${seeded.contacts.jane}`);
		expect(one.json).toEqual({ result: {}, ...canceled });
	});

	test.each([0, 0.2, 0.5, 0.99])('breaks within a row at %s of its text', async (cutAt) => {
		const whole = (await read()).text;
		instance.faults.add({ fault: { kind: 'cutInRow', cutAt } });
		const { status, text, json } = await read();
		expect([status, json]).toEqual([200, undefined]);
		const error = text.indexOf(',"error":{"message":"Transaction cancelled');
		expect(whole.startsWith(text.slice(0, error))).toBe(true);
		expect(text.slice(error)).toMatch(/"status":"failure"}$/);
	});

	test.each(['cutOff', 'cutInRow'] as const)('%s leaves a refusal as it is', async (fault) => {
		instance.faults.add({ fault });
		expect((await send(instance, 'GET', '/api/now/contact/none')).json).toMatchObject({
			error: { message: 'No Record found' },
		});
	});
});

test.each(Object.entries(variants))('%s has variants, each another answer', async (_, faults) => {
	const seen = new Set<string>();
	for (const fault of faults as Fault[]) {
		instance.faults.clear();
		instance.faults.add({ fault });
		const { status, text } = await sendBare(instance, '/api/now/contact?sysparm_limit=4');
		seen.add(`${status} ${text} ${fault.afterProcessing}`);
	}
	expect(seen.size).toBe(faults.length);
});

test('names the table in what a rule of it forbids', async () => {
	instance.faults.add({ fault: { kind: 'dataPolicy', reason: 'businessRule' } });
	expect((await create()).json.error.detail).toContain("against file 'customer_contact' was");
});

test('puts nothing of the instance on a page from before it', async () => {
	instance.faults.add({ fault: 'gatewayPage', times: 1 });
	const page = await create();
	expect([page.headers.get('server'), page.headers.get('x-transaction-id')]).toEqual([null, null]);
});

test('asks for the login of a proxy', async () => {
	instance.faults.add({ fault: { kind: 'proxyAuth', html: '<p>' } });
	const { status, headers, text } = await sendBare(instance, '/api/now/contact');
	expect([status, text, headers.server]).toEqual([407, '<p>', undefined]);
	expect(headers['proxy-authenticate']).toBe('Basic realm="proxy"');
});

test.each(retryAfters().filter(String))('sends Retry-After: %s as it is', async (retryAfter) => {
	instance.faults.add({ fault: { status: 429, retryAfter } });
	expect((await create()).headers.get('retry-after')).toBe(String(retryAfter));
});

test('has every kind tested here', () => {
	const tested = [
		...expected.map(([{ kind }]) => kind ?? 'status'),
		...['reset', 'resetAfter', 'truncated', 'timeout', 'cutOff', 'cutInRow', 'proxyAuth'],
	];
	expect(Object.keys(faultKinds).filter((kind) => !tested.includes(kind as 'status'))).toEqual([]);
});

test.each([400, 401, 403, 404, 405, 406, 413, 415, 429, 500, 503])(
	'status %i comes in the error envelope',
	async (status) => {
		instance.faults.add({ fault: { kind: 'status', status } });
		expect((await create()).json).toEqual({
			error: { message: documentedErrors[status].message, detail: documentedErrors[status].detail },
			status: 'failure',
		});
	},
);

test('sends the headers and the words it was given', async () => {
	instance.faults.add({
		fault: { status: 401, message: 'No', detail: 'Why', headers: { 'X-MFA_TOKEN': 'invalid' } },
	});
	const reply = await create();
	expect(reply.json.error).toEqual({ message: 'No', detail: 'Why' });
	expect(reply.headers.get('x-mfa_token')).toBe('invalid');
});

test('answers 502 with a page', async () => {
	instance.faults.add({ fault: { status: 502 } });
	const reply = await create();
	expect(reply.status).toBe(502);
	expect(reply.headers.get('content-type')).toContain('text/html');
});

test('fails openframe in its own words', async () => {
	instance.faults.add({ fault: 'businessFailure' });
	const { json } = await send(instance, 'POST', '/api/now/openframe/voice-interaction', {
		interaction: { userPhoneNumber: '+1303506536' },
	});
	expect(json).toEqual({ result: { status: 'FAILURE' } });
});

test('applies to what it matches, after those it spares, as often as it may', async () => {
	instance.faults.add({
		match: { method: 'post', operationId: 'contact.create', path: /\/contact$/ },
		skip: 1,
		times: 2,
		fault: { status: 503 },
	});
	const seen: number[] = [];
	for (let index = 0; index < 5; index += 1) seen.push((await create()).status);
	expect(seen).toEqual([201, 503, 503, 201, 201]);
	for (const match of [
		{ table: 'interaction' },
		{ user: 'limited' },
		{ table: 'customer_contact', user: 'limited' },
	]) {
		instance.faults.add({ match, fault: { status: 503 } });
		expect((await create()).status).toBe(201);
	}
	instance.faults.add({
		match: { table: 'customer_contact', user: 'integration' },
		times: 2,
		fault: { status: 504 },
	});
	expect((await create()).status).toBe(504);
	expect((await send(instance, 'GET', '/api/now/table/customer_contact')).status).toBe(504);
	instance.faults.add({ match: { path: '/interaction' }, fault: { status: 503 } });
	expect((await create()).status).toBe(201);
	instance.faults.add({ rate: 0, fault: { status: 503 } });
	expect((await create()).status).toBe(201);
	instance.faults.add({ rate: 1, fault: { status: 503 } });
	expect((await create()).status).toBe(503);
	instance.faults.clear();
	expect((await create()).status).toBe(201);
});

test('applies by chance to the same requests each time', async () => {
	const statuses = async () => {
		instance.reset();
		instance.faults.add({ rate: 0.5, fault: { status: 503 } });
		const replies: number[] = [];
		for (let index = 0; index < 20; index += 1) replies.push((await create()).status);
		return replies;
	};
	const first = await statuses();
	expect(new Set(first)).toEqual(new Set([201, 503]));
	expect(await statuses()).toEqual(first);
});

test('knows no other kinds', () => {
	expect(() => instance.faults.add({ fault: 'gremlin' as never })).toThrow(/No fault of kind/);
});
