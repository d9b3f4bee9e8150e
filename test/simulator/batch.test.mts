import { logins, seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { basic, send, type Reply } from './client.mts';

const instance = useInstance();

const BATCH = '/api/now/v1/batch';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const json = [
	{ name: 'Content-Type', value: 'application/json' },
	{ name: 'Accept', value: 'application/json' },
];
const one = (more: object = {}) => ({
	id: '11',
	method: 'GET',
	url: '/api/now/table/incident?sysparm_limit=1&sysparm_fields=number',
	headers: json,
	...more,
});
const run = (requests: unknown, headers: Record<string, string> = {}): Promise<Reply> =>
	send(
		instance,
		'POST',
		BATCH,
		{ batch_request_id: '1', rest_requests: requests },
		{ ...basic(logins.integration), accept: 'application/json', ...headers },
	);
const bodyOf = ({ body }: { body: string }) => Buffer.from(body, 'base64').toString('utf8');

test('carries out what the page sends: XML, a read, and a create', async () => {
	const sample =
		"{'urgency':'1', 'short_description':'My computer broke', 'comments':'Elevating urgency, this is a blocking issue'}";
	const xml = json.map(({ name }) => ({ name, value: 'application/xml' }));
	const reply = await run([
		one({ headers: xml }),
		one({ id: '12', exclude_response_headers: true }),
		one({ id: '13', method: 'POST', url: '/api/now/table/incident', body: base64(sample) }),
	]);
	expect([reply.status, reply.json.batch_request_id, reply.json.unserviced_requests]).toEqual([
		200,
		'1',
		[],
	]);
	const [first, second, third] = reply.json.serviced_requests;
	expect(first).toMatchObject({ id: '11', status_code: 200, status_text: 'OK' });
	expect(bodyOf(first)).toMatch(/^<\?xml.*<response><result><number>/);
	expect(first.headers).toContainEqual({
		name: 'Content-Type',
		value: 'application/xml;charset=UTF-8',
	});
	expect(second.headers).toEqual([]);
	expect(JSON.parse(bodyOf(second)).result).toHaveLength(1);
	expect([third.status_code, third.status_text]).toEqual([201, 'Created']);
	expect(JSON.parse(bodyOf(third)).result.short_description).toBe('My computer broke');
	expect(typeof third.execution_time).toBe('number');
});

test('answers each on its own, in their order', async () => {
	const reply = await run([
		one({ url: '/api/now/table/incident/none' }),
		one({ method: 'DELETE', url: `/api/now/table/incident/${seeded.incidents.mail}` }),
		one({ url: `/api/now/table/incident/${seeded.incidents.mail}` }),
		one({ method: 'DELETE', url: '/api/now/contact' }),
		one({ url: '/api/now/table/incident', headers: [] }),
		one({ method: 'POST', url: '/api/now/contact', body: base64('{') }),
		one({ url: '/api/sn_sc/x' }),
		one({ url: '/oauth_token.do' }),
		one({ method: 'POST', url: '/api/now/batch', body: base64('{}') }),
		one({ method: 'HEAD', url: '/api/now/contact' }),
	]);
	const statuses = (reply.json.serviced_requests as { status_code: number }[]).map(
		({ status_code }) => status_code,
	);
	expect(statuses).toEqual([404, 204, 404, 405, 200, 400, 501, 501, 501, 200]);
});

test('has the login of the batch, whatever a request says', async () => {
	const limited = basic(logins.limited);
	const headers = [...json, { name: 'Authorization', value: limited.authorization }];
	const mine = await run([one({ headers })]);
	expect(mine.json.serviced_requests[0].status_code).toBe(200);
	const theirs = await run([one({ url: '/api/now/contact' })], limited);
	expect([theirs.status, theirs.json.serviced_requests[0].status_code]).toEqual([200, 403]);
	expect((await run([one()], { authorization: 'Basic x' })).status).toBe(401);
});

test('takes one permit, and is in the log with all its requests', async () => {
	instance.settings.permits = 1;
	instance.settings.queue = 0;
	await run([one({ url: '/api/now/contact?x=1' }), one({ id: '12' })]);
	expect(instance.requests.map(({ path, status, batch }) => [path, status, batch])).toEqual([
		[BATCH, 200, undefined],
		['/api/now/contact', 200, '1'],
		['/api/now/table/incident', 200, '1'],
	]);
	expect(instance.counts['contact.getAll']).toBe(1);
	expect(instance.maxInFlight).toBe(1);
	expect(instance.requests[1].ignored).toEqual(['the parameter x']);
});

test('names what was ignored, by the request', async () => {
	const reply = await run([one({ url: '/api/now/contact?x=1' })]);
	expect(reply.headers.get('x-simulator-ignored')).toBe('of request 11: the parameter x');
});

test('stops at a response or a request that is too large', async () => {
	const ids = ['1', '2', '3'].map((id) => one({ id, url: '/api/now/contact' }));
	const small = await run([one(), ...ids], { 'x-batchrequest-max-output-size': '100' });
	expect(small.json.serviced_requests).toHaveLength(1);
	expect(small.json.unserviced_requests).toEqual(['1', '2', '3']);
	const body = 'A'.repeat(7 * 1024 * 1024);
	const large = await run([one({ id: '1', method: 'POST', body }), one()]);
	expect([large.json.serviced_requests, large.json.unserviced_requests]).toEqual([[], ['1', '11']]);
});

test.each<[string, unknown, number]>([
	['no list', {}, 400],
	['no list at all', undefined, 400],
	['nothing in it', [null], 400],
	['a request without an id', [one({ id: '' })], 400],
	['a request without a method', [one({ method: undefined })], 400],
	['a request without a URL', [one({ url: 3 })], 400],
	['a URL of another host', [one({ url: 'http://example.com/api' })], 400],
	['a URL that hides another host', [one({ url: '//example.com/api' })], 400],
])('refuses a batch with %s', async (_, requests, status) => {
	expect((await run(requests)).status).toBe(status);
});

test('speaks JSON alone', async () => {
	const of = async (headers: Record<string, string>) => (await run([one()], headers)).status;
	expect(await of({ accept: 'multipart/mixed' })).toBe(501);
	expect(await of({ accept: 'application/xml' })).toBe(406);
	expect(await of({ 'content-type': 'application/xml' })).toBe(415);
});

test('a fault strikes it as a whole', async () => {
	instance.faults.add({ match: { path: BATCH }, times: 1, fault: { status: 503 } });
	expect((await run([one()])).status).toBe(503);
	expect((await run([one()])).status).toBe(200);
});
