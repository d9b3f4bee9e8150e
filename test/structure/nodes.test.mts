import { existsSync, readFileSync } from 'node:fs';
import {
	Workflow,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeType,
} from 'n8n-workflow';
import { requestDefaults } from '../../nodes/shared/transport/defaults';
import { menu, nodes } from '../contract/fields.mts';

/** What people type who look for a node, in lower case. */
const searches: Record<string, string[]> = {
	serviceNowContact: ['crm contact', 'customer', 'phone number'],
	serviceNowConversationMember: ['agent chat', 'handoff'],
	serviceNowHelpRequest: ['supervisor', 'barge in', 'coach'],
	serviceNowInteraction: ['agent chat', 'call', 'phone'],
	serviceNowOpenFrame: ['call', 'phone', 'cti', 'genesys'],
};

/** What the editor shows under the name of a node. */
function subtitleOf(node: INodeType, parameters: INodeParameters): unknown {
	const { name, subtitle } = node.description;
	const find = () => node;
	const workflow = new Workflow({
		active: false,
		nodeTypes: { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) },
		nodes: [{ id: 'node', name: 'Node', type: name, typeVersion: 1, position: [0, 0], parameters }],
		connections: {},
	});
	return workflow.expression.getSimpleParameterValue(
		workflow.getNode('Node')!,
		subtitle,
		'internal',
		{},
	);
}

const folderOf = (className: string) => `nodes/${className}`;

describe.each(nodes.map((node) => [node.constructor.name, node] as const))('%s', (name, node) => {
	const { description } = node;

	test('is declarative, and sends as every node does', () => {
		expect(node.execute).toBeUndefined();
		expect(description.requestDefaults).toBe(requestDefaults);
	});

	test('takes each of the three credentials, and one at a time', () => {
		const shown = description.credentials?.map((credential) => [
			credential.name,
			credential.displayOptions?.show?.authentication,
			credential.required,
		]);
		expect(shown).toEqual([
			['serviceNowCsmBasicApi', ['basicAuth'], true],
			['serviceNowCsmOAuth2Api', ['oAuth2'], true],
			['serviceNowCsmApiKeyApi', ['apiKey'], true],
		]);
	});

	test('has an icon of its own, light and dark', () => {
		const { light, dark } = description.icon as { light: string; dark: string };
		expect(light).not.toBe(dark);
		for (const icon of [light, dark]) {
			expect(existsSync(icon.replace('file:../../', ''))).toBe(true);
			const others = nodes.filter((other) => other !== node);
			const theirs = JSON.stringify(others.map((other) => other.description.icon));
			expect(theirs).not.toContain(icon);
		}
	});

	test('can be found and read about', () => {
		const codex = JSON.parse(readFileSync(`${folderOf(name)}/${name}.node.json`, 'utf8'));
		expect(codex.node).toBe(`n8n-nodes-servicenow-csm.${description.name}`);
		expect(codex.alias.length).toBeGreaterThan(2);
		for (const { url } of codex.resources.primaryDocumentation) {
			expect(url).not.toContain('?');
			expect(existsSync(url.split('/blob/main/')[1])).toBe(true);
		}
	});

	test('is found by what people call it', () => {
		const codex = JSON.parse(readFileSync(`${folderOf(name)}/${name}.node.json`, 'utf8'));
		const names = [description.displayName, ...codex.alias].map((text) => text.toLowerCase());
		for (const phrase of searches[description.name]) expect(names).toContain(phrase);
		expect(new Set(names).size).toBe(names.length);
	});

	test('tells an AI builder when to take it, and what goes with it', () => {
		const { searchHint = '', relatedNodes = [] } = description.builderHint ?? {};
		expect(searchHint).toMatch(/^[A-Z].{60,320}\.$/);
		const names = [...nodes.map((each) => each.description.name), 'serviceNowCsmTrigger'].map(
			(each) => `n8n-nodes-servicenow-csm.${each}`,
		);
		for (const { nodeType, relationHint } of relatedNodes) {
			expect(names).toContain(nodeType);
			expect(nodeType).not.toContain(`.${description.name}`);
			expect(relationHint).toMatch(/^[A-Z].{10,80}[^.]$/);
		}
		expect(relatedNodes.length).toBeGreaterThan(1);
	});

	test('has an AI agent as a possible user', () => {
		expect(description.usableAsTool).toBe(true);
	});
});

