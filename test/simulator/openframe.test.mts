import { request } from 'node:http';
import { logins, seeded } from '../../simulator/instance.mts';
import { useInstance } from '../support/instance.mts';
import { basic, send } from './client.mts';

const instance = useInstance();

const voice = '/api/now/openframe/voice-interaction';
const callers = { userPhoneNumber: '+1303506536', callbackPhoneNumber: '+14089965744' };
const create = async (interaction: object) =>
	(await send(instance, 'POST', voice, { interaction: { ...callers, ...interaction } })).result;

test('keeps the first 40 characters of a session ID', async () => {
	const clientSessionId = 'x'.repeat(39) + 'yz';
	const { sysId } = await create({ clientSessionId });
	expect(instance.store.get('interaction', sysId)?.client_session_id).toBe('x'.repeat(39) + 'y');
	instance.settings.sessionIdLength = 100;
	await send(instance, 'PATCH', `${voice}/${sysId}`, { interaction: { clientSessionId } });
	expect(instance.store.get('interaction', sysId)?.client_session_id).toBe(clientSessionId);
});

describe('a call-back that is under way', () => {
	const inboundId = 'genesys-voice';
	const addCallBack = (more: Record<string, string> = {}) =>
		instance.store.insert('interaction', {
			type: 'callback',
			state: 'work_in_progress',
			number: 'IMS0000001',
			inbound_id: inboundId,
			user_phone_number: callers.userPhoneNumber,
			caller_phone_number: callers.callbackPhoneNumber,
			...more,
		});

	test('is taken up by a call of the same parties, where the release does so', async () => {
		const { sys_id: sysId } = addCallBack();
		expect((await create({ inboundId })).sysId).not.toBe(sysId);
		instance.settings.reuseCallbacks = true;
		const result = await create({ inboundId, clientSessionId: 'call-9' });
		expect(result).toEqual({ status: 'SUCCESS', sysId, number: 'IMS0000001' });
		expect(instance.store.get('interaction', sysId)?.client_session_id).toBe('call-9');
	});

	test.each([
		['closed', { state: 'closed_complete' }],
		['of another number', { user_phone_number: '+1' }],
		['of another provider', { inbound_id: 'amazon-connect' }],
		['a call', { type: 'phone' }],
	])('is left alone where it is %s', async (_, more) => {
		instance.settings.reuseCallbacks = true;
		const { sys_id } = addCallBack(more);
		expect((await create({ inboundId })).sysId).not.toBe(sys_id);
	});
});

test.each([
	['open', 'chat', 200, 'SUCCESS'],
	['failure', 'phone', 200, 'FAILURE'],
	['refused', 'phone', 403, undefined],
] as const)('takes another type when it is %s: %s', async (lockedType, type, status, said) => {
	instance.settings.lockedType = lockedType;
	const id = seeded.interactions.call;
	const change = (to: string) =>
		send(instance, 'PATCH', `${voice}/${id}`, { interaction: { additionalParams: { type: to } } });
	const reply = await change('chat');
	expect([reply.status, reply.result?.status]).toEqual([status, said]);
	expect(instance.store.get('interaction', id)?.type).toBe(type);
	expect((await change(type)).result.status).toBe('SUCCESS');
});

test('names the locked column as a data policy does', async () => {
	instance.settings.lockedType = 'refused';
	const path = `${voice}/${seeded.interactions.call}`;
	const body = { interaction: { additionalParams: { type: 'chat' } } };
	expect((await send(instance, 'PATCH', path, body)).json.error).toEqual({
		message: 'Operation Failed',
		detail: 'Data Policy Exception: The following fields are read only: Type',
	});
});

test('answers a new contact with its sys_id, bare or in an object', async () => {
	const made = async () => (await send(instance, 'POST', '/api/now/contact', { name: 'A' })).result;
	expect(await made()).toMatch(/^[0-9a-f]{32}$/);
	instance.settings.contactResult = 'object';
	expect(await made()).toEqual({ sys_id: expect.stringMatching(/^[0-9a-f]{32}$/) });
});

describe('a header that is required', () => {
	/** Sends a request with these headers alone: `fetch` would add Accept. */
	const statusOf = async (method: string, path: string, headers: Record<string, string>) =>
		await new Promise<number | undefined>((resolve, reject) => {
			const all = { ...basic(logins.integration), ...headers };
			const sent = request(instance.url + path, { method, headers: all }, (response) => {
				response.resume();
				resolve(response.statusCode);
			});
			sent.on('error', reject).end();
		});
	const accept = 'application/json';
	const close = `/api/now/interaction/${seeded.interactions.conversation}/close`;

	test.each([
		['GET', '/api/now/contact', {}, 400],
		['GET', '/api/now/table/sys_user', {}, 400],
		['GET', '/api/now/contact', { accept }, 200],
		['POST', close, { accept }, 400],
		['POST', close, { 'content-type': accept }, 400],
		['POST', close, { accept, 'content-type': accept }, 200],
		['PATCH', `${voice}/x`, { accept }, 400],
		['PUT', '/api/now/conversation/member/x/drop', { accept }, 400],
	])('%s %s with %j: %i', async (method, path, headers, status) => {
		expect(await statusOf(method, path, headers as Record<string, string>)).toBe(status);
	});
});
