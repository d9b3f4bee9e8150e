import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'flatted';

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
			headers: { cookie: this.cookie, 'content-type': 'application/json' },
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
		const { cookie } = this;
		const response = await fetch(`${this.url}/types/nodes.json`, { headers: { cookie } });
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

	/** Stores a workflow, unless one of the same name is there. @returns its id */
	async addWorkflow(workflow: Workflow): Promise<string> {
		const all = await this.call<Array<{ id: string; name: string }>>('GET', '/workflows');
		const known = all.find(({ name }) => name === workflow.name);
		if (known) return known.id;
		return (await this.call<{ id: string }>('POST', '/workflows', workflow)).id;
	}

	/**
	 * Executes a stored workflow and waits for its end.
	 *
	 * @param trigger name of the node to start from
	 */
	async execute(workflowId: string, trigger: string): Promise<Execution> {
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: trigger } },
		);
		for (;;) {
			const { status, data } = await this.call<{ status: string; data: string }>(
				'GET',
				`/executions/${executionId}`,
			);
			if (!['new', 'running', 'waiting', 'unknown'].includes(status)) {
				const { resultData } = parse(data) as {
					resultData: { runData: Execution['runs']; error?: Execution['error'] };
				};
				return { status, runs: resultData.runData, error: resultData.error };
			}
			await sleep(100);
		}
	}
}
