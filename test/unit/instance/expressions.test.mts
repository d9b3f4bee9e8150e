import { Workflow, type INodeTypes } from 'n8n-workflow';
import { ServiceNowCsmOAuth2Api } from '../../../credentials/ServiceNowCsmOAuth2Api.credentials';
import {
	checkedBaseUrl,
	instanceUrlExpression,
	securedUrlExpression,
} from '../../../nodes/shared/instance/instanceUrl';

const NODE = 'Node';

const workflow = new Workflow({
	nodes: [{ id: '1', name: NODE, type: 't', typeVersion: 1, position: [0, 0], parameters: {} }],
	connections: {},
	active: false,
	nodeTypes: { getByNameAndVersion: () => undefined } as unknown as INodeTypes,
});

/** What n8n's own engine makes of an expression of a credential type. */
function inCredential(expression: string, instanceUrl: string): unknown {
	return workflow.expression.getComplexParameterValue(
		workflow.nodes[NODE],
		expression,
		'internal',
		{},
		undefined,
		undefined,
		{ instanceUrl } as never,
	);
}

/** What it makes of an expression of a node. */
function inNode(expression: string, instanceUrl: string): unknown {
	return workflow.expression.getParameterValue(expression, null, 0, 0, NODE, [], 'internal', {
		$credentials: { instanceUrl },
	});
}

function hiddenField(name: string): string {
	const field = new ServiceNowCsmOAuth2Api().properties.find((property) => property.name === name);
	return String(field?.default);
}

describe('the allowed domains of an OAuth2 credential', () => {
	test.each([
		['a name', 'dev1', 'dev1.service-now.com'],
		['a host', 'agency.servicenowservices.com', 'agency.servicenowservices.com'],
		['a URL', 'https://dev1.service-now.com', 'dev1.service-now.com'],
		['a slash at the end', ' https://dev1.service-now.com/ ', 'dev1.service-now.com'],
		['a port', 'https://snow.example.org:8443', 'snow.example.org'],
		['a path', 'https://proxy.example.org/snow/', 'proxy.example.org'],
		['a port and a path', 'https://proxy.example.org:8443/snow', 'proxy.example.org'],
		['a query', 'https://proxy.example.org?x=1', 'proxy.example.org'],
		['this machine', 'http://localhost:3141', 'localhost'],
	])('are the bare host for %s', (_what, typed, host) => {
		expect(inCredential(hiddenField('allowedDomains'), typed)).toBe(host);
	});

	test('are in force', () => {
		expect(hiddenField('allowedHttpRequestDomains')).toBe('domains');
	});
});

test('the scope can be seen and changed', () => {
	const scope = new ServiceNowCsmOAuth2Api().properties.find(({ name }) => name === 'scope');
	// n8n takes the default of a scope that is hidden, whatever the credential has.
	expect(scope).toMatchObject({ type: 'string', default: 'useraccount' });
});

describe('the OAuth2 URLs, to which n8n sends the client secret', () => {
	test.each([
		['dev1', 'https://dev1.service-now.com'],
		['http://dev1.service-now.com', 'https://dev1.service-now.com'],
		['HTTP://localhost.example.com', 'https://localhost.example.com'],
		['http://localhost:3141/', 'http://localhost:3141'],
	])('of %s are on %s', (typed, base) => {
		expect(inCredential(hiddenField('authUrl'), typed)).toBe(`${base}/oauth_auth.do`);
		expect(inCredential(hiddenField('accessTokenUrl'), typed)).toBe(`${base}/oauth_token.do`);
	});
});

test('the base URL of a test of a credential is secured, with nothing behind it', () => {
	const expression = securedUrlExpression('$credentials');
	expect(inNode(expression, 'http://dev1.service-now.com')).toBe('https://dev1.service-now.com');
});

const DEV1 = 'https://dev1.service-now.com';

/** What users paste, and the base URL that it stands for. */
const pasted = [
	['dev1', DEV1],
	['\u200bdev1\ufeff', DEV1],
	[' https://dev1.service-now.com// ', DEV1],
	['https://dev1.service-now.com/nav_to.do?uri=%2Fincident.do%3Fsys_id%3D1', DEV1],
	['https://dev1.service-now.com/navpage.do', DEV1],
	['https://dev1.service-now.com/now/nav/ui/classic/params/target/home.do', DEV1],
	['https://dev1.service-now.com/now/workspace/agent/record/interaction/1', DEV1],
	['https://dev1.service-now.com/csm?id=csm_index', DEV1],
	['https://dev1.service-now.com/sp', DEV1],
	['https://dev1.service-now.com/api/now/contact', DEV1],
	['https://dev1.service-now.com/#/home', DEV1],
	['https://dev1.service-now.com?x=1#y', DEV1],
	['dev1.service-now.com/incident_list.do', DEV1],
	['https://a.servicenowservices.com/sp', 'https://a.servicenowservices.com'],
	['localhost', 'https://localhost'],
	['http://localhost:3141/login.do?a', 'http://localhost:3141'],
	['https://snow.example.do', 'https://snow.example.do'],
	['https://snow.example.org/now', 'https://snow.example.org/now'],
	['https://snow.example.org/csm?id=home', 'https://snow.example.org'],
	['https://snow.example.org/now/cwf/agent/home', 'https://snow.example.org'],
	['https://p.example.org/snow/', 'https://p.example.org/snow'],
	['https://p.example.org/a.docs/snow', 'https://p.example.org/a.docs/snow'],
	['https://p.example.org/snow/nav_to.do?uri=x', 'https://p.example.org/snow'],
	['https://p.example.org/snow/now/nav/ui/home', 'https://p.example.org/snow'],
];

test.each(pasted)('the base URL of %j, as an expression and in code', (typed, base) => {
	expect(checkedBaseUrl(typed)).toBe(base);
	expect(checkedBaseUrl(base)).toBe(base);
	expect(inNode(instanceUrlExpression(), typed)).toBe(base);
	expect(inCredential(hiddenField('authUrl'), typed)).toBe(`${base}/oauth_auth.do`);
	expect(inCredential(hiddenField('accessTokenUrl'), typed)).toBe(`${base}/oauth_token.do`);
	expect(inCredential(hiddenField('allowedDomains'), typed)).toBe(new URL(base).hostname);
});
