import Table from 'cli-table3';
import type { Execution, NodeRun, Workflow, WorkflowNode } from '../n8n/client.mts';

const widestOutput = 68;

/** What says most about a record, so it comes first in the little space there is. */
const telling = ['number', 'name', 'status', 'success', 'state', 'sysId', 'sys_id'];

type Items = Array<{ json: Record<string, unknown> }>;

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

function inShort(items: Items): string {
	const filled = Object.entries(items[0].json)
		.filter(([, value]) => value !== '' && value !== null)
		.sort(([a], [b]) => weight(b) - weight(a))
		.map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`)
		.join(', ');
	const text = items.length === 1 ? filled : `${items.length} items, first ${filled}`;
	return text.length > widestOutput ? `${text.slice(0, widestOutput - 3)}...` : text;
}

function weight(field: string): number {
	const place = telling.indexOf(field);
	return place < 0 ? 0 : telling.length - place;
}

/** What each ServiceNow node of a workflow did, as rows. */
function rowsOf(workflow: Workflow, { runs }: Execution): string[][] {
	return workflow.nodes
		.filter(({ credentials }) => credentials)
		.map((node) => {
			const [run] = runs[node.name] ?? [];
			if (!run) return [node.name, operationOf(node), 'not run', '', ''];
			const time = `${run.executionTime} ms`;
			const items = run.data?.main[0] ?? [];
			const error = errorOf(run);
			if (error !== undefined) return [node.name, operationOf(node), 'error', error, time];
			if (items.length === 0) return [node.name, operationOf(node), 'no output', '', time];
			return [node.name, operationOf(node), 'success', inShort(items), time];
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
