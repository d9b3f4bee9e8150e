import type { Page } from 'playwright-core';
import { closeEditor, openEditor } from './editor/browser.mts';
import { Canvas } from './editor/canvas.mts';
import { fiveNodes } from './editor/fiveNodes.mts';
import type { NodePanel } from './editor/nodePanel.mts';
import { takePicture } from './editor/picture.mts';
import { Server } from './server.mts';

const names = Object.keys(fiveNodes);

let server: Server;
let page: Page;
let canvas: Canvas;
let workflowId: string;

beforeAll(async () => {
	server = await Server.open();
	page = await openEditor(server.client.url);
	canvas = new Canvas(page);
	const nodes = Object.entries(fiveNodes).map(([name, spec], index) =>
		server.nodeOf(spec, name, [240 * (index + 1), 0]),
	);
	workflowId = await server.addRow('The five ServiceNow nodes', nodes);
	await canvas.open(workflowId);
});

afterAll(async () => {
	await closeEditor(page);
	await server?.close();
});

async function expectNodes(): Promise<void> {
	for (const name of names) {
		const node = canvas.node(name);
		await node.waitFor();
		expect(await node.innerText()).toContain(name);
		const icon = node.locator('img').first();
		await icon.waitFor();
		const width = await icon.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth);
		expect(width).toBeGreaterThan(0);
	}
}

test('the five nodes are on the canvas, with their names, subtitles and icons', async () => {
	await expectNodes();
	const contact = await canvas.node('ServiceNow Contact').innerText();
	expect(contact).toContain('Create: Contact');
	await takePicture(page, 'editor');
});

/** What stands in the inputs of the parameters. */
async function valuesOf(panel: NodePanel): Promise<string[]> {
	const inputs = panel.parameters.locator('input');
	return await inputs.evaluateAll((all: unknown[]) =>
		all.map((input) => (input as { value: string }).value),
	);
}

describe('The panel of a node that has run', () => {
	let panel: NodePanel;

	beforeAll(async () => {
		await canvas.execute();
		await canvas.succeeded(names.at(-1) as string);
	});

	afterEach(() => panel.close());

	test.each([
		{
			node: 'ServiceNow Contact',
			labels: ['First Name', 'Last Name', 'Email', 'Account', 'Custom Fields', 'Options'],
			values: ['Contact', 'Create', 'Ines', 'Caller', 'Boxeo (ACCT0000001)'],
			output: 'sys_id',
			picture: 'contact',
		},
		{
			node: 'ServiceNow OpenFrame',
			labels: ['User Phone Number', 'Client Session ID', 'Inbound ID', 'Options'],
			values: ['Voice Interaction', 'Create', '+14089965744', 'call-0001'],
			output: 'sysId',
			picture: 'openframe',
		},
		{
			node: 'ServiceNow Help Request',
			labels: ['Interaction', 'Action', 'Additional Fields', 'Options'],
			values: ['Help Action', 'Create or Update', 'Coach'],
			output: 'action_sys_id',
			picture: 'help-request',
		},
		{
			node: 'ServiceNow Interaction',
			labels: ['Channel', 'Queue', 'Options'],
			values: ['Interaction', 'Create', 'Chat Connector (chat-connector)'],
			output: 'number',
			picture: 'interaction',
		},
		{
			node: 'ServiceNow Conversation Member',
			labels: ['Agent', 'Interaction', 'Options'],
			values: ['Conversation Member', 'Drop', 'IMS0000061 (Work in Progress)'],
			output: 'success',
			picture: 'conversation-member',
		},
	])('$node', async ({ node, labels, values, output, picture }) => {
		panel = await canvas.openNode(node);
		await panel.showOutput('schema');
		await panel.outputField(output).waitFor();
		const text = await panel.parameters.innerText();
		for (const label of ['Credential', 'Resource', 'Operation', ...labels]) {
			expect(text).toContain(label);
		}
		expect(await valuesOf(panel)).toEqual(expect.arrayContaining(values));
		await takePicture(page, picture);
	});
});

test('the five nodes are on the canvas in dark mode, with icons of their own', async () => {
	await page.emulateMedia({ colorScheme: 'dark' });
	await canvas.open(workflowId);
	await expectNodes();
	for (const name of names) {
		const icon = canvas.node(name).locator('img').first();
		expect(await icon.getAttribute('src')).toContain('.dark.svg');
	}
	await takePicture(page, 'editor-dark');
});
