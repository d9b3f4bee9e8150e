import { poll } from '../../../nodes/ServiceNowCsmTrigger/poll';
import { ChangeInstance, glide } from './changeInstance.mts';
import { activePoller, Poller, settled } from './poller.mts';

const MINUTE_MS = 60_000;

let instance: ChangeInstance;

beforeEach(() => {
	jest.useFakeTimers();
	jest.setSystemTime(new Date('2026-11-28T12:00:00Z'));
	instance = new ChangeInstance();
});

afterEach(() => jest.useRealTimers());

const pass = (milliseconds: number) => jest.advanceTimersByTime(milliseconds);

const active = async (parameters: object) => await activePoller(instance, parameters);

/** Polls, and leaves stored what was there before, as n8n can with its durable scheduler. */
async function unstored(poller: Poller) {
	const before = structuredClone(poller.data);
	const outcome = await poller.poll().catch(({ message }: Error) => message);
	poller.data = before;
	return outcome;
}

describe('where n8n does not store what a poll left', () => {
	test('who came after the activation still starts the workflow', async () => {
		instance.insert();
		const poller = new Poller(instance, { event: 'contactCreated' });
		expect(await unstored(poller)).toBeNull();
		pass(MINUTE_MS);
		const { sys_id } = instance.insert();
		expect(await poller.ids()).toEqual([sys_id]);
	});

	test('records that were not taken over come again, as n8n stores both or neither', async () => {
		const poller = await active({});
		const { sys_id } = instance.insert();
		expect(await unstored(poller)).toHaveLength(1);
		expect(await poller.ids()).toEqual([sys_id]);
		expect(await poller.ids()).toEqual([]);
	});

	test('an interaction that left the state meanwhile comes back to it', async () => {
		instance.insert({ state: 'open' });
		const [row] = instance.rows;
		const poller = await active({ event: 'interactionStateChanged', state: 'open' });
		instance.update(row, { state: 'new' });
		expect(await unstored(poller)).toBeNull();
		pass(MINUTE_MS);
		instance.update(row, { state: 'open' });
		expect(await poller.ids()).toEqual([row.sys_id]);
	});

	test('a new start is said once all the same', async () => {
		const poller = await active({});
		poller.url = 'https://elsewhere.example.com';
		expect(await poller.poll()).toBeNull();
		expect(poller.warnings).toHaveLength(1);
		expect(await unstored(poller)).toMatch(/^The instance URL changed/);
		expect(await poller.poll()).toBeNull();
	});
});

test('a poll that is left out says for how long the last one has gone on', async () => {
	const poller = await active({});
	instance.insert();
	const { budgetMs } = poller;
	expect(budgetMs).toBeUndefined();
	instance.meanwhile = async () => await new Promise((resolve) => setTimeout(resolve, 20_000));
	const first = poll(poller.context());
	await jest.advanceTimersByTimeAsync(12_300);
	expect(await settled(poll(poller.context()))).toBeNull();
	expect(poller.warnings).toEqual([
		'The last poll has not ended after 12 s. This one is left out; no change is lost.',
	]);
	expect((await settled(first))![0]).toHaveLength(1);
});

test('a poll makes 100 requests at most, and the next one goes on', async () => {
	const poller = await active({ options: { lookBack: 10 } });
	const ids = Array.from({ length: 130 }, (_, at) => {
		return instance.insert({ sys_created_on: glide(instance.now + at * 1000) }).sys_id;
	});
	pass(3 * MINUTE_MS);
	instance.cap = 1;
	instance.asked.length = 0;
	const first = await poller.ids();
	expect(instance.asked.length).toBeLessThanOrEqual(101);
	expect([...first, ...(await poller.ids())]).toEqual(ids);
});

describe('Fetch Test Event', () => {
	function tested(parameters: object): Poller {
		const poller = new Poller(instance, { event: 'contactCreated', ...parameters } as never);
		poller.mode = 'manual';
		return poller;
	}

	test('says when the query has a column that the instance ignores', async () => {
		instance.insert({ active: 'true' });
		instance.drops = (clause) => clause.startsWith('active');
		expect((await tested({ sysparm_query: 'active=true' }).error()).message).toBe(
			'"Query" has a condition on "active" that the instance ignores',
		);
	});

	test('of an empty table has nothing to show, and says what to do', async () => {
		expect(await tested({ sysparm_query: 'active=true' }).error()).toMatchObject({
			message: 'No record matches this event and query',
			description:
				'Fetch Test Event shows the latest matching records. Create or change a record that matches, or check "Query".',
		});
	});

	test('asks for the state and the query, and for no other event', async () => {
		instance.insert({ state: 'open', type: 'chat' });
		const parameters = {
			event: 'interactionStateChanged',
			state: 'open',
			sysparm_query: 'type=chat',
		};
		expect(await tested(parameters).ids()).toHaveLength(1);
		expect(instance.asked.at(-1)!.qs.sysparm_query).toMatch(
			/^type=chat\^.*state=open\^ORDERBYDESC/,
		);
		instance.update(instance.insert());
		await tested({ event: 'contactUpdated' }).poll();
		expect(instance.asked.at(-1)!.qs.sysparm_query).toMatch(/^sys_mod_count>0\^sys_updated_by!=/);
	});
});

test.each(['trigger', 'manual'])('what the requests met is logged once (%s)', async (mode) => {
	const poller = new Poller(instance, { event: 'contactCreated' });
	instance.insert();
	poller.mode = mode;
	await poller.poll();
	expect(poller.debugged).toEqual([
		expect.stringMatching(/^ServiceNow requests: [2-9] sent, at most 1 at a time, 0 rejected/),
	]);
});
