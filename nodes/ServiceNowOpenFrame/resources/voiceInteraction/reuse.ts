import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { manyRecords, type Operation } from '../../../shared/operation';
import { tableApi } from '../../../shared/platform/apis';
import { optionsOf } from '../../../shared/input/parameters';
import type { OperationRunner } from '../../../shared/request/send';
import { fetchRecords } from '../../../shared/transport/fetchRecords';
import type { Request, RequestContext } from '../../../shared/transport/requestContext';
import { runExclusive } from '../../../shared/transport/lock';
import { assertColumn, assertFound, readFound, searchableIdIn, searchQuery } from './found';
import { isReuseOn, SESSION_ID_COLUMN, sessionIdOf } from './sessionId';

export const reuseOption: INodeProperties = {
	displayName: 'Reuse by Client Session ID',
	name: 'reuseByClientSessionId',
	type: 'boolean',
	default: false,
	description:
		'Whether to return the existing interaction with this client session ID instead of creating a second one, with reused: true. Sends one more request where it finds one, up to three where it does not, and needs read access to the table interaction.',
};

/** More than there can be by mistake: a comparison on the instance takes no notice of letter case. */
const MOST_ROWS = 100;

const lookUp: Operation = {
	action: 'Look for a voice interaction',
	api: tableApi,
	table: 'interaction',
	records: manyRecords,
	safety: 'read',
	note: 'This happened during the search by client session ID. No interaction was created.',
};

/** Reads interactions. @param query encoded query; none for any interactions */
async function readInteractions(
	item: RequestContext,
	request: Request,
	query?: string,
): Promise<IDataObject[]> {
	return await fetchRecords(
		{ ...item, operation: lookUp },
		{
			...request,
			options: {
				...request.options,
				method: 'GET',
				url: '/api/now/table/interaction',
				qs: {
					...(query !== undefined && { sysparm_query: query }),
					sysparm_fields: `sys_id,number,sys_created_on,${SESSION_ID_COLUMN}`,
					sysparm_limit: MOST_ROWS,
					// Counting a large table takes the instance longer than finding one call in it.
					sysparm_no_count: 'true',
				},
				body: undefined,
			},
		},
	);
}

/**
 * Makes sure that a search that finds nothing means that there is nothing: an instance can answer with an
 * empty list where the user may not read the table, or may not search by the column.
 *
 * @throws {InvalidInputError} when the interactions cannot be read or searched
 */
async function assertSearchWorks(item: RequestContext, request: Request): Promise<void> {
	const known = await readInteractions(item, request);
	assertColumn(known);
	const id = searchableIdIn(known);
	if (id === undefined) return;
	assertFound(await readInteractions(item, request, searchQuery(id)), id);
}

/** Checks of the runs that go on, by their signal and the host. */
const checks = new WeakMap<AbortSignal, Map<string, Promise<void>>>();

/** The same once for all items of a run, as long as it does not fail. */
async function assertSearchWorksInRun(item: RequestContext, request: Request): Promise<void> {
	const { signal } = item.run;
	const { baseURL } = request.options;
	const ofRun = checks.get(signal) ?? new Map<string, Promise<void>>();
	checks.set(signal, ofRun);
	const check = ofRun.get(baseURL!) ?? assertSearchWorks(item, request);
	ofRun.set(baseURL!, check);
	await check.catch((error: Error) => {
		ofRun.delete(baseURL!);
		throw error;
	});
}

/** The interaction of a call, open or closed; the oldest where there are several. */
async function existing(
	item: RequestContext,
	request: Request,
	id: string,
): Promise<IDataObject | undefined> {
	const rows = await readInteractions(item, request, searchQuery(id));
	if (rows.length === 0) await assertSearchWorksInRun(item, request);
	return readFound(rows, id);
}

/** Creates the interaction; where the user wants that, only if there is none for the call yet. */
export const createOrReuse: OperationRunner = async (item, request) => {
	if (!isReuseOn(optionsOf(item.context))) return await fetchRecords(item, request);

	const id = sessionIdOf(request.options.body as IDataObject);
	const { origin } = new URL(request.options.baseURL!);
	return await runExclusive(`${origin} ${id}`, item.run.stopped, async () => {
		const found = await existing(item, request, id);
		if (found) {
			return [{ status: 'SUCCESS', sysId: found.sys_id, number: found.number, reused: true }];
		}
		const operation = {
			...item.operation,
			safety: {
				whenUnknown: 'Run it again: if the interaction was created, the search finds it.',
			},
		};
		const [created] = await fetchRecords({ ...item, operation }, request);
		return [{ ...created, reused: false }];
	});
};
