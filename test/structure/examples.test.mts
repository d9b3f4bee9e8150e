import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';
import { ServiceNowCsmTrigger } from '../../nodes/ServiceNowCsmTrigger/ServiceNowCsmTrigger.node';
import type { Workflow, WorkflowNode } from '../../scripts/n8n/client.mts';
import { simulatedCredentials } from '../../scripts/n8n/logins.mts';
import { nodes as operationNodes } from '../contract/fields.mts';

const prefix = 'n8n-nodes-servicenow-csm.';
/** Of a node on the canvas, with the label and subtitle below it, in n8n's pixels. */
const nodeSize = { width: 96, height: 140 };

const types = new Map<string, INodeTypeDescription>(
	[
		...operationNodes.map(({ description }) => description),
		new ServiceNowCsmTrigger().description,
	].map((description) => [description.name, description]),
);

/** What n8n adds: to tools a description, to polling triggers the times. */
const addedByN8n = ['descriptionType', 'toolDescription', 'pollTimes'];

const files = readdirSync('examples').filter((file) => file.endsWith('.json'));
const templates = files.filter((file) => file !== 'all-operations.json');

function read(file: string): Workflow {
	return JSON.parse(readFileSync(join('examples', file), 'utf8')) as Workflow;
}

function isNote({ type }: WorkflowNode): boolean {
	return type === 'n8n-nodes-base.stickyNote';
}

interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

function boxOf(node: WorkflowNode): Box {
	const [left, top] = node.position;
	const { width, height } = isNote(node)
		? (node.parameters as { width: number; height: number })
		: nodeSize;
	return { name: node.name, left, top, right: left + width, bottom: top + height };
}

function overlap(one: Box, other: Box): boolean {
	const beside = one.right <= other.left || other.right <= one.left;
	const above = one.bottom <= other.top || other.bottom <= one.top;
	return !beside && !above;
}

function isInside(inner: Box, outer: Box): boolean {
	const across = inner.left >= outer.left && inner.right <= outer.right;
	return across && inner.top >= outer.top && inner.bottom <= outer.bottom;
}

function pairsOf(boxes: Box[]): Array<[Box, Box]> {
	return boxes.flatMap((one, index) =>
		boxes.slice(index + 1).map((other): [Box, Box] => [one, other]),
	);
}

/** Paths of the parameters that no field of the node takes. */
function unknownIn(given: unknown, fields: INodeProperties[], path = ''): string[] {
	return Object.entries(given as Record<string, unknown>).flatMap(([name, value]) => {
		const here = path === '' ? name : `${path}.${name}`;
		const found = fields.filter((field) => field.name === name);
		if (found.length === 0) return [here];
		const [{ type, options = [] }] = found;
		if (type === 'collection') return unknownIn(value, options as INodeProperties[], here);
		if (type !== 'fixedCollection') return [];
		return Object.entries(value as Record<string, unknown[]>).flatMap(([row, rows]) => {
			const { values = [] } =
				(options as INodePropertyCollection[]).find((option) => option.name === row) ?? {};
			return rows.flatMap((one) => unknownIn(one, values, `${here}.${row}`));
		});
	});
}

function fieldsFor({ properties }: INodeTypeDescription, operation: unknown): INodeProperties[] {
	return properties.filter(({ displayOptions }) => {
		const { operation: operations } = displayOptions?.show ?? {};
		return !operations || operations.includes(operation as string);
	});
}

