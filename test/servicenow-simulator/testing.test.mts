import { useSimulator, type Hooks } from '../../servicenow-simulator/testing/useSimulator.mts';
import { startSimulator } from '../../servicenow-simulator/testing/simulator.mts';
import type * as published from '../../servicenow-simulator/types.d.cts';
import { basic } from '../simulator/client.mts';

const simulator = useSimulator();

/** What is published has the types that are published with it. */
const typed: Pick<typeof published, 'startSimulator' | 'useSimulator'> = {
	startSimulator,
	useSimulator,
};

async function create(body: object, user = simulator.logins.integration): Promise<number> {
	const { status } = await fetch(`${simulator.url}/api/now/contact`, {
		method: 'POST',
		headers: { ...basic(user), 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return status;
}

test('what is published has its types', () => {
	expect(Object.keys(typed)).toEqual(['startSimulator', 'useSimulator']);
});

test('counts what was asked', async () => {
	await create({ first_name: 'Ann', last_name: 'Lee' });
	await create({ first_name: 'Bea', last_name: 'Lee' });
	simulator.verify({ operationId: 'contact.create' }, 2);
	simulator.verify({ body: { first_name: 'Ann' }, user: 'integration', status: 201 });
	simulator.verify({ path: /contact$/, method: 'post' }, { atLeast: 1, atMost: 2 });
	simulator.verify({ path: '/api/now/interaction' }, 0);
	expect(simulator.find({ body: { last_name: 'Lee' } })).toHaveLength(2);
	expect(() => simulator.verify({ method: 'POST' })).toThrow('Expected 1 of 2 requests');
	expect(() => simulator.verify({ method: 'POST' }, { atMost: 1 })).toThrow('at most 1');
});

test('names what came closest', async () => {
	await create({ first_name: 'Ann', last_name: 'Leigh' });
	await fetch(`${simulator.url}/api/now/interaction/none`);
	const pattern = { operationId: 'contact.create', body: { last_name: 'Lee', email: 'a@b.c' } };
	expect(simulator.nearMisses(pattern).map(({ differences }) => differences)).toEqual([
		['body.last_name is "Leigh", not "Lee"', 'body.email is nothing, not "a@b.c"'],
	]);
	expect(() => simulator.verify(pattern)).toThrow(
		/but 0 did\.\nClosest:\n {2}POST \/api\/now\/contact \(201\): body\.last_name is "Leigh"/,
	);
});

test('other languages ask over HTTP, and are told what they got wrong', async () => {
	await create({ last_name: 'Lee' });
	const ask = async (pattern: object) => {
		const url = `${simulator.url}/__simulator/requests/find`;
		return await (await fetch(url, { method: 'POST', body: JSON.stringify(pattern) })).json();
	};
	expect(await ask({ path: { pattern: 'contact$' } })).toMatchObject({ count: 1, nearMisses: [] });
	expect(await ask({ method: 'GET', body: { last_name: 'Lee' } })).toMatchObject({
		count: 0,
		nearMisses: [{ differences: ['method is "POST", not "GET"'] }],
	});
	expect(JSON.stringify(await ask({}))).not.toContain(
		basic(simulator.logins.integration).authorization,
	);
	expect(await ask({ bodyy: {} })).toEqual({ error: expect.stringContaining('bodyy') });
	expect(await ask({ query: 3 })).toEqual({ error: '"query" must be of type object' });
});

test('seeds, fails, and is at its start again before each test', async () => {
	expect(simulator.requests).toEqual([]);
	simulator.seed({ customer_account: [{ name: 'Example Ltd' }] });
	expect(simulator.records('customer_account').map(({ name }) => name)).toContain('Example Ltd');
	expect(() => simulator.seed({ customer_account: 3 } as never)).toThrow();
	simulator.fail({ times: 1, fault: { status: 503 } });
	expect([await create({ last_name: 'Lee' }), await create({ last_name: 'Lee' })]).toEqual([
		503, 201,
	]);
});

test('takes the hooks of another runner, which names them otherwise', async () => {
	const hooks: Record<string, () => unknown> = {};
	const collect = (name: string) => (work: () => unknown) => {
		hooks[name] = work;
	};
	const own: Hooks = {
		before: collect('before'),
		beforeEach: collect('beforeEach'),
		after: collect('after'),
	};
	const other = useSimulator({}, own);
	expect(() => other.url).toThrow('within tests');
	await hooks.before();
	hooks.beforeEach();
	expect((await fetch(`${other.url}/__simulator/health`)).status).toBe(200);
	await hooks.after();
	expect(() => other.url).toThrow('within tests');
	expect(() => useSimulator({}, { beforeEach: () => {} })).toThrow('afterAll or after');
});
