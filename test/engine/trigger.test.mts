import type { Row } from '../../simulator/records/values.mts';
import { bytesOf, Trigger, type PollError, type TriggerOptions } from './trigger.mts';
import { useInstance } from '../support/instance.mts';
import { expectValidQueries } from './validQueries.mts';

const CONTACTS = 'customer_contact';

// Some tests poll hundreds of times, and a busy machine takes its time.
jest.setTimeout(60_000);

const instance = useInstance();

afterEach(() => expectValidQueries(instance));

/** Lets time pass on the instance. */
function pass(seconds: number): void {
	instance.settings.clockSkewMs += seconds * 1000;
}

/** A time of the instance, so many seconds ago. */
function ago(seconds: number): string {
	const now = Date.parse(`${instance.store.now().replace(' ', 'T')}Z`);
	return new Date(now - seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

async function activated(
	parameters: TriggerOptions['parameters'],
	options: Partial<TriggerOptions> = {},
): Promise<Trigger> {
	const trigger = new Trigger({ url: instance.url, parameters, ...options });
	expect(await trigger.activate()).toEqual([]);
	return trigger;
}

async function polled(trigger: Trigger): Promise<unknown[]> {
	return (await trigger.poll()).map(({ json }) => json.sys_id);
}

async function failed(poll: Promise<unknown>): Promise<PollError> {
	return await poll.then(
		() => {
			throw new Error('The poll did not fail');
		},
		(error: PollError) => error,
	);
}

function contact(values: Row = {}): Row {
	return instance.store.insert(CONTACTS, { name: 'Anna Blom', ...values });
}

function interaction(values: Row = {}): Row {
	return instance.store.insert('interaction', { number: 'IMS0009999', ...values });
}

function firstContacts(count: number): Row[] {
	return [...instance.store.table(CONTACTS).values()].slice(0, count);
}

describe('events', () => {
	test('a new contact starts the workflow once', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const { sys_id } = contact();
		instance.store.update(firstContacts(1)[0], { title: 'Buyer' });
		expect(await polled(trigger)).toEqual([sys_id]);
		expect(await polled(trigger)).toEqual([]);
	});

	test('an updated contact starts it with each update, and a new one does not', async () => {
		const trigger = await activated({ event: 'contactUpdated' });
		const [row] = firstContacts(1);
		contact();
		for (const title of ['Buyer', 'Seller']) {
			instance.store.update(row, { title });
			const [item] = await trigger.poll();
			expect(item.json).toMatchObject({ sys_id: row.sys_id });
		}
		expect(await polled(trigger)).toEqual([]);
	});

	test('logins of contacts start nothing unless asked for', async () => {
		const quiet = await activated({ event: 'contactUpdated' });
		const all = await activated({ event: 'contactUpdated', options: { includeLogins: true } });
		const [agent, customer, caller] = firstContacts(3);
		instance.store.update(agent, { last_login_time: ago(0) }, 'system');
		instance.store.update(customer, { failed_attempts: '1' }, 'guest');
		instance.store.update(caller, { title: 'Buyer' }, 'jane.agent');
		expect(await polled(quiet)).toEqual([caller.sys_id]);
		expect((await polled(all)).sort()).toEqual(
			[agent, customer, caller].map(({ sys_id }) => sys_id).sort(),
		);
		const { items } = await quiet.test();
		expect(items.map(({ json }) => json.sys_id)).not.toContain(agent.sys_id);
	});

	test('a new interaction and an updated one', async () => {
		const created = await activated({ event: 'interactionCreated' });
		const updated = await activated({ event: 'interactionUpdated' });
		const row = interaction();
		expect(await polled(created)).toEqual([row.sys_id]);
		expect(await polled(updated)).toEqual([]);
		instance.store.update(row, { short_description: 'Invoice' });
		expect(await polled(created)).toEqual([]);
		expect(await polled(updated)).toEqual([row.sys_id]);
	});

	test('an interaction that comes to the state, and not one that changes within it', async () => {
		const known = interaction({ state: 'work_in_progress' });
		const row = interaction({ state: 'queued' });
		const trigger = await activated({
			event: 'interactionStateChanged',
			state: 'work_in_progress',
		});
		instance.store.update(known, { short_description: 'Known before' });
		expect(await polled(trigger)).toEqual([]);
		instance.store.update(row, { state: 'work_in_progress' });
		expect(await polled(trigger)).toEqual([row.sys_id]);
		pass(600);
		instance.store.update(row, { short_description: 'Invoice' });
		expect(await polled(trigger)).toEqual([]);
		instance.store.update(row, { state: 'wrap_up' });
		expect(await polled(trigger)).toEqual([]);
		instance.store.update(row, { state: 'work_in_progress' });
		expect(await polled(trigger)).toEqual([row.sys_id]);
		const born = interaction({ state: 'work_in_progress' });
		expect(await polled(trigger)).toEqual([born.sys_id]);
	});

	test('an interaction that was closed long ago is not new when it changes', async () => {
		const trigger = await activated({ event: 'interactionStateChanged', state: 'closed_complete' });
		const row = interaction({ state: 'new' });
		// Forgotten, as thousands of others would make it.
		const old = interaction({ state: 'new' });
		const forget = () => trigger.edit((checkpoint) => Object.assign(checkpoint, { inState: '' }));
		for (const closed of [row, old]) {
			instance.store.update(closed, { state: 'closed_complete', closed_at: ago(0) });
		}
		expect((await polled(trigger)).sort()).toEqual([row.sys_id, old.sys_id].sort());
		pass(900);
		interaction();
		await polled(trigger);
		forget();
		instance.store.update(old, { short_description: 'Note' });
		expect(await polled(trigger)).toEqual([]);
	});

	test('the filter of a state is asked about when the state is reached', async () => {
		const trigger = await activated({
			event: 'interactionStateChanged',
			state: 'closed_complete',
			sysparm_query: 'channel=phone^NQchannel=chat^direction=inbound',
		});
		const phone = interaction({ channel: 'phone' });
		const chat = interaction({ channel: 'chat', direction: 'inbound' });
		const other = interaction({ channel: 'chat', direction: 'outbound' });
		expect(await polled(trigger)).toEqual([]);
		for (const row of [phone, chat, other]) {
			instance.store.update(row, { state: 'closed_complete', closed_at: ago(0) });
		}
		expect((await polled(trigger)).sort()).toEqual([phone.sys_id, chat.sys_id].sort());
	});

	test('a query holds with all its alternatives', async () => {
		const trigger = await activated({
			event: 'contactCreated',
			sysparm_query: 'city=Lyon^ORcity=Porto^NQvip=true^EQ',
		});
		const values: Row[] = [
			{ city: 'Lyon' },
			{ city: 'Porto' },
			{ vip: 'true' },
			{ city: 'Boston' },
		];
		const rows = values.map(contact);
		const expected = rows.slice(0, 3).map(({ sys_id }) => sys_id);
		expect((await polled(trigger)).sort()).toEqual(expected.sort());
		expect(await polled(trigger)).toEqual([]);
	});
});

describe('output', () => {
	test.each([
		['contactCreated', () => contact()],
		['interactionCreated', () => interaction()],
	])('%s, simplified and whole', async (event, create) => {
		const simple = await activated({ event });
		const whole = await activated({ event, simplify: false });
		const { sys_id } = create();
		const [item] = await simple.poll();
		expect(item.json.sys_id).toBe(sys_id);
		expect(Object.keys(item.json)).toHaveLength(10);
		const [raw] = await whole.poll();
		expect(Object.keys(raw.json).length).toBeGreaterThan(30);
		expect(raw.json).toMatchObject(item.json);
	});
});

describe('the start', () => {
	test('what was there before starts nothing, also in the same second', async () => {
		contact();
		const trigger = await activated({ event: 'contactCreated' });
		expect(await polled(trigger)).toEqual([]);
	});

	test('another query or event starts from now', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		contact({ city: 'Lyon' });
		expect(await trigger.change({ event: 'contactCreated', sysparm_query: 'city=Lyon' })).toEqual(
			[],
		);
		expect(await polled(trigger)).toEqual([]);
		const { sys_id } = contact({ city: 'Lyon' });
		expect(await polled(trigger)).toEqual([sys_id]);
	});

	test('a test shows the latest records and leaves the mark', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const { stored } = trigger;
		pass(5);
		const { sys_id } = contact();
		const { items, error } = await trigger.test();
		expect(error).toBeUndefined();
		expect(items).toHaveLength(5);
		expect(items[0].json.sys_id).toBe(sys_id);
		expect(trigger.stored).toBe(stored);
		expect(await polled(trigger)).toEqual([sys_id]);
	});

	test('a test that finds nothing says so', async () => {
		const trigger = new Trigger({
			url: instance.url,
			parameters: { event: 'contactCreated', sysparm_query: 'city=Nowhere' },
		});
		const { error } = await trigger.test();
		expect(error?.message).toBe('No record matches this event and query');
		expect(error?.description).toContain('check "Query"');
	});

	test('an instance without a record is waited for the first one', async () => {
		instance.store.table(CONTACTS).clear();
		const trigger = new Trigger({ url: instance.url, parameters: { event: 'contactCreated' } });
		expect((await trigger.test()).error?.message).toBe('No record matches this event and query');
		expect(await trigger.activate()).toEqual([]);
		const { sys_id } = contact();
		expect(await polled(trigger)).toEqual([sys_id]);
		expect(await polled(trigger)).toEqual([]);
		instance.store.table(CONTACTS).clear();
		expect(await polled(trigger)).toEqual([]);
	});
});

