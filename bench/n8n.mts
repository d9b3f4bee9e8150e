import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { INodeType, IVersionedNodeType } from 'n8n-workflow';
import type { ServiceNowCsmBasicApi } from '../credentials/ServiceNowCsmBasicApi.credentials';
import type { ServiceNowContact } from '../nodes/ServiceNowContact/ServiceNowContact.node';
import type { ServiceNowOpenFrame } from '../nodes/ServiceNowOpenFrame/ServiceNowOpenFrame.node';
import type { Engine } from '../harness/engine.mts';
import { root } from '../scripts/bootstrap.mjs';

const realN8n = join(root, 'runtime', 'node_modules');

/** Whether the real n8n is installed, with its HTTP Request node and its ServiceNow node. */
export const hasRealN8n = existsSync(join(realN8n, 'n8n-nodes-base', 'package.json'));

const packages = hasRealN8n ? realN8n : join(root, 'node_modules');

/**
 * The nodes are compiled into the folder of the n8n that runs them, so that all contenders share one
 * n8n-workflow: errors are told apart by their classes.
 */
const compiled = join(packages, '.cache', 'bench');

/** Compiles the nodes as they are shipped. @throws Error with the compiler's messages */
export function compileNodes(): void {
	const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
	const { status, stdout } = spawnSync(process.execPath, [tsc, '--outDir', compiled], {
		cwd: root,
		encoding: 'utf8',
	});
	if (status !== 0) throw new Error(`The nodes do not compile.\n${stdout}`);
}

const load = createRequire(join(compiled, 'index.js'));

/** n8n, and the nodes of this package as they are shipped. */
export interface N8n extends Engine {
	contactNode: ServiceNowContact;
	openFrameNode: ServiceNowOpenFrame;
	credential: ServiceNowCsmBasicApi;
}

/** Loads n8n-core and n8n-workflow, both from the same place, and the compiled nodes. */
export function loadN8n(): N8n {
	load('reflect-metadata');
	const contact = load('./nodes/ServiceNowContact/ServiceNowContact.node.js');
	const openFrame = load('./nodes/ServiceNowOpenFrame/ServiceNowOpenFrame.node.js');
	const credential = load('./credentials/ServiceNowCsmBasicApi.credentials.js');
	return {
		core: load('n8n-core') as Engine['core'],
		workflow: load('n8n-workflow') as Engine['workflow'],
		contactNode: new contact.ServiceNowContact() as ServiceNowContact,
		openFrameNode: new openFrame.ServiceNowOpenFrame() as ServiceNowOpenFrame,
		credential: new credential.ServiceNowCsmBasicApi() as ServiceNowCsmBasicApi,
	};
}

/** Version of an installed package of n8n. */
export function versionOf(name: string): string {
	return (load(`${name}/package.json`) as { version: string }).version;
}

/** The HTTP Request node of n8n, in the version that new workflows get. */
export function httpRequestNode(): { node: INodeType; version: number } {
	const { HttpRequest } = load('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js');
	const versions = new HttpRequest() as IVersionedNodeType;
	const version = versions.currentVersion;
	return { node: versions.getNodeType(version), version };
}

/** The ServiceNow node that comes with n8n. */
export function builtInNode(): INodeType {
	const { ServiceNow } = load('n8n-nodes-base/dist/nodes/ServiceNow/ServiceNow.node.js');
	return new ServiceNow() as INodeType;
}
