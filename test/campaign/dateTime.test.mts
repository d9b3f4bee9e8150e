import fc from 'fast-check';
import { DateTime, FixedOffsetZone } from 'luxon';
import { toGlideDateTime } from '../../nodes/shared/platform/glideDateTime';
import { InvalidInputError } from '../../nodes/shared/inputError';

const RUNS = 2000;

/** Zones that luxon and the runtime both know: all of them, with their clock changes. */
const ZONES = [...Intl.supportedValuesOf('timeZone'), 'UTC'];

/** Zones whose clocks change in uncommon ways: by half an hour, at midnight, by a whole day. */
const ODD_ZONES = [
	'Australia/Lord_Howe',
	'America/Sao_Paulo',
	'Asia/Kathmandu',
	'Asia/Beirut',
	'Pacific/Apia',
	'America/New_York',
	'Europe/Berlin',
	'Africa/Casablanca',
];

const zone = fc.oneof(fc.constantFrom(...ZONES), fc.constantFrom(...ODD_ZONES));

/** Whole seconds, in the years in which zones have offsets of whole minutes. */
const instant = fc
	.date({
		min: new Date('1980-01-01T00:00:00Z'),
		max: new Date('2040-01-01T00:00:00Z'),
		noInvalidDate: true,
	})
	.map((date) => Math.floor(date.getTime() / 1000) * 1000);

const GLIDE = 'yyyy-MM-dd HH:mm:ss';

function glide(milliseconds: number): string {
	return DateTime.fromMillis(milliseconds, { zone: 'utc' }).toFormat(GLIDE);
}

/** The hour after a change of the clock in a zone, where there is one in the year after an instant. */
function firstChange(after: number, timezone: string): number | undefined {
	const offset = (at: number) => DateTime.fromMillis(at, { zone: timezone }).offset;
	const DAY = 86_400_000;
	for (let day = after; day < after + 366 * DAY; day += DAY) {
		if (offset(day) === offset(day + DAY)) continue;
		let [low, high] = [day, day + DAY];
		while (high - low > 1000) {
			const middle = low + Math.floor((high - low) / 2000) * 1000;
			if (offset(middle) === offset(low)) low = middle;
			else high = middle;
		}
		return high;
	}
	return undefined;
}

/** Holds a wall-clock text without offset against luxon; either reading of an ambiguous hour is right. */
function assertLocal(at: number, timezone: string): void {
	const local = DateTime.fromMillis(at, { zone: timezone });
	const iso = local.toFormat("yyyy-MM-dd'T'HH:mm:ss");
	const readings = local.getPossibleOffsets().map((reading) => glide(reading.toMillis()));
	expect(readings).toContain(glide(at));
	expect(readings).toContain(toGlideDateTime(iso, timezone, 'at'));
}

test('a time without offset is read in the zone of the workflow', () => {
	fc.assert(
		fc.property(instant, zone, (at, timezone) => assertLocal(at, timezone)),
		{ numRuns: RUNS },
	);
});

test('also in the hours around a change of the clock', () => {
	let changes = 0;
	fc.assert(
		fc.property(
			instant,
			zone,
			fc.integer({ min: -10_800, max: 10_800 }),
			(from, timezone, seconds) => {
				const change = firstChange(from, timezone);
				if (change === undefined) return;
				changes += 1;
				assertLocal(change + seconds * 1000, timezone);
			},
		),
		{ numRuns: 300 },
	);
	expect(changes).toBeGreaterThan(50);
});

test('an hour that the clock skips becomes one next to it', () => {
	let skipped = 0;
	fc.assert(
		fc.property(instant, zone, fc.integer({ min: 0, max: 7200 }), (from, timezone, seconds) => {
			const change = firstChange(from, timezone);
			if (change === undefined) return;
			const before = DateTime.fromMillis(change - 1000, { zone: timezone });
			const gap = DateTime.fromMillis(change, { zone: timezone }).offset - before.offset;
			if (gap <= 0 || seconds >= gap * 60) return;
			skipped += 1;
			// The wall clock as it would be without the change.
			const wall = DateTime.fromMillis(change + before.offset * 60_000 + seconds * 1000, {
				zone: 'utc',
			});
			const given = toGlideDateTime(wall.toFormat("yyyy-MM-dd'T'HH:mm:ss"), timezone, 'at');
			const read = [before.offset, before.offset + gap].map((offset) =>
				glide(wall.toMillis() - offset * 60_000),
			);
			expect(read).toContain(given);
		}),
		{ numRuns: 400 },
	);
	expect(skipped).toBeGreaterThan(10);
});

test('a time with offset is an instant, whatever the zone of the workflow', () => {
	const separators = fc.constantFrom('T', ' ');
	const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
	const format = fc.constantFrom('ZZ', 'ZZZ');
	const fraction = fc.constantFrom('', '.0', '.123', ',999', '.123456789');
	fc.assert(
		fc.property(
			fc.record({ at: instant, offset, separator: separators, format, fraction, zone }),
			({ at, offset, separator, format, fraction, zone }) => {
				const time = DateTime.fromMillis(at, { zone: 'utc' }).setZone(
					FixedOffsetZone.instance(offset),
				);
				const text =
					time.toFormat(`yyyy-MM-dd'${separator}'HH:mm:ss`) + fraction + time.toFormat(format);
				expect(toGlideDateTime(text, zone, 'at')).toBe(glide(at));
			},
		),
		{ numRuns: RUNS },
	);
});

