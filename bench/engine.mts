import type { INode, INodeParameters, INodeType } from 'n8n-workflow';
import { executeNode, type NodeOutput } from '../harness/engine.mts';
import { credentialsHelper } from './credentials.mts';
import { itemsOf, type Job } from './job.mts';
import type { N8n } from './n8n.mts';

/** A node of a contender, set up for a job. */
export interface BenchNode {
	nodeType: INodeType;
	/** As n8n names the type. */
	type: string;
	typeVersion: number;
	/** Type of its credential. */
	credential: string;
	parameters: INodeParameters;
	/** What becomes of the other items when one fails. */
	onError?: INode['onError'];
}

/** Lets a node do a job in n8n's engine. */
export async function doJob(n8n: N8n, node: BenchNode, job: Job): Promise<NodeOutput> {
	const { nodeType, credential, ...settings } = node;
	return await executeNode(n8n, {
		nodeType,
		node: { ...settings, credentials: { [credential]: { id: credential, name: credential } } },
		items: itemsOf(job),
		credentialsHelper: credentialsHelper(n8n, job.url),
	});
}
