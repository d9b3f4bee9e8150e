import { ExecuteSingleContext } from 'n8n-core';
import { useInstancePerTest } from '../support/instance.mts';
import { runOperation } from './operation.mts';
import { Trigger } from './trigger.mts';

const instance = useInstancePerTest();

const items = Array.from({ length: 20 }, (_, index) => ({ name: `Name ${index}` }));

let debug: jest.Mock;

beforeEach(() => {
	debug = jest.fn();
	const logger = { debug, info: jest.fn(), warn: jest.fn(), error: jest.fn() };
	jest
		.spyOn(ExecuteSingleContext.prototype, 'logger', 'get')
		.mockReturnValue({ ...logger, scoped: () => logger } as never);
});

afterEach(() => {
	jest.restoreAllMocks();
});

/** What n8n's log has of this package, of the level debug. */
function logged(): string[] {
	return debug.mock.calls.map(([text]) => String(text)).filter((text) => /ServiceNow/.test(text));
}

test('the log says once for each run what its requests met', async () => {
	instance.faults.add({ times: 1, fault: { status: 429 } });
	await runOperation(
		'contact.create',
		instance.url,
		{ first_name: '={{ $json.name }}' },
		{ items },
	);
	await runOperation('contact.create', instance.url, { first_name: 'Ada' });
	expect(logged()).toEqual([
		expect.stringMatching(
			/^ServiceNow requests: 21 sent, at most [1-8] at a time, 1 rejected as too many; longest wait at the instance: \d+ ms$/,
		),
		expect.stringMatching(
			/^ServiceNow requests: 1 sent, at most 1 at a time, 0 rejected as too many;/,
		),
	]);
});

test('what was not sent is not in it', async () => {
	instance.settings.latencyMs = 20;
	const { error } = await runOperation(
		'contact.create',
		instance.url,
		{ first_name: '={{ $json.name }}' },
		{ items, onError: 'continueRegularOutput', credentials: { password: 'wrong' } },
	);
	expect(error).toBeUndefined();
	expect(instance.requests).toHaveLength(1);
	expect(logged()).toEqual([expect.stringMatching(/^ServiceNow requests: 1 sent/)]);
});

test.each(['stopWorkflow', 'continueRegularOutput'] as const)(
	'also of a run whose items fail, with On Error %s',
	async (onError) => {
		instance.faults.add({ fault: { status: 400, message: 'No' } });
		await runOperation(
			'contact.create',
			instance.url,
			{ first_name: '={{ $json.name }}' },
			{ items, onError },
		);
		expect(logged()).toHaveLength(1);
	},
);

test('and once for each poll of the trigger', async () => {
	const trigger = new Trigger({ url: instance.url, parameters: { event: 'contactCreated' } });
	await trigger.activate();
	await trigger.poll();
	const polls = trigger.details.filter((text) => text.startsWith('ServiceNow requests: '));
	expect(polls).toHaveLength(2);
	expect(polls[1]).toMatch(
		/^ServiceNow requests: \d+ sent, at most 1 at a time, 0 rejected as too many/,
	);
});
