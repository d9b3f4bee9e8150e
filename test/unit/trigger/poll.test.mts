import { ChangeInstance, glide } from './changeInstance.mts';
import { Poller, settled } from './poller.mts';
import { poll } from '../../../nodes/ServiceNowCsmTrigger/poll';

const MINUTE_MS = 60_000;

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
	const poller = new Poller(instance, { ...parameters } as never);
	if (instance.rows.length === 0) instance.insert({ active: 'true', state: 'new', name: 'Old' });
	pass(10 * MINUTE_MS);
	expect(await poller.poll()).toBeNull();
	pass(MINUTE_MS);
	return poller;
}

const queries = () => instance.asked.map(({ qs }) => String(qs.sysparm_query ?? ''));

describe('a new contact', () => {
	test('starts the workflow once, with the columns of the simplified output', async () => {
		const poller = await active({ event: 'contactCreated' });
		const { sys_id } = instance.insert({ name: 'Ann', secret: 'x' });
		const [item] = (await poller.poll())!;
		expect(item).toMatchObject({ sys_id, name: 'Ann', sys_created_on: '2026-11-28 12:11:00' });
		expect(item).not.toHaveProperty('secret');
		expect(await poller.poll()).toBeNull();
		expect(instance.asked.at(-1)).toMatchObject({
			method: 'GET',
			url: '/api/now/contact',
			timeout: 60_000,
			disableFollowRedirect: true,
		});
		expect(instance.asked.at(-1)!.qs).not.toHaveProperty('sysparm_fields');
	});

	test('comes whole where it is not simplified', async () => {
		const poller = await active({ event: 'contactCreated', simplify: false });
		instance.insert({ secret: 'x' });
		expect(await poller.poll()).toMatchObject([{ secret: 'x' }]);
	});

	test('that is committed late comes within the look-back time, and not after it', async () => {
		const poller = await active({ event: 'contactCreated', options: { lookBack: 60 } });
		const late = instance.now;
		pass(59_000);
		instance.insert();
		await poller.poll();
		const { sys_id } = instance.insert({ sys_created_on: glide(late) });
		expect(await poller.ids()).toEqual([sys_id]);
		instance.insert({ sys_created_on: glide(late - 5 * MINUTE_MS) });
		expect(await poller.ids()).toEqual([]);
	});

	test('is left to the next poll where there are too many, in their order', async () => {
		const poller = await active({ event: 'contactCreated', options: { maxChanges: 500 } });
		const ids = Array.from({ length: 1500 }, (_, at) => {
			return instance.insert({ sys_created_on: glide(instance.now + (at % 7) * 1000) }).sys_id;
		});
		pass(10_000);
		const [first, second] = [await poller.ids(), await poller.ids()];
		expect(first.length).toBeLessThan(1500);
		expect(new Set([...first, ...second])).toEqual(new Set(ids));
		expect(first.length + second.length).toBe(1500);
	});

	test('with a date in the future hides nobody', async () => {
		const poller = await active({ event: 'contactCreated' });
		instance.insert({ sys_created_on: '2030-01-01 00:00:00' });
		expect(await poller.ids()).toHaveLength(1);
		pass(MINUTE_MS);
		const { sys_id } = instance.insert();
		expect(await poller.ids()).toEqual([sys_id]);
	});

	test('of an empty table is new', async () => {
		const poller = new Poller(instance, { event: 'contactCreated' });
		expect(await poller.poll()).toBeNull();
		pass(MINUTE_MS);
		const { sys_id } = instance.insert();
		expect(await poller.ids()).toEqual([sys_id]);
	});
});

describe('an updated contact', () => {
	test('starts it with each update, and neither its creation nor a login does', async () => {
		const poller = await active({ event: 'contactUpdated' });
		const [row] = instance.rows;
		instance.insert();
		instance.update(row);
		expect(await poller.ids()).toEqual([row.sys_id]);
		instance.update(row);
		expect(await poller.ids()).toEqual([row.sys_id]);
		pass(MINUTE_MS);
		instance.update(row, { sys_updated_by: 'system' });
		expect(await poller.ids()).toEqual([]);
		instance.update(row, { sys_updated_by: 'guest' });
		expect(await poller.ids()).toEqual([]);
	});

	test('also with a login, where that is wanted', async () => {
		const poller = await active({ event: 'contactUpdated', options: { includeLogins: true } });
		const [row] = instance.rows;
		instance.update(row, { sys_updated_by: 'system' });
		expect(await poller.ids()).toEqual([row.sys_id]);
	});

	test('is judged here, where the instance drops the conditions of the event', async () => {
		instance.drops = (clause) => /^sys_(mod_count|updated_by)/.test(clause);
		const poller = await active({ event: 'contactUpdated' });
		instance.insert();
		instance.update(instance.insert(), { sys_updated_by: 'guest' });
		expect(await poller.ids()).toEqual([]);
	});
});

