import { startInstance, type SimulatedInstance } from '../../simulator/instance.mts';
import { logins } from '../../simulator/login/logins.mts';
import type { RunOptions, RunResult } from '../engine/harness.mts';
import { runOperation } from '../engine/operation.mts';
import { faults, type CampaignFault, type Expected } from './faultTable.mts';
import { subjects, type Subject } from './subjects.mts';

type Mode = 'continues' | 'stops';

interface Combination {
	fault: CampaignFault;
	subject: Subject;
	mode: Mode;
	authentication: RunOptions['authentication'];
}

interface Outcome {
	result: RunResult;
	/** Times of the requests of the struck item, or of all items where all are struck. */
	requests: number[];
	/** Records of the struck item, or of all. */
	records: number;
	secrets: string[];
}

const STRUCK = 1;

const excluded = faults.flatMap((fault) =>
	subjects
		.map((subject) => ({ fault, subject, reason: fault.excluded?.(subject) }))
		.filter(({ reason }) => reason !== undefined),
);

const LOGINS = ['basicAuth', 'apiKey', 'oAuth2'] as const;

const combinations: Combination[] = faults.flatMap((fault) =>
	subjects
		.filter((subject) => fault.excluded?.(subject) === undefined)
		.flatMap((subject, index) =>
			(['continues', 'stops'] as const).map((mode) => ({
				fault,
				subject,
				mode,
				// Every login meets every fault, without tripling the runs.
				authentication:
					fault.authentication ?? LOGINS[(index + (mode === 'stops' ? 1 : 0)) % LOGINS.length],
			})),
		),
);

/** Requests of item 1: it alone asks for a version of the API, or for its agent where there is none. */
function pathOfStruck({ id, values }: Subject): RegExp {
	return id === 'conversationMember.drop' ? new RegExp(values[STRUCK]) : /\/v1\//;
}

function recordsOf(instance: SimulatedInstance, { creates, values }: Subject, all: boolean) {
	if (!creates) return 0;
	const wanted = all ? values : [values[STRUCK]];
	return [...instance.store.table(creates.table).values()].filter((row) =>
		wanted.includes(row[creates.column]),
	).length;
}

const { userName, password } = logins.integration;

/** What the credential of a run is made of; of other credentials a node knows nothing. */
const OWN_SECRETS = {
	basicAuth: [
		password,
		Buffer.from(`${userName}:${password}`).toString('base64'),
		logins.mfa.password,
		logins.limited.password,
	],
	apiKey: [logins.apiKey],
	oAuth2: [logins.oauth.clientSecret],
};

/** Everything that was sent to log in, and what it was made of. */
function secretsOf(
	instance: SimulatedInstance,
	authentication: keyof typeof OWN_SECRETS,
): string[] {
	const sent = instance.requests.flatMap(({ headers }) => [
		headers.authorization,
		headers.authorization?.split(' ')[1],
		headers['x-sn-apikey'] as string | undefined,
	]);
	return [
		...OWN_SECRETS[authentication],
		'wrong-password',
		'wrong-client-secret',
		...new Set(sent.filter((text) => text !== undefined)),
	];
}

/** Instances that no run is using. */
const free: SimulatedInstance[] = [];

async function perform({ fault, subject, mode, authentication }: Combination): Promise<Outcome> {
	const instance = free.pop() ?? (await startInstance());
	const armed = fault.fault?.();
	try {
		subject.arrange?.(instance);
		fault.arrange?.(instance, subject);
		const all = fault.fault === undefined;
		const path = pathOfStruck(subject);
		if (armed) instance.faults.add({ match: { path }, times: fault.times, fault: armed });
		const before = recordsOf(instance, subject, all);
		const hasVersion = subject.id !== 'conversationMember.drop';
		const result = await runOperation(
			subject.id,
			instance.url,
			{
				...subject.parameters,
				options: {
					maxWait: 2,
					...(hasVersion && { api_version: '={{ $json.version }}' }),
					...fault.options,
				},
				...(fault.requestOptions && { requestOptions: fault.requestOptions }),
			},
			{
				authentication,
				items: subject.values.map((value, index) => ({
					value,
					version: index === STRUCK ? 'v1' : '',
				})),
				onError: mode === 'continues' ? 'continueRegularOutput' : undefined,
				...fault.run?.(instance),
			},
		);
		return {
			result,
			requests: instance.requests
				.filter((request) => request.operationId && (all || path.test(request.path)))
				.map(({ at }) => at),
			records: recordsOf(instance, subject, all) - before,
			secrets: secretsOf(instance, authentication ?? 'basicAuth'),
		};
	} finally {
		// Waits and refused logins are kept for a host and port, so such an instance is not used again.
		if (armed === undefined || [401, 429, 503].includes(armed.status ?? 0)) await instance.close();
		else {
			instance.reset();
			free.push(instance);
		}
	}
}

const outcomes = new Map<Combination, Outcome | Error>();

/** Runs combinations so many at a time: most of their time they wait. */
async function performAll(wanted: Combination[], atATime: number): Promise<void> {
	const queue = [...wanted];
	await Promise.all(
		Array.from({ length: atATime }, async () => {
			for (let next = queue.shift(); next; next = queue.shift()) {
				outcomes.set(next, await perform(next).catch((error: Error) => error));
			}
		}),
	);
}

beforeAll(async () => {
	await performAll(
		combinations.filter(({ fault }) => !fault.sensitive),
		64,
	);
	await performAll(
		combinations.filter(({ fault }) => fault.sensitive),
		16,
	);
}, 900_000);

afterAll(async () => await Promise.all(free.map((instance) => instance.close())));

