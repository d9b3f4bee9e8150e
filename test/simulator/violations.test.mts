import { startInstance } from '../../simulator/instance.mts';
import { send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const notAResource = 'Requested URI does not represent any resource';
const unreadable = 'Exception while reading request';
const voice = '/api/now/openframe/voice-interaction';

test.each([
	['POST', '/api/now/interaction', {}, 'channel'],
	['POST', '/api/now/interaction', { channel: 'Chat', context_id: 'x' }, 'context_table'],
	['POST', voice, {}, 'interaction'],
	['POST', voice, { interaction: { clientSessionId: 'x' } }, 'interaction.userPhoneNumber'],
	['PATCH', `${voice}/x`, { interaction: {} }, 'interaction'],
	['POST', '/api/now/helprequest/action/create_or_update', { action: 'coach' }, 'interaction'],
])('%s %s with %j lacks %s', async (method, path, body, name) => {
	const { status, json } = await send(instance, method, path, body);
	expect(status).toBe(400);
	expect(json.status).toBe('failure');
	expect(json.error.detail).toBe(`Mandatory parameter(s) missing: ${name}`);
});

test.each([
	['POST', voice, { interaction: { userPhoneNumber: '+1' }, phoneLogs: 'none' }, 'phoneLogs'],
	['GET', '/api/now/contact?sysparm_offset=-1', undefined, 'sysparm_offset'],
	['GET', '/api/now/contact?sysparm_limit=few', undefined, 'sysparm_limit'],
])('%s %s has an invalid parameter', async (method, path, body, name) => {
	const { status, json } = await send(instance, method, path, body);
	expect(status).toBe(400);
	expect(json.error.detail).toBe(`Invalid parameter(s): ${name}`);
});

test.each([
	['GET', '/api/now/nothing', 400, notAResource],
	['GET', '/api/now/latest/contact', 400, notAResource],
	['GET', '/api/now/v1/openframe/voice-interaction', 400, notAResource],
	['GET', '/%zz', 400, 'Exception while reading request'],
	['DELETE', '/api/now/contact', 405, 'Method not supported'],
	['POST', '/api/now/conversation/member/x/drop', 405, 'Method not supported'],
	['PUT', '/api/now/table/sys_user', 405, 'Method not supported'],
])('%s %s answers %i', async (method, path, status, message) => {
	const reply = await send(instance, method, path);
	expect(reply.status).toBe(status);
	expect(reply.json.error.message).toBe(message);
});

test('does not know the URLs of a plugin that is not active', async () => {
	instance.settings.inactivePlugins = ['com.sn_openframe_store'];
	const reply = await send(instance, 'POST', voice, { interaction: { userPhoneNumber: '+1' } });
	expect(reply.status).toBe(400);
	expect(reply.json.error.message).toBe(notAResource);
	expect((await send(instance, 'GET', '/api/now/contact')).status).toBe(200);
});

test.each([
	['{"channel": ', 'application/json', 400, unreadable],
	['[]', 'application/json', 400, unreadable],
	['<request/>', 'text/plain', 415, 'Unsupported content-type of request'],
	['channel=Chat', 'application/x-www-form-urlencoded', 415, 'Unsupported content-type of request'],
])('answers %s as %s with %i', async (body, type, status, message) => {
	const headers = { 'x-sn-apikey': 'simulated-api-key', 'content-type': type };
	const reply = await send(instance, 'POST', '/api/now/interaction', body, headers);
	expect(reply.status).toBe(status);
	expect(reply.json.error.message).toBe(message);
});

test('answers 406 to a media type it cannot give', async () => {
	const headers = { 'x-sn-apikey': 'simulated-api-key', accept: 'text/csv' };
	expect((await send(instance, 'GET', '/api/now/contact', undefined, headers)).status).toBe(406);
});

test('rejects more than 10 MB', async () => {
	const body = { name: 'x'.repeat(10 * 1024 * 1024) };
	const { status, json } = await send(instance, 'POST', '/api/now/contact', body);
	expect(status).toBe(400);
	expect(json.error.message).toBe(unreadable);
	expect(json.error.detail).toMatch(/^Rejected large REST payload with content-length/);
});

test.each([
	['/api/now/import/u_table', 501, 'the API /api/now/import'],
	['/api/sn_sc/servicecatalog/items', 501, 'the API /api/sn_sc'],
	['/incident.do', 501, 'the page /incident.do'],
	['/api/now/table/problem', 501, 'the table problem'],
	['/api/now/table/u_cars', 400, 'the table u_cars'],
	['/api/x_acme/cars', 400, 'the URL /api/x_acme/cars'],
])('answers %s with %i, and says that it has no %s', async (path, status, what) => {
	const reply = await send(instance, 'GET', path);
	expect([reply.status, reply.headers.get('x-simulator-not-simulated')]).toEqual([status, what]);
	expect(instance.requests.at(-1)?.notSimulated).toBe(what);
});

test('names the methods of a URL', async () => {
	const reply = await send(instance, 'DELETE', '/api/now/contact');
	expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
});

test('serves HEAD as GET, without a body, and the method that a header names', async () => {
	const head = await send(instance, 'HEAD', '/api/now/contact');
	expect([head.status, head.text]).toEqual([200, '']);
	const headers = { 'x-sn-apikey': 'simulated-api-key', 'x-http-method-override': 'get' };
	const overridden = await send(instance, 'POST', '/api/now/contact', undefined, headers);
	expect([overridden.status, Array.isArray(overridden.result)]).toEqual([200, true]);
});

test('prints what was left out, each line once', async () => {
	const lines: string[] = [];
	const talking = await startInstance({ print: (line) => lines.push(line) });
	try {
		const ask = (query: string) => send(talking, 'GET', `/api/now/contact?${query}`);
		await ask('sysparm_query=no_such%3D1');
		await ask('sysparm_query=no_such%3D1');
		await ask('sysparm_query=cityVALCHANGES');
		await ask('sysparm_query=city%3DLyon');
	} finally {
		await talking.close();
	}
	expect(lines).toEqual([
		'GET /api/now/contact: 200, ignored no_such=1',
		expect.stringMatching(/^GET \/api\/now\/contact: 501, not simulated: VALCHANGES/),
	]);
});
