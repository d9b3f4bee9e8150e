import { createOnce } from '../../../nodes/shared/once/createOnce';
import type { OnceTimes } from '../../../nodes/shared/once/onceSteps';
import { SeenRecords } from '../../../nodes/shared/once/seenRecords';
import type { KeyedRecord } from '../../../nodes/shared/once/sighting';
import { toGlide } from '../../../nodes/shared/platform/glideDateTime';

class Lost extends Error {}
class Failed extends Error {}

/** A whole second, at which each test begins. */
const START = 1_790_000_000_000;

/** Milliseconds that a timer may be early. */
const EARLY = 5;

/** A record that was created so many milliseconds after the start. */
const record = (sysId: string, createdAfter = 0, isOpen = true): KeyedRecord => ({
	sysId,
	number: '',
	createdOn: toGlide(START + createdAfter),
	isOpen,
});

interface Script {
	/** What each search shows, or fails with; the last one counts for all further ones. */
	searches: Array<KeyedRecord[] | Error>;
	/** What each create returns, or fails with; the last one counts for all further ones. */
	creates?: Array<string | Error>;
	times?: Partial<OnceTimes>;
	/** Milliseconds after the start at which records were seen before, below 0. */
	seen?: Record<string, number>;
	/** Milliseconds of a search. */
	latency?: number;
	hasClock?: boolean;
}

/** What comes of a key, and what was done for it. */
async function run({ searches, creates = ['own'], times = {}, ...script }: Script) {
	const { seen: seenBefore = {}, latency = 0, hasClock = true } = script;
	let now = START;
	const done = { searches: 0, creates: 0, waits: [] as number[] };
	const seen = new SeenRecords();
	for (const [id, at] of Object.entries(seenBefore)) seen.note(id, START + at);
	const step = <Value,>(all: Array<Value | Error>, index: number): Value => {
		const value = all[Math.min(index, all.length - 1)];
		if (value instanceof Error) throw value;
		return value;
	};
	const result = await createOnce(
		{
			search: async () => {
				const records = step(searches, done.searches++);
				const instanceTime = hasClock ? now : undefined;
				now += latency;
				return { records, instanceTime };
			},
			create: async () => step(creates, done.creates++),
			mayHaveBeenDone: (error) => error instanceof Lost,
			isFailure: (error) => error instanceof Lost || error instanceof Failed,
			wait: async (milliseconds) => {
				done.waits.push(milliseconds);
				now += milliseconds;
			},
			now: () => now,
			seen,
		},
		{ settleMs: 2000, recoveryMs: 2000, maxWaitMs: 1_000_000, ...times },
	).catch((error: Error) => error);
	return { result, ...done };
}

const NOTHING = {
	own: undefined,
	isReused: false,
	isFoundAfterFailure: false,
	isOwnHidden: false,
	superseded: [],
	others: [],
	abandoned: [],
};

describe('without a settle time', () => {
	const times = { settleMs: 0 };

	test('a young record is the one, by one search', async () => {
		const young = record('a');
		expect(await run({ searches: [[young]], times })).toEqual({
			result: { ...NOTHING, record: young, isReused: true },
			searches: 1,
			creates: 0,
			waits: [],
		});
	});

	test('a new one is not looked for', async () => {
		expect(await run({ searches: [[]], times })).toEqual({
			result: { ...NOTHING, own: 'own' },
			searches: 1,
			creates: 1,
			waits: [],
		});
	});

	test('one whose answer got lost is looked for once, after the recovery time', async () => {
		const script = { searches: [[], [record('a', 100)]], creates: [new Lost()], times };
		expect(await run(script)).toMatchObject({
			result: { record: { sysId: 'a' }, isFoundAfterFailure: true, isReused: false },
			searches: 2,
			waits: [3000 + EARLY],
		});
	});
});

