import { AppNodes, routeOf, type NodeSettings } from '../../../simulator/load/appNodes.mts';

const one: NodeSettings = { nodes: 1, permits: 2, queue: 2 };

test('permits are taken, waited for in order, and rejected when the queue is full', async () => {
	const nodes = new AppNodes();
	const entered: number[] = [];
	const acquire = async (index: number) => {
		const permit = await nodes.acquire(one);
		if (!permit.rejected) entered.push(index);
		return permit;
	};
	const requests = [0, 1, 2, 3, 4].map(acquire);
	expect((await requests[4]).rejected?.status).toBe(429);
	expect(entered).toEqual([0, 1]);
	nodes.release(one, await requests[0]);
	await requests[2];
	expect(entered).toEqual([0, 1, 2]);
	nodes.release(one, await requests[1]);
	await requests[3];
	expect(entered).toEqual([0, 1, 2, 3]);
});

test('permits that are added while requests wait let all of them go', async () => {
	const nodes = new AppNodes();
	const settings = { ...one, permits: 1 };
	const first = await nodes.acquire(settings);
	const waiting = [nodes.acquire(settings), nodes.acquire(settings)];
	nodes.release({ ...settings, permits: 3 }, first);
	expect(await Promise.all(waiting)).toHaveLength(2);
});

test('a permit tells how long the request waited for it', async () => {
	let now = 1000;
	jest.spyOn(performance, 'now').mockImplementation(() => now);
	const nodes = new AppNodes();
	const settings = { ...one, permits: 1 };
	const first = await nodes.acquire(settings);
	const second = nodes.acquire(settings);
	now += 250;
	nodes.release(settings, first);
	expect([first.waitedMs, (await second).waitedMs]).toEqual([0, 250]);
	jest.restoreAllMocks();
});

describe('several nodes', () => {
	const three: NodeSettings = { nodes: 3, permits: 1, queue: 0 };

	test('each have their permits and their queue', async () => {
		const nodes = new AppNodes();
		const on = (node: number) => nodes.acquire(three, routeOf(node));
		const permits = await Promise.all([on(0), on(1), on(2)]);
		expect(permits.map(({ node }) => node)).toEqual([0, 1, 2]);
		expect((await on(1)).rejected?.status).toBe(429);
		nodes.release(three, permits[2]);
		expect((await on(1)).rejected?.status).toBe(429);
		expect((await on(2)).rejected).toBeUndefined();
	});

	test('get requests by chance, the same one for the same seed', async () => {
		const chosen = async (seed: number) => {
			const nodes = new AppNodes(seed);
			const found: number[] = [];
			for (let index = 0; index < 90; index += 1) {
				found.push((await nodes.acquire({ nodes: 3, queue: 0 })).node);
			}
			return found;
		};
		const first = await chosen(1);
		expect(await chosen(1)).toEqual(first);
		expect(await chosen(2)).not.toEqual(first);
		for (const node of [0, 1, 2]) {
			expect(first.filter((other) => other === node).length).toBeGreaterThan(15);
		}
	});

	test('choose again from the start after a reset, and not by an unknown route', async () => {
		const nodes = new AppNodes();
		const next = async (route?: string) =>
			(await nodes.acquire({ nodes: 9, queue: 0 }, route)).node;
		const before = [await next(), await next('unknown'), await next()];
		nodes.reset();
		expect([await next(), await next(), await next()]).toEqual(before);
	});
});
