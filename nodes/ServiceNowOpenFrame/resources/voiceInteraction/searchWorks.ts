import { oncePerRun } from '../../../shared/transport/oncePerRun';
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

/**
 * The same once for all items of a run, as long as it does not fail.
 *
 * @throws {InvalidInputError} when the interactions cannot be read or searched
 */
export async function assertSearchWorksInRun(
	item: RequestContext,
	request: Request,
): Promise<void> {
	const key = `search of interactions ${request.options.baseURL}`;
	await oncePerRun(item.run.signal, key, async () => {
		await assertSearchWorks(item, request);
		return true;
	});
}
