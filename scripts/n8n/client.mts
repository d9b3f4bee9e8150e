import { parse } from 'flatted';
import pWaitFor from 'p-wait-for';

/**
 * Headers of a request to n8n. A connection that is kept for the next request may be closed by n8n in
 * the moment in which that request is sent.
 */
export const newConnection = { connection: 'close' };

const PUBLISH_DEADLINE_MS = 60_000;
const EXECUTION_DEADLINE_MS = 600_000;
const POLL_INTERVAL_MS = 100;

/** The account that the scripts make and use. It opens an n8n on this machine, and no other. */
export const owner = {
	email: 'owner@example.com',
	password: 'ServiceNow1',
	firstName: 'ServiceNow',
	lastName: 'Demo',
};

export interface Credential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id?: string | null; name: string }>;
	onError?: string;
}

export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
}

/** What a node did in an execution. */
export interface NodeRun {
	executionStatus: string;
	/** Milliseconds. */
	executionTime: number;
	data?: { main: Array<Array<{ json: Record<string, unknown> }> | null> };
	error?: { message: string; description?: string | null };
}

export interface Execution {
	status: string;
	/** What the nodes did, by name. */
	runs: Record<string, NodeRun[]>;
	error?: { message: string; description?: string | null };
}

/**
 * Reads until there is something.
 *
 * @param what is waited for, for the message
 * @throws Error when the deadline is over
 */
async function poll<Found>(
	what: string,
	deadlineMs: number,
	read: () => Promise<Found | undefined>,
): Promise<Found> {
	// Not p-wait-for's own timeout, which warns of a leak of listeners after ten looks.
	const end = Date.now() + deadlineMs;
	return await pWaitFor<Found>(
		async () => {
			const found = await read();
			if (found !== undefined) return pWaitFor.resolveWith(found);
			if (Date.now() > end) throw new Error(`n8n: waited ${deadlineMs} ms for ${what}`);
			return false;
		},
		{ interval: POLL_INTERVAL_MS },
	);
}

/** Whether the triggers of a workflow are at work. */
interface Publication {
	status: string;
	triggers: Array<{ errorMessage?: string | null }>;
}

/** The run of a trigger that gave one item. */
function triggered(json: Record<string, unknown>) {
	return {
		startTime: Date.now(),
		executionTime: 0,
		executionIndex: 0,
		executionStatus: 'success',
		source: [],
		data: { main: [[{ json }]] },
	};
}

/** The REST API of n8n, as its editor uses it. */
export class N8nClient {
	private cookie = '';

	constructor(readonly url: string) {}

	/**
	 * @returns `data` of the answer
	 * @throws Error with n8n's own message when it refuses
	 */
	async call<Data = unknown>(method: string, path: string, body?: unknown): Promise<Data> {
		const response = await fetch(`${this.url}/rest${path}`, {
			method,
			headers: { ...newConnection, cookie: this.cookie, 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n: ${method} ${path}: ${response.status} ${text}`);
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		return (JSON.parse(text) as { data: Data }).data;
	}

	/** The node types that n8n knows, as it gives them to its editor. */
	async nodeTypes<Description = unknown>(): Promise<Description[]> {
		const headers = { ...newConnection, cookie: this.cookie };
		const response = await fetch(`${this.url}/types/nodes.json`, { headers });
		return (await response.json()) as Description[];
	}

	/** Makes the owner account, or logs in to it when it is there. */
	async signIn(): Promise<void> {
		const settings = await this.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'/settings',
		);
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.call('POST', '/owner/setup', owner);
		} else {
			const { email, password } = owner;
			await this.call('POST', '/login', { emailOrLdapLoginId: email, password });
		}
	}

	/** Stores a credential, over the one of the same name and type. @returns its id */
	async saveCredential(credential: Credential): Promise<string> {
		const all = await this.call<Array<{ id: string; name: string; type: string }>>(
			'GET',
			'/credentials',
		);
		const { name, type } = credential;
		const known = all.find((one) => one.name === name && one.type === type);
		const saved = known
			? await this.call<{ id: string }>('PATCH', `/credentials/${known.id}`, credential)
			: await this.call<{ id: string }>('POST', '/credentials', credential);
		return saved.id;
	}

	/** Stores a credential and tests it, as the editor does. @returns what the editor then shows */
	async testCredential(credential: Credential): Promise<{ status: string; message: string }> {
		const id = await this.saveCredential(credential);
		return await this.call('POST', '/credentials/test', { credentials: { id, ...credential } });
	}

	/** Stores a workflow. @returns its id */
	async addWorkflow(workflow: Workflow): Promise<string> {
		return (await this.call<{ id: string }>('POST', '/workflows', workflow)).id;
	}

	/** Stores a workflow, unless one of the same name is there. @returns the id of either */
	async addWorkflowOnce(workflow: Workflow): Promise<string> {
		const all = await this.call<Array<{ id: string; name: string }>>('GET', '/workflows');
		const known = all.find(({ name }) => name === workflow.name);
		return known ? known.id : await this.addWorkflow(workflow);
	}

	/**
	 * Switches a stored workflow on, and waits until its webhooks and triggers work.
	 *
	 * @throws Error when a trigger of it does not start
	 */
	async activate(workflowId: string): Promise<void> {
		const path = `/workflows/${workflowId}`;
		const { versionId } = await this.call<{ versionId: string }>('GET', path);
		await this.call('POST', `${path}/activate`, { versionId });
		await this.published(workflowId, 'published');
	}

	/** Switches a workflow off, and waits until its webhooks and triggers are gone. */
	async deactivate(workflowId: string): Promise<void> {
		await this.call('POST', `/workflows/${workflowId}/deactivate`, {});
		await this.published(workflowId, 'not_published');
	}

	/** n8n publishes in the background. */
	private async published(workflowId: string, wanted: string): Promise<void> {
		await poll(`workflow ${workflowId} to be ${wanted}`, PUBLISH_DEADLINE_MS, async () => {
			const path = `/workflows/${workflowId}/publication-status`;
			const { status, triggers } = await this.call<Publication>('GET', path);
			if (status === wanted) return true;
			const problem = triggers.find(({ errorMessage }) => errorMessage)?.errorMessage;
			if (problem) throw new Error(`n8n does not start the workflow: ${problem}`);
			return undefined;
		});
	}

	/**
	 * Executes a stored workflow and waits for its end.
	 *
	 * @param trigger name of the node to start from
	 * @param item what the trigger gives; left out, it runs by itself
	 */
	async execute(
		workflowId: string,
		trigger: string,
		item?: Record<string, unknown>,
	): Promise<Execution> {
		const given = item && { data: triggered(item) };
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: trigger, ...given } },
		);
		return await this.endOf(executionId);
	}

	/** Executions of a workflow that have begun, newest first. */
	async executions(workflowId: string): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.call<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?filter=${filter}`,
		);
		return results.map(({ id }) => id);
	}

	/** Waits for the end of an execution. */
	async endOf(executionId: string): Promise<Execution> {
		return await poll(`execution ${executionId} to end`, EXECUTION_DEADLINE_MS, async () => {
			const { status, data } = await this.call<{ status: string; data: string }>(
				'GET',
				`/executions/${executionId}`,
			);
			if (['new', 'running', 'waiting', 'unknown'].includes(status)) return undefined;
			const { resultData } = parse(data) as {
				resultData: { runData: Execution['runs']; error?: Execution['error'] };
			};
			return { status, runs: resultData.runData, error: resultData.error };
		});
	}
}
