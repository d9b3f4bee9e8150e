import { InvalidInputError } from '../shared/inputError';
import { fromGlide, toGlide } from '../shared/platform/glideDateTime';
import { changeOf, isAfter, type Change } from './change';
import type { ChangeSource } from './changeSource';
import type { Checkpoint } from './checkpoint';
import { readNewest, readTable, type Newest } from './newest';
import { assertHeeded, assertStillHeeded, assertStillKnown } from './queryCheck';
import { detectTimeZone, earliestReading, type QueryTimeZone } from './queryTimeZone';
import { MAX_EMPTY_PAGES, scan, type ScanLimits, type ScanResult } from './scan';
import { scanById } from './scanById';
import { SeenChanges } from './seenChanges';
import type { Settings } from './settings';
import { filterMatching, StateTracker } from './stateTracker';

/** Changes that are passed over when the trigger starts, at most. */
const MAX_AT_START = 20_000;

/** Changes of one poll, at most, where the filter is asked about for every hundred of them. */
const MAX_FILTERED = 5000;

/** Milliseconds by which the clocks of one instance's hosts may differ, or that a response may take. */
const CLOCK_TOLERANCE_MS = 5000;

/** Milliseconds before the first poll from which on records of an empty table are looked for. */
const EMPTY_SINCE_MS = 24 * 60 * 60 * 1000;

/** The limits that a poll sets. */
type PollLimits = Omit<ScanLimits, 'maxEmptyPages'>;

/** What a poll emits, and what it leaves to the next one. */
interface ChangeBatch {
	/** Changes to emit, in their order. */
	changes: Change[];
	/** What to remember once they are emitted. */
	checkpoint: Checkpoint;
}

/** A scan's result, and how the instance reads dates, as far as it is known then. */
interface ZonedResult extends ScanResult {
	/** Minutes ahead of UTC. */
	queryTimeZone: number;
}

/** @throws {InvalidInputError} when the newest record is still one that the scan did not get to */
async function assertNotHidden(source: ChangeSource, { isHidden, last }: ScanResult) {
	if (!isHidden) return;
	const { change } = await readNewest(source);
	if (change === undefined || !isAfter(change, last)) return;
	throw new InvalidInputError(
		`Too many records in a row are hidden from the ServiceNow user`,
		`The trigger passed over ${MAX_EMPTY_PAGES} pages without a record that the user may read, and did not reach the newest one. Ask an administrator to check the read ACLs of the table.`,
	);
}

/**
 * Reads in the order of time; where the instance does not play along, in the order of sys_ids.
 *
 * @throws {InvalidInputError} when there is no way to read what changed
 */
async function scanAnyWay(
	source: ChangeSource,
	seen: SeenChanges,
	{ change, isSorted }: Newest,
	timeZone: QueryTimeZone,
	limits: ScanLimits,
): Promise<ScanResult> {
	const byTime: ScanResult = isSorted
		? await scan(source, seen, change, timeZone, limits)
		: { changes: [], last: seen.watermark, isComplete: false, ignored: 'order' };
	if (!byTime.ignored) return byTime;
	const byId = await scanById(source, seen, timeZone, byTime.ignored, limits.deadline);
	return { ...byId, changes: [...byTime.changes, ...byId.changes] };
}

/**
 * Reads what comes after the watermark. How the instance reads dates is detected with each newest record
 * that is new. With a known one the last reading is kept, which is right if the scan gets to that record.
 */
async function scanAndDetect(
	source: ChangeSource,
	seen: SeenChanges,
	known: number,
	newest: Newest,
	limits: PollLimits,
): Promise<ZonedResult> {
	const { change, isSorted } = newest;
	let changes: Change[] = [];
	if (isSorted && (change === undefined || seen.has(change))) {
		const timeZone = earliestReading(known, known);
		const result = await scanAnyWay(source, seen, newest, timeZone, {
			...limits,
			maxEmptyPages: 0,
		});
		const gotThere = change === undefined || !isAfter(change, result.last);
		if (gotThere || result.ignored) return { ...result, queryTimeZone: known };
		changes = result.changes;
	}
	const queryTimeZone = (change && (await detectTimeZone(source, change, known))) ?? known;
	const timeZone = earliestReading(known, queryTimeZone);
	const all = { ...limits, maxEmptyPages: MAX_EMPTY_PAGES };
	const result = await scanAnyWay(source, seen, newest, timeZone, all);
	await assertNotHidden(source, result);
	return { ...result, changes: [...changes, ...result.changes], queryTimeZone };
}

