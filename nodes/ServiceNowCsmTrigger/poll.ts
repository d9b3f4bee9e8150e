import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { InvalidInputError } from '../shared/inputError';
import { toPollError } from '../shared/failure/nodeError';
import { lookOn, startNow } from './readChanges';
import { ownerOf, storedMark } from './checkpoint';
import { settingsOf, type Settings } from './settings';
import { Source } from './changeSource';
import { STATE_COLUMNS } from './stateTracker';

/** Records that a test in the editor shows, at most. */
const SAMPLES = 5;

/** Share of the time that n8n gives a poll in which reading goes on; the rest is for the last page. */
const READING_TIME = 0.5;

/** Milliseconds that versions of n8n give a poll that do not say so. */
const USUAL_BUDGET = 300_000;

/** Nodes with a poll under way. n8n starts the next one though the last has not ended. */
const underWay = new Set<string>();

async function sourceOf(context: IPollFunctions, settings: Settings, filter: string) {
	const { event, simplify, sendOptions } = settings;
	const needed = ['sys_mod_count', ...(event.reachesState ? STATE_COLUMNS : [])];
	const columns = simplify ? [...new Set([...event.simplified, ...needed])] : undefined;
	return await Source.open(context, { event, filter, columns, sendOptions });
}

function toItems(records: IDataObject[], { event, simplify }: Settings): INodeExecutionData[] {
	return records.map((record) => {
		if (!simplify) return { json: record };
		const columns = event.simplified.filter((column) => column in record);
		return { json: Object.fromEntries(columns.map((column) => [column, record[column]])) };
	});
}

/** The latest records, for a test in the editor. The mark stays where it is. */
async function sample(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	const settings = settingsOf(context);
	const source = await sourceOf(context, settings, settings.filter);
	const condition = settings.event.reachesState ? `state=${settings.state}` : '';
	const records = await source.newest(SAMPLES, condition);
	if (records.length > 0) return [toItems(records, settings)];
	throw new InvalidInputError(
		'No record on the instance fits this event and query',
		'A test shows the latest records. Create or change one that fits, or check "sysparm_query".',
	);
}

/** Hands out what has changed since the last poll, and moves the mark. */
async function news(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const deadline = Date.now() + (context.getPollBudgetMs?.() ?? USUAL_BUDGET) * READING_TIME;
	const data = context.getWorkflowStaticData('node');
	const settings = settingsOf(context);
	// The state is looked at here, and the filter is asked about when the state has been reached: an
	// interaction that leaves the state and the filter at once is still seen to leave.
	const filter = settings.event.reachesState ? '' : settings.filter;
	const source = await sourceOf(context, settings, filter);
	const of = ownerOf(settings, source.origin);
	const mark = storedMark(data, of);
	if (mark === undefined) {
		data.mark = (await startNow(source, settings, of, deadline)) as unknown as IDataObject;
		return null;
	}
	const look = await lookOn(source, mark, settings, deadline);
	data.mark = look.mark as unknown as IDataObject;
	if (look.changes.length === 0) return null;
	return [
		toItems(
			look.changes.map(({ record }) => record),
			settings,
		),
	];
}

async function oneAtATime(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (underWay.has(node)) return null;
	underWay.add(node);
	try {
		return await news(context);
	} finally {
		underWay.delete(node);
	}
}

/**
 * One poll of the trigger.
 *
 * Each change is handed out once. The mark in the static data of the node is a floor, up to which
 * everything is done, and the names of the changes after it that were handed out. The floor stays
 * behind the newest change by the look-back time, and what lies after it is read again with each poll:
 * what is committed late turns up there under a name that is new. The mark is written at the very end,
 * so that a poll that fails is as if it had not been.
 *
 * @returns the records as items; nothing where there are none, so that no execution starts
 * @throws {NodeApiError | NodeOperationError} that says what happened and what to do
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isTest = context.getMode() === 'manual';
	return await (isTest ? sample : oneAtATime)(context).catch(async (error: Error) => {
		throw await toPollError(context, error);
	});
}
