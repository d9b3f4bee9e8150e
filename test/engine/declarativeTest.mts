import {
	Workflow,
	type ICredentialTestRequest,
	type IDataObject,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';
import { ServiceNowCsmOAuth2Api } from '../../credentials/ServiceNowCsmOAuth2Api.credentials';
import { additionalDataFor, nodeTypesFrom } from '../../harness/engine.mts';
import { CredentialStore } from './credentialStore.mts';
import { CREDENTIALS, engine } from './harness.mts';

const { type, data } = CREDENTIALS.oAuth2;

/** A rule of either kind. */
interface Rule {
	type: string;
	properties: { key?: string; value: unknown; message: string };
}

/** The node that n8n's server makes up for the request of a test. */
function nodeTypeOf({ request }: ICredentialTestRequest): INodeType {
	const description = {
		displayName: 'Test',
		name: 'test',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		credentials: [{ name: type, required: true }],
		properties: [
			{ displayName: 'Temp', name: 'temp', type: 'string', routing: { request }, default: '' },
		],
	};
	return { description: description as unknown as INodeType['description'] };
}

/** Sends the request of the test through n8n's engine. */
async function send(
	test: ICredentialTestRequest,
	credential: IDataObject,
): Promise<INodeExecutionData[][]> {
	const nodeType = nodeTypeOf(test);
	const store = new CredentialStore();
	const node = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'test',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
		credentials: { [type]: store.add(type, credential as never) },
	};
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesFrom(() => nodeType),
	});
	const context = new engine.core.ExecuteContext(
		workflow,
		node,
		additionalDataFor(engine, store),
		'internal',
		engine.workflow.createRunExecutionData({}),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	return (await new engine.core.RoutingNode(context, nodeType).runNode()) ?? [];
}

interface EngineError extends Error {
	cause?: { code?: string; response?: { status: number; statusText: string } };
}

/** What lodash's get gives, which n8n looks for a rule's key with. */
function get(json: unknown, key: string): unknown {
	return key
		.split('.')
		.reduce<unknown>(
			(at, name) => (at as Record<string, unknown> | undefined | null)?.[name],
			json,
		);
}

/** What n8n's server makes of an error. */
function ofError({ message, cause }: EngineError, rules: Rule[]): INodeCredentialTestResult {
	const status = 'Error';
	const { response, code } = cause ?? {};
	if (!response) return { status, message: code ?? message };
	const rule = rules.find(
		({ type: kind, properties }) => kind === 'responseCode' && properties.value === response.status,
	);
	if (rule) return { status, message: rule.properties.message };
	const isSuccess = response.status >= 199 && response.status <= 299;
	return { status, message: isSuccess ? message : response.statusText };
}

/**
 * Tests an OAuth2 credential as n8n's server does: its own class is part of n8n, not of the engine.
 *
 * @see https://github.com/n8n-io/n8n/blob/master/packages/cli/src/services/credentials-tester.service.ts
 * @param instanceUrl of the credential
 * @param changes to a right login
 */
export async function testOAuth2(
	instanceUrl: string,
	changes: IDataObject = {},
): Promise<INodeCredentialTestResult> {
	const { test } = new ServiceNowCsmOAuth2Api();
	const rules = test.rules as Rule[];
	let response: INodeExecutionData[][];
	try {
		response = await send(test, { instanceUrl, ...data, ...changes });
	} catch (error) {
		return ofError(error as EngineError, rules);
	}
	const [[{ json }]] = response;
	const broken = rules.find(
		({ type: kind, properties: { key, value } }) =>
			kind === 'responseSuccessBody' && get(json, key!) === value,
	);
	if (broken) return { status: 'Error', message: broken.properties.message };
	return { status: 'OK', message: 'Connection successful!' };
}
