import { createRequire } from 'node:module';
import { join } from 'node:path';
import type {
	IBinaryKeyData,
	IDataObject,
	INodeExecutionData,
	INodeType,
	IRequestOptions,
} from 'n8n-workflow';
import { executeNode, type Engine } from '../../../harness/engine.mts';
import { root } from '../../bootstrap.mjs';
import { instance } from './calls.mts';

const load = createRequire(join(root, 'runtime', 'package.json'));
load('reflect-metadata');
const engine = { core: load('n8n-core'), workflow: load('n8n-workflow') } as Engine;
const { ServiceNow } = load('n8n-nodes-base/dist/nodes/ServiceNow/ServiceNow.node.js') as {
	ServiceNow: new () => INodeType;
};
const nodeType = new ServiceNow();

const SUBDOMAIN = 'simulated';

/** The node knows hosts of service-now.com only: its requests are led to the instance on the way out. */
const helper = {
	getParentTypes: () => [],
	isCredentialUsableByNode: () => true,
	getCredentialsProperties: () => [],
	preAuthentication: async () => undefined,
	runPreAuthentication: async () => undefined,
	updateCredentials: async () => {},
	updateCredentialsOauthTokenData: async () => {},
	getDecrypted: async () => ({
		user: instance.user,
		password: instance.password,
		subdomain: SUBDOMAIN,
	}),
	authenticate: async (_values: object, _type: string, options: IRequestOptions) => ({
		...options,
		uri: String(options.uri).replace(`https://${SUBDOMAIN}.service-now.com`, instance.url),
		auth: { username: instance.user, password: instance.password },
	}),
};

const credentials = { serviceNowBasicApi: { id: '1', name: 'ServiceNow' } };

/**
 * Runs the node of n8n once, in n8n's engine.
 *
 * @param item what it gets
 * @param binary files of the item
 * @returns its items
 * @throws Error that stopped the workflow
 */
export async function run(
	parameters: IDataObject,
	item: IDataObject = {},
	binary?: IBinaryKeyData,
): Promise<INodeExecutionData[]> {
	const { items, error } = await executeNode(engine, {
		nodeType,
		node: {
			type: 'n8n-nodes-base.serviceNow',
			parameters: { authentication: 'basicAuth', ...parameters } as never,
			credentials,
		},
		items: [item],
		binary,
		credentialsHelper: helper as never,
	});
	if (error) throw error;
	return items;
}
