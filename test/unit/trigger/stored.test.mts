import {
	ownerOf,
	readCheckpoint,
	type Checkpoint,
} from '../../../nodes/ServiceNowCsmTrigger/checkpoint';
import type { Settings } from '../../../nodes/ServiceNowCsmTrigger/settings';

const TIME = '2026-11-28 11:00:00';

const OWNER = ownerOf({ eventName: 'contactCreated', state: '', filter: '' } as Settings);

const ORIGIN = 'https://dev1.service-now.com';

const stored: Checkpoint = {
	owner: OWNER,
	origin: ORIGIN,
	watermark: { time: TIME, id: '' },
	remembersSince: TIME,
	seenChanges: {},
	queryTimeZone: 0,
	complete: TIME,
	clock: '',
	clockOffset: 0,
	inState: '',
};

const read = (parts: object) => readCheckpoint({ ...stored, ...parts }, OWNER, ORIGIN);

// A trigger that takes one of them goes on from nowhere: it would emit all again, or nothing.
test.each([
	{ owner: 5 },
	{ origin: 5 },
	{ watermark: null },
	{ watermark: { time: TIME } },
	{ watermark: { time: TIME, id: 5 } },
	{ watermark: { time: 'soon', id: '' } },
	{ watermark: { id: '' } },
	{ remembersSince: 'soon' },
	{ remembersSince: 5 },
	{ seenChanges: { soon: 'abcdefgh' } },
	{ seenChanges: { [TIME]: 'abcdefg' } },
	{ seenChanges: { [TIME]: 'abcdefg!' } },
	{ seenChanges: { [TIME]: '!bcdefgh' } },
	{ seenChanges: { [TIME]: 5 } },
	{ seenChanges: { [TIME]: 'abcdefgh', soon: 'abcdefgh' } },
	{ seenChanges: 'abcdefgh' },
	{ queryTimeZone: 1.5 },
	{ queryTimeZone: '60' },
	{ complete: 'soon' },
	{ clock: 'soon' },
	{ clock: 5 },
	{ clockOffset: 1.5 },
	{ clockOffset: null },
	{ inState: 'abcdefgha' },
	{ inState: 'abcdefg!' },
	{ inState: 5 },
	{ notice: 'moved' },
	{ notice: null },
	{ notice: { message: 'Moved' } },
	{ notice: { advice: 'Look' } },
	{ notice: { message: 5, advice: 'Look' } },
])('a position with %j is broken', (parts) => {
	expect(read(parts)).toEqual({ is: 'broken' });
});

test.each([
	{ watermark: { time: TIME, id: 'a' } },
	{ seenChanges: { [TIME]: 'abcdefgh12345_-x' } },
	{ seenChanges: { [TIME]: '' } },
	{ clock: TIME },
	{ clockOffset: -5000 },
	{ queryTimeZone: -480 },
	{ inState: 'abcdefgh12345_-x' },
	{ notice: { message: 'Moved', advice: 'Look' } },
])('a position with %j is gone on from', (parts) => {
	expect(read(parts)).toEqual({ is: 'valid', checkpoint: { ...stored, ...parts } });
});
