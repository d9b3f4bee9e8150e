import 'reflect-metadata';
import { DirectoryLoader, ExecutionLifecycleHooks, RoutingNode, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { ServiceNowContact } from '../../nodes/ServiceNowContact/ServiceNowContact.node';
import { ServiceNowConversationMember } from '../../nodes/ServiceNowConversationMember/ServiceNowConversationMember.node';
import { ServiceNowHelpRequest } from '../../nodes/ServiceNowHelpRequest/ServiceNowHelpRequest.node';
import { ServiceNowInteraction } from '../../nodes/ServiceNowInteraction/ServiceNowInteraction.node';
import { ServiceNowOpenFrame } from '../../nodes/ServiceNowOpenFrame/ServiceNowOpenFrame.node';
import { logins } from '../../simulator/login/logins.mts';
import { CredentialStore } from './credentialStore.mts';

/** The node in front of the one under test; gives the items of the run. */
class Items implements INodeType {
	constructor(private readonly items: IDataObject[]) {}

	description = {
		displayName: 'Items',
		name: 'items',
		group: [],
		version: 1,
		description: 'Gives the items of the test',
		defaults: {},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	} as unknown as INodeType['description'];

	execute = async (): Promise<INodeExecutionData[][]> => [this.items.map((json) => ({ json }))];
}

/** One instance of each node of the package, as n8n's loader and server prepare it. */
export const nodes: Record<string, INodeType> = Object.fromEntries(
	[
		new ServiceNowContact(),
		new ServiceNowConversationMember(),
		new ServiceNowHelpRequest(),
		new ServiceNowInteraction(),
		new ServiceNowOpenFrame(),
	].map((node: INodeType) => {
		DirectoryLoader.applyDeclarativeNodeOptionParameters(node);
		node.execute = async function (this: IExecuteFunctions) {
			return (await new RoutingNode(this as never, node).runNode()) ?? [];
		};
		return [node.description.name, node];
	}),
);

/** Which operation of which node, and how it runs. */
export interface RunOptions {
	/** Node name: `serviceNowContact`. */
	node: string;
	resource: string;
	operation: string;
	/** Parameters of the node; the rest gets its defaults. */
	parameters?: INodeParameters;
	/** Base URL of the instance. */
	url: string;
	/** Input items; one empty item when left out. */
	items?: IDataObject[];
	onError?: INode['onError'];
	/** How to log in; the integration user with Basic Auth when left out. */
	authentication?: 'basicAuth' | 'apiKey' | 'oAuth2';
	credentials?: IDataObject;
	/** The node setting Execute Once. */
	executeOnce?: boolean;
	/** Time zone of the workflow. */
	timezone?: string;
	/** Called when the execution has started. @param cancel ends it as the editor's Stop does */
	onStart?: (cancel: () => void) => void;
}

/** What came of a run. */
export interface RunResult {
	/** JSON of the output items. */
	json: IDataObject[];
	items: INodeExecutionData[];
	/** Items of the error output, when there is one. */
	errorItems: INodeExecutionData[];
	/** The error that stopped the workflow. */
	error?: {
		message: string;
		description?: string | null;
		context?: IDataObject;
		httpCode?: string;
	};
}

/** The type of each credential, and how it logs in. */
export const CREDENTIALS = {
	basicAuth: {
		type: 'serviceNowCsmBasicApi',
		data: { username: logins.integration.userName, password: logins.integration.password },
	},
	apiKey: { type: 'serviceNowCsmApiKeyApi', data: { apiKey: logins.apiKey } },
	oAuth2: {
		type: 'serviceNowCsmOAuth2Api',
		data: {
			grantType: 'clientCredentials',
			clientId: logins.oauth.clientId,
			clientSecret: logins.oauth.clientSecret,
		},
	},
};

/** The nodes of the package, and the one that gives the items. */
export function nodeTypesFor(items: IDataObject[]): INodeTypes {
	const find = (type: string) => (type === 'items' ? new Items(items) : nodes[type]);
	return {
		getByName: find,
		getByNameAndVersion: find,
		getKnownTypes: () => ({}),
	} as INodeTypes;
}

function workflowOf(options: RunOptions, credentialStore: CredentialStore): Workflow {
	const { node, resource, operation, parameters, url, items = [{}] } = options;
	const { authentication = 'basicAuth', credentials, onError, timezone = 'UTC' } = options;
	const { type, data } = CREDENTIALS[authentication];
	return new Workflow({
		id: 'test',
		active: false,
		nodeTypes: nodeTypesFor(items),
		settings: { timezone, executionOrder: 'v1' },
		nodes: [
			{
				id: 'items',
				name: 'Items',
				type: 'items',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'node',
				name: 'Node',
				type: node,
				typeVersion: 1,
				position: [200, 0],
				onError,
				executeOnce: options.executeOnce,
				parameters: { authentication, resource, operation, ...parameters },
				credentials: {
					[type]: credentialStore.add(type, { instanceUrl: url, ...data, ...credentials }),
				},
			},
		],
		connections: {
			Items: { main: [[{ node: 'Node', type: NodeConnectionTypes.Main, index: 0 }]] },
		},
	});
}

/**
 * Runs one operation through n8n's engine, over HTTP.
 *
 * @returns the output items, or the error that stopped the workflow
 */
export async function run(options: RunOptions): Promise<RunResult> {
	const credentialsHelper = new CredentialStore();
	const workflow = workflowOf(options, credentialsHelper);
	const hooks = new ExecutionLifecycleHooks('manual', 'test', {
		id: 'test',
		name: 'test',
		nodes: [],
		connections: {},
	} as never);
	const additionalData = {
		credentialsHelper,
		hooks,
		executionId: 'test',
		currentNodeExecutionIndex: 0,
		variables: {},
		webhookWaitingBaseUrl: 'http://localhost/waiting',
		formWaitingBaseUrl: 'http://localhost/form',
	} as unknown as IWorkflowExecuteAdditionalData;
	const start = workflow.getNode('Items') as INode;
	const runExecutionData = createRunExecutionData({
		executionData: {
			nodeExecutionStack: [{ node: start, data: { main: [[{ json: {} }]] }, source: null }],
		},
	});
	const execution = new WorkflowExecute(additionalData, 'manual', runExecutionData);
	const running = execution.processRunExecutionData(workflow);
	options.onStart?.(() => running.cancel());
	const run: IRun = await running;
	const { error, runData } = run.data.resultData;
	const output = runData.Node?.[0]?.data?.main ?? [];
	const items = output[0] ?? [];
	return {
		json: items.map((item) => item.json),
		items,
		errorItems: output[1] ?? [],
		error: error as RunResult['error'],
	};
}
