import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { closeEditor, openEditor } from './editor/browser.mts';
import { Canvas } from './editor/canvas.mts';
import { takePicture } from './editor/picture.mts';
import { Server } from './server.mts';
import { Template } from './templates/template.mts';

const templates = readdirSync('examples')
	.filter((file) => file !== 'all-operations.json')
	.map((file) => file.replace(/\.json$/, ''));

let server: Server;
let page: Page;

beforeAll(async () => {
	server = await Server.open();
	page = await openEditor(server.client.url);
	await page.setViewportSize({ width: 2400, height: 1400 });
});

afterAll(async () => {
	await closeEditor(page);
	await server?.close();
});

test.each(templates)('%s is on the canvas, with all its nodes and notes', async (file) => {
	const template = await Template.import(server, file);
	const canvas = new Canvas(page);
	await canvas.open(template.id);
	await canvas.fitToView();
	expect(await canvas.drawn().count()).toBe(template.workflow.nodes.length);
	await takePicture(page, `templates/${file}`, await canvas.drawnArea());
});
