import { logins } from '../../simulator/instance.mts';
import { until } from '../support/eventually.mts';
import { useInstance } from '../support/instance.mts';
import { basic, send } from './client.mts';

const instance = useInstance();

afterEach(() => jest.restoreAllMocks());

const create = () => send(instance, 'POST', '/api/now/contact', { name: 'Load' });

/** Stops the clock. @returns what moves it on, by milliseconds */
function stopClock(): (ms: number) => void {
	let now = Date.now();
	jest.spyOn(Date, 'now').mockImplementation(() => now);
	return (ms) => {
		now += ms;
	};
}

test('lets a request wait for a permit, and turns away what finds the queue full', async () => {
	const before = instance.store.table('customer_contact').size;
	Object.assign(instance.settings, { permits: 0, queue: 1 });
	const waiting = create();
	await until('the first request to arrive', () => instance.requests.length === 1);
	const rejected = await create();
	expect(rejected.status).toBe(429);
	expect(rejected.headers.get('retry-after')).toBeNull();
	expect(rejected.headers.get('x-ratelimit-limit')).toBeNull();
	instance.settings.permits = 1;
	expect((await create()).status).toBe(201);
	expect((await waiting).status).toBe(201);
	expect(instance.store.table('customer_contact').size).toBe(before + 2);
	expect(instance.maxInFlight).toBe(2);
});

test('works on any number of requests without a bound', async () => {
	const replies = await Promise.all(Array.from({ length: 15 }, create));
	expect(replies.map(({ status }) => status)).toEqual(Array(15).fill(201));
});

test('takes the latency for each response', async () => {
	instance.settings.latencyMs = 30;
	const startedAt = performance.now();
	await create();
	// Timers may fire a millisecond early.
	expect(performance.now() - startedAt).toBeGreaterThanOrEqual(29);
});

test('enforces a rate limit rule, and forgets when the window is over', async () => {
	const tick = stopClock();
	const startedAt = Date.now();
	instance.settings.hourlyLimit = { limit: 2, windowSeconds: 60, rule: 'Contacts' };
	expect((await create()).headers.get('x-ratelimit-limit')).toBe('2');
	await create();
	tick(20_000);
	const rejected = await create();
	expect(rejected.status).toBe(429);
	expect(rejected.json.error.message).toBe('Rate limit exceeded');
	expect(rejected.headers.get('x-ratelimit-rule')).toMatch(/^[0-9a-f]{32}$/);
	expect(rejected.headers.get('retry-after')).toBe('40');
	expect(rejected.headers.get('x-ratelimit-reset')).toBe(
		String(Math.ceil((startedAt + 60_000) / 1000)),
	);
	tick(39_999);
	expect((await create()).status).toBe(429);
	tick(1);
	expect((await create()).status).toBe(201);
});

test('counts no token request against a rate limit rule', async () => {
	instance.settings.hourlyLimit = { limit: 0, windowSeconds: 60 };
	expect((await send(instance, 'POST', '/oauth_token.do')).status).toBe(401);
});

test('is away for a while', async () => {
	const tick = stopClock();
	instance.goAway(60);
	await expect(create()).rejects.toThrow();
	tick(60);
	expect((await create()).status).toBe(201);
	expect(instance.requests).toHaveLength(1);
});

test('keeps a log of bounded length, and counts all', async () => {
	instance.settings.logLimit = 2;
	await create();
	await create();
	await send(instance, 'GET', '/api/now/contact?sysparm_limit=1');
	expect(instance.requests).toMatchObject([
		{ method: 'POST', operationId: 'contact.create', body: { name: 'Load' }, status: 201 },
		{ method: 'GET', path: '/api/now/contact', query: { sysparm_limit: '1' }, status: 200 },
	]);
	expect(instance.counts).toEqual({ 'contact.create': 2, 'contact.getAll': 1 });
});

