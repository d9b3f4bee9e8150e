import Table from 'cli-table3';
import type { Execution, NodeRun, Workflow, WorkflowNode } from '../n8n/client.mts';

const widestOutput = 68;

function operationOf({ parameters, type }: WorkflowNode): string {
	return `${type.split('.').pop()}: ${String(parameters.operation)}`;
}

/** An item that is an error, where the node lets the workflow go on. */
function errorOf(run: NodeRun): string | undefined {
	if (run.error) return run.error.message;
	const error = run.data?.main[0]?.[0]?.json.error;
	if (error === undefined) return undefined;
	return typeof error === 'string' ? error : ((error as Error).message ?? JSON.stringify(error));
}

function inShort(run: NodeRun): string {
	const items = run.data?.main[0] ?? [];
	const filled = Object.entries(items[0]?.json ?? {})
		.filter(([, value]) => value !== '' && value !== null)
		.map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
		.join(', ');
	const text = items.length === 1 ? filled : `${items.length} items, first ${filled}`;
	return text.length > widestOutput ? `${text.slice(0, widestOutput - 3)}...` : text;
}

/** What each ServiceNow node of a workflow did, as rows. */
function rowsOf(workflow: Workflow, { runs }: Execution): string[][] {
	return workflow.nodes
		.filter(({ credentials }) => credentials)
		.map((node) => {
			const [run] = runs[node.name] ?? [];
			if (!run) return [node.name, operationOf(node), 'not run', '', ''];
			const error = errorOf(run);
			return [
				node.name,
				operationOf(node),
				error === undefined ? 'success' : 'error',
				error ?? inShort(run),
				`${run.executionTime} ms`,
			];
		});
}

/**
 * The result of an execution for the terminal.
 *
 * @returns the table, and whether every ServiceNow node succeeded
 */
export function resultTable(
	workflow: Workflow,
	execution: Execution,
): { text: string; succeeded: boolean } {
	const rows = rowsOf(workflow, execution);
	const table = new Table({
		head: ['Node', 'Operation', 'Status', 'Output', 'Time'],
		style: { head: [], border: [] },
	});
	table.push(...rows);
	return { text: table.toString(), succeeded: rows.every(([, , status]) => status === 'success') };
}
