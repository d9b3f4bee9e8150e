import { send } from './client.mts';
import { useInstance } from '../support/instance.mts';

const instance = useInstance();

const create = () => send(instance, 'POST', '/api/now/contact', { name: 'Load' });

async function statuses(count: number): Promise<Record<number, number>> {
	const replies = await Promise.all(Array.from({ length: count }, create));
	const counts: Record<number, number> = {};
	for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

test('works on as many as there are permits, queues some and turns the rest away', async () => {
	Object.assign(instance.settings, { latencyMs: 40, permits: 4, queue: 6 });
	const before = instance.store.table('customer_contact').size;
	const startedAt = performance.now();
	expect(await statuses(15)).toEqual({ 201: 10, 429: 5 });
	// Ten by four at a time are three rounds.
	expect(performance.now() - startedAt).toBeGreaterThanOrEqual(3 * 40 - 5);
	expect(instance.store.table('customer_contact').size).toBe(before + 10);
	expect(instance.maxInFlight).toBeGreaterThanOrEqual(10);
	instance.settings.permits = undefined;
	expect(await statuses(15)).toEqual({ 201: 15 });
});

test('gives a full queue no Retry-After', async () => {
	Object.assign(instance.settings, { latencyMs: 30, permits: 1, queue: 0 });
	const replies = await Promise.all([create(), create()]);
	const refused = replies.find(({ status }) => status === 429);
	expect(refused?.headers.get('retry-after')).toBeNull();
	expect(refused?.headers.get('x-ratelimit-limit')).toBeNull();
});

test('enforces a rate limit rule, and forgives when the window is over', async () => {
	instance.settings.hourlyLimit = { limit: 2, windowSeconds: 1, rule: 'Contacts' };
	const startedAt = Date.now();
	expect((await create()).headers.get('x-ratelimit-limit')).toBe('2');
	await create();
	const refused = await create();
	expect(refused.status).toBe(429);
	expect(refused.json.error.message).toBe('Rate limit exceeded');
	expect(refused.headers.get('x-ratelimit-rule')).toBe('Contacts');
	expect(refused.headers.get('retry-after')).toBe('1');
	const reset = Number(refused.headers.get('x-ratelimit-reset')) * 1000;
	expect(reset).toBeGreaterThan(startedAt);
	expect(reset).toBeLessThanOrEqual(startedAt + 2500);
	await new Promise((resolve) => setTimeout(resolve, 1020 - (Date.now() - startedAt)));
	expect((await create()).status).toBe(201);
});

test('is away for a while', async () => {
	instance.goAway(60);
	await expect(create()).rejects.toThrow();
	await new Promise((resolve) => setTimeout(resolve, 70));
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
