import 'reflect-metadata';
import * as core from 'n8n-core';
import * as workflow from 'n8n-workflow';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { executeNode, prepareNode, type Engine } from '../../harness/engine.mts';
import { ServiceNowContact } from '../../nodes/ServiceNowContact/ServiceNowContact.node';
import { ServiceNowConversationMember } from '../../nodes/ServiceNowConversationMember/ServiceNowConversationMember.node';
import { ServiceNowHelpRequest } from '../../nodes/ServiceNowHelpRequest/ServiceNowHelpRequest.node';
import { ServiceNowInteraction } from '../../nodes/ServiceNowInteraction/ServiceNowInteraction.node';
import { ServiceNowOpenFrame } from '../../nodes/ServiceNowOpenFrame/ServiceNowOpenFrame.node';
import { logins } from '../../simulator/login/logins.mts';
import { CredentialStore } from './credentialStore.mts';

/** The engine that the tests run in. */
export const engine: Engine = { core, workflow };

/** One instance of each node of the package. */
export const nodes: Record<string, INodeType> = Object.fromEntries(
	[
		new ServiceNowContact(),
		new ServiceNowConversationMember(),
		new ServiceNowHelpRequest(),
		new ServiceNowInteraction(),
		new ServiceNowOpenFrame(),
	].map((node) => [node.description.name, prepareNode(engine, node)]),
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
	/** More settings of the node, such as Retry On Fail. */
	settings?: Partial<INode>;
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
	/** What n8n shows: `success`, `error`, `canceled`. */
	status: string;
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

/**
 * Runs one operation through n8n's engine, over HTTP.
 *
 * @returns the output items, or the error that stopped the workflow
 */
export async function run(options: RunOptions): Promise<RunResult> {
	const { node, resource, operation, parameters, url, items = [{}] } = options;
	const { authentication = 'basicAuth', onError, executeOnce, timezone, onStart } = options;
	const { type, data } = CREDENTIALS[authentication];
	const credentialsHelper = new CredentialStore();
	const credential = { instanceUrl: url, ...data, ...options.credentials };
	const output = await executeNode(engine, {
		nodeType: nodes[node],
		node: {
			type: node,
			onError,
			executeOnce,
			...options.settings,
			parameters: { authentication, resource, operation, ...parameters },
			credentials: { [type]: credentialsHelper.add(type, credential) },
		},
		items,
		credentialsHelper,
		timezone,
		onStart,
	});
	return {
		...output,
		json: output.items.map(({ json }) => json),
		error: output.error as RunResult['error'],
	};
}
