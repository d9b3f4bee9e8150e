import type { IDataObject } from 'n8n-workflow';
import { fromGlide, toGlide } from '../shared/platform/glideDateTime';
import { changeOf, isAfter, type Change } from './change';
import type { Mark } from './checkpoint';
import { MAX_EMPTY, scan, type Found, type Reach } from './scan';
import { Seen } from './seenChanges';
import type { Settings } from './settings';
import type { Source } from './changeSource';
import { InState, meeting } from './stateTracker';
import { earliest, zoneAt } from './queryTimeZone';

/** Changes that are passed over at a start, at most. */
const MAX_AT_START = 20_000;

/** What a look at the instance gave. */
interface Look {
	/** Changes to hand out, in their order. */
	changes: Change[];
	/** What to remember once they are handed out. */
	mark: Mark;
}

/** The newest record that the user may see: access rules can hide the very newest. */
async function newestOf(source: Source): Promise<IDataObject | undefined> {
	const { time } = source.wanted.event;
	const columns = ['sys_id', time, 'sys_mod_count'];
	const [newest] = await source.newest(1, '', columns);
	if (newest !== undefined) return newest;
	const [visible] = await source.newest(1000, '', columns);
	return visible;
}

/** What was read, and how the instance reads dates as far as is known then. */
interface Reading extends Found {
	zone: number;
}

/**
 * Reads what comes after the floor. How the instance reads dates is asked with each newest record that
 * is new. With one that is known it is taken as before, which the scan proves by getting to it.
 */
async function read(
	source: Source,
	seen: Seen,
	known: number,
	newest: Change | undefined,
	extent: Omit<Reach, 'maxEmpty'>,
): Promise<Reading> {
	const first = { changes: [] as Change[] };
	if (newest === undefined || seen.has(newest)) {
		const reach = { ...extent, maxEmpty: 0 };
		const found = await scan(source, seen, newest, earliest(known, known), reach);
		if (newest === undefined || !isAfter(newest, found.last)) return { ...found, zone: known };
		first.changes = found.changes;
	}
	const zone = (newest && (await zoneAt(source, newest, known))) ?? known;
	const reach = { ...extent, maxEmpty: MAX_EMPTY };
	const found = await scan(source, seen, newest, earliest(known, zone), reach);
	return { ...found, changes: [...first.changes, ...found.changes], zone };
}

function earlier(...instants: number[]): string {
	return toGlide(Math.min(...instants));
}

/** Reads on from a mark. The floor stays behind what was read, for what is committed late. */
async function readOn(
	source: Source,
	mark: Mark,
	lookBack: number,
	reach: Omit<Reach, 'maxEmpty'>,
): Promise<Look & { found: Found }> {
	const record = await newestOf(source);
	const newest = record && changeOf(record, source.wanted.event);
	const seen = new Seen(mark.floor, mark.seen);
	const found = await read(source, seen, mark.zone, newest, reach);
	const { zone } = found;
	const last = fromGlide(found.last.time);
	const now = source.now ?? last;
	const changes = seen.shrink(found.last, found.changes, toGlide(now));
	// A date in the future must not hide what comes before it.
	seen.raise({ time: earlier(last - lookBack * 1000, now - lookBack * 1000), id: '' });
	const { floor } = seen;
	const complete = found.isComplete ? floor.time : mark.complete;
	return { changes, found, mark: { ...mark, zone, floor, complete, seen: seen.stored() } };
}

/**
 * Sets the mark at the present time of the instance. What is there already counts as handed out, so
 * that what is committed late from now on does not get lost.
 */
export async function startNow(
	source: Source,
	{ event, state, lookBack }: Settings,
	of: string,
	deadline: number,
): Promise<Mark> {
	const newest = await newestOf(source);
	const inState = event.reachesState ? (await InState.now(source, state)).stored() : '';
	const newestTime = newest && fromGlide(changeOf(newest, event).time);
	const now = source.now ?? newestTime ?? Date.now();
	const time = toGlide(now - lookBack * 1000);
	const start: Mark = {
		of,
		floor: { time, id: '' },
		seen: {},
		zone: 0,
		complete: time,
		inState,
	};
	const reach = { limit: MAX_AT_START, deadline };
	const { found, mark } = await readOn(source, start, lookBack, reach);
	return found.isComplete ? mark : { ...start, floor: { time: toGlide(now), id: '' } };
}

/** Looks for what has changed since the mark. */
export async function lookOn(
	source: Source,
	mark: Mark,
	{ event, state, filter, lookBack, maxChanges }: Settings,
	deadline: number,
): Promise<Look> {
	const look = await readOn(source, mark, lookBack, { limit: maxChanges, deadline });
	if (!event.reachesState) return look;
	const inState = new InState(state, mark.inState);
	const reached = look.changes.filter((change) => inState.reaches(change, mark.complete));
	return {
		changes: await meeting(source, reached, filter),
		mark: { ...look.mark, inState: inState.stored() },
	};
}