describe.each(files)('examples/%s', (file) => {
	const { name, nodes, connections } = read(file);
	const ours = nodes.filter(({ type }) => type.startsWith(prefix));

	test('says in its name that it belongs to ServiceNow', () => {
		expect(name).toMatch(/^ServiceNow: /);
	});

	test('gives its nodes only parameters that they have', () => {
		expect(ours.length).toBeGreaterThan(0);
		for (const { name: node, type, parameters } of ours) {
			const description = types.get(type.slice(prefix.length).replace(/Tool$/, ''))!;
			const known = fieldsFor(description, parameters.operation);
			const unknown = unknownIn(parameters, known).filter((path) => !addedByN8n.includes(path));
			expect([node, unknown]).toEqual([node, []]);
		}
	});

	test('names the credentials of npm start, and keeps nobody’s ids', () => {
		const known = simulatedCredentials('https://example.service-now.com');
		for (const { credentials } of ours) {
			const [[type, credential]] = Object.entries(credentials!);
			expect(known).toContainEqual(expect.objectContaining({ type, name: credential.name }));
		}
		for (const { credentials = {} } of nodes) {
			for (const credential of Object.values(credentials)) expect(credential.id).toBeUndefined();
		}
	});

	test('connects every node', () => {
		const linked = new Set(Object.keys(connections));
		for (const target of JSON.stringify(connections).matchAll(/"node":"([^"]+)"/g)) {
			linked.add(target[1]);
		}
		const alone = nodes.filter((node) => !isNote(node) && !linked.has(node.name));
		expect(alone.map((node) => node.name)).toEqual([]);
	});

	test('draws nothing over something else', () => {
		const notes = nodes.filter(isNote).map(boxOf);
		const others = nodes.filter((node) => !isNote(node)).map(boxOf);
		const clashes = [...pairsOf(notes), ...pairsOf(others)].filter(([a, b]) => overlap(a, b));
		const onTheEdge = others.flatMap((node) =>
			notes
				.filter((note) => overlap(node, note) && !isInside(node, note))
				.map((note): [Box, Box] => [node, note]),
		);
		expect([...clashes, ...onTheEdge].map(([a, b]) => `${a.name} / ${b.name}`)).toEqual([]);
	});
});

test('the templates of calls read events in the same way', () => {
	const codeOf = (file: string) =>
		String(read(file).nodes.find(({ name }) => name === 'Read event')?.parameters.jsCode);
	const [inbound, ends] = ['inbound-call.json', 'call-ends.json'].map(codeOf);
	expect(ends).toBe(inbound.replace("const wanted = 'start';", "const wanted = 'end';"));
	expect(ends).not.toBe(inbound);
});

test.each(templates)('%s has one node for each webhook that knows its event', (file) => {
	const { nodes } = read(file);
	const webhooks = nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
	const readers = nodes.filter(({ parameters }) => JSON.stringify(parameters).includes('.body'));
	expect(readers.map(({ name }) => name)).toEqual(
		webhooks.map(() => expect.stringMatching(/^Read /)),
	);
});

describe.each(templates)('template %s', (file) => {
	const page = file.replace(/\.json$/, '.md');

	test('has a page with its picture, and is in both lists', () => {
		const picture = `images/templates/${file.replace(/\.json$/, '.png')}`;
		expect(existsSync(join('docs', picture))).toBe(true);
		const mentions = [
			[join('docs', 'templates', page), `](../../examples/${file})`],
			[join('docs', 'templates', page), `](../${picture})`],
			[join('docs', 'templates', 'README.md'), `](${page})`],
			['README.md', `](docs/templates/${page})`],
		];
		const missing = mentions.filter(([path, link]) => !readFileSync(path, 'utf8').includes(link));
		expect(missing).toEqual([]);
	});

	test('explains itself in notes', () => {
		const { nodes } = read(file);
		const about = nodes.find((node) => isNote(node) && node.name === 'About');
		expect(about?.parameters.content).toMatch(/^## .*### Before you publish\n1\. /s);
		expect(nodes.filter(isNote).length).toBeGreaterThan(2);
	});

	test('has webhooks that its page shows, each with a path of its own', () => {
		const text = readFileSync(join('docs', 'templates', page), 'utf8');
		const paths = read(file)
			.nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook')
			.map(({ parameters }) => String(parameters.path));
		for (const path of paths) expect(text).toContain(path);
		const all = templates.flatMap((one) =>
			read(one).nodes.filter(({ parameters }) => paths.includes(String(parameters.path))),
		);
		expect(all).toHaveLength(paths.length);
	});
});