describe('an interaction', () => {
	test('is read with the columns that are needed alone', async () => {
		const poller = await active({ event: 'interactionUpdated' });
		const [row] = instance.rows;
		instance.update(row);
		expect(await poller.ids()).toEqual([row.sys_id]);
		const { url, qs } = instance.asked.at(-1)!;
		expect(url).toBe('/api/now/table/interaction');
		expect(qs).toMatchObject({ sysparm_exclude_reference_link: true, sysparm_no_count: true });
		expect(instance.asked.every((each) => 'sysparm_fields' in each.qs)).toBe(true);
		expect(String(qs.sysparm_fields).split(',')).toEqual(
			expect.arrayContaining(['sys_id', 'number', 'sys_updated_on', 'sys_mod_count']),
		);
	});

	test('starts it when it reaches the state, and again when it comes back to it', async () => {
		instance.insert({ state: 'work_in_progress' });
		const poller = await active({ event: 'interactionStateChanged', state: 'work_in_progress' });
		const [known] = instance.rows;
		const other = instance.insert({ state: 'new' });
		instance.update(known, { note: 'x' });
		expect(await poller.ids()).toEqual([]);
		instance.update(other, { state: 'WORK_IN_PROGRESS' });
		expect(await poller.ids()).toEqual([other.sys_id]);
		pass(MINUTE_MS);
		instance.update(known, { state: 'new' });
		expect(await poller.ids()).toEqual([]);
		pass(MINUTE_MS);
		instance.update(known, { state: 'work_in_progress' });
		instance.update(other, { note: 'y' });
		expect(await poller.ids()).toEqual([known.sys_id]);
	});

	test('that reaches the state counts only where it matches the query', async () => {
		const parameters = {
			event: 'interactionStateChanged',
			state: 'open',
			sysparm_query: 'type=chat',
		};
		instance.insert({ state: 'new', type: 'chat' });
		const poller = await active(parameters);
		const [, chat, phone] = [0, 1, 2].map((at) =>
			instance.insert({ state: 'open', type: at === 2 ? 'phone' : 'chat' }),
		);
		expect((await poller.ids()).sort()).toEqual([instance.rows[1].sys_id, chat.sys_id]);
		pass(MINUTE_MS);
		instance.update(phone, { type: 'chat' });
		expect(await poller.ids()).toEqual([]);
	});

	test('that was closed before it was known is not closed again by a change', async () => {
		const poller = await active({ event: 'interactionStateChanged', state: 'closed_complete' });
		const closed = { state: 'closed_complete' };
		const before = instance.insert({ ...closed, closed_at: '2026-11-01 00:00:00' });
		const now = instance.insert({ ...closed, closed_at: glide(instance.now) });
		expect(await poller.ids()).toEqual([now.sys_id]);
		expect(before.sys_id).toBeDefined();
	});

	test('of another state is not taken for one in it, where the condition is ignored', async () => {
		instance.drops = (clause) => clause.startsWith('state=');
		const poller = new Poller(instance, { event: 'interactionStateChanged', state: 'open' });
		instance.insert({ state: 'new' });
		expect((await poller.error()).message).toBe('The instance ignores the condition on "state"');
	});
});

