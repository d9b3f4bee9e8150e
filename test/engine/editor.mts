import { LoadOptionsContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type IWorkflowExecuteAdditionalData,
	type ResourceMapperFields,
} from 'n8n-workflow';
import { nodeTypesFrom } from '../../harness/engine.mts';
import { CredentialStore } from './credentialStore.mts';
import { CREDENTIALS, nodes, type RunOptions } from './harness.mts';

/** A node as it is open in the editor. */
export interface OpenNode {
	/** Node name: `serviceNowContact`. */
	node: string;
	/** Base URL of the instance. */
	url: string;
	authentication?: RunOptions['authentication'];
	credentials?: IDataObject;
	/** What is filled in besides the login. */
	parameters?: INodeParameters;
	/** Where the field is whose list is opened: `parameters.additionalFields.agent_status`. */
	path?: string;
}

/** The context that n8n's server calls the methods of a list in. */
function newContext(openNode: OpenNode) {
	const { node, url, authentication = 'basicAuth', credentials, path = '' } = openNode;
	const { type, data } = CREDENTIALS[authentication];
	const store = new CredentialStore();
	const parameters: INodeParameters = { authentication, ...openNode.parameters };
	const workflow = new Workflow({
		active: false,
		nodeTypes: nodeTypesFrom((type) => nodes[type]),
		nodes: [
			{
				id: 'node',
				name: 'Node',
				type: node,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { [type]: store.add(type, { instanceUrl: url, ...data, ...credentials }) },
			},
		],
		connections: {},
	});
	const additionalData = {
		credentialsHelper: store,
		currentNodeParameters: parameters,
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const open = workflow.getNode('Node')!;
	return new LoadOptionsContext(workflow, open, additionalData, path) as ILoadOptionsFunctions;
}

/** A node that stays open keeps its credential, and the token in it. */
const contexts = new WeakMap<OpenNode, ILoadOptionsFunctions>();

function contextOf(open: OpenNode): ILoadOptionsFunctions {
	const context = contexts.get(open) ?? newContext(open);
	contexts.set(open, context);
	return context;
}

/** Loads the choices of a field. @param method as the field names it */
export async function choicesOf(open: OpenNode, method: string): Promise<INodePropertyOptions[]> {
	return await nodes[open.node].methods!.loadOptions![method].call(contextOf(open));
}

/** Searches a list. @param method as the field names it */
export async function searchOf(
	open: OpenNode,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = nodes[open.node].methods!.listSearch![method];
	return await search.call(contextOf(open), filter, paginationToken);
}

/** Loads the columns of a mapper. @param method as the field names it */
export async function columnFieldsOf(
	open: OpenNode,
	method: string,
): Promise<ResourceMapperFields> {
	return await nodes[open.node].methods!.resourceMapping![method].call(contextOf(open));
}
