import { IdleMap } from '../../../nodes/shared/transport/idleMap';

class Value {
	isIdle = true;
}

function filled(count: number): IdleMap<Value> {
	const map = new IdleMap(() => new Value());
	for (let key = 0; key < count; key += 1) map.get(String(key));
	return map;
}

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

/** As long as somebody who asked for a value may use it. */
function passUse(): void {
	jest.advanceTimersByTime(10 * 60_000);
}

test('gives each key one value', () => {
	const map = filled(0);
	expect(map.get('a')).toBe(map.get('a'));
	expect(map.get('b')).not.toBe(map.get('a'));
	expect(map.values()).toEqual([map.get('a'), map.get('b')]);
});

test('does not grow for ever', () => {
	const map = filled(1_000);
	expect(map.values()).toHaveLength(1_000);
	passUse();
	map.get('new');
	expect(map.values()).toHaveLength(100);
});

test('drops what nobody has asked for the longest', () => {
	const map = filled(100);
	const [first, second] = [map.get('0'), map.get('1')];
	for (let key = 2; key < 100; key += 1) map.get(String(key));
	map.get('0');
	passUse();
	map.get('new');
	expect(map.get('0')).toBe(first);
	expect(map.get('1')).not.toBe(second);
});

test('keeps what somebody may still use', () => {
	const map = filled(100);
	const value = map.get('0');
	jest.advanceTimersByTime(10 * 60_000 - 1);
	map.get('new');
	expect(map.get('0')).toBe(value);
});

test('keeps what is in use, however much that is', () => {
	const map = filled(0);
	const used = Array.from({ length: 150 }, (_, key) => {
		const value = map.get(String(key));
		value.isIdle = false;
		return value;
	});
	passUse();
	for (let key = 0; key < 1_000; key += 1) {
		map.get(`idle ${key}`);
		passUse();
	}
	expect(used.every((value, key) => map.get(String(key)) === value)).toBe(true);
	expect(map.values().length).toBeLessThanOrEqual(151);
});