test('a table without a record of which the user cannot count any', async () => {
	instance.store.table(CONTACTS).clear();
	instance.settings.deniedTables = [CONTACTS];
	const trigger = new Trigger({ url: instance.url, parameters: { event: 'contactCreated' } });
	const error = await failed(trigger.activate());
	expect(error.message).toBe('No contact can be read');
	expect(error.description).toContain('create one first');
});

describe('each change once', () => {
	test('equal times, over several polls of the same second', async () => {
		const trigger = await activated({ event: 'contactUpdated' });
		const at = ago(0);
		const rows = firstContacts(40);
		const found: unknown[] = [];
		for (let step = 0; step < 4; step += 1) {
			for (const row of rows.slice(step * 10, step * 10 + 10)) {
				instance.store.update(row, { title: String(step) }, 'admin', at);
			}
			found.push(...(await polled(trigger)));
		}
		expect(found.length).toBe(40);
		expect(new Set(found).size).toBe(40);
	});

	test('two updates of a record within one second are two changes', async () => {
		const trigger = await activated({ event: 'contactUpdated' });
		const [row] = firstContacts(1);
		const at = ago(0);
		instance.store.update(row, { title: 'One' }, 'admin', at);
		expect(await polled(trigger)).toEqual([row.sys_id]);
		instance.store.update(row, { title: 'Two' }, 'admin', at);
		expect(await polled(trigger)).toEqual([row.sys_id]);
		expect(await polled(trigger)).toEqual([]);
	});

	test('what is committed late is found within the look-back time, and not after it', async () => {
		const trigger = await activated({
			event: 'contactUpdated',
			options: { lookBack: 60 },
		});
		const [newest, late, tooLate] = firstContacts(3);
		pass(600);
		instance.store.update(newest, { title: 'On time' });
		expect(await polled(trigger)).toEqual([newest.sys_id]);
		pass(5);
		instance.store.update(late, { title: 'Late' }, 'admin', ago(50));
		instance.store.update(tooLate, { title: 'Too late' }, 'admin', ago(120));
		expect(await polled(trigger)).toEqual([late.sys_id]);
		expect(await polled(trigger)).toEqual([]);
	});

	test.each([-7, 7])('the clock of the instance is %d hours off', async (hours) => {
		pass(hours * 3600);
		const trigger = await activated({ event: 'contactCreated' });
		const found: unknown[] = [];
		const expected: string[] = [];
		for (let step = 0; step < 5; step += 1) {
			expected.push(contact().sys_id);
			pass(45);
			found.push(...(await polled(trigger)));
		}
		expect(found).toEqual(expected);
	});

	test.each([-3600, 3600])(
		'a Date header that is %d seconds ahead of the records',
		async (ahead) => {
			const trigger = await activated({ event: 'contactCreated' });
			const found: unknown[] = [];
			const expected: string[] = [];
			const again = new Trigger({ url: instance.url, parameters: { event: 'contactCreated' } });
			const foundAgain: unknown[] = [];
			for (let step = 0; step < 5; step += 1) {
				pass(-ahead);
				expected.push(contact().sys_id);
				pass(ahead + 45);
				found.push(...(await polled(trigger)));
				if (step === 0) await again.activate();
				else foundAgain.push(...(await polled(again)));
			}
			expect(found).toEqual(expected);
			expect(foundAgain).toEqual(expected.slice(1));
		},
	);

	test.each([60, 3600, 86_400])('a clock that is set back by %d seconds', async (back) => {
		for (const event of ['contactCreated', 'contactUpdated']) {
			const trigger = await activated({ event });
			const change = () => {
				if (event === 'contactCreated') return contact().sys_id;
				const [row] = firstContacts(1);
				instance.store.update(row, { title: String(Math.random()) });
				return row.sys_id;
			};
			const found: unknown[] = [];
			const expected: string[] = [];
			for (let step = 0; step < 30; step += 1) {
				pass(step === 15 ? -back : back / 10);
				expected.push(change());
				found.push(...(await polled(trigger)));
			}
			expect(found).toEqual(expected);
			expect(trigger.warnings).toEqual([]);
		}
	});

	test('a clock that is set back long before the next poll', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const found: unknown[] = [];
		const expected: string[] = [];
		for (let step = 0; step < 20; step += 1) {
			expected.push(contact().sys_id);
			pass(600);
			found.push(...(await polled(trigger)));
		}
		// Two hours pass on this machine, and one on the instance.
		trigger.edit((checkpoint) => {
			checkpoint.clockOffset = Number(checkpoint.clockOffset) + 2 * 3600_000;
		});
		pass(3600);
		expected.push(contact({ sys_created_on: ago(2 * 3600) }).sys_id);
		found.push(...(await polled(trigger)));
		expect(found).toEqual(expected);
	});

	test('a clock that is set back further than is remembered is said', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const found: unknown[] = [];
		for (let step = 0; step < 10; step += 1) {
			for (let count = 0; count < 100; count += 1) contact();
			pass(60);
			found.push(...(await polled(trigger)));
		}
		pass(-8 * 60);
		contact();
		expect(await polled(trigger)).toEqual([]);
		const error = await failed(trigger.poll());
		expect(error.message).toBe('The clock of the instance was set back');
		const { sys_id } = contact();
		expect(await polled(trigger)).toEqual([sys_id]);
		expect(found.length).toBe(1000);
	});

	test('a restart, with what n8n had stored', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const one = contact();
		expect(await polled(trigger)).toEqual([one.sys_id]);
		pass(400);
		expect(await polled(trigger)).toEqual([]);
		const two = contact();
		expect((await trigger.activate()).map(({ json }) => json.sys_id)).toEqual([two.sys_id]);
		expect((await trigger.activate()).map(({ json }) => json.sys_id)).toEqual([]);
	});

	test('a poll that starts before the last one has ended does nothing', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const { sys_id } = contact();
		instance.settings.latencyMs = 20;
		const both = await Promise.all([polled(trigger), polled(trigger)]);
		expect(both).toEqual([[sys_id], []]);
	});

	test('access rules that hide most records', async () => {
		instance.settings.hideContacts = ({ sys_id }) => !/[05]$/.test(sys_id);
		const trigger = await activated({ event: 'contactCreated', options: { maxChanges: 200 } });
		const at = ago(0);
		const rows = Array.from({ length: 2600 }, () => contact({ sys_created_on: at }));
		const visible = rows.map(({ sys_id }) => sys_id).filter((id) => /[05]$/.test(id));
		const found: unknown[] = [];
		for (let step = 0; step < 4; step += 1) found.push(...(await polled(trigger)));
		expect(found).toEqual(visible.sort());
	});

	test('a date in the future hides nothing', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const future = contact({ sys_created_on: '2099-01-01 00:00:00' });
		expect(await polled(trigger)).toEqual([future.sys_id]);
		pass(900);
		const { sys_id } = contact();
		expect(await polled(trigger)).toEqual([sys_id]);
		expect(await polled(trigger)).toEqual([]);
	});
});

