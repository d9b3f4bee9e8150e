import type { Page } from 'playwright-core';
import { closeEditor, openEditor } from './editor/browser.mts';
import { Canvas } from './editor/canvas.mts';
import { NodeCreator } from './editor/nodeCreator.mts';
import { NodePanel } from './editor/nodePanel.mts';
import { Server } from './server.mts';

const credential = 'ServiceNow (Basic Auth)';

let server: Server;
let page: Page;
let canvas: Canvas;
let creator: NodeCreator;
let panel: NodePanel;

beforeAll(async () => {
	server = await Server.open();
	page = await openEditor(server.client.url);
	canvas = new Canvas(page);
	creator = new NodeCreator(page);
	panel = new NodePanel(page);
	await canvas.openNew();
});

afterAll(async () => {
	await closeEditor(page);
	await server?.close();
});

/** The newest record of a table. */
function newest(table: string): Record<string, string> {
	return [...server.instance.store.table(table).values()].at(-1) as Record<string, string>;
}

describe('A workflow of three nodes', () => {
	test('is built by hand, with the fields of a contact in sight before it has run', async () => {
		await creator.open();
		await creator.addTrigger('Manual Trigger');

		await creator.open();
		await creator.add('ServiceNow Contact', 'Create contact');
		await panel.useCredential(credential);
		await panel.type('first_name', 'Ines');
		await panel.type('last_name', 'Caller');
		await panel.close();

		await creator.open();
		await creator.add('ServiceNow OpenFrame', 'Create voice interaction');
		await panel.useCredential(credential);
		await panel.type('userPhoneNumber', '+14089965744');
		await panel.addTo('Add Field', 'Related Records');
		await panel.parameters.getByRole('button', { name: 'Add Related Record' }).click();
		await panel.type('documentTable', 'customer_contact');
		await panel.input.getByText('Usually outputs the following fields').waitFor();
		await panel.map('sys_id', 'documentId');
		await panel.parameter('documentId').getByText('$json.sys_id').waitFor();
		await panel.close();
		expect(server.instance.counts).toEqual({});
	});

	test('is executed, and the output panels show the new records', async () => {
		await canvas.execute();
		await canvas.succeeded('Create voice interaction');
		await canvas.openNode('Create contact');
		await panel.output.getByText(newest('customer_contact').sys_id).waitFor();
		await panel.close();
		await canvas.openNode('Create voice interaction');
		const call = newest('interaction');
		await panel.output.getByText(call.sys_id).waitFor();
		expect(await panel.output.innerText()).toContain(call.number);
		await panel.close();
	});

	test('has made a contact and a call that refers to it', () => {
		const contact = newest('customer_contact');
		expect(contact).toMatchObject({ first_name: 'Ines', last_name: 'Caller' });
		expect(newest('interaction')).toMatchObject({ user_phone_number: '+14089965744' });
		expect(newest('interaction_related_record')).toMatchObject({
			document_id: contact.sys_id,
			interaction: newest('interaction').sys_id,
		});
	});
});
