import type { IDataObject } from 'n8n-workflow';
import { fromGlide, toGlide } from '../shared/platform/glideDateTime';
import { changeOf, isAfter, type Change } from './change';
import type { ChangeSource } from './changeSource';
import type { Checkpoint } from './checkpoint';
import { neededColumns } from './events';
import { detectTimeZone, earliestReading } from './queryTimeZone';
import { MAX_EMPTY_PAGES, scan, type ScanLimits, type ScanResult } from './scan';
import { SeenChanges } from './seenChanges';
import type { Settings } from './settings';
import { filterMatching, StateTracker } from './stateTracker';

/** Changes that are passed over when the trigger starts, at most. */
const MAX_AT_START = 20_000;

/** Records among which to look for one that ACLs do not hide. */
const VISIBLE_AMONG = 1000;

/** Milliseconds by which the clocks of one instance's hosts may differ. */
const CLOCK_TOLERANCE_MS = 60_000;

/** The limits that a poll sets. */
type PollLimits = Omit<ScanLimits, 'maxEmptyPages'>;

/** What a poll emits, and what it leaves to the next one. */
interface ChangeBatch {
	/** Changes to emit, in their order. */
	changes: Change[];
	/** What to remember once they are emitted. */
	checkpoint: Checkpoint;
}

/** The newest record that the user may see: ACLs can hide the very newest. */
async function newestRecord(source: ChangeSource): Promise<IDataObject | undefined> {
	const columns = neededColumns(source.query.event);
	const [newest] = await source.newest(1, '', columns);
	if (newest !== undefined) return newest;
	const [visible] = await source.newest(VISIBLE_AMONG, '', columns);
	return visible;
}

/** A scan's result, and how the instance reads dates, as far as it is known then. */
interface ZonedResult extends ScanResult {
	/** Minutes ahead of UTC. */
	queryTimeZone: number;
}

/**
 * Reads what comes after the watermark. How the instance reads dates is detected with each newest record
 * that is new. With a known one the last reading is kept, which is right if the scan gets to that record.
 */
async function scanAndDetect(
	source: ChangeSource,
	seen: SeenChanges,
	known: number,
	newest: Change | undefined,
	limits: PollLimits,
): Promise<ZonedResult> {
	let changes: Change[] = [];
	if (newest === undefined || seen.has(newest)) {
		const timeZone = earliestReading(known, known);
		const result = await scan(source, seen, newest, timeZone, { ...limits, maxEmptyPages: 0 });
		const gotThere = newest === undefined || !isAfter(newest, result.last);
		if (gotThere) return { ...result, queryTimeZone: known };
		changes = result.changes;
	}
	const queryTimeZone = (newest && (await detectTimeZone(source, newest, known))) ?? known;
	const timeZone = earliestReading(known, queryTimeZone);
	const all = { ...limits, maxEmptyPages: MAX_EMPTY_PAGES };
	const result = await scan(source, seen, newest, timeZone, all);
	return { ...result, changes: [...changes, ...result.changes], queryTimeZone };
}

/** Whether the clock was set back further than is remembered what was emitted. */
function isOutOfReach(
	{ now }: ChangeSource,
	{ clock }: Checkpoint,
	{ since }: SeenChanges,
): boolean {
	if (now === undefined || clock === '') return false;
	return now < fromGlide(clock) - CLOCK_TOLERANCE_MS && toGlide(now) < since;
}

/**
 * Reads on from a checkpoint. The watermark stays behind what was read, for what is committed late.
 *
 * @returns nothing when the clock of the instance was set back out of reach
 */
async function readChanges(
	source: ChangeSource,
	checkpoint: Checkpoint,
	lookBackMs: number,
	limits: PollLimits,
): Promise<(ChangeBatch & { isComplete: boolean }) | undefined> {
	const record = await newestRecord(source);
	const newest = record && changeOf(record, source.query.event);
	const { watermark: start, seenChanges, remembersSince } = checkpoint;
	const seen = new SeenChanges(start, seenChanges, remembersSince);
	if (isOutOfReach(source, checkpoint, seen)) return undefined;
	// Where the clock was set back, what comes now has times that were read already.
	if (source.now !== undefined) seen.rewind(toGlide(source.now - lookBackMs));
	const result = await scanAndDetect(source, seen, checkpoint.queryTimeZone, newest, limits);
	const { last, isComplete, queryTimeZone } = result;
	const lastTime = fromGlide(last.time);
	const now = source.now ?? lastTime;
	const changes = seen.shrink(last, result.changes, toGlide(now));
	// A date in the future must not hide what comes before it.
	seen.raise({ time: toGlide(Math.min(lastTime, now) - lookBackMs), id: '' });
	const { watermark } = seen;
	return {
		changes,
		isComplete,
		checkpoint: {
			...checkpoint,
			queryTimeZone,
			watermark,
			remembersSince: seen.since,
			complete: isComplete ? watermark.time : checkpoint.complete,
			clock: source.now === undefined ? '' : toGlide(source.now),
			seenChanges: seen.serialize(),
		},
	};
}

/**
 * Sets the first checkpoint at the newest record, because the clock of the host that answers can be ahead
 * of the one that stamps the records. What is there already counts as emitted, so that what is committed
 * late from now on is not lost.
 *
 * @param owner see {@link Checkpoint.owner}
 * @param deadline UNIX milliseconds
 */
export async function initialize(
	source: ChangeSource,
	{ event, state, lookBackMs }: Settings,
	owner: string,
	deadline: number,
): Promise<Checkpoint> {
	const newest = await newestRecord(source);
	const tracker = event.reachesState ? await StateTracker.initialize(source, state) : undefined;
	const clock = source.now ?? Date.now();
	const newestTime = newest === undefined ? clock : fromGlide(changeOf(newest, event).time);
	// A date in the future must not hide what comes before it.
	const now = Math.min(clock, newestTime);
	const time = toGlide(now - lookBackMs);
	const start: Checkpoint = {
		owner,
		origin: source.origin,
		watermark: { time, id: '' },
		remembersSince: time,
		seenChanges: {},
		queryTimeZone: 0,
		complete: time,
		clock: '',
		inState: tracker?.serialize() ?? '',
	};
	const limits = { maxChanges: MAX_AT_START, deadline };
	const batch = await readChanges(source, start, lookBackMs, limits);
	if (batch?.isComplete) return batch.checkpoint;
	const after = toGlide(now + 1000);
	return { ...start, watermark: { time: after, id: '' }, remembersSince: after };
}

/**
 * Reads what has changed since a checkpoint.
 *
 * @param deadline UNIX milliseconds
 * @returns nothing when the clock of the instance was set back out of reach
 */
export async function readSince(
	source: ChangeSource,
	checkpoint: Checkpoint,
	{ event, state, filter, lookBackMs, maxChanges }: Settings,
	deadline: number,
): Promise<ChangeBatch | undefined> {
	const batch = await readChanges(source, checkpoint, lookBackMs, { maxChanges, deadline });
	if (batch === undefined || !event.reachesState) return batch;
	const tracker = new StateTracker(state, checkpoint.inState);
	const reached = batch.changes.filter((change) => tracker.reaches(change, checkpoint.complete));
	return {
		changes: await filterMatching(source, reached, filter),
		checkpoint: { ...batch.checkpoint, inState: tracker.serialize() },
	};
}
