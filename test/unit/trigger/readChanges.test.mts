import { ChangeInstance, glide } from './changeInstance.mts';
import { activePoller, Poller } from './poller.mts';

const MINUTE_MS = 60_000;

const HOUR_MS = 60 * MINUTE_MS;

let instance: ChangeInstance;

beforeEach(() => {
	jest.useFakeTimers();
	jest.setSystemTime(new Date('2026-11-28T12:00:00Z'));
	instance = new ChangeInstance();
});

afterEach(() => jest.useRealTimers());

const pass = (milliseconds: number) => jest.advanceTimersByTime(milliseconds);

const active = async (parameters: object) => await activePoller(instance, parameters);

/** Lets each request take time. */
function slow(milliseconds: number) {
	instance.meanwhile = () => void jest.setSystemTime(Date.now() + milliseconds);
}

/** What a number of polls emit. */
async function idsOf(poller: Poller, polls: number): Promise<unknown[]> {
	const ids: unknown[] = [];
	for (let count = 0; count < polls; count += 1) ids.push(...(await poller.ids()));
	return ids;
}

describe('an instance that does not say what time it is', () => {
	test('is read by the times of its records, and nothing is lost when it says so later', async () => {
		instance.hasDate = false;
		const poller = await active({ options: { lookBack: 60 } });
		const late = instance.now - 30_000;
		const first = instance.insert();
		expect(await poller.ids()).toEqual([first.sys_id]);
		const second = instance.insert({ sys_created_on: glide(late) });
		expect(await poller.ids()).toEqual([second.sys_id]);
		instance.hasDate = true;
		pass(MINUTE_MS);
		const third = instance.insert();
		expect(await poller.ids()).toEqual([third.sys_id]);
		instance.hasDate = false;
		instance.skewMs = -HOUR_MS;
		pass(MINUTE_MS);
		expect(await poller.ids()).toEqual([]);
		expect(poller.warnings).toEqual([]);
	});
});

describe('a clock of the instance that is set back', () => {
	test.each([6000, 30_000, 5 * MINUTE_MS])(
		'by %i ms hides nobody who comes then',
		async (backMs) => {
			const poller = await active({ options: { lookBack: 600 } });
			const [before] = [instance.insert()];
			expect(await poller.ids()).toEqual([before.sys_id]);
			const after = [-backMs, 0, 1000].map((at) => {
				return instance.insert({ sys_created_on: glide(instance.now + at) }).sys_id;
			});
			instance.skewMs = -backMs;
			pass(2000);
			expect((await poller.ids()).sort()).toEqual(after.sort());
			expect(await idsOf(poller, 2)).toEqual([]);
		},
	);

	test('takes the position back with it, by what passed between two polls', async () => {
		const poller = await active({ options: { lookBack: 10 } });
		for (let count = 0; count < 5; count += 1) {
			instance.insert();
			pass(MINUTE_MS);
			expect(await poller.ids()).toHaveLength(1);
		}
		instance.skewMs = -2 * MINUTE_MS;
		const { sys_id } = instance.insert();
		pass(1000);
		expect(await poller.ids()).toEqual([sys_id]);
		expect(poller.warnings).toEqual([]);
	});
});

test('a poll takes two requests with nothing new, and one more with a new record', async () => {
	const poller = await active({});
	instance.insert();
	await poller.poll();
	const requestsOf = async () => {
		instance.asked.length = 0;
		await poller.poll();
		return instance.asked.length;
	};
	expect(await requestsOf()).toBe(2);
	pass(MINUTE_MS);
	instance.insert();
	expect(await requestsOf()).toBe(3);
});

test('a start beside a record of the future goes by the clock of the instance', async () => {
	instance.skewMs = -HOUR_MS;
	instance.insert({ sys_created_on: '2030-01-01 00:00:00' });
	const poller = await active({});
	const { sys_id } = instance.insert();
	expect(await poller.ids()).toEqual([sys_id]);
});

