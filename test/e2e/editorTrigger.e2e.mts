import type { Page } from 'playwright-core';
import { closeEditor, openEditor } from './editor/browser.mts';
import { Canvas } from './editor/canvas.mts';
import { NodeCreator } from './editor/nodeCreator.mts';
import { NodePanel } from './editor/nodePanel.mts';
import { takePicture } from './editor/picture.mts';
import { Server } from './server.mts';

let server: Server;
let page: Page;

beforeAll(async () => {
	server = await Server.open();
	page = await openEditor(server.client.url);
});

afterAll(async () => {
	await closeEditor(page);
	await server?.close();
});

test('the trigger is found, set and shows a test event', async () => {
	const creator = new NodeCreator(page);
	const panel = new NodePanel(page);
	await new Canvas(page).openNew();
	await creator.open();
	await creator.add('ServiceNow CSM', 'On contact updated');
	await panel.useCredential('ServiceNow (Basic Auth)');
	await panel.pick('event', 'Contact Created');
	await panel.type('sysparm_query', 'last_name=Warren');
	await page.getByRole('button', { name: 'Fetch Test Event' }).first().click();
	await panel.output.getByText('1 item').waitFor();
	await panel.showOutput('schema');
	await panel.output.getByText('George Warren').waitFor();
	await takePicture(page, 'trigger');
});
