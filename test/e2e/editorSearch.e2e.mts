import { useEditor } from './editor/editor.mts';
import { useServer } from './server.mts';

const editor = useEditor(useServer());

describe('The search for nodes', () => {
	beforeAll(async () => {
		await editor.canvas.openNew();
		await editor.creator.open();
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
		const { creator } = editor;
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
		const { canvas, panel } = editor;
		await panel.ready();
		await panel.parameters.getByText('Operation').first().waitFor();
		await panel.close();
		const icon = canvas.node(action).locator('img').first();
		await icon.waitFor();
		expect(await icon.getAttribute('src')).toContain('n8n-nodes-servicenow-csm');
	}

	describe.each(['add', 'drag'] as const)('%s', (way) => {
		test.each(actions)('%s: %s', async (node, action) => {
			const { canvas, creator } = editor;
			await canvas.openNew();
			await creator.open();
			await creator[way](node, action);
			await expectNode(action);
		});
	});
});