describe('a position that is not there any more', () => {
	const shapes: unknown[] = [
		null,
		'text',
		7,
		[],
		{ checkpoint: null },
		{ checkpoint: 'text' },
		{ checkpoint: {} },
		{ checkpoint: [1] },
	];

	test.each(shapes)('static data that is %j starts over and says so once', async (data) => {
		const trigger = await activated({ event: 'contactCreated' });
		trigger.corrupt(data);
		contact();
		expect(await polled(trigger)).toEqual([]);
		expect(trigger.warnings).toHaveLength(1);
		const { sys_id } = contact();
		const { message, description } = await failed(trigger.poll());
		expect(message).toBe('The stored position of the trigger was not readable');
		expect(description).toContain('started over from the newest record');
		expect(await polled(trigger)).toEqual([sys_id]);
		expect(await polled(trigger)).toEqual([]);
	});

	test.each<[string, unknown]>([
		['watermark', { time: 'yesterday', id: '' }],
		['seenChanges', { now: 'abc' }],
		['inState', 'abc'],
		['queryTimeZone', 'UTC'],
		['complete', 0],
	])('a part of it, %s, that is wrong', async (part, value) => {
		const trigger = await activated({ event: 'contactCreated' });
		trigger.edit((checkpoint) => Object.assign(checkpoint, { [part]: value }));
		expect(await polled(trigger)).toEqual([]);
		const { message } = await failed(trigger.poll());
		expect(message).toBe('The stored position of the trigger was not readable');
		const { sys_id } = contact();
		expect(await polled(trigger)).toEqual([sys_id]);
	});

	test('an activation does not fail because of it', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		trigger.corrupt('text');
		expect(await trigger.activate()).toEqual([]);
		expect(await trigger.activate()).toEqual([]);
		await failed(trigger.poll());
	});

	test('another address of the instance is said, with both', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const { port } = new URL(instance.url);
		trigger.use({ instanceUrl: `http://localhost:${port}` });
		expect(await polled(trigger)).toEqual([]);
		const { sys_id } = contact();
		const { message, description } = await failed(trigger.poll());
		expect(message).toBe(
			`The instance URL changed from ${instance.url} to http://localhost:${port}`,
		);
		expect(description).toMatch(/ended at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(UTC\)/);
		expect(await polled(trigger)).toEqual([sys_id]);
	});
});

