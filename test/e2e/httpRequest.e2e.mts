import { createServer, type Server as WebServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Execution, NodeRun, WorkflowNode } from '../../scripts/n8n/client.mts';
import { seeded } from '../../simulator/instance.mts';
import { useServer } from './server.mts';

const server = useServer();

/** Version 1 takes generic credentials only. */
const VERSIONS = [2, 3, 4, 4.1, 4.2, 4.3, 4.4, 4.5];

const TYPES = {
	'Basic Auth': 'serviceNowCsmBasicApi',
	'API key': 'serviceNowCsmApiKeyApi',
	OAuth2: 'serviceNowCsmOAuth2Api',
};

type Kind = keyof typeof TYPES;

const CASES = VERSIONS.flatMap((version) =>
	(Object.keys(TYPES) as Kind[]).map((kind) => ({ version, kind, name: `${version} ${kind}` })),
);

const PATH = `/api/now/contact/${seeded.contacts.george}`;

const REDIRECTS = [302, 307];

/** Another host, which must see nothing of a credential. */
let other: WebServer;

const seen: string[] = [];

/** Follows redirects wherever the version lets the user choose. */
function nodeOf({ version, kind, name }: (typeof CASES)[number], row: number): WorkflowNode {
	const type = TYPES[kind];
	const redirects = { redirect: { redirect: { followRedirects: true, maxRedirects: 21 } } };
	const older = { followRedirect: true, followAllRedirects: true };
	return {
		id: name,
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: version,
		position: [220, 120 * row],
		parameters: {
			url: '={{ $json.url }}',
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			options: version < 3 ? older : { ...redirects, sendCredentialsOnCrossOriginRedirect: true },
		},
		credentials: { [type]: { name: type } },
		onError: 'continueRegularOutput',
	};
}

/** One workflow for all: each node sends to each URL. */
async function execute(urls: string[]): Promise<Execution> {
	const start: WorkflowNode = {
		id: 'Start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = server.withCredentials({
		name: 'HTTP Request',
		nodes: [start, ...CASES.map(nodeOf)],
		connections: {
			Start: { main: [CASES.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
		},
		settings: { executionOrder: 'v1' },
	});
	const pinData = { Start: urls.map((url) => ({ json: { url } })) };
	const id = await server.client.addWorkflow({ ...workflow, pinData } as typeof workflow);
	return await server.client.execute(id, 'Start');
}

/** What came of each URL. */
function outputOf([run]: NodeRun[]): string[] {
	return run.data!.main[0]!.map(({ json }) => JSON.stringify(json));
}

beforeAll(async () => {
	other = createServer((request, response) => {
		const { authorization, 'x-sn-apikey': key } = request.headers;
		seen.push([request.url, authorization, key].join(' '));
		response.end('{"result":{}}');
	});
	await new Promise<void>((resolve) => other.listen(0, 'localhost', resolve));
});

afterAll(() => other.close());

describe('HTTP Request', () => {
	let execution: Execution;

	beforeAll(async () => {
		const elsewhere = `http://localhost:${(other.address() as AddressInfo).port}`;
		for (const status of REDIRECTS) {
			server.instance.faults.add({
				match: { path: `/api/now/table/redirect${status}` },
				fault: { kind: 'redirect', status, location: `${elsewhere}/redirected` },
			});
		}
		execution = await execute([
			server.instance.url + PATH,
			`${elsewhere}/direct`,
			...REDIRECTS.map((status) => `${server.instance.url}/api/now/table/redirect${status}`),
		]);
	});

	test.each(CASES)('version $version with $kind works for its instance', ({ name }) => {
		expect(outputOf(execution.runs[name])[0]).toContain('George Warren');
	});

	test.each(CASES)('version $version with $kind sends nothing to another host', (one) => {
		const [, direct, ...redirected] = outputOf(execution.runs[one.name]);
		const messages = {
			'Basic Auth': /The credential belongs to 127\.0\.0\.1:\d+, not to localhost:\d+/,
			'API key': /The credential belongs to 127\.0\.0\.1:\d+, not to localhost:\d+/,
			OAuth2: /Domain not allowed/,
		};
		expect(direct).toMatch(messages[one.kind]);
		expect(redirected).toHaveLength(REDIRECTS.length);
		for (const output of redirected) expect(output).toMatch(/^\{"error":/);
	});

	test('the other host got no request at all', () => {
		expect(seen).toEqual([]);
	});
});
