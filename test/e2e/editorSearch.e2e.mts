import { useEditor } from './editor/editor.mts';
import { useServer } from './server.mts';

const editor = useEditor(useServer());

describe('The search for nodes', () => {
	beforeAll(async () => {
		await editor.canvas.openNew();
		await editor.creator.open();
	});

	const CALLS = ['ServiceNow OpenFrame'];
	const CONTACTS = ['ServiceNow Contact'];
	const MEMBERS = ['ServiceNow Conversation Member'];
	const HELP = ['ServiceNow Help Request'];
	const INTERACTIONS = ['ServiceNow Interaction'];
	// Where a phrase means all of them, each is as good as the others.
	const ANY = [...CALLS, ...CONTACTS, ...MEMBERS, ...HELP, ...INTERACTIONS];

	test.each([
		['ServiceNow CSM Trigger', ['ServiceNow CSM']],
		['ServiceNow Contact', CONTACTS],
		['ServiceNow Interaction', INTERACTIONS],
		['ServiceNow Conversation Member', MEMBERS],
		['ServiceNow OpenFrame', CALLS],
		['ServiceNow Help Request', HELP],
		['service now', ANY],
		['contact center', ANY],
		['customer service management', ANY],
		['servicenow call', CALLS],
		['servicenow phone call', CALLS],
		['log a call', CALLS],
		['record call', CALLS],
		['create call', CALLS],
		['call centre', CALLS],
		['phone system', CALLS],
		['twilio flex', CALLS],
		['phone call', CALLS],
		['log call', CALLS],
		['inbound call', CALLS],
		['call center', CALLS],
		['telephony', CALLS],
		['computer telephony', CALLS],
		['genesys', CALLS],
		['five9', CALLS],
		['amazon connect', CALLS],
		['nice cxone', CALLS],
		['avaya', CALLS],
		['talkdesk', CALLS],
		['zoom phone', CALLS],
		['twilio voice', CALLS],
		['servicenow customer', CONTACTS],
		['create contact', CONTACTS],
		['find caller', CONTACTS],
		['crm contact', CONTACTS],
		['phone number', CONTACTS],
		['servicenow agent', MEMBERS],
		['transfer call', MEMBERS],
		['handoff', MEMBERS],
		['transfer chat', MEMBERS],
		['servicenow supervisor', HELP],
		['supervisor', HELP],
		['barge in', HELP],
		['escalate', HELP],
		['servicenow chat', INTERACTIONS],
		['servicenow ticket', INTERACTIONS],
		['end call', INTERACTIONS],
		['hang up', INTERACTIONS],
		['ticket', INTERACTIONS],
		['live chat', INTERACTIONS],
		['agent chat', INTERACTIONS],
	])('%s is found first', async (phrase, nodes) => {
		// What the search before has found must not pass for what this one finds.
		const { creator } = editor;
		await creator.search('no such node');
		await creator.nothingFound();
		await creator.search(phrase);
		expect(nodes).toContain(await creator.first());
	});
});

describe('A node comes onto the canvas', () => {
	const actions = [
		['ServiceNow Contact', 'Create contact'],
		['ServiceNow Interaction', 'Create interaction'],
		['ServiceNow Conversation Member', 'Make agent public fulfiller'],
		['ServiceNow OpenFrame', 'Create voice interaction'],
		['ServiceNow Help Request', 'Create supervisor help action'],
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
