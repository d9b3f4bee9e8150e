import { until } from '../support/eventually.mts';
import { useInstance } from '../support/instance.mts';
import { send } from './client.mts';

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
	expect(rejected.headers.get('x-ratelimit-rule')).toBe('Contacts');
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