function isSorted(labels: string[]): boolean {
	return labels.every((label, index) => index === 0 || labels[index - 1].localeCompare(label) <= 0);
}

describe.each(menu.map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
	const { option, fields, allFields, node } = entry;
	const { routing } = option;

	test('has an action and a description', () => {
		expect(option.action).toMatch(/^[A-Z][a-z]+ .+[a-z]$/);
		expect(option.description?.length).toBeGreaterThan(20);
		expect(option.description).not.toMatch(/\.$/);
	});

	test('has a name as a tool that n8n does not cut', () => {
		// https://github.com/n8n-io/n8n/blob/master/packages/workflow/src/tool-helpers.ts
		expect(`${option.action} in ${node.description.displayName}`.length).toBeLessThanOrEqual(64);
	});

	test('is named on the canvas as in the menus', () => {
		const [resource, operation] = id.split('.');
		const resources = node.description.properties.find((field) => field.name === 'resource')!;
		const [chosen] = resources.options as INodePropertyOptions[];
		const subtitle = subtitleOf(node, { resource, operation });
		expect(subtitle).toBe(`${option.name}: ${chosen.name}`);
	});

	test('has examples that show themselves as such', () => {
		const examples = allFields
			.filter(({ type }) => ['string', 'resourceLocator'].includes(type))
			.flatMap((field) => [
				field.placeholder,
				...(field.modes ?? []).filter(({ type }) => type === 'string').map((m) => m.placeholder),
			])
			.filter((placeholder) => placeholder !== undefined);
		for (const example of examples) expect(example).toMatch(/^e\.g\. |^name@email\.com$/);
	});

	test('goes through the transport', () => {
		expect(routing?.send?.paginate).toBe(true);
		expect(typeof routing?.operations?.pagination).toBe('function');
	});

	test('has a URL in which only checked path parameters vary', () => {
		const { url } = routing!.request!;
		expect(url).toMatch(/^\/api\/now(\/[a-z_-]+|\/\{\w+\})+$/);
		for (const [, name] of url!.matchAll(/\{(\w+)\}/g)) {
			const field = fields.find((candidate) => candidate.name === name);
			expect(field).toMatchObject({ type: 'resourceLocator', required: true });
			expect(field?.routing).toBeUndefined();
		}
	});

	test('has no two fields of the same label', () => {
		const inRows = new Set(
			allFields
				.filter(({ type }) => type === 'fixedCollection')
				.flatMap(({ options = [] }) =>
					options.flatMap((row) => ('values' in row ? row.values : [])),
				),
		);
		const labels = allFields
			.filter((field) => !inRows.has(field))
			.map((field) => field.displayName);
		expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
	});

	test('has its collections and long lists in the order of their labels', () => {
		const unsorted = allFields.filter(({ type, options = [] }) => {
			if (type === 'collection') {
				return !isSorted((options as INodeProperties[]).map((field) => field.displayName));
			}
			const labels = (options as INodePropertyOptions[]).map(({ name }) => name);
			return type === 'options' && labels.length >= 5 && !isSorted(labels);
		});
		expect(unsorted.map(({ name }) => name)).toEqual([]);
	});

	test('shows what comes out before the first run', () => {
		const [resource, operation] = id.split('.');
		const folder = folderOf(node.constructor.name);
		const file = `${folder}/__schema__/v1.0.0/${resource}/${operation}.json`;
		const schema = JSON.parse(readFileSync(file, 'utf8'));
		expect(Object.keys(schema.properties).length).toBeGreaterThan(0);
	});
});
