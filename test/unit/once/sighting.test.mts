import { InstanceClock } from '../../../nodes/shared/once/instanceClock';
import { isRequestFailure, mayHaveBeenDone, sendersOf } from '../../../nodes/shared/once/runOnce';
import { SeenRecords, seenRecordsOf } from '../../../nodes/shared/once/seenRecords';
import { assertSettleTime, readOnceTimes } from '../../../nodes/shared/once/settleTime';
import {
	existedBefore,
	isOlderThan,
	oldestFirst,
	type KeyedRecord,
} from '../../../nodes/shared/once/sighting';
import { checkErrorOf } from '../../../nodes/shared/once/checkError';
import { RequestFailedError } from '../../../nodes/shared/failure';
import { failureWith } from '../failure/failure.mts';
import { whyNot } from '../input/field.mts';
import { InvalidInputError } from '../../../nodes/shared/inputError';

const NOON = Date.parse('2026-11-28T12:00:00Z');

const record = (createdOn: string, number = '', sysId = 'a'): KeyedRecord => ({
	sysId,
	number,
	createdOn,
	isOpen: true,
});

const noon = record('2026-11-28 12:00:00');

describe('the order of records', () => {
	test('is by creation, number, and sys_id, and leaves the list as it is', () => {
		const later = record('2026-11-28 12:00:01', 'IMS1');
		const [second, first] = [record('2026-11-28 12:00:00', 'IMS2'), noon];
		const other = record('2026-11-28 12:00:00', 'IMS2', 'b');
		const records = [later, other, second, first];
		expect(oldestFirst(records)).toEqual([first, second, other, later]);
		expect(records[0]).toBe(later);
	});
});

describe('the age of a record', () => {
	test.each([
		[12_999, false],
		[13_000, true],
		[600_000, true],
		[889_999, true],
		[890_000, false],
		// A quarter of an hour more is another time zone.
		[912_999, false],
		[913_000, true],
		[-3_600_000 + 13_000, true],
	])('%i ms after its creation is more than 3 s: %s', (afterMs, expected) => {
		expect(isOlderThan(noon, { records: [], instanceTime: NOON + afterMs }, 3000)).toBe(expected);
	});

	test('is not known without a clock', () => {
		expect(isOlderThan(noon, { records: [] }, 0)).toBe(false);
		expect(existedBefore(noon, { records: [] })).toBe(false);
		expect(isOlderThan(record(''), { records: [], instanceTime: NOON }, 0)).toBe(false);
	});

	test('counts from its creation, wherever in an hour that is', () => {
		const at = { records: [], instanceTime: NOON + 312_000 };
		expect(isOlderThan(record('2026-11-28 12:05:00'), at, 3000)).toBe(false);
		expect(isOlderThan(record('2026-11-28 12:04:50'), at, 3000)).toBe(true);
	});

	test.each([
		[10_000, false],
		[10_001, true],
	])('a search %i ms later shows that it was there: %s', (afterMs, expected) => {
		expect(existedBefore(noon, { records: [], instanceTime: NOON + afterMs })).toBe(expected);
	});
});

describe('when a record was first seen', () => {
	test('is remembered for five minutes', () => {
		jest.useFakeTimers({ now: NOON });
		const seen = new SeenRecords();
		expect(seen.isIdle).toBe(true);
		seen.note('a', NOON);
		seen.note('a', NOON + 7);
		expect(seen.get('a')).toBe(NOON);
		seen.note('b', NOON + 300_000);
		expect(seen.get('a')).toBe(NOON);
		seen.note('c', NOON + 300_001);
		expect([seen.get('a'), seen.get('b')]).toEqual([undefined, NOON + 300_000]);
		jest.advanceTimersByTime(600_001);
		expect(seen.isIdle).toBe(false);
		jest.advanceTimersByTime(1);
		expect(seen.isIdle).toBe(true);
		jest.useRealTimers();
	});

	test('is kept for each instance', () => {
		expect(seenRecordsOf('one')).toBe(seenRecordsOf('one'));
		expect(seenRecordsOf('one')).not.toBe(seenRecordsOf('two'));
	});
});

describe('the settle time', () => {
	test.each([
		[undefined, 2000, 2000],
		['', 2000, 2000],
		[0, 0, 2000],
		['60', 60_000, 60_000],
	])('%j is %i ms, and %i for a lost create', (settleTime, settleMs, recoveryMs) => {
		expect(readOnceTimes({ settleTime } as never, 7)).toEqual({
			settleMs,
			recoveryMs,
			maxWaitMs: 7,
		});
	});

	test.each([-1, 61, 1.5])('%s is refused', (settleTime) => {
		expect(whyNot(() => assertSettleTime({ settleTime }))).toContain(
			'"Settle Time" is not a whole',
		);
	});
});

describe('the clock of an instance', () => {
	beforeEach(() => jest.useFakeTimers({ now: NOON }));

	afterEach(() => jest.useRealTimers());

	/** What it shows after answers with these dates, of which each takes 5 ms. */
	async function timeAfter(...dates: Array<string | undefined>): Promise<number | undefined> {
		const clock = new InstanceClock();
		const execute = clock.watching((async () => {
			jest.advanceTimersByTime(5);
			return { statusCode: 200, headers: { date: dates.shift() }, body: {} };
		}) as never);
		while (dates.length > 0) await execute({} as never, {} as never, undefined);
		return clock.time;
	}

	const date = 'Sat, 28 Nov 2026 12:00:00 GMT';

	test('is that of the first answer, less the time that it took', async () => {
		expect(await timeAfter(date, 'Sat, 28 Nov 2026 12:00:09 GMT')).toBe(NOON - 5);
		expect(await timeAfter('soon', date)).toBe(NOON - 5);
	});

	test('is not known where no answer tells', async () => {
		expect(await timeAfter(undefined, 'soon')).toBeUndefined();
	});
});

const lost = new RequestFailedError(failureWith({ code: 'ECONNRESET' }));
const missing = new RequestFailedError(failureWith({ status: 404 }));
const invalid = new InvalidInputError('No', 'Yes');

test.each<[Error, boolean, boolean]>([
	[lost, true, true],
	[missing, true, false],
	[invalid, true, false],
	[new Error('stopped'), false, false],
])('%#: whether a request failed, and may have been carried out', (error, failed, done) => {
	expect(isRequestFailure(error)).toBe(failed);
	expect(mayHaveBeenDone(error)).toBe(done);
});

test('a create stops others only where it certainly failed, and what follows never does', () => {
	const run = { canceled: new AbortController().signal, begin: jest.fn(), stopOthers: jest.fn() };
	const { creator, later } = sendersOf({ run } as never);
	expect(creator.tolerates!(lost.failure)).toBe(true);
	expect(creator.tolerates!(missing.failure)).toBe(false);
	expect(later.tolerates!(missing.failure)).toBe(true);
	expect(later.run.signal).toBe(run.canceled);
});

describe('a search after the create that failed', () => {
	const item = {
		context: {
			getNodeParameter: () => 'basicAuth',
			getCredentials: async () => ({ password: 'secret' }),
		},
	};

	test.each<[Error | undefined, object]>([
		[undefined, {}],
		[missing, { duplicate_check_error: 'The record was not found' }],
		[new Error('x'), { duplicate_check_error: 'x' }],
	])('%#: the item says why', async (checkError, output) => {
		expect(await checkErrorOf({ checkError, item } as never)).toEqual(output);
	});
});
