import type { Fault } from '../../../simulator/instance.mts';
import { Trigger, type TriggerOptions } from '../../engine/trigger.mts';
import { makeHappen, makeOld, polled, takeBack } from '../../engine/triggerEvents.mts';
import { useInstance } from '../../support/instance.mts';
import { coveringArray, type Row } from './coveringArray.mts';
import { LeftBehind } from './leftBehind.mts';

// A failure that may pass is sent again, after growing waits.
jest.setTimeout(30_000);

/** What a poll that fails says. */
interface Trouble {
	fault: Fault;
	says: RegExp;
	/** Milliseconds that n8n gives a poll. */
	budgetMs?: number;
}

const TROUBLES: Record<string, Trouble> = {
	'a failure of the instance': { fault: { status: 500 }, says: /could not complete/ },
	'a read that is cut off': { fault: { kind: 'cutOff', keep: 0.5 }, says: /cut off|canceled/i },
	'a lost connection': { fault: { kind: 'reset' }, says: /connection .* was lost/ },
	'a response that never comes': {
		fault: { kind: 'timeout' },
		says: /The poll took longer than/,
		budgetMs: 400,
	},
	'too many requests': { fault: { status: 429 }, says: /too many requests/ },
	'a gateway': { fault: { kind: 'gatewayPage' }, says: /gateway or firewall/ },
	'a right that is taken away': {
		fault: { status: 403, message: 'No' },
		says: /ServiceNow user|rule/,
	},
};

const factors = {
	trouble: [undefined, ...Object.keys(TROUBLES)],
	/** Requests of the poll that succeed before. */
	after: [0, 1],
	event: ['contactUpdated', 'interactionStateChanged'],
	scheduler: [undefined, 'durable', 'durable with cursors'] as const,
	authentication: ['basicAuth', 'oAuth2'] as const,
	simplify: [true, false],
	/** Records that change before the poll. */
	changes: [0, 5],
};

type Setting = Row<typeof factors>;

const { rows: settings } = coveringArray(factors);

function titleOf({ after, authentication, changes, event, scheduler, simplify, trouble }: Setting) {
	const what = trouble ? `${trouble} after ${after} requests` : 'no trouble';
	const how = `${scheduler ?? 'no'} scheduler, ${authentication}${simplify ? ', simplified' : ''}`;
	return `${changes} × ${event}, ${what}, ${how}`;
}

const instance = useInstance();
const leftBehind = new LeftBehind();

beforeAll(() => leftBehind.start());
afterAll(() => leftBehind.stop());
beforeEach(() => {
	// The shortest wait of each backoff.
	jest.spyOn(Math, 'random').mockReturnValue(0);
	makeOld(instance);
	takeBack(instance);
	leftBehind.begin();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await leftBehind.assertNothing({ listeners: 0 });
});

async function activated({ event, simplify, ...options }: Partial<TriggerOptions> & Setting) {
	const { authentication, scheduler } = options;
	const parameters = { event, simplify, state: 'queued', options: { maxWait: 0 } };
	const trigger = new Trigger({ url: instance.url, authentication, scheduler, parameters });
	expect(await trigger.activate()).toEqual([]);
	return trigger;
}

/** Polls while the instance is in trouble. */
async function pollInTrouble(trigger: Trigger, { fault, says, budgetMs }: Trouble, skip: number) {
	instance.faults.add({ match: { method: 'GET' }, skip, fault });
	trigger.pollBudgetMs = budgetMs;
	const before = trigger.stored;
	const [first, second] = await Promise.allSettled([trigger.poll(), trigger.poll()]);
	// The poll that n8n starts meanwhile does nothing, and says so.
	expect(second).toEqual({ status: 'fulfilled', value: [] });
	expect(trigger.warnings).toEqual([expect.stringContaining('The last poll has not ended')]);
	expect(first).toMatchObject({ reason: { message: expect.stringMatching(says) } });
	expect(trigger.stored).toBe(before);
	instance.faults.clear();
	trigger.pollBudgetMs = undefined;
}

test.each(settings.map((setting) => [titleOf(setting), setting] as const))(
	'%s: each change starts the workflow once',
	async (_title, setting) => {
		const { after, changes, event, trouble } = setting;
		const trigger = await activated(setting);
		const expected = makeHappen(instance, event, changes);
		if (trouble !== undefined) await pollInTrouble(trigger, TROUBLES[trouble], after);
		expect(await polled(trigger)).toEqual(expected);
		expect(await polled(trigger)).toEqual([]);
	},
);