describe.each(['durable', 'durable with cursors'] as const)("n8n's %s scheduler", (scheduler) => {
	test('first polls lose nothing, and polls without items go on', async () => {
		const trigger = await activated({ event: 'contactCreated' }, { scheduler });
		const found: unknown[] = [];
		const expected: string[] = [];
		for (let step = 0; step < 12; step += 1) {
			if (step % 4 === 0) expected.push(contact().sys_id);
			pass(600);
			found.push(...(await polled(trigger)));
		}
		expect(found).toEqual(expected);
	});

	test('another query starts with the first poll of it', async () => {
		const trigger = await activated({ event: 'contactCreated' }, { scheduler });
		await trigger.change({ event: 'contactCreated', sysparm_query: 'city=Lyon' });
		expect(await polled(trigger)).toEqual([]);
		const { sys_id } = contact({ city: 'Lyon' });
		pass(600);
		expect(await polled(trigger)).toEqual([sys_id]);
		expect(await polled(trigger)).toEqual([]);
	});

	test('another address is said once', async () => {
		const trigger = await activated({ event: 'contactCreated' }, { scheduler });
		trigger.use({ instanceUrl: `http://localhost:${new URL(instance.url).port}` });
		expect(await polled(trigger)).toEqual([]);
		await failed(trigger.poll());
		const { sys_id } = contact();
		expect(await polled(trigger)).toEqual([sys_id]);
	});

	test('changes of other states do not pile up', async () => {
		const trigger = await activated(
			{ event: 'interactionStateChanged', state: 'queued', options: { maxChanges: 100 } },
			{ scheduler },
		);
		const row = interaction({ state: 'new' });
		for (let step = 0; step < 5; step += 1) {
			for (let count = 0; count < 80; count += 1) {
				pass(2);
				interaction({ state: 'new' });
			}
			pass(120);
			expect(await polled(trigger)).toEqual([]);
		}
		instance.store.update(row, { state: 'queued' });
		expect(await polled(trigger)).toEqual([row.sys_id]);
	});
});

