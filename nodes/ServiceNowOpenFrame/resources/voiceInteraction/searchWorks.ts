import type { Request, RequestContext } from '../../../shared/transport/requestContext';
import { emptinessOf } from '../../../shared/transport/tableCount';
import { assertColumn, assertFound, searchableIdIn, searchQuery } from './found';
import { readInteractions } from './readInteractions';

/**
 * Makes sure that a search that finds nothing means that there is nothing: an instance can answer with an
 * empty list where the user may not read the table, or may not search by the column.
 *
 * @throws {InvalidInputError} when the interactions cannot be read or searched
 */
async function assertSearchWorks(item: RequestContext, request: Request): Promise<void> {
	let known = await readInteractions(item, request);
	if (known.length === 0) {
		const emptiness = await emptinessOf(item, request, 'interaction');
		if (emptiness === 'empty') return;
		// The first one may have been created before they were counted.
		if (emptiness === 'hidden') known = await readInteractions(item, request);
	}
	assertColumn(known);
	const id = searchableIdIn(known);
	if (id === undefined) return;
	assertFound(await readInteractions(item, request, searchQuery(id)), id);
}

/** Checks of the runs that go on, by their signal and the host. */
const checks = new WeakMap<AbortSignal, Map<string, Promise<void>>>();

/**
 * The same once for all items of a run, as long as it does not fail.
 *
 * @throws {InvalidInputError} when the interactions cannot be read or searched
 */
export async function assertSearchWorksInRun(
	item: RequestContext,
	request: Request,
): Promise<void> {
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
