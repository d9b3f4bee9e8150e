import { useInstance } from '../support/instance.mts';
import { send } from './client.mts';

const instance = useInstance({ permits: 1, latencyMs: 20, serverTiming: true });

const control = async (path: string) => (await send(instance, 'GET', `/__simulator${path}`)).json;

test('the last minute tells what succeeded, what failed, and how long it waited', async () => {
	instance.faults.add({ times: 1, fault: { status: 503 } });
	await Promise.all([1, 2, 3].map(() => send(instance, 'GET', '/api/now/contact')));
	const { seconds, total, inFlight, nodes } = await control('/load');
	const sum = (name: string) =>
		seconds.reduce((all: number, second: Record<string, number>) => all + second[name], 0);
	expect([sum('arrived'), sum('succeeded'), sum('failed'), total, inFlight]).toEqual([
		3, 2, 1, 3, 0,
	]);
	const waits = seconds.map(({ waitedMs }: { waitedMs: number }) => waitedMs);
	expect(Math.max(...waits)).toBeGreaterThan(20);
	expect(nodes).toEqual([{ running: 0, waiting: 0 }]);
	expect(instance.requests.filter(({ fault }) => fault === 'status')).toHaveLength(1);
	instance.reset();
	expect(await control('/load')).toMatchObject({ seconds: [], total: 0 });
});

test('the log gives its last entries alone, and refuses what is no number', async () => {
	for (const limit of [1, 2, 3])
		await send(instance, 'GET', `/api/now/contact?sysparm_limit=${limit}`);
	const { requests, count } = await control('/requests?last=2');
	expect(count).toBe(3);
	expect(requests.map(({ query }: { query: object }) => query)).toEqual([
		{ sysparm_limit: '2' },
		{ sysparm_limit: '3' },
	]);
	expect((await control('/requests?last=0')).requests).toEqual([]);
	expect(await control('/requests?last=some')).toEqual({ error: '"last" is no whole number' });
});

test('every operation has a documented request, and every kind of fault is listed', async () => {
	const { operations } = await control('/operations');
	expect(operations).toHaveLength(10);
	for (const { sample } of operations) expect(sample.path).toMatch(/^\/api\/[^{]+$/);
	expect((await control('/fault-kinds')).kinds).toContain('resetAfter');
});
