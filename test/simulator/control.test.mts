import { send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const control = (method: string, path: string, body?: unknown) =>
	send(instance, method, `/__simulator/${path}`, body, {});
const list = () => send(instance, 'GET', '/api/now/contact?sysparm_limit=1');

test('changes settings, and takes a bound away with null', async () => {
	const changed = await control('POST', 'settings', { permits: 4, latencyMs: 1 });
	expect(changed.json).toMatchObject({ permits: 4, latencyMs: 1 });
	expect(instance.settings.permits).toBe(4);
	await control('POST', 'settings', { permits: null });
	expect(instance.settings.permits).toBeUndefined();
	expect((await control('GET', 'settings')).json.latencyMs).toBe(1);
	const wrong = await control('POST', 'settings', { permit: 4 });
	expect([wrong.status, wrong.json.error]).toEqual([400, 'Unknown settings: permit']);
	expect((await control('POST', 'settings', '{')).status).toBe(400);
});

test('arms and disarms faults', async () => {
	const rule = { match: { path: 'contact' }, fault: { status: 503 } };
	expect((await control('POST', 'faults', { add: [rule, rule] })).json).toEqual({ armed: 2 });
	expect((await list()).status).toBe(503);
	expect((await control('POST', 'faults', { clear: true })).json).toEqual({ armed: 0 });
	expect((await control('POST', 'faults', { ...rule, times: 1 })).json).toEqual({ armed: 1 });
	expect((await list()).status).toBe(503);
	expect((await list()).status).toBe(200);
	expect((await control('POST', 'faults', { fault: 'gremlin' })).status).toBe(400);
	const mistyped = await control('POST', 'faults', { ...rule, match: { operationID: 'x' } });
	expect([mistyped.status, mistyped.json.error]).toEqual([400, 'A fault matches no operationID']);
	const narrow = { table: 'customer_contact', user: 'limited' };
	await control('POST', 'faults', { ...rule, match: narrow, fault: { kind: 'cutOff', keep: 1 } });
	expect((await list()).json).not.toHaveProperty('error');
	await control('POST', 'faults', {
		...rule,
		match: { ...narrow, user: 'integration' },
		fault: 'cutOff',
	});
	expect((await list()).json).toMatchObject({ result: [], status: 'failure' });
});

test('tells what was asked, without its own calls', async () => {
	await list();
	await send(instance, 'GET', '/api/now/nothing');
	const { json } = await control('GET', 'requests?operationId=contact.getAll');
	expect(json).toMatchObject({ count: 1, counts: { 'contact.getAll': 1 }, maxInFlight: 1 });
	expect(json.requests).toMatchObject([{ path: '/api/now/contact', status: 200 }]);
	const counted = await control('GET', 'requests?count');
	expect(counted.json.count).toBe(2);
	expect(counted.json).not.toHaveProperty('requests');
});

test('answers while the instance is away, and resets it', async () => {
	await control('POST', 'away', { ms: 60_000 });
	await expect(list()).rejects.toThrow();
	expect((await control('POST', 'expire-tokens')).status).toBe(200);
	expect((await control('POST', 'reset')).status).toBe(200);
	expect((await list()).status).toBe(200);
});
