import { keyOf, type Change } from '../../../nodes/ServiceNowCsmTrigger/change';
import { MAX_KEPT, MAX_SEEN, SeenChanges } from '../../../nodes/ServiceNowCsmTrigger/seenChanges';
import { glide } from './changeInstance.mts';

const NOON = Date.parse('2026-11-28T12:00:00Z');

/** A time, so many seconds after noon. */
const at = (seconds: number) => glide(NOON + seconds * 1000);

const change = (seconds: number, id: string): Change => ({
	time: at(seconds),
	id,
	key: keyOf(id),
	record: {},
});

const START = { time: at(0), id: '' };

/** So many changes of one second, which are remembered. */
function fill(seen: SeenChanges, seconds: number, count: number): Change[] {
	const changes = Array.from({ length: count }, (_, index) =>
		change(seconds, `${seconds}-${index}`),
	);
	for (const one of changes) seen.add(one);
	return changes;
}

test('a change is new once, and none up to the watermark is', () => {
	const seen = new SeenChanges({ time: at(0), id: 'm' });
	expect(seen.add(change(0, 'n'))).toBe(true);
	expect(seen.add(change(0, 'n'))).toBe(false);
	expect(seen.add(change(0, 'm'))).toBe(false);
	expect(seen.add(change(-1, 'z'))).toBe(false);
	seen.remove(change(0, 'n'));
	expect(seen.has(change(0, 'n'))).toBe(false);
	seen.remove(change(5, 'x'));
	expect(seen.serialize()).toEqual({});
});

test('what is stored is known again', () => {
	const seen = new SeenChanges(START);
	fill(seen, 1, 3);
	const again = new SeenChanges(START, seen.serialize());
	expect(again.has(change(1, '1-2'))).toBe(true);
	expect(again.has(change(1, '1-3'))).toBe(false);
	expect(again.serialize()).toEqual(seen.serialize());
});

describe('a watermark that rises', () => {
	test('does not fall', () => {
		const seen = new SeenChanges({ time: at(5), id: '' });
		seen.raise({ time: at(4), id: 'z' });
		expect(seen.watermark.time).toBe(at(5));
		seen.raise({ time: at(6), id: '' });
		expect(seen.watermark.time).toBe(at(6));
	});

	test('keeps some of what is below, the oldest of which goes', () => {
		const seen = new SeenChanges(START);
		for (const second of [3, 1, 2]) fill(seen, second, MAX_KEPT / 2);
		seen.raise({ time: at(4), id: '' });
		expect(Object.keys(seen.serialize()).sort()).toEqual([at(2), at(3)]);
		expect(seen.since).toBe(at(2));
		fill(seen, 4, 1);
		seen.raise({ time: at(5), id: '' });
		expect(Object.keys(seen.serialize()).sort()).toEqual([at(3), at(4)]);
	});

	test('keeps what is of its own second', () => {
		const seen = new SeenChanges(START);
		fill(seen, 4, MAX_KEPT + 1);
		seen.raise({ time: at(4), id: '' });
		expect(Object.keys(seen.serialize())).toEqual([at(4)]);
	});
});

test('a watermark goes back as far as nothing was forgotten, and not forward', () => {
	const seen = new SeenChanges({ time: at(10), id: 'a' }, {}, at(5));
	seen.rewind(at(10));
	expect(seen.watermark).toEqual({ time: at(10), id: 'a' });
	seen.rewind(at(7));
	expect(seen.watermark).toEqual({ time: at(7), id: '' });
	seen.rewind(at(1));
	expect(seen.watermark).toEqual({ time: at(5), id: '' });
});

describe('more changes than are remembered', () => {
	test('are none up to the limit', () => {
		const seen = new SeenChanges(START);
		const fresh = fill(seen, 1, MAX_SEEN);
		expect(seen.shrink(change(1, 'z'), fresh, at(1))).toEqual(fresh);
		expect(seen.watermark).toEqual(START);
	});

	test('leave a second that is not over to the next poll', () => {
		const seen = new SeenChanges(START);
		const old = fill(seen, 1, MAX_SEEN);
		const young = fill(seen, 8, 5);
		expect(seen.shrink(change(8, 'z'), [...old, ...young], at(9))).toEqual(old);
		expect(seen.has(young[0])).toBe(false);
		expect(seen.has(old[0])).toBe(true);
		expect(seen.watermark).toEqual(START);
	});

	test('forget the oldest second, after which the watermark stands', () => {
		const seen = new SeenChanges(START);
		const old = fill(seen, 1, 10);
		const others = fill(seen, 2, MAX_SEEN);
		const fresh = [...old, ...others];
		expect(seen.shrink(change(2, 'z'), fresh, at(60))).toEqual(fresh);
		expect(seen.watermark).toEqual({ time: at(2), id: '' });
		expect(seen.since).toBe(at(2));
		expect(seen.has(old[0])).toBe(true);
		expect(Object.keys(seen.serialize())).toEqual([at(2)]);
	});

	test('of the last second alone end at the last change', () => {
		const seen = new SeenChanges(START);
		const fresh = fill(seen, 1, MAX_SEEN + 1);
		const last = change(1, 'z');
		expect(seen.shrink(last, fresh, at(60))).toEqual(fresh);
		expect(seen.watermark).toMatchObject({ time: at(1), id: 'z' });
	});
});

describe('what was emitted before the watermark', () => {
	/** As much as is kept below the watermark, and the most that fits after it. */
	function both(): SeenChanges {
		const seen = new SeenChanges(START);
		fill(seen, 1, MAX_KEPT);
		seen.raise({ time: at(10), id: '' });
		return seen;
	}

	test('takes no room from what comes after it', () => {
		const seen = both();
		const fresh = fill(seen, 20, MAX_SEEN);
		expect(seen.shrink(fresh.at(-1)!, fresh, at(21))).toEqual(fresh);
		expect(seen.watermark.time).toBe(at(10));
		expect(Object.keys(seen.serialize())).toEqual([at(1), at(20)]);
	});

	test('stays where there is too much after it: the oldest second there goes', () => {
		const seen = both();
		const fresh = [fill(seen, 21, MAX_SEEN), fill(seen, 20, 1)].flat();
		expect(seen.shrink(fresh[0], fresh, at(60))).toEqual(fresh);
		expect(seen.watermark).toEqual({ time: at(21), id: '' });
		expect(seen.has(fresh[0])).toBe(true);
		expect(Object.keys(seen.serialize())).toContain(at(21));
	});

	test('does not count the second in which the watermark is', () => {
		const seen = new SeenChanges(START);
		fill(seen, 0, MAX_SEEN + 1);
		seen.shrink({ time: at(0), id: 'z' }, [], at(60));
		expect(seen.serialize()).toEqual({});
		expect(seen.watermark).toEqual({ time: at(0), id: 'z' });
	});
});
