import { seeded } from '../../simulator/instance.mts';
import { useStub } from '../support/stub.mts';
import { runOperation } from './operation.mts';

const stub = useStub();

const given = { user_id: seeded.users.agent, interaction_id: seeded.interactions.conversation };
const COUNTS_AS_DONE = { alreadyIsDone: true };

async function update(options: object = {}, count = 1) {
	return await runOperation(
		'conversationMember.update',
		stub.url,
		{ ...given, options: { ...options } },
		{ items: Array.from({ length: count }, () => ({})) },
	);
}

function envelope(message: string, detail: string | null = null) {
	return { error: { message, detail }, status: 'failure' };
}

/** As the page of the API has them. */
const EXCEPTIONS = [
	'Invalid request. Insufficient input',
	'Provided interaction is not a third party interaction',
	'Conversation for corresponding interaction could not be found',
	'Invalid request. User is not a member of the interaction provided',
];

/** Words of a 500; which of them an instance uses, nobody documents. */
const WORDS = [
	envelope('User is already a public_fulfiller'),
	envelope('Error when processing Conversation Member operations', 'no change'),
	envelope('Invalid request. Member type cannot be updated'),
	envelope('Interner Fehler', ''),
	{ result: { success: false, message: 'The agent joined before' } },
];

describe('an agent who is already a public fulfiller', () => {
	test.each(WORDS)('counts as done, whatever the instance says: %j', async (body) => {
		stub.answer = () => ({ status: 500, body });
		const { json, error } = await update(COUNTS_AS_DONE);
		expect(error).toBeUndefined();
		const message = 'error' in body ? body.error!.message : body.result!.message;
		expect(json).toEqual([
			expect.objectContaining({
				success: true,
				already: true,
				message: expect.stringContaining(message),
			}),
		]);
		expect(stub.requests).toHaveLength(2);
	});

	test.each(WORDS)('was not one, when the update succeeds on the second try: %j', async (body) => {
		const conversation_member = { memberType: 'public_fulfiller' };
		stub.answer = () =>
			stub.requests.length === 1
				? { status: 500, body }
				: { body: { result: { success: true, conversation_member } } };
		const { json, error } = await update(COUNTS_AS_DONE);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ success: true, conversation_member }]);
	});

	test('is not known when the second try fails otherwise', async () => {
		stub.answer = () =>
			stub.requests.length === 1
				? { status: 500, body: envelope('Transaktion abgebrochen') }
				: { status: 400, body: envelope('Kein Mitglied') };
		const { json, error } = await update(COUNTS_AS_DONE);
		expect(json).toEqual([]);
		expect(error?.message).toContain('rejected the request as incomplete or invalid');
		expect(error?.description).toContain('An earlier attempt was interrupted and may have');
	});

	test.each(WORDS)(
		'is an error without the option, which says what it can mean: %j',
		async (body) => {
			stub.answer = () => ({ status: 500, body });
			const { error } = await update();
			expect(error?.message).toBe(
				'The instance could not complete the request (HTTP 500) [item 0]',
			);
			expect(error?.description).toContain(
				'ServiceNow also responds with HTTP 500 when the agent is already a public fulfiller.',
			);
			expect(stub.requests).toHaveLength(1);
		},
	);

	test('stops none of the others', async () => {
		stub.answer = () => ({ status: 500, body: WORDS[1] });
		const { json } = await update({ ...COUNTS_AS_DONE, maxConcurrency: 2 }, 50);
		expect(json.filter(({ already }) => already === true)).toHaveLength(50);
	});
});