describe('a slow instance', () => {
	test('does not make old records new, when there was no time to read them at the start', async () => {
		for (let count = 0; count < 5; count += 1) instance.insert();
		const poller = new Poller(instance, { event: 'contactCreated' });
		slow(100_000);
		expect(await poller.poll()).toBeNull();
		instance.meanwhile = () => {};
		pass(MINUTE_MS);
		expect(await poller.ids()).toEqual([]);
		const { sys_id } = instance.insert();
		expect(await poller.ids()).toEqual([sys_id]);
	});

	test('gets on with each poll, also through what is known', async () => {
		const poller = await active({ options: { lookBack: 3600 } });
		const known = Array.from({ length: 12 }, () => {
			pass(1000);
			return instance.insert().sys_id;
		});
		expect(await poller.ids()).toEqual(known);
		pass(1000);
		const { sys_id } = instance.insert();
		instance.cap = 2;
		slow(40_000);
		expect(await idsOf(poller, 12)).toEqual([sys_id]);
	});
});

describe('an instance that changes how it reads dates', () => {
	test.each([
		[0, 60],
		[60, 0],
		[120, 60],
		[-480, 330],
		[330, -480],
	])(
		'from %i to %i minutes ahead of UTC hides nothing, and doubles nothing',
		async (one, other) => {
			instance.zoneMinutes = one;
			const poller = await active({});
			const first = instance.insert();
			expect(await poller.ids()).toEqual([first.sys_id]);
			instance.zoneMinutes = other;
			expect(await poller.ids()).toEqual([]);
			pass(MINUTE_MS);
			const second = instance.insert();
			expect(await poller.ids()).toEqual([second.sys_id]);
			const third = instance.insert();
			instance.zoneMinutes = one;
			expect(await poller.ids()).toEqual([third.sys_id]);
		},
	);
});

describe('an interaction that comes to a state', () => {
	const chats = { event: 'interactionStateChanged', state: 'open', sysparm_query: 'type=chat' };

	test.each([
		['drops', 'ignores'],
		['findsNothing', 'does not know'],
	] as const)('with a query that stops to hold (%s) is an error', async (how, what) => {
		const poller = await active(chats);
		instance[how] = (clause) => /^(OR)?type/.test(clause);
		instance.insert({ state: 'open', type: 'phone' });
		expect((await poller.error()).message).toBe(
			`"Query" has a condition on "type" that the instance ${what}`,
		);
	});

	test('is left to the next poll where there are too many, also with a query', async () => {
		const poller = await active({ ...chats, options: { maxChanges: 1 } });
		instance.cap = 1;
		const ids = [0, 1].map(() => {
			pass(1000);
			return instance.insert({ state: 'open', type: 'chat' }).sys_id;
		});
		expect([await poller.ids(), await poller.ids()]).toEqual(ids.map((id) => [id]));
	});

	test('is told from others after a clock that was set back too far, too', async () => {
		const poller = await active(chats);
		instance.skewMs = -10 * HOUR_MS;
		instance.insert({ state: 'open', type: 'chat' });
		expect(await poller.poll()).toBeNull();
		expect(poller.warnings).toEqual([expect.stringMatching(/^The clock of the instance was set/)]);
	});

	test('is closed newly, also if a poll before it did not get there', async () => {
		const closed = { state: 'closed_complete' };
		const poller = await active({
			event: 'interactionStateChanged',
			...closed,
			options: { maxChanges: 1, lookBack: 10 },
		});
		const closed_at = glide(instance.now);
		pass(3 * MINUTE_MS);
		instance.cap = 1;
		const first = instance.insert({ ...closed, closed_at: glide(instance.now) });
		pass(10_000);
		const second = instance.insert({ ...closed, closed_at });
		pass(10_000);
		expect(await poller.ids()).toEqual([first.sys_id]);
		expect(await poller.ids()).toEqual([second.sys_id]);
	});
});