describe('dates that the instance reads in the time zone of the user', () => {
	const SPRING = Date.UTC(2027, 2, 28, 1);
	const AUTUMN = Date.UTC(2027, 9, 31, 1);

	function setClock(instant: number): void {
		instance.settings.clockSkewMs = instant - Date.now();
	}

	test.each(['America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Europe/London'])(
		'%s',
		async (queryTimeZone) => {
			instance.settings.queryTimeZone = queryTimeZone;
			const trigger = await activated({ event: 'contactCreated' });
			const found: unknown[] = [];
			const expected: string[] = [];
			for (let step = 0; step < 6; step += 1) {
				pass(70);
				expected.push(contact().sys_id);
				found.push(...(await polled(trigger)));
			}
			expect(found).toEqual(expected);
		},
	);

	test('a time zone that an administrator changes', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		for (const queryTimeZone of ['America/Los_Angeles', 'Asia/Tokyo', 'UTC']) {
			instance.settings.queryTimeZone = queryTimeZone;
			pass(30);
			const { sys_id } = contact();
			expect(await polled(trigger)).toEqual([sys_id]);
		}
	});

	test.each([
		['spring', SPRING],
		['autumn', AUTUMN],
	])('the clock change in %s', async (_season, change) => {
		instance.settings.queryTimeZone = 'Europe/London';
		setClock(change - 2 * 3600_000);
		const trigger = await activated({ event: 'contactCreated' });
		const found: unknown[] = [];
		const expected: string[] = [];
		for (let minute = 0; minute < 240; minute += 1) {
			pass(60);
			expected.push(contact().sys_id);
			if (minute % 3 === 0) found.push(...(await polled(trigger)));
		}
		found.push(...(await polled(trigger)));
		expect(found).toEqual(expected);
	});

	test('a backlog from before the clock change, in pages', async () => {
		instance.settings.queryTimeZone = 'Europe/London';
		setClock(AUTUMN - 2 * 3600_000);
		const trigger = await activated({ event: 'contactCreated', options: { maxChanges: 1000 } });
		const expected = Array.from({ length: 3000 }, () => {
			pass(4);
			return contact().sys_id;
		});
		const found: unknown[] = [];
		for (let poll = 0; poll < 5; poll += 1) found.push(...(await polled(trigger)));
		expect(found).toEqual(expected);
	});
});

