import { useInstancePerTest } from '../support/instance.mts';
import { Trigger, type PollError } from './trigger.mts';

const CONTACTS = 'customer_contact';

/** Milliseconds: long enough for a poll of an instance that responds. */
const BUDGET_MS = 1500;

const instance = useInstancePerTest();

async function activated(options = {}): Promise<Trigger> {
	const parameters = { event: 'contactCreated', options };
	const trigger = new Trigger({ url: instance.url, parameters, scheduler: 'durable' });
	expect(await trigger.activate()).toEqual([]);
	return trigger;
}

async function failed(poll: Promise<unknown>): Promise<PollError> {
	return await poll.then(
		() => {
			throw new Error('The poll did not fail');
		},
		(error: PollError) => error,
	);
}

async function polled(trigger: Trigger): Promise<unknown[]> {
	return (await trigger.poll()).map(({ json }) => json.sys_id);
}

test('a poll of an instance that is silent ends before n8n abandons it, and loses nothing', async () => {
	const trigger = await activated();
	const { sys_id } = instance.store.insert(CONTACTS, { name: 'Ann' });
	trigger.pollBudgetMs = BUDGET_MS;
	instance.faults.add({ fault: { kind: 'timeout' } });
	const start = Date.now();
	const error = await failed(trigger.poll());
	expect(Date.now() - start).toBeGreaterThanOrEqual(BUDGET_MS - 10);
	expect(error.message).toBe('The poll took longer than the 2 seconds that n8n gives it');
	expect(error.description).toContain('no change is lost');
	const requests = instance.requests.length;
	instance.faults.clear();
	trigger.pollBudgetMs = undefined;
	expect(await polled(trigger)).toEqual([sys_id]);
	expect(instance.requests.length).toBeGreaterThan(requests);
});

test('a poll waits no longer than it lasts, and says what for', async () => {
	const trigger = await activated({ maxWait: 600 });
	trigger.pollBudgetMs = 36_000;
	instance.faults.add({ fault: { kind: 'status', status: 429, retryAfter: 20 } });
	const error = await failed(trigger.poll());
	expect(error.message).toContain('asked n8n to wait 20 seconds');
});

test('where n8n ends no poll, Max Wait holds', async () => {
	const trigger = await activated({ maxWait: 0 });
	instance.faults.add({ times: 1, fault: { kind: 'status', status: 429, retryAfter: 1 } });
	const error = await failed(trigger.poll());
	expect(error.message).toContain('asked n8n to wait 1 second,');
});
