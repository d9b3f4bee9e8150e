import type { Failure, Retryability } from '../../../nodes/shared/failure';
import type { Operation } from '../../../nodes/shared/operation';
import {
	readRetryAfter,
	waitBeforeRetry,
	type Attempts,
} from '../../../nodes/shared/transport/retry';

const NOW = Date.parse('2026-11-28T12:00:00Z');

const CREATE: Pick<Operation, 'safety'> = { safety: { whenUnknown: 'Look.' } };

const NO_LIMIT_MS = 86_400_000;

/** Half of a wait is fixed and half is random: 0 gives the shortest wait, 1 the longest. */
function withChance(chance: number): void {
	jest.spyOn(Math, 'random').mockReturnValue(chance);
}

afterEach(() => {
	jest.restoreAllMocks();
});

/** How often a request is retried, where each attempt takes no time. */
function countRetries(retryability: Retryability, safety: Operation['safety']): number {
	const attempts: Attempts = { count: 0 };
	while (waitBeforeRetry(retryability, { safety }, attempts, 0, NOW) !== undefined) {
		attempts.count += 1;
	}
	return attempts.count;
}

describe('the wait before a retry', () => {
	test.each([
		[0, 250],
		[1, 500],
		[2, 1000],
		[3, 2000],
		[4, 4000],
		[5, 8000],
		[6, 10_000],
		[20, 10_000],
	])('after %i attempts is at most %i ms, of which half is random', (count, longest) => {
		const wait = () => waitBeforeRetry('throttled', CREATE, { count }, NO_LIMIT_MS, NOW);
		withChance(1);
		expect(wait()).toBe(longest);
		withChance(0);
		expect(wait()).toBe(longest / 2);
	});

	test.each([
		['throttled', 'longest', 1, 7750],
		['throttled', 'shortest', 0, 7875],
		['notSent', 'longest', 1, 7750],
		['notSent', 'shortest', 0, 7875],
	] as const)('of a request that is %s, the %s, ends within Max Wait', (...given) => {
		const [retryability, , chance, waited] = given;
		const maxWaitMs = 10_000;
		withChance(chance);
		const attempts: Attempts = { count: 0, since: NOW };
		let now = NOW;
		for (;;) {
			const wait = waitBeforeRetry(retryability, CREATE, attempts, maxWaitMs, now);
			if (wait === undefined) break;
			now += wait;
			attempts.count += 1;
		}
		// The next wait would go past the end.
		expect(now - NOW).toBe(waited);
	});

	test('may end with Max Wait, and not after it', () => {
		withChance(1);
		const attempts = { count: 0, since: NOW - 1000 };
		expect(waitBeforeRetry('throttled', CREATE, attempts, 1250, NOW)).toBe(250);
		expect(waitBeforeRetry('throttled', CREATE, attempts, 1249, NOW)).toBeUndefined();
	});

	test.each([
		['a host that takes no connections', 'notSent', CREATE.safety, 10_000],
		['an instance that is away, for a read,', 'away', 'read', 10_000],
		['an instance that is away, for another request,', 'away', 'idempotent', undefined],
		['an instance that is away, for a create,', 'away', CREATE.safety, undefined],
		['a response that was cut off', 'unknown', 'read', undefined],
	] as const)('for %s after half an hour less a wait', (_what, retryability, safety, expected) => {
		withChance(1);
		const after = (waitedMs: number) =>
			waitBeforeRetry(
				retryability,
				{ safety },
				{ count: 180, since: NOW - waitedMs },
				1_800_000,
				NOW,
			);
		expect(after(1_790_000)).toBe(expected);
		expect(after(1_790_001)).toBeUndefined();
	});
});

describe('how often a request is retried', () => {
	test.each([
		['notDone', 1, 1, 1],
		['unknown', 3, 3, 0],
		['away', 3, 3, 0],
		['slow', 1, 1, 0],
		['failed', 1, 0, 0],
		['final', 0, 0, 0],
		['throttled', 0, 0, 0],
		['notSent', 0, 0, 0],
	] as const)('%s: a read %i, an idempotent change %i, a create %i times', (...given) => {
		const [retryability, read, idempotent, create] = given;
		expect(countRetries(retryability, 'read')).toBe(read);
		expect(countRetries(retryability, 'idempotent')).toBe(idempotent);
		expect(countRetries(retryability, CREATE.safety)).toBe(create);
	});
});

describe('how long a response asks to wait', () => {
	const read = (headers: Record<string, string>) => readRetryAfter({ headers } as Failure, NOW);

	test.each<[string, Record<string, string>, number | undefined]>([
		['seconds', { 'retry-after': '7' }, 7000],
		['no seconds', { 'retry-after': '0' }, undefined],
		['less than no seconds', { 'retry-after': '-1' }, undefined],
		['a fraction', { 'retry-after': '1.5' }, 1500],
		['a longer fraction', { 'retry-after': '1.25' }, 1250],
		['the shortest wait', { 'retry-after': '0.25' }, 250],
		['a date without its day', { 'retry-after': '28 Nov 2026 12:00:30 GMT' }, undefined],
		['a fraction that is next to nothing', { 'retry-after': '0.2' }, undefined],
		['seconds that a proxy joined', { 'retry-after': '1, 3' }, 3000],
		['no seconds that a proxy joined', { 'retry-after': '0, 0' }, undefined],
		['nothing in it', { 'retry-after': '' }, undefined],
		['more than there is', { 'retry-after': '9'.repeat(400) }, undefined],
		[
			'a date by the clock of the instance',
			{
				'retry-after': 'Sat, 28 Nov 2026 13:00:30 GMT',
				date: 'Sat, 28 Nov 2026 13:00:00 GMT',
			},
			30_000,
		],
		['a date', { 'retry-after': 'Sat, 28 Nov 2026 12:00:30 GMT' }, 30_000],
		['a date that is over', { 'retry-after': 'Sat, 28 Nov 2026 11:00:00 GMT' }, undefined],
		['neither', { 'retry-after': 'soon' }, undefined],
		['nothing', {}, undefined],
		['a reset', { 'x-ratelimit-reset': String(NOW / 1000 + 90) }, 90_000],
		['a reset that is over', { 'x-ratelimit-reset': String(NOW / 1000 - 90) }, undefined],
		['a reset that is no number', { 'x-ratelimit-reset': 'soon' }, undefined],
		[
			'a reset by the clock of the instance',
			{
				'x-ratelimit-reset': String(NOW / 1000 + 90),
				date: 'Sat, 28 Nov 2026 12:01:00 GMT',
			},
			30_000,
		],
		['both', { 'retry-after': '7', 'x-ratelimit-reset': String(NOW / 1000 + 90) }, 7000],
		[
			'a reset and an unreadable Retry-After',
			{ 'retry-after': 'soon', 'x-ratelimit-reset': String(NOW / 1000 + 90) },
			90_000,
		],
	])('by %s', (_what, headers, milliseconds) => {
		expect(read(headers)).toBe(milliseconds);
	});
});