/** What a message and its advice must be like, whatever went wrong. */
function assertReadable(message: string, description: string, { advice, says }: Expected): void {
	expect(description).toMatch(/^\S.{10,}[.!?]\)?$/s);
	expect(description).not.toMatch(/\.\.|undefined|null|\[object/);
	if (advice) expect(description).toContain(advice);
	if (says) expect(description).toContain(`ServiceNow says: ${says}.`);
	for (const text of [message, description]) {
		expect(text).not.toMatch(/^\W*bad request\W*$/i);
		expect(text).not.toMatch(/unexpected (token|end)|JSON|axios|socket hang up|\bE[A-Z]{5,}\b/);
		expect(text).not.toMatch(/\n\s+at |node_modules|\.[jt]s:\d+/);
	}
}

function assertMessage(message: string | undefined, { message: wanted }: Expected, items: string) {
	const place = new RegExp(` \\[item [${items}]\\]$`);
	expect(message).toMatch(place);
	const own = (message as string).replace(place, '');
	if (wanted instanceof RegExp) expect(own).toMatch(wanted);
	else expect(own).toBe(wanted);
}

function assertNothingSecret({ result, secrets }: Outcome): void {
	const text = JSON.stringify(result);
	for (const secret of secrets) expect(text).not.toContain(secret);
	// The engine itself adds the stack to the error that stops a workflow; the editor hides it.
	const shown = JSON.stringify({ ...result, error: { ...result.error, stack: undefined } });
	expect(shown).not.toMatch(/\\n\s+at /);
}

/** The run goes on: the struck item carries its error, the others are as without the fault. */
function assertContinues({ result, requests }: Outcome, expected: Expected, all: boolean): void {
	const { items, error } = result;
	expect(error).toBeUndefined();
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
		{ item: 2 },
	]);
	items.forEach(({ json }, index) => {
		if (expected.message === undefined || (!all && index !== STRUCK)) {
			expect(json).not.toHaveProperty('error');
			return;
		}
		assertMessage(json.error as string, expected, String(index));
		assertReadable(json.error as string, json.message as string, expected);
	});
	assertRequests(requests, expected, all ? items.length : 1);
}

/** The run stops: the error names the item, and says what became of the others. */
function assertStops({ result, requests }: Outcome, expected: Expected, all: boolean): void {
	const { error, items } = result;
	if (expected.message === undefined) {
		expect(error).toBeUndefined();
		expect(items).toHaveLength(3);
		assertRequests(requests, expected, 1);
		return;
	}
	expect(items).toEqual([]);
	assertMessage(error?.message, expected, all ? '012' : String(STRUCK));
	assertReadable(error!.message, error!.description!, expected);
	expect(error!.message).toContain(`[item ${String(error!.context?.itemIndex)}]`);
	const figures =
		/ Of 3 items: (\d) succeeded, (\d) failed, (\d) not sent\.$/.exec(error!.description!) ?? [];
	const [done, failed, unsent] = figures.slice(1).map(Number);
	expect(failed).toBeGreaterThan(0);
	expect(done + failed + unsent).toBe(3);
	if (!all) {
		expect(failed).toBe(1);
		assertRequests(requests, expected, 1);
	}
}

function assertRequests(requests: number[], { requests: wanted, waits }: Expected, items: number) {
	const [min, max] = typeof wanted === 'number' ? [wanted, wanted] : wanted;
	expect(requests.length).toBeGreaterThanOrEqual(min * items);
	expect(requests.length).toBeLessThanOrEqual(max * items);
	if (waits !== undefined) expect(requests[1] - requests[0]).toBeGreaterThanOrEqual(waits);
}

const counted =
	`${faults.length} faults × ${subjects.length} operations - ${excluded.length} that cannot happen ` +
	`= ${combinations.length / 2} combinations, each with and without continuing after a failure`;

test(counted, () => {
	expect(subjects).toHaveLength(12);
	expect(faults.length).toBeGreaterThanOrEqual(60);
	expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
	expect(combinations).toHaveLength(2 * (faults.length * subjects.length - excluded.length));
	expect(outcomes.size).toBe(combinations.length);
});

test('nothing is left out but what cannot happen', () => {
	const count = (wanted: string) => excluded.filter(({ reason }) => reason === wanted).length;
	expect({
		'only the member update answers so': count('only the member update answers so'),
		'the API is built in': count('the API is built in'),
		'a read breaks no rule': count('a read breaks no rule'),
		'the API asks for no role': count('the API asks for no role'),
		'the API documents no refusal of status 200': count(
			'the API documents no refusal of status 200',
		),
		'the login is refused to all items': count('the login is refused to all items'),
		'it has happened then': count('it has happened then'),
		all: excluded.length,
	}).toEqual({
		'only the member update answers so': 22,
		'the API is built in': 2,
		'the API asks for no role': 2,
		'the API documents no refusal of status 200': 5,
		'a read breaks no rule': 16,
		'the login is refused to all items': 4,
		'it has happened then': 10,
		all: 61,
	});
});

describe.each(faults)('$name', (fault) => {
	test.each(
		combinations
			.filter((combination) => combination.fault === fault)
			.map((combination) => [
				`${combination.subject.id} ${combination.mode} (${combination.authentication})`,
				combination,
			]),
	)('%s', (_name, combination) => {
		const { subject, mode } = combination as Combination;
		const outcome = outcomes.get(combination as Combination)!;
		if (outcome instanceof Error) throw outcome;
		const expected = fault.expected(subject);
		const all = fault.fault === undefined;
		(mode === 'continues' ? assertContinues : assertStops)(outcome, expected, all);
		expect(outcome.records).toBe(subject.creates ? expected.records : 0);
		assertNothingSecret(outcome);
	});
});