describe('a query', () => {
	const parameters = { event: 'contactCreated', sysparm_query: 'nameLIKEAn^active=true' };

	test('lets contacts through that match it', async () => {
		const poller = await active(parameters);
		const { sys_id } = instance.insert({ name: 'Ann', active: 'true' });
		instance.insert({ name: 'Bob', active: 'true' });
		instance.insert({ name: 'Ann', active: 'false' });
		expect(await poller.ids()).toEqual([sys_id]);
	});

	test.each([
		['ignores', 'drops'],
		['rejects', 'refuses'],
		['does not know', 'findsNothing'],
	] as const)('with a column that the instance %s does not start', async (what, how) => {
		instance[how] = (clause) => clause.startsWith('active');
		instance.insert();
		const error = await new Poller(instance, parameters).error();
		expect(error.message).toBe(`"Query" has a condition on "active" that the instance ${what}`);
		expect(error.description).toMatch(/^Check the spelling of the column, and ask/);
	});

	test.each([
		['nameLIKEAn', /^nameLIKEno record/],
		['sys_created_on>2026-01-01', /^sys_created_on</],
	])('with a part of %s that the instance ignores does not start', async (query, clause) => {
		instance.drops = (each) => clause.test(each) || each === query;
		instance.insert();
		const poller = new Poller(instance, { event: 'contactCreated', sysparm_query: query });
		expect((await poller.error()).message).toMatch(/that the instance ignores$/);
	});

	test.each([
		['drops', 'ignores'],
		['findsNothing', 'does not know'],
	] as const)('is looked at again, when rights are taken away: %s', async (how, what) => {
		const poller = await active(parameters);
		instance[how] = (clause) => /^(OR)?active/.test(clause);
		instance.insert({ name: 'Ann', active: 'false' });
		expect((await poller.error()).message).toBe(
			`"Query" has a condition on "active" that the instance ${what}`,
		);
	});

	test('is not checked where it has no column', async () => {
		const poller = new Poller(instance, {
			event: 'contactCreated',
			sysparm_query: '123TEXTQUERY321=x',
		});
		instance.insert();
		instance.drops = (clause) => clause.startsWith('123TEXT');
		expect(await poller.poll()).toBeNull();
		expect(queries().filter((query) => query.includes('ISEMPTY'))).toEqual([]);
	});
});

describe('an instance that reads dates in another time zone', () => {
	test.each([60, -480, 330])(
		'%i minutes from UTC: nothing is missed, or comes twice',
		async (minutes) => {
			instance.zoneMinutes = minutes;
			const poller = await active({ event: 'contactCreated' });
			const ids: unknown[] = [];
			for (let round = 0; round < 3; round += 1) {
				const { sys_id } = instance.insert();
				expect(await poller.ids()).toEqual([sys_id]);
				ids.push(sys_id);
				pass(MINUTE_MS);
			}
			expect(JSON.stringify(poller.data)).toContain(`:${minutes}`);
		},
	);
});

describe('an instance that does not let the user', () => {
	test.each([
		['sort by time', (clause: string) => /^ORDERBY.*sys_created_on/.test(clause)],
		['query a range of time', (clause: string) => /^sys_created_on>/.test(clause)],
	])('%s is read by sys_id', async (_what, drops) => {
		for (let at = 0; at < 30; at += 1) {
			const second = String((at * 7) % 30).padStart(2, '0');
			instance.insert({ sys_created_on: `2026-11-20 10:00:${second}` });
		}
		instance.drops = drops;
		const poller = await active({ event: 'contactCreated' });
		const ids = [instance.insert(), instance.insert()].map(({ sys_id }) => sys_id);
		expect(await poller.ids()).toEqual(ids);
		expect(await poller.ids()).toEqual([]);
		expect(queries().some((query) => query.includes('sys_id>'))).toBe(true);
	});

	test('do any of it is said', async () => {
		for (let at = 0; at < 30; at += 1) {
			instance.insert({
				sys_created_on: `2026-11-20 10:00:${String((at * 7) % 30).padStart(2, '0')}`,
			});
		}
		instance.drops = (clause) => /^ORDERBY|^sys_(created_on|id)>/.test(clause);
		instance.rows.reverse();
		const { message } = await new Poller(instance, { event: 'contactCreated' }).error();
		expect(message).toBe('The instance ignores the order by "sys_id"');
	});

	test('see a record is named, and one that sees no column too', async () => {
		instance.insert();
		instance.isHidden = () => true;
		const poller = new Poller(instance, { event: 'contactCreated' });
		const hidden = await poller.error();
		expect(hidden.message).toBe('No contact can be read');
		expect(hidden.description).toMatch(/^The table customer_contact has records/);
		instance.isHidden = () => false;
		instance.rows[0].sys_created_on = '';
		expect((await poller.error()).message).toBe('The ServiceNow user cannot read "sys_created_on"');
	});
});

