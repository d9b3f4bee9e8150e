import type { Page } from 'playwright-core';
import { closeEditor, openEditor } from './editor/browser.mts';
import { Canvas } from './editor/canvas.mts';
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

test('contacts are found by a filter that is put together by hand', async () => {
	const node = server.nodeOf(
		{
			node: 'serviceNowContact',
			authentication: 'basicAuth',
			resource: 'contact',
			operation: 'getAll',
			parameters: {},
		},
		'Get many contacts',
		[240, 0],
	);
	const canvas = new Canvas(page);
	await canvas.open(await server.addRow('Contacts by a filter', [node]));
	const panel = await canvas.openNode('Get many contacts');
	await panel.parameters.getByRole('button', { name: 'Add Filter' }).click();
	await panel.pick('column', 'Last Name');
	await panel.pick('operator', 'Starts With');
	await panel.type('value', 'Warr');
	await panel.execute();
	await panel.output.getByText('1 item').waitFor();
	await panel.showOutput('schema');
	await panel.output.getByText('George Warren').waitFor();
	await takePicture(page, 'contact-filter');
});
