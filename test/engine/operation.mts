import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { entryOf } from './fill.mts';
import { run, type RunOptions, type RunResult } from './harness.mts';

/**
 * Runs an operation by its id.
 *
 * @param id `<resource>.<operation>`
 */
export async function runOperation(
	id: string,
	url: string,
	parameters: INodeParameters | IDataObject,
	options: Partial<RunOptions> = {},
): Promise<RunResult> {
	const [resource, operation] = id.split('.');
	return await run({
		node: entryOf(id).node.description.name,
		resource,
		operation,
		url,
		parameters: parameters as INodeParameters,
		...options,
	});
}
