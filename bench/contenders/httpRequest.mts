import type { INodeParameters } from 'n8n-workflow';
import { doJob } from '../engine.mts';
import { PAGE_SIZE, type Contender, type Job } from '../job.mts';
import { httpRequestNode, loadN8n } from '../n8n.mts';

function readAllParameters(url: string): INodeParameters {
	const query = { sysparm_query: 'ORDERBYsys_id', sysparm_limit: String(PAGE_SIZE) };
	return {
		method: 'GET',
		url: `${url}/api/now/contact`,
		sendQuery: true,
		queryParameters: {
			parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
		},
		options: {
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: {
						parameters: [
							{
								type: 'qs',
								name: 'sysparm_offset',
								value: `={{ $pageCount * ${PAGE_SIZE} }}`,
							},
						],
					},
					paginationCompleteWhen: 'other',
					completeExpression: `={{ $response.body.result.length < ${PAGE_SIZE} }}`,
					limitPagesFetched: false,
					requestInterval: 0,
				},
			},
		},
	};
}

function parametersOf(job: Job): INodeParameters {
	if (job.kind === 'readAll') return readAllParameters(job.url);
	if (job.kind === 'get') {
		return { method: 'GET', url: `=${job.url}/api/now/contact/{{ $json.id }}`, options: {} };
	}
	return {
		method: 'POST',
		url: `${job.url}/api/now/contact`,
		sendBody: true,
		contentType: 'json',
		specifyBody: 'json',
		jsonBody: '={{ $json }}',
		options: {},
	};
}

/** n8n's HTTP Request node, set up as a user would without options of its own for pace. */
export function httpRequestContender(): Contender {
	const n8n = loadN8n();
	const { node: nodeType, version } = httpRequestNode();
	const run = async (job: Job) => {
		const node = {
			nodeType,
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: version,
			credential: 'httpBasicAuth',
			parameters: {
				authentication: 'genericCredentialType',
				genericAuthType: 'httpBasicAuth',
				...parametersOf(job),
			},
		};
		const { items, error } = await doJob(n8n, node, job);
		// A page is one item here, with its records inside.
		const records = items.map(({ json }) => (Array.isArray(json.result) ? json.result.length : 1));
		return { records: records.reduce((sum, count) => sum + count, 0), error: error?.message };
	};
	return { run };
}