describe('the clock of the instance', () => {
	test('may be set back as far as is remembered, and nothing comes twice', async () => {
		const poller = await active({ event: 'contactCreated', options: { lookBack: 600 } });
		instance.insert();
		expect(await poller.ids()).toHaveLength(1);
		instance.skewMs = -5 * MINUTE_MS;
		pass(MINUTE_MS);
		const { sys_id } = instance.insert();
		expect(await poller.ids()).toEqual([sys_id]);
		expect(poller.warnings).toEqual([]);
	});

	test('that is set back further starts over, which the next poll says once', async () => {
		const poller = await active({ event: 'contactCreated' });
		instance.insert();
		await poller.poll();
		instance.skewMs = -600 * MINUTE_MS;
		pass(MINUTE_MS);
		expect(await poller.poll()).toBeNull();
		expect(poller.warnings).toEqual([
			expect.stringMatching(/^The clock of the instance was set back\. The trigger started over/),
		]);
		expect((await poller.error()).message).toBe('The clock of the instance was set back');
		expect(await poller.poll()).toBeNull();
	});
});

describe('a position that cannot be used', () => {
	test('of another instance is told, with where it ended', async () => {
		const poller = await active({ event: 'contactCreated' });
		const old = poller.url;
		poller.url = 'https://moved.example.com';
		expect(await poller.poll()).toBeNull();
		const { message, description } = await poller.error();
		expect(message).toBe(`The instance URL changed from ${old} to https://moved.example.com`);
		expect(description).toMatch(/^The position on the other instance ended at 2026-11-28 /);
	});

	test('of other settings begins anew, without a word', async () => {
		const poller = await active({ event: 'contactCreated' });
		poller.parameters = { event: 'contactUpdated' };
		instance.update(instance.rows[0]);
		expect(await poller.poll()).toBeNull();
		expect(poller.warnings).toEqual([]);
		expect(await poller.poll()).toBeNull();
	});
});

describe('a poll', () => {
	test('that fails changes nothing', async () => {
		const poller = await active({ event: 'contactCreated' });
		const { sys_id } = instance.insert();
		const before = structuredClone(poller.data);
		instance.refuses = (clause) => clause.startsWith('sys_created_on>');
		await poller.error();
		expect(poller.data).toEqual(before);
		instance.refuses = () => false;
		expect(await poller.ids()).toEqual([sys_id]);
	});

	test('does not begin while the last one goes on', async () => {
		const poller = await active({ event: 'contactCreated' });
		instance.insert();
		const first = poll(poller.context());
		expect(await settled(poll(poller.context()))).toBeNull();
		expect((await settled(first))![0]).toHaveLength(1);
	});

	test('ends before n8n abandons it, and the next one goes on', async () => {
		const poller = await active({ event: 'contactCreated' });
		poller.budgetMs = 20_000;
		const { sys_id } = instance.insert();
		instance.meanwhile = async () => await new Promise((resolve) => setTimeout(resolve, 30_000));
		const failing = poll(poller.context()).catch((error: Error) => error);
		await jest.advanceTimersByTimeAsync(19_990);
		await jest.advanceTimersByTimeAsync(20);
		expect(((await failing) as Error).message).toBe(
			'The poll took longer than the 20 seconds that n8n gives it',
		);
		await jest.advanceTimersByTimeAsync(60_000);
		instance.meanwhile = () => {};
		expect(await poller.ids()).toEqual([sys_id]);
	});
});

describe('Fetch Test Event', () => {
	test('shows the five newest records of the event, and leaves the position alone', async () => {
		const poller = new Poller(instance, { event: 'contactUpdated' });
		poller.mode = 'manual';
		for (let at = 0; at < 8; at += 1) {
			pass(1000);
			const row = instance.insert();
			if (at !== 7) instance.update(row);
		}
		expect(await poller.ids()).toEqual([6, 5, 4, 3, 2].map((at) => instance.rows[at].sys_id));
		expect(poller.data).toEqual({});
	});

	test('shows interactions in the state alone, whatever the instance returns', async () => {
		const poller = new Poller(instance, { event: 'interactionStateChanged', state: 'open' });
		poller.mode = 'manual';
		instance.drops = (clause) => clause.startsWith('state=');
		instance.insert({ state: 'new' });
		const { sys_id } = instance.insert({ state: 'open' });
		expect(await poller.ids()).toEqual([sys_id]);
	});

	test('says when nothing matches', async () => {
		const poller = new Poller(instance, { event: 'contactUpdated' });
		poller.mode = 'manual';
		instance.insert();
		expect((await poller.error()).message).toBe('No record matches this event and query');
	});
});