describe('large volumes', () => {
	test('more changes in one second than can be remembered', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const at = ago(0);
		const rows = Array.from({ length: 6000 }, () => contact({ sys_created_on: at }).sys_id);
		// The second is not over: more of it may come.
		expect(await polled(trigger)).toEqual([]);
		rows.push(...Array.from({ length: 1500 }, () => contact({ sys_created_on: at }).sys_id));
		pass(30);
		const found: unknown[] = [];
		for (let poll = 0; poll < 3; poll += 1) found.push(...(await polled(trigger)));
		expect(found).toEqual(rows.sort());
		expect(bytesOf(trigger)).toBeLessThan(40_000);
	});

	test('a poll reads so many changes, and the next ones read on', async () => {
		const trigger = await activated({ event: 'contactCreated', options: { maxChanges: 900 } });
		const rows = Array.from({ length: 3500 }, () => {
			pass(1);
			return contact().sys_id;
		});
		const polls: unknown[][] = [];
		for (let poll = 0; poll < 5; poll += 1) polls.push(await polled(trigger));
		// A page has what the look-back repeats, too, and is given out whole.
		expect(Math.max(...polls.map(({ length }) => length))).toBeLessThan(2000);
		expect(polls.filter(({ length }) => length > 0).length).toBeGreaterThan(2);
		expect(polls.flat()).toEqual(rows);
	});
});

