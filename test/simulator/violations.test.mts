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
	['DELETE', '/api/now/contact', 405, 'Method not supported'],
	['POST', '/api/now/conversation/member/x/drop', 405, 'Method not supported'],
	['POST', '/api/now/table/sys_user', 405, 'Method not supported'],
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
	['<request/>', 'application/xml', 415, 'Unsupported content-type of request'],
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
