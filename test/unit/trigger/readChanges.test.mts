import { ChangeInstance, glide } from './changeInstance.mts';
import { Poller } from './poller.mts';

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

/** A trigger that is active, on a table with a record of long ago. */
async function active(parameters: object): Promise<Poller> {
	const poller = new Poller(instance, { event: 'contactCreated', ...parameters } as never);
	if (instance.rows.length === 0) instance.insert({ state: 'new', type: 'chat' });
	pass(10 * MINUTE_MS);
	expect(await poller.poll()).toBeNull();
	pass(MINUTE_MS);
	return poller;
}

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

describe('records that are hidden from the user', () => {
	async function behind(hidden: number): Promise<Poller> {
		const poller = await active({});
		instance.cap = 2;
		const rows = Array.from({ length: hidden }, () => {
			pass(1000);
			return instance.insert();
		});
		instance.isHidden = (row) => rows.includes(row);
		pass(1000);
		return poller;
	}

	test('are passed over', async () => {
		const poller = await behind(40);
		const { sys_id } = instance.insert();
		expect(await poller.ids()).toEqual([sys_id]);
	});

	test('are said when they are too many', async () => {
		const poller = await behind(200);
		instance.insert();
		const { message, description } = await poller.error();
		expect(message).toBe('Too many records in a row are hidden from the ServiceNow user');
		expect(description).toBe(
			'The trigger passed over 50 pages without a record that the user may read, and did not reach the newest one. Ask an administrator to check the read ACLs of the table.',
		);
	});

	test('do not matter where the newest one is deleted while they are read', async () => {
		const poller = await behind(200);
		const newest = instance.insert();
		instance.meanwhile = () => {
			if (instance.asked.length > 40) instance.rows = instance.rows.filter((row) => row !== newest);
		};
		expect(await poller.poll()).toBeNull();
	});

	test('are no reason not to start, and may be the newest ones', async () => {
		instance.insert();
		pass(MINUTE_MS);
		const rows = Array.from({ length: 12 }, () => instance.insert());
		instance.isHidden = (row) => rows.includes(row);
		const poller = await active({});
		const { sys_id } = instance.insert();
		expect(await poller.ids()).toEqual([sys_id]);
	});
});

describe('where no record is to be seen', () => {
	test.each([
		[
			true,
			'The table customer_contact has records, and the ServiceNow user has no read access to them. Ask an administrator to check the read ACLs of the table.',
		],
		[
			false,
			'The instance returned an empty list without any condition: there is no contact yet, or the ServiceNow user has no read access to them. Ask an administrator to check the read ACLs of the table customer_contact; if there is none yet, create one first.',
		],
	])('and the instance counts (%j), it is said what to do', async (counts, description) => {
		instance.insert();
		instance.isHidden = () => true;
		instance.counts = counts;
		const error = await new Poller(instance, { event: 'contactCreated' }).error();
		expect(error).toMatchObject({ message: 'No contact can be read', description });
	});

	test('what comes within a day before the start is new', async () => {
		const poller = new Poller(instance, { event: 'contactCreated' });
		expect(await poller.poll()).toBeNull();
		const start = Date.now();
		pass(MINUTE_MS);
		instance.insert({ sys_created_on: glide(start - 25 * HOUR_MS) });
		const { sys_id } = instance.insert({ sys_created_on: glide(start - 23 * HOUR_MS) });
		expect(await poller.ids()).toEqual([sys_id]);
	});
});

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
