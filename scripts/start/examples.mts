import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../bootstrap.mjs';
import type { Credential, N8nClient, Workflow } from '../n8n/client.mts';
import { withCredentials } from '../n8n/logins.mts';

/** The example that goes through every operation. */
const tour = 'all-operations.json';

/** A workflow of `examples/` in n8n. */
export interface Example {
	id: string;
	workflow: Workflow;
}

/** Stores credentials in n8n. @returns their ids by type */
async function saveCredentials(
	client: N8nClient,
	credentials: Credential[],
): Promise<Record<string, string>> {
	const ids: Record<string, string> = {};
	for (const credential of credentials) {
		ids[credential.type] = await client.saveCredential(credential);
	}
	return ids;
}

/**
 * Puts credentials and the example workflows into n8n. A workflow that is there stays as the user
 * left it.
 *
 * @returns the example that goes through every operation
 */
export async function importExamples(
	client: N8nClient,
	credentials: Credential[],
): Promise<Example> {
	const ids = await saveCredentials(client, credentials);
	const folder = join(root, 'examples');
	let found: Example | undefined;
	for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json'))) {
		const text = await readFile(join(folder, file), 'utf8');
		const workflow = withCredentials(JSON.parse(text) as Workflow, ids);
		const id = await client.addWorkflowOnce(workflow);
		if (file === tour) found = { id, workflow };
	}
	if (!found) throw new Error(`examples/${tour} is missing.`);
	return found;
}

/** Runs an example from its manual trigger. */
export async function runExample(client: N8nClient, { id, workflow }: Example) {
	const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	if (!trigger) throw new Error(`The workflow "${workflow.name}" has no manual trigger.`);
	return await client.execute(id, trigger.name);
}