test('comes back to its start', async () => {
	const before = instance.store.table('customer_contact').size;
	instance.settings.latencyMs = 5;
	instance.faults.add({ fault: 'emptyBody' });
	await create();
	instance.reset();
	expect(instance.requests).toEqual([]);
	expect(instance.counts).toEqual({});
	expect(instance.settings.latencyMs).toBe(0);
	expect(instance.faults.size).toBe(0);
	expect(instance.store.table('customer_contact').size).toBe(before);
});

/** Milliseconds by name, as `Server-Timing` tells them. */
function timings(headers: Headers): Record<string, number> {
	const pairs = (headers.get('server-timing') ?? '').matchAll(/(\w+);dur=(\d+)/g);
	return Object.fromEntries([...pairs].map(([, name, ms]) => [name, Number(ms)]));
}

test('tells how long each response waited for a permit, to the client and in the log', async () => {
	Object.assign(instance.settings, { permits: 1, latencyMs: 40 });
	const replies = await Promise.all([create(), create(), create()]);
	const waits = replies.map(({ headers }) => timings(headers).sem_wait).sort((a, b) => a - b);
	expect(waits[0]).toBe(0);
	// Timers may fire a millisecond early.
	expect(waits[1]).toBeGreaterThanOrEqual(38);
	expect(waits[2]).toBeGreaterThanOrEqual(77);
	expect(replies.map(({ headers }) => timings(headers).sesh_wait)).toEqual([0, 0, 0]);
	const logged = instance.requests.map(({ waitedMs }) => Math.round(waitedMs!));
	expect(logged.sort((a, b) => a - b)).toEqual(waits);
	instance.settings.serverTiming = false;
	expect((await create()).headers.get('server-timing')).toBeNull();
});

test('sends requests to any of its nodes', async () => {
	Object.assign(instance.settings, { nodes: 4, permits: 1, latencyMs: 5 });
	const replies = await Promise.all(Array.from({ length: 40 }, create));
	expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
	expect(new Set(instance.requests.map(({ node }) => node))).toEqual(new Set([0, 1, 2, 3]));
	const routes = replies.map(({ headers }) => headers.getSetCookie()[1]);
	expect(new Set(routes).size).toBe(4);
});

test('lets the requests of a session run in turn, on its node', async () => {
	Object.assign(instance.settings, { nodes: 8, latencyMs: 5 });
	const { headers } = await create();
	const cookie = headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	const inSession = () =>
		send(instance, 'GET', '/api/now/contact?sysparm_limit=1', undefined, {
			...basic(logins.integration),
			cookie,
		});
	const replies = await Promise.all(Array.from({ length: 11 }, inSession));
	expect(replies.map(({ status }) => status)).toEqual(Array(11).fill(200));
	expect(new Set(instance.requests.map(({ node }) => node)).size).toBe(1);
	const waits = replies.map((reply) => timings(reply.headers).sesh_wait);
	expect(waits.filter((ms) => ms === 0)).toHaveLength(1);
	const more = await Promise.all(Array.from({ length: 12 }, inSession));
	expect(more.filter(({ status, text }) => status === 202 && text === '')).toHaveLength(1);
	instance.settings.sessions = false;
	const all = await Promise.all(Array.from({ length: 12 }, inSession));
	expect(all.map(({ status }) => status)).toEqual(Array(12).fill(200));
});

test('enforces rules by user and resource, over the control surface too', async () => {
	const rule = { limit: 1, windowSeconds: 60, user: 'integration', path: '/contact' };
	await send(instance, 'POST', '/__simulator/settings', {
		rateRules: [{ ...rule, retryAfter: 'folded' }],
	});
	expect((await create()).headers.get('x-ratelimit-limit')).toBe('1');
	const rejected = await create();
	expect([rejected.status, rejected.headers.get('retry-after')]).toEqual([429, '60, 60']);
	const users = '/api/now/table/sys_user?sysparm_limit=1';
	expect((await send(instance, 'GET', users)).status).toBe(200);
	const limited = await send(
		instance,
		'POST',
		'/api/now/contact',
		{ name: 'Load' },
		basic(logins.limited),
	);
	expect(limited.status).toBe(403);
});
