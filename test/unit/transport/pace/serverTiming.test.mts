import { permitWaitMs } from '../../../../nodes/shared/transport/pace/serverTiming';

test.each([
	['sem_wait;dur=0, sesh_wait;dur=0', 0],
	['wall;dur=112, sem_wait;dur=900, sesh_wait;dur=3', 900],
	['sem_wait;dur=12.5', 12.5],
	['wall;dur=1,sem_wait; dur = "12"', 12],
	['sem_wait;desc="waits for a permit";dur=7', 7],
	['SEM_WAIT;DUR=7', 7],
	[['wall;dur=3', 'sem_wait;dur=4'], 4],
])('%j tells %j ms', (header, waitedMs) => {
	expect(permitWaitMs({ 'server-timing': header })).toBe(waitedMs);
});

test.each([
	undefined,
	'',
	'sesh_wait;dur=5',
	'other_sem_wait;dur=5',
	'sem_wait',
	'sem_wait;dur=-5',
	'sem_wait;dur=soon',
	'sem_wait, wall;dur=5',
	5,
])('%j does not tell', (header) => {
	expect(permitWaitMs({ 'server-timing': header })).toBeUndefined();
});

test('a response without the header does not tell', () => {
	expect(permitWaitMs({})).toBeUndefined();
});
