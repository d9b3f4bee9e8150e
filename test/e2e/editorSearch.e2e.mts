import type { Page } from 'playwright-core';
import { closeEditor, openEditor } from './editor/browser.mts';
import { Canvas } from './editor/canvas.mts';
import { NodeCreator } from './editor/nodeCreator.mts';
import { NodePanel } from './editor/nodePanel.mts';

let page: Page;
let canvas: Canvas;
let creator: NodeCreator;

beforeAll(async () => {
	page = await openEditor(process.env.N8N_E2E_URL as string);
	canvas = new Canvas(page);
	creator = new NodeCreator(page);
});

afterAll(() => closeEditor(page));

describe('The search for nodes', () => {
	beforeAll(async () => {
		await canvas.openNew();
		await creator.open();
	});

	test.each([
		['ServiceNow Contact', ['ServiceNow Contact']],
		['ServiceNow Interaction', ['ServiceNow Interaction']],
		['ServiceNow Conversation Member', ['ServiceNow Conversation Member']],
		['ServiceNow OpenFrame', ['ServiceNow OpenFrame']],
		['ServiceNow Help Request', ['ServiceNow Help Request']],
		['ServiceNow CSM Trigger', ['ServiceNow CSM']],
		['call', ['ServiceNow OpenFrame']],
		['phone', ['ServiceNow OpenFrame']],
		['CTI', ['ServiceNow OpenFrame']],
		['genesys', ['ServiceNow OpenFrame']],
		['supervisor', ['ServiceNow Help Request']],
		['agent chat', ['ServiceNow Interaction', 'ServiceNow Conversation Member']],
		['crm contact', ['ServiceNow Contact']],
	])('%s', async (phrase, nodes) => {
		// What the search before has found must not pass for what this one finds.
		await creator.search('no such node');
		await creator.entry(nodes[0]).waitFor({ state: 'hidden' });
		await creator.search(phrase);
		for (const node of nodes) await creator.entry(node).waitFor();
	});
});

describe('A node comes onto the canvas', () => {
	const actions = [
		['ServiceNow Contact', 'Create contact'],
		['ServiceNow Interaction', 'Create interaction'],
		['ServiceNow Conversation Member', 'Update agent in conversation to public fulfiller'],
		['ServiceNow OpenFrame', 'Create voice interaction'],
		['ServiceNow Help Request', 'Create or update supervisor help action'],
	];

	/** Closes the panel that has opened, and looks for the node behind it. */
	async function expectNode(action: string): Promise<void> {
		const panel = new NodePanel(page);
		await panel.ready();
		expect(await panel.parameters.innerText()).toContain('Operation');
		await panel.close();
		const placed = canvas.node(action);
		await placed.waitFor();
		const icon = placed.locator('img').first();
		await icon.waitFor();
		expect(await icon.getAttribute('src')).toContain('n8n-nodes-servicenow-csm');
	}

	describe.each(['add', 'drag'] as const)('%s', (way) => {
		beforeAll(() => canvas.openNew());

		test.each(actions)('%s: %s', async (node, action) => {
			await creator.open();
			await creator[way](node, action);
			await expectNode(action);
		});
	});
});
