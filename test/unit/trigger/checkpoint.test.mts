import { keyOf, type Change } from '../../../nodes/ServiceNowCsmTrigger/change';
import {
	ownerOf,
	readCheckpoint,
	writeCheckpoint,
	type Checkpoint,
} from '../../../nodes/ServiceNowCsmTrigger/checkpoint';
import { MAX_SEEN, SeenChanges } from '../../../nodes/ServiceNowCsmTrigger/seenChanges';
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

	test('are forgotten below the watermark, which never falls', () => {
		const seen = new SeenChanges(START);
		seen.add(change(1));
		seen.add(change(5));
		seen.raise({ time: change(3).time, id: '' });
		seen.raise(START);
		expect(Object.keys(seen.serialize())).toEqual([change(5).time]);
		expect(seen.has(change(1))).toBe(true);
		expect(seen.add(change(2))).toBe(false);
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
	const owner = ownerOf(settings, 'https://dev1.service-now.com');
	const checkpoint = { owner, watermark: { ...START } } as Checkpoint;

	test('comes back as a copy', () => {
		const data = {};
		writeCheckpoint(data, checkpoint);
		const read = readCheckpoint(data, owner)!;
		expect(read).toEqual(checkpoint);
		read.watermark.time = '';
		expect(readCheckpoint(data, owner)?.watermark).toEqual(START);
	});

	test.each<[string, Partial<Settings>, string]>([
		['instance', {}, 'https://dev2.service-now.com'],
		['event', { eventName: 'contactUpdated' }, 'https://dev1.service-now.com'],
		['state', { state: 'new' }, 'https://dev1.service-now.com'],
		['query', { filter: 'active=true' }, 'https://dev1.service-now.com'],
	])('of another %s is not used', (_what, changed, origin) => {
		const data = {};
		writeCheckpoint(data, checkpoint);
		expect(readCheckpoint(data, ownerOf({ ...settings, ...changed }, origin))).toBeUndefined();
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