describe('updates that may all have been canceled, in a language that nobody knows', () => {
	/** A quota rule cancels a transaction that has run for a second at least. */
	const CANCELED = envelope('Transaktion abgebrochen', 'Maximale Ausführungszeit');

	/** Milliseconds that the clock is ahead. */
	let ahead = 0;

	/** Answers CANCELED, each time after so many milliseconds. */
	function answerAfter(times: number[]): void {
		stub.answer = () => {
			ahead += times[stub.requests.length - 1] ?? times.at(-1)!;
			return { status: 500, body: CANCELED };
		};
	}

	beforeEach(() => {
		const { now } = Date;
		ahead = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
	});

	afterEach(() => jest.restoreAllMocks());

	test('are no success, however often they come', async () => {
		answerAfter([60_000]);
		const { json, error } = await update(COUNTS_AS_DONE);
		expect(json).toEqual([]);
		expect(error?.message).toContain('could not complete the request (HTTP 500)');
		expect(error?.description).toContain('It took more than a second each time');
		expect(error?.description).toContain('An earlier attempt was interrupted and may have');
		expect(stub.requests).toHaveLength(4);
	});

	test.each([
		['the second', [60_000, 5]],
		['the first', [5, 60_000]],
		['the fourth', [1000, 2000, 3000, 5]],
	])('%s came too soon to be one of them', async (_which, times) => {
		answerAfter(times);
		const { json } = await update(COUNTS_AS_DONE);
		expect(json).toMatchObject([{ success: true, already: true }]);
		expect(stub.requests).toHaveLength(times.length);
	});

	test('are followed by one that is carried out', async () => {
		answerAfter([60_000]);
		const canceled = stub.answer;
		const body = { result: { success: true } };
		stub.answer = (request) => (stub.requests.length < 4 ? canceled(request) : { body });
		expect((await update(COUNTS_AS_DONE)).json).toMatchObject([{ success: true }]);
	});

	test('keep the items behind from being sent where the workflow stops', async () => {
		answerAfter([60_000]);
		await update({ ...COUNTS_AS_DONE, maxConcurrency: 1 }, 20);
		expect(stub.requests.length).toBeLessThan(4 * 20);
	});
});

describe('what does not count as done', () => {
	test.each([
		['a canceled transaction', 500, envelope('Transaction cancelled: maximum execution time')],
		['the same in the detail', 500, envelope('Error', 'Transaction cancelled')],
		['a page of a proxy', 500, '<html><h1>500 Internal Server Error</h1></html>'],
		['words of a gateway', 500, { error: 'Internal Server Error', status: 500 }],
		['an error object of a gateway', 500, { error: { code: 500, message: 'Backend' } }],
		['nothing', 500, undefined],
		['another status', 400, envelope('User is already a public_fulfiller')],
		['a status of a balancer', 503, envelope('already public_fulfiller')],
		['a success that is none', 200, { result: { success: false, message: 'already' } }],
	])(
		'%s',
		async (_what, status, body) => {
			stub.answer = () => ({ status, body });
			const { json, error } = await update({ ...COUNTS_AS_DONE, maxWait: 0 });
			expect(error).toBeDefined();
			expect(json).toEqual([]);
		},
		20_000,
	);

	test.each(EXCEPTIONS)('a documented exception: %s', async (message) => {
		stub.answer = () => ({ status: 500, body: envelope('Error', message) });
		const { json, error } = await update(COUNTS_AS_DONE);
		expect(json).toEqual([]);
		expect(error?.description).toContain(`ServiceNow says: Error: ${message}.`);
	});

	test('words about it after an attempt that was interrupted, without the option', async () => {
		stub.answer = () =>
			stub.requests.length === 1
				? { status: 502, body: '<html>' }
				: { status: 500, body: WORDS[0] };
		const { error } = await update();
		expect(error?.description).toContain('An earlier attempt was interrupted');
		expect(error?.description).toContain('already a public fulfiller');
	});
});

describe('the documented exceptions', () => {
	const forms = EXCEPTIONS.flatMap((message) => [
		[message, 400, envelope(message)] as const,
		[message, 200, { result: { success: false, message } }] as const,
	]);

	test.each(
		['update', 'drop'].flatMap((operation) => forms.map((form) => [operation, ...form] as const)),
	)('%s: %s, with HTTP %s', async (operation, message, status, body) => {
		stub.answer = () => ({ status, body });
		const { error } = await runOperation(`conversationMember.${operation}`, stub.url, given);
		expect(error?.description).toContain('third-party interactions only');
		expect(error?.description).toContain(`ServiceNow says: ${message}.`);
		expect(stub.requests).toHaveLength(1);
	});
});