describe('a record that is there', () => {
	test.each<[string, number, Partial<Script>, number[]]>([
		['long since', -60_000, {}, []],
		['for as long as records take to show', 0, { seen: { a: -3000 } }, []],
		['since now', 0, {}, [3000 + EARLY]],
		['for a second', 0, { seen: { a: -1000 } }, [2000 + EARLY]],
		['nearly for as long as that', 0, { seen: { a: -2900 } }, [1000 + EARLY]],
		['since now, and comes late', 0, { latency: 500 }, [3000 + EARLY]],
	])(
		'%s is held against others that may come before it',
		async (_since, created, script, waits) => {
			const outcome = await run({ searches: [[record('a', created)]], ...script });
			expect(outcome.result).toMatchObject({ record: { sysId: 'a' }, isReused: true });
			expect(outcome).toMatchObject({ waits, creates: 0 });
		},
	);

	test('is known for long enough as soon as one of several is', async () => {
		const { waits } = await run({ searches: [[record('b'), record('a')]], seen: { b: -3000 } });
		expect(waits).toEqual([]);
	});
});

test('the own record that stays hidden is looked for five times', async () => {
	const other = record('a', -60_000);
	const outcome = await run({ searches: [[], [other]] });
	expect(outcome).toMatchObject({
		result: { record: { sysId: 'a' }, own: 'own', isOwnHidden: true },
		searches: 6,
	});
});

describe('a create whose answer gets lost each time', () => {
	test.each<[string, Partial<OnceTimes>, number]>([
		['six times at most', {}, 6],
		['once where no wait is allowed', { maxWaitMs: 0 }, 1],
		['again at the very end of the wait', { maxWaitMs: 3000 + EARLY }, 2],
		['not behind it', { maxWaitMs: 2999 + EARLY }, 1],
	])('is made %s', async (_how, times, creates) => {
		const outcome = await run({ searches: [[]], creates: [new Lost()], times });
		expect(outcome.creates).toBe(creates);
		expect(outcome.result).toBeInstanceOf(Lost);
	});

	test.each([
		['that the search fails', new Failed(), Lost],
		['that the execution ends', new RangeError(), RangeError],
	])('is the error, and not %s', async (_what, error, kind) => {
		const { result } = await run({ searches: [[], error], creates: [new Lost()] });
		expect(result).toBeInstanceOf(kind);
	});
});

describe('of the records that are there in the end', () => {
	test('the oldest is the one, the own one is closed, and others are named', async () => {
		const found = [record('b'), record('own', 1000), record('c', 2000)];
		const { result, searches } = await run({ searches: [[], found] });
		expect(result).toEqual({
			...NOTHING,
			record: found[0],
			own: 'own',
			isReused: true,
			superseded: [found[1]],
			others: [found[2]],
		});
		expect(searches).toBe(2);
	});

	test.each<[string, number, boolean, boolean]>([
		['that should have been closed by now', -20_000, true, true],
		['that may still be', -11_000, true, false],
		['that is closed', -20_000, false, false],
	])('one %s', async (_which, created, isOpen, isAbandoned) => {
		const found = [record('a', -60_000), record('b', created, isOpen)];
		const { result } = await run({ searches: [found] });
		expect(result).toMatchObject({ others: [found[1]], abandoned: isAbandoned ? [found[1]] : [] });
	});

	describe('after an answer that got lost', () => {
		const found = [record('b', -60_000), record('c', -30_000), record('d', 1000)];
		const script = { searches: [[], found], creates: [new Lost()] };

		test('those that came since may be its own', async () => {
			expect((await run(script)).result).toMatchObject({
				record: found[0],
				own: undefined,
				isReused: true,
				isFoundAfterFailure: true,
				superseded: [found[2]],
				others: [found[1]],
			});
		});

		test('none is closed where the instance does not show its clock', async () => {
			expect((await run({ ...script, hasClock: false })).result).toMatchObject({
				record: found[0],
				superseded: [],
				others: [found[1], found[2]],
			});
		});

		test('what was found is the answer, and is not looked for again', async () => {
			const outcome = await run({ ...script, searches: [[], [record('d', 1000)]] });
			expect(outcome).toMatchObject({
				result: { record: { sysId: 'd' }, isReused: false, isFoundAfterFailure: true },
				creates: 1,
				searches: 3,
			});
		});
	});
});