/** Makes sure that no record is of the event, and that the user may read what the query names. */
async function assertNoneMatches(source: ChangeSource): Promise<void> {
	const { event, filter } = source.query;
	const [record] = await readTable(source);
	// Of an empty table nothing can be wrong yet; the first changes are looked at as all others.
	if (record) await assertStillKnown(source, filter, changeOf(record, event).id);
}

/**
 * By how much the clock of the instance was set back since the last poll. This machine's clock tells how
 * much time passed; when that one was set forward, it looks the same, and does no harm.
 *
 * @returns milliseconds
 */
function setBackBy({ now, clockOffset }: ChangeSource, last: Checkpoint): number {
	if (now === undefined || last.clock === '') return 0;
	const milliseconds = last.clockOffset - clockOffset;
	return milliseconds > CLOCK_TOLERANCE_MS ? milliseconds : 0;
}

/**
 * What was emitted, with the watermark so far back that all changes since the last poll come after it.
 *
 * @returns nothing when the clock was set back further than is remembered what was emitted
 */
function seenBefore(source: ChangeSource, checkpoint: Checkpoint): SeenChanges | undefined {
	const { watermark, seenChanges, remembersSince, clock } = checkpoint;
	const seen = new SeenChanges(watermark, seenChanges, remembersSince);
	const milliseconds = setBackBy(source, checkpoint);
	if (milliseconds === 0) return seen;
	if (toGlide(fromGlide(clock) - milliseconds) < remembersSince) return undefined;
	seen.rewind(toGlide(fromGlide(watermark.time) - milliseconds));
	return seen;
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
	const newest = await readNewest(source);
	if (newest.change === undefined) await assertNoneMatches(source);
	const seen = seenBefore(source, checkpoint);
	if (seen === undefined) return undefined;
	const result = await scanAndDetect(source, seen, checkpoint.queryTimeZone, newest, limits);
	const { last, isComplete, queryTimeZone } = result;
	const lastTime = fromGlide(last.time);
	const now = source.now ?? lastTime;
	const changes = seen.shrink(last, result.changes, toGlide(now));
	// Where a poll's time went by over what was known, the next one would come no further.
	if (!isComplete && result.changes.length === 0) seen.raise(last);
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
			clockOffset: source.clockOffset,
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
	{ event, state, filter, lookBackMs }: Settings,
	owner: string,
	deadline: number,
): Promise<Checkpoint> {
	const [record] = await readTable(source);
	const known = record && changeOf(record, event);
	if (known) await assertHeeded(source, filter, known.id);
	const { change: newest } = await readNewest(source);
	const tracker = event.reachesState ? await StateTracker.initialize(source, state) : undefined;
	const clock = source.now ?? Date.now();
	const latest = newest ?? known;
	// A date in the future must not hide what comes before it. Whatever comes into an empty table is new.
	const now = latest ? Math.min(clock, fromGlide(latest.time)) : clock - EMPTY_SINCE_MS;
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
		clockOffset: 0,
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
	const isFiltered = event.reachesState && filter !== '';
	const most = isFiltered ? Math.min(maxChanges, MAX_FILTERED) : maxChanges;
	const batch = await readChanges(source, checkpoint, lookBackMs, { maxChanges: most, deadline });
	const [first] = batch?.changes ?? [];
	if (first) await assertStillHeeded(source, filter, first.id);
	if (batch === undefined || !event.reachesState) return batch;
	const tracker = new StateTracker(state, checkpoint.inState);
	const reached = batch.changes.filter((change) => tracker.reaches(change, checkpoint.complete));
	const changes = await filterMatching(source, reached, filter);
	if (first && changes.length === 0) await assertStillKnown(source, filter, first.id);
	return { changes, checkpoint: { ...batch.checkpoint, inState: tracker.serialize() } };
}
