import fc from 'fast-check';
import { keyOf, type Change } from '../../../nodes/ServiceNowCsmTrigger/change';
import {
	ownerOf,
	readCheckpoint,
	type Checkpoint,
} from '../../../nodes/ServiceNowCsmTrigger/checkpoint';
import { MAX_KEPT, MAX_SEEN, SeenChanges } from '../../../nodes/ServiceNowCsmTrigger/seenChanges';
import type { Settings } from '../../../nodes/ServiceNowCsmTrigger/settings';
import { StateTracker } from '../../../nodes/ServiceNowCsmTrigger/stateTracker';

const START = { time: '2026-11-28 11:00:00', id: '' };

function change(second: number, id = 'a', record = {}): Change {
	const time = `2026-11-28 12:00:${String(second).padStart(2, '0')}`;
	return { time, id, key: keyOf(`${time} ${id}`), record };
}

describe('the changes that were seen', () => {
	test('are new once, also after they were stored', () => {
		const seen = new SeenChanges(START);
		expect([seen.add(change(1)), seen.add(change(1)), seen.add(change(1, 'b'))]).toEqual([
			true,
			false,
			true,
		]);
		const restored = new SeenChanges(START, JSON.parse(JSON.stringify(seen.serialize())));
		expect(restored.has(change(1, 'b'))).toBe(true);
		expect(restored.add(change(2))).toBe(true);
	});

	test('count as emitted below the watermark, which does not fall by itself', () => {
		const seen = new SeenChanges(START);
		seen.add(change(1));
		seen.raise({ time: change(3).time, id: '' });
		seen.raise(START);
		expect(seen.has(change(1))).toBe(true);
		expect(seen.add(change(2))).toBe(false);
	});

	test('are told apart by their keys where the watermark is taken back', () => {
		const seen = new SeenChanges(START);
		seen.add(change(1));
		seen.raise({ time: change(30).time, id: '' });
		const stored = new SeenChanges(seen.watermark, seen.serialize(), seen.since);
		stored.rewind(change(0).time);
		expect([stored.add(change(1)), stored.add(change(2))]).toEqual([false, true]);
	});

	test('of the oldest seconds below the watermark are forgotten, and it does not go back there', () => {
		const seen = new SeenChanges(START);
		for (let at = 0; at < MAX_KEPT; at += 1) seen.add(change(1, String(at)));
		seen.add(change(2));
		seen.raise({ time: change(30).time, id: '' });
		expect(Object.keys(seen.serialize())).toEqual([change(2).time]);
		seen.rewind(START.time);
		expect(seen.watermark).toEqual({ time: change(2).time, id: '' });
		seen.rewind(change(9).time);
		expect(seen.watermark).toEqual({ time: change(2).time, id: '' });
	});

	function full(second: number): { seen: SeenChanges; changes: Change[] } {
		const seen = new SeenChanges(START);
		const changes = Array.from({ length: MAX_SEEN + 1 }, (_, index) =>
			change(second, String(index).padStart(5, '0')),
		);
		for (const each of changes) seen.add(each);
		return { seen, changes };
	}

	test('of a second that is not over are left to the next poll, when they are too many', () => {
		const { seen, changes } = full(10);
		expect(seen.shrink(changes.at(-1)!, changes, change(15).time)).toEqual(changes);
		const again = full(10);
		expect(again.seen.shrink(changes.at(-1)!, changes, change(14).time)).toEqual([]);
		expect(again.seen.serialize()).toEqual({});
	});

	test('of the oldest second give way, and the watermark passes them', () => {
		const { seen, changes } = full(10);
		const last = changes.at(-1)!;
		expect(seen.shrink(last, changes, change(30).time)).toEqual(changes);
		expect(seen.watermark).toMatchObject({ time: last.time, id: last.id });
	});
});

describe('the checkpoint', () => {
	const settings = { eventName: 'contactCreated', state: '', filter: '' } as Settings;
	const owner = ownerOf(settings);
	const origin = 'https://dev1.service-now.com';
	const checkpoint: Checkpoint = {
		owner,
		origin,
		watermark: { ...START },
		remembersSince: START.time,
		seenChanges: { [change(1).time]: change(1).key },
		queryTimeZone: -300,
		complete: START.time,
		clock: '',
		clockOffset: 0,
		inState: '',
	};

	test('comes back as a copy', () => {
		const read = readCheckpoint(checkpoint, owner, origin);
		expect(read).toEqual({ is: 'valid', checkpoint });
		if (read.is === 'valid') read.checkpoint.watermark.time = '';
		expect(checkpoint.watermark).toEqual(START);
	});

	test.each<[string, Partial<Settings>]>([
		['event', { eventName: 'contactUpdated' }],
		['state', { state: 'new' }],
		['query', { filter: 'active=true' }],
	])('of another %s is not used', (_what, changed) => {
		const other = ownerOf({ ...settings, ...changed });
		expect(readCheckpoint(checkpoint, other, origin)).toEqual({ is: 'missing' });
	});

	test('of another instance says of which', () => {
		expect(readCheckpoint(checkpoint, owner, 'https://dev2.service-now.com')).toEqual({
			is: 'moved',
			from: origin,
			complete: START.time,
		});
	});

	test('that there is not is missing, and not broken', () => {
		expect(readCheckpoint(undefined, owner, origin)).toEqual({ is: 'missing' });
	});

	const broken = (name: keyof Checkpoint) =>
		fc.record({ name: fc.constant(name), value: fc.anything() });
	const required = Object.keys(checkpoint) as Array<keyof Checkpoint>;

	test('of any shape is read without an error, and is valid only where every part is', () => {
		fc.assert(
			fc.property(fc.oneof(...required.map(broken)), ({ name, value }) => {
				const read = readCheckpoint({ ...checkpoint, [name]: value }, owner, origin);
				if (read.is !== 'valid') return;
				const kept = read.checkpoint;
				expect(typeof kept[name]).toBe(typeof checkpoint[name]);
				const seen = new SeenChanges(kept.watermark, kept.seenChanges, kept.remembersSince);
				seen.rewind('2026-11-28 10:00:00');
				seen.raise({ time: change(59).time, id: '' });
				expect(seen.has(change(2))).toBe(true);
			}),
		);
		fc.assert(
			fc.property(fc.anything(), (value) => {
				fc.pre(value !== undefined);
				expect(readCheckpoint(value, owner, origin)).toEqual({ is: 'broken' });
			}),
		);
	});

	test.each(required)('without %s is broken', (name) => {
		expect(readCheckpoint({ ...checkpoint, [name]: undefined }, owner, origin)).toEqual({
			is: 'broken',
		});
	});
});

describe('the state tracker', () => {
	const reached = (tracker: StateTracker, state: string, closed_at = '') =>
		tracker.reaches(change(1, 'a', { state, closed_at }), START.time);

	test('tells a new state from another change in it', () => {
		const tracker = new StateTracker('new', '');
		const states = ['new', 'new', 'queued', 'new'];
		expect(states.map((state) => reached(tracker, state))).toEqual([true, false, false, true]);
	});

	test('knows by the time of closing that an old interaction is not newly closed', () => {
		const closedAt = (time: string) =>
			reached(new StateTracker('closed_complete', ''), 'closed_complete', time);
		expect(closedAt('2026-11-28 10:59:59')).toBe(false);
		expect(closedAt(START.time)).toBe(true);
	});

	test('is stored by keys', () => {
		const tracker = new StateTracker('new', '');
		reached(tracker, 'new');
		expect(reached(new StateTracker('new', tracker.serialize()), 'new')).toBe(false);
	});
});