test('UTC may be written as Z, Date and DateTime are instants, and blanks around do not count', () => {
	fc.assert(
		fc.property(instant, zone, (at, timezone) => {
			const iso = new Date(at).toISOString();
			const forms: unknown[] = [
				iso,
				iso.toLowerCase().replace('t', 'T'),
				iso.replace('.000', ''),
				`  ${iso}\n`,
				new Date(at),
				DateTime.fromMillis(at, { zone: timezone }),
			];
			for (const form of forms) expect(toGlideDateTime(form, timezone, 'at')).toBe(glide(at));
		}),
		{ numRuns: RUNS },
	);
});

test('the text of a DateTime in any zone is its instant', () => {
	fc.assert(
		fc.property(instant, zone, zone, (at, own, timezone) => {
			const text = DateTime.fromMillis(at, { zone: own }).toISO();
			expect(toGlideDateTime(text, timezone, 'at')).toBe(glide(at));
		}),
		{ numRuns: RUNS },
	);
});

test("ServiceNow's own form passes unchanged, whatever the zone", () => {
	fc.assert(
		fc.property(instant, zone, (at, timezone) => {
			expect(toGlideDateTime(glide(at), timezone, 'at')).toBe(glide(at));
		}),
		{ numRuns: RUNS },
	);
});

test('a date without time is the start of the day in the zone', () => {
	fc.assert(
		fc.property(instant, zone, (at, timezone) => {
			const date = DateTime.fromMillis(at, { zone: timezone }).toFormat('yyyy-MM-dd');
			const midnight = DateTime.fromISO(`${date}T00:00:00`, { zone: timezone });
			// Where the clock skips midnight, or has it twice, the day has no single start.
			if (midnight.hour !== 0 || midnight.getPossibleOffsets().length !== 1) return;
			expect(toGlideDateTime(date, timezone, 'at')).toBe(glide(midnight.toMillis()));
		}),
		{ numRuns: RUNS },
	);
});

test('ServiceNow never gets a time that does not exist: what luxon refuses is refused', () => {
	const two = (max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(2, '0'));
	const text = fc
		.tuple(fc.integer({ min: 1980, max: 2040 }), two(14), two(33), two(26), two(63), two(63))
		.map(([y, mo, d, h, mi, s]) => ({ date: `${y}-${mo}-${d}`, time: `${h}:${mi}:${s}` }));
	let refused = 0;
	fc.assert(
		fc.property(
			text,
			fc.constantFrom('T', ' '),
			fc.constantFrom('', 'Z'),
			(parts, separator, zone) => {
				const given = `${parts.date}${separator}${parts.time}${zone}`;
				const oracle = DateTime.fromISO(`${parts.date}T${parts.time}`, { zone: 'utc' });
				if (oracle.isValid) {
					expect(toGlideDateTime(given, 'UTC', 'at')).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
					return;
				}
				refused += 1;
				expect(() => toGlideDateTime(given, 'UTC', 'at')).toThrow(InvalidInputError);
			},
		),
		{ numRuns: RUNS },
	);
	expect(refused).toBeGreaterThan(500);
});

/** @throws unless the value is refused as an input, with a sentence that names the parameter */
function assertRefused(value: unknown, timezone: string): void {
	let thrown: unknown;
	try {
		thrown = toGlideDateTime(value, timezone, 'end_time');
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toBeInstanceOf(InvalidInputError);
	expect((thrown as InvalidInputError).message).toContain('"end_time"');
	expect((thrown as InvalidInputError).advice).toMatch(/\.$/);
}

test('any other text is refused', () => {
	const text = fc
		.string({ unit: 'grapheme' })
		.filter((value) => !/^\s*\d{4}-\d{2}-\d{2}/.test(value));
	fc.assert(fc.property(text, zone, assertRefused), { numRuns: RUNS });
});

test.each<[unknown]>([
	['now'],
	['tomorrow'],
	['18.02.2026'],
	['02/18/2026 11:30'],
	['2026-W54-3'],
	['2026-366'],
	['2026-02-18T11:30:00+25:00'],
	['2026-02-18T11:30:00+01:75'],
	['2026-02-18T11:30:00 Europe/Berlin'],
	['2026-02-18T11:30:00Z; drop'],
	['javascript:gs.nowDateTime()'],
	['{{ $now }}'],
	[Number.NaN],
	[true],
	[new Date(Number.NaN)],
	[{}],
	[{ value: '2026-02-18' }],
	[[]],
	[['2026']],
	[[1771410600000]],
	[['2026-02-18T11:30:00Z']],
])('%j is refused', (value) => assertRefused(value, 'Europe/Berlin'));

test('a year that ServiceNow cannot store is not turned into something else', () => {
	const far = fc.integer({ min: 253_402_300_800_000, max: 8.64e15 }).map((at) => new Date(at));
	fc.assert(
		fc.property(far, (date) => assertRefused(date, 'UTC')),
		{ numRuns: 100 },
	);
});
