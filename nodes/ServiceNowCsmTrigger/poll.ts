import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { InvalidInputError } from '../shared/inputError';
import { simplify } from '../shared/fields/simplify';
import { toPollError } from '../shared/failure/nodeError';
import { initialize, readSince } from './readChanges';
import { ownerOf, readCheckpoint, type Notice } from './checkpoint';
import { CheckpointStore, nodeKeyOf } from './checkpointStore';
import { CLOCK_SET_BACK, isTick, noticeOf } from './notice';
import { endInTime, pollBudgetOf, withinBudget, type PollBudget } from './pollBudget';
import { settingsOf, type Settings } from './settings';
import { ChangeSource } from './changeSource';
import { changeOf } from './change';
import { isOfEvent, neededColumns } from './events';
import { readTable } from './newest';
import { isInState } from './stateTracker';
import { assertHeeded } from './queryCheck';

/** Records that a test in the editor shows, at most. */
const SAMPLES = 5;

/** Records among which to look for them, because the instance can ignore what the event asks. */
const NEWEST = 20;

/**
 * Nodes with a poll in progress, with the UNIX milliseconds of its start: n8n starts the next poll even if
 * the last one has not ended.
 */
const activePolls = new Map<string, number>();

async function sourceOf(
	context: IPollFunctions,
	settings: Settings,
	filter: string,
	over?: AbortSignal,
) {
	const { event, simplify, sendOptions } = settings;
	const needed = [...neededColumns(event), ...(event.reachesState ? ['closed_at'] : [])];
	const columns = simplify ? [...new Set([...event.simplified, ...needed])] : undefined;
	return await ChangeSource.open(context, { event, filter, columns, sendOptions, over });
}

function toItems(records: IDataObject[], settings: Settings): INodeExecutionData[] {
	const { simplified } = settings.event;
	return records.map((json) => ({ json: settings.simplify ? simplify(json, simplified) : json }));
}

/** The latest matching records, for Fetch Test Event. The checkpoint stays where it is. */
async function fetchTestEvent(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const settings = settingsOf(context);
	const source = await sourceOf(context, settings, settings.filter);
	return await samplesOf(source, settings).finally(() => source.logSummary(context.logger));
}

async function samplesOf(
	source: ChangeSource,
	settings: Settings,
): Promise<INodeExecutionData[][]> {
	const { event, state, filter } = settings;
	const [known] = await readTable(source);
	if (known) await assertHeeded(source, filter, changeOf(known, event).id);
	const found = await source.newest(NEWEST, event.reachesState ? `state=${state}` : '');
	const matching = found.filter((record) => {
		changeOf(record, event);
		return isOfEvent(event, record) && (!event.reachesState || isInState(record, state));
	});
	if (matching.length > 0) return [toItems(matching.slice(0, SAMPLES), settings)];
	throw new InvalidInputError(
		'No record matches this event and query',
		'Fetch Test Event shows the latest matching records. Create or change a record that matches, or check "Query".',
	);
}

/** The settings of a poll, and the records that it reads. */
async function openPoll(
	context: IPollFunctions,
	given: Settings,
	budget: PollBudget,
	over: AbortSignal,
) {
	const settings = { ...given, sendOptions: withinBudget(given.sendOptions, budget) };
	// The state is compared here, and the filter is applied when the state has been reached: an
	// interaction that leaves the state and the filter at once is still seen to leave.
	const filter = settings.event.reachesState ? '' : settings.filter;
	return { settings, source: await sourceOf(context, settings, filter, over) };
}

/** Reads what has changed since the last poll, and moves the checkpoint. */
async function pollChanges(
	context: IPollFunctions,
	given: Settings,
	budget: PollBudget,
	over: AbortSignal,
): Promise<INodeExecutionData[][] | null> {
	const { readUntil: deadline } = budget;
	const isScheduled = isTick(context);
	const opened = await openPoll(context, given, budget, over);
	const reading = readChangesOf(context, opened, { deadline, isScheduled, over });
	return await reading.finally(() => opened.source.logSummary(context.logger));
}

async function readChangesOf(
	context: IPollFunctions,
	{ settings, source }: Awaited<ReturnType<typeof openPoll>>,
	{ deadline, isScheduled, over }: { deadline: number; isScheduled: boolean; over: AbortSignal },
): Promise<INodeExecutionData[][] | null> {
	const store = new CheckpointStore(context);
	const owner = ownerOf(settings);
	const start = async (notice?: Notice): Promise<null> => {
		if (notice) context.logger.warn(`${notice.message}. ${notice.advice}`);
		const checkpoint = await initialize(source, settings, owner, deadline);
		over.throwIfAborted();
		store.write({ ...checkpoint, notice }, false);
		return null;
	};
	const stored = readCheckpoint(store.read(), owner, source.origin);
	if (stored.is !== 'valid') return await start(noticeOf(stored, source.origin));
	const { notice, ...last } = stored.checkpoint;
	if (notice && isScheduled) {
		store.write(last, false);
		throw new InvalidInputError(notice.message, notice.advice);
	}
	const batch = await readSince(source, stored.checkpoint, settings, deadline);
	if (batch === undefined) return await start(CLOCK_SET_BACK);
	const records = batch.changes.map(({ record }) => record);
	over.throwIfAborted();
	store.write(batch.checkpoint, records.length > 0);
	return records.length > 0 ? [toItems(records, settings)] : null;
}

/** Leaves a poll out, and says so: the one before is still waiting for the instance. */
function skip(context: IPollFunctions, since: number): null {
	const seconds = Math.round((Date.now() - since) / 1000);
	context.logger.warn(
		`The last poll has not ended after ${seconds} s. This one is left out; no change is lost.`,
	);
	return null;
}

async function pollExclusively(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = nodeKeyOf(context);
	const since = activePolls.get(node);
	if (since !== undefined) return skip(context, since);
	activePolls.set(node, Date.now());
	try {
		const settings = settingsOf(context);
		const budget = pollBudgetOf(context);
		return await endInTime(
			budget,
			settings.sendOptions.maxWaitMs,
			async (over) => await pollChanges(context, settings, budget, over),
		);
	} finally {
		activePolls.delete(node);
	}
}

/**
 * One poll of the trigger.
 *
 * Each change is emitted once. The checkpoint in the static data of the node has a watermark, up to
 * which everything is done, and the keys of the changes after it that were emitted. The watermark stays
 * behind the newest change by the look-back time, and what lies after it is read again with each poll:
 * what is committed late turns up there under a new key. The checkpoint is written at the very end, so
 * that a poll that fails changes nothing.
 *
 * https://docs.confluent.io/cloud/current/flink/concepts/timely-stream-processing.md
 *
 * @returns the records as items; nothing where there are none, so that no execution starts
 * @throws {NodeApiError | NodeOperationError} that says what happened and what to do
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isTest = context.getMode() === 'manual';
	const run = isTest ? fetchTestEvent : pollExclusively;
	return await run(context).catch(async (error: Error) => {
		throw await toPollError(context, error);
	});
}