describe('failures', () => {
	test('a poll that fails half-way is as if it had not been', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const rows = Array.from({ length: 2500 }, () => contact().sys_id);
		const { stored } = trigger;
		instance.faults.add({
			match: { operationId: 'contact.getAll' },
			skip: 3,
			fault: { kind: 'status', status: 500 },
		});
		const error = await failed(trigger.poll());
		expect(error.message).toBe('The instance could not complete the request (HTTP 500)');
		expect(error.httpCode).toBe('500');
		expect(trigger.stored).toBe(stored);
		instance.faults.clear();
		pass(10);
		expect((await polled(trigger)).sort()).toEqual(rows.sort());
		expect(await polled(trigger)).toEqual([]);
	});

	test('a failure that passes is waited out', async () => {
		const trigger = await activated({ event: 'contactCreated' });
		const { sys_id } = contact();
		instance.faults.add({ times: 2, fault: { kind: 'status', status: 503 } });
		expect(await polled(trigger)).toEqual([sys_id]);
	});

	test.each(['basicAuth', 'apiKey', 'oAuth2'] as const)(
		'logs in with %s',
		async (authentication) => {
			const trigger = await activated({ event: 'contactCreated' }, { authentication });
			const { sys_id } = contact();
			instance.expireTokens();
			expect(await polled(trigger)).toEqual([sys_id]);
		},
	);

	const wrong: Array<[string, Partial<TriggerOptions>, string]> = [
		[
			'a wrong password',
			{ credentials: { password: 'not-the-password' } },
			'ServiceNow rejected the credential',
		],
		[
			'a user without the role',
			{ credentials: { username: 'limited', password: 'limited-password' } },
			'The ServiceNow user is not allowed to do this',
		],
		[
			'a host that does not answer',
			{
				credentials: { instanceUrl: 'http://127.0.0.1:9' },
				parameters: { options: { maxWait: 0 } },
			},
			'Could not connect to the instance',
		],
		[
			'plain http to another host',
			{ credentials: { instanceUrl: 'http://dev12345.service-now.com' } },
			'The instance URL starts with "http:", which would send the credential unencrypted',
		],
		[
			'a query with an order',
			{ parameters: { sysparm_query: 'active=true^ORDERBYname' } },
			'"Query" sets an order',
		],
		[
			'a look-back time out of range',
			{ parameters: { options: { lookBack: 1 } } },
			'"Look-Back" is',
		],
	];

	test.each(wrong)('%s', async (_what, { parameters, ...options }, message) => {
		const trigger = new Trigger({
			url: instance.url,
			parameters: { event: 'contactCreated', ...parameters },
			...options,
		});
		const error = await failed(trigger.activate());
		expect(error.message).toContain(message);
		expect(error.description?.length).toBeGreaterThan(20);
		expect(JSON.stringify(error)).not.toContain('not-the-password');
	});
});

describe('what a poll asks for', () => {
	test('is little when nothing has changed, and only the columns that are needed', async () => {
		const trigger = await activated({ event: 'interactionCreated' });
		interaction();
		await polled(trigger);
		const before = instance.requests.length;
		expect(await polled(trigger)).toEqual([]);
		const requests = instance.requests.slice(before);
		expect(requests).toHaveLength(2);
		for (const { query } of requests) {
			expect(String(query.sysparm_fields).split(',').length).toBeLessThanOrEqual(11);
			expect(query.sysparm_no_count).toBe('true');
		}
	});

	test('is everything about the record without Simplify', async () => {
		const trigger = await activated({ event: 'interactionCreated', simplify: false });
		interaction();
		const [item] = await trigger.poll();
		expect(Object.keys(item.json).length).toBeGreaterThan(11);
	});

	test('is the same in a version of n8n that gives a poll no budget', async () => {
		const trigger = await activated({ event: 'contactCreated' }, { hasPollBudget: false });
		const { sys_id } = contact();
		expect(await polled(trigger)).toEqual([sys_id]);
	});
});
