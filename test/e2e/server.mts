import {
	N8nClient,
	type Execution,
	type Workflow,
	type WorkflowNode,
} from '../../scripts/n8n/client.mts';
import { simulatedCredentials, withCredentials } from '../../scripts/n8n/logins.mts';
import { startInstance, type SimulatedInstance } from '../../simulator/instance.mts';
import { whileItRuns } from '../support/whileItRuns.mts';

const packageName = 'n8n-nodes-servicenow-csm';
const trigger = 'Start';

const credentialTypes = {
	basicAuth: 'serviceNowCsmBasicApi',
	apiKey: 'serviceNowCsmApiKeyApi',
	oAuth2: 'serviceNowCsmOAuth2Api',
};

/** One ServiceNow node and what it is to do. */
export interface NodeSpec {
	/** Node name: `serviceNowContact`. */
	node: string;
	authentication: keyof typeof credentialTypes;
	resource: string;
	operation: string;
	parameters: Record<string, unknown>;
	/** Settings of the node, such as `executeOnce`. */
	settings?: Partial<WorkflowNode> & { executeOnce?: boolean };
	/** Input items; one empty item when left out. */
	items?: Array<Record<string, unknown>>;
}

/** What a node gave out. */
export interface Output {
	execution: Execution;
	json: Array<Record<string, unknown>>;
}

/** A resource locator that holds an ID or an expression. */
export function byId(value: string) {
	return { __rl: true, mode: 'id', value };
}

/** The n8n of the tests, logged in, with a simulated instance that its credentials belong to. */
export class Server {
	private constructor(
		readonly client: N8nClient,
		readonly instance: SimulatedInstance,
		private readonly credentialIds: Record<string, string>,
	) {}

	static async open(): Promise<Server> {
		const client = new N8nClient(process.env.N8N_E2E_URL as string);
		await client.signIn();
		const instance = await startInstance();
		const ids: Record<string, string> = {};
		for (const credential of simulatedCredentials(instance.url)) {
			ids[credential.type] = await client.saveCredential(credential);
		}
		return new Server(client, instance, ids);
	}

	async close(): Promise<void> {
		await this.instance.close();
	}

	/** Records of a table of the instance. */
	rows(table: string): Array<Record<string, string>> {
		return [...this.instance.store.table(table).values()];
	}

	/** Points an example to the stored credentials. */
	withCredentials(workflow: Workflow): Workflow {
		return withCredentials(workflow, this.credentialIds);
	}

	/** Gives a node the Basic Auth credential. */
	withBasicAuth(node: Omit<WorkflowNode, 'credentials'>): WorkflowNode {
		const type = credentialTypes.basicAuth;
		return { ...node, credentials: { [type]: { id: this.credentialIds[type], name: type } } };
	}

	/** The node of a workflow. */
	nodeOf(spec: NodeSpec, name: string, position: [number, number]): WorkflowNode {
		const { node, authentication, resource, operation, parameters, settings } = spec;
		const type = credentialTypes[authentication];
		return {
			id: name,
			name,
			type: `${packageName}.${node}`,
			typeVersion: 1,
			position,
			parameters: { authentication, resource, operation, ...parameters },
			credentials: { [type]: { id: this.credentialIds[type], name: type } },
			...settings,
		};
	}

	/** Stores a workflow with a trigger in front of a row of nodes. @returns its id */
	async addRow(name: string, nodes: WorkflowNode[], items?: NodeSpec['items']): Promise<string> {
		const start: WorkflowNode = {
			id: trigger,
			name: trigger,
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const row = [start, ...nodes];
		const workflow: Workflow & { pinData?: object } = {
			name,
			nodes: row,
			connections: Object.fromEntries(
				nodes.map((node, index) => [
					row[index].name,
					{ main: [[{ node: node.name, type: 'main', index: 0 }]] },
				]),
			),
			settings: { executionOrder: 'v1', timezone: 'UTC' },
			...(items && { pinData: { [trigger]: items.map((json) => ({ json })) } }),
		};
		return await this.client.addWorkflow(workflow);
	}

	/** Runs one node in the server. */
	async run(title: string, spec: NodeSpec): Promise<Output> {
		const name = 'ServiceNow';
		const id = await this.addRow(title, [this.nodeOf(spec, name, [220, 0])], spec.items);
		const execution = await this.client.execute(id, trigger);
		const items = execution.runs[name]?.[0]?.data?.main[0] ?? [];
		return { execution, json: items.map(({ json }) => json) };
	}
}

/**
 * Gives the tests of a file the n8n that runs for all of them, and an instance of their own, which
 * goes back to its start before each test.
 *
 * @returns the server, to be used within tests and their hooks
 */
export function useServer(): Server {
	let server: Server | undefined;
	beforeAll(async () => {
		server = await Server.open();
	});
	beforeEach(() => server?.instance.reset());
	afterAll(async () => await server?.close());
	return whileItRuns('server', () => server);
}
