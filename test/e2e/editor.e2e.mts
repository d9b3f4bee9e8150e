import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { closeEditor, openEditor } from './editor/browser.mts';
import { Canvas } from './editor/canvas.mts';
import { byId, Server, type NodeSpec } from './server.mts';

const screenshots =
	process.env.UPDATE_SCREENSHOTS === '1' ? join('docs', 'images') : join('.n8n-data', 'images');

let server: Server;
let page: Page;
let canvas: Canvas;

/** The five nodes, by the names that the editor gives them. */
const five: Record<string, NodeSpec> = {
	'ServiceNow Contact': {
		node: 'serviceNowContact',
		authentication: 'basicAuth',
		resource: 'contact',
		operation: 'create',
		parameters: {
			first_name: 'Ines',
			last_name: 'Caller',
			email: 'ines.caller@example.com',
			account: {
				__rl: true,
				mode: 'list',
				value: '86837a386f0331003b3c498f5d3ee4ca',
				cachedResultName: 'Boxeo',
			},
		},
	},
	'ServiceNow Interaction': {
		node: 'serviceNowInteraction',
		authentication: 'basicAuth',
		resource: 'interaction',
		operation: 'create',
		parameters: { channel: byId('28a59893873103002ae97e2526cb0b5d') },
	},
	'ServiceNow Conversation Member': {
		node: 'serviceNowConversationMember',
		authentication: 'basicAuth',
		resource: 'conversationMember',
		operation: 'update',
		parameters: {
			user_id: byId('0b10223c57a313005baaaa65ef94f970'),
			interaction_id: byId('={{ $json.sys_id }}'),
		},
	},
	'ServiceNow OpenFrame': {
		node: 'serviceNowOpenFrame',
		authentication: 'basicAuth',
		resource: 'voiceInteraction',
		operation: 'create',
		parameters: { userPhoneNumber: '+14089965744' },
	},
	'ServiceNow Help Request': {
		node: 'serviceNowHelpRequest',
		authentication: 'basicAuth',
		resource: 'supervisorHelpAction',
		operation: 'upsert',
		parameters: { interaction: byId('={{ $json.sysId }}'), action: 'coach' },
	},
};

function valuesOf(inputs: unknown[]): string[] {
	return inputs.map((input) => (input as { value: string }).value);
}

async function openFiveNodes(): Promise<void> {
	const nodes = Object.entries(five).map(([name, spec], index) =>
		server.nodeOf(spec, name, [240 * (index + 1), 0]),
	);
	const id = await server.addRow('The five ServiceNow nodes', nodes);
	await canvas.open(id);
}

beforeAll(async () => {
	mkdirSync(screenshots, { recursive: true });
	server = await Server.open();
	page = await openEditor(server.client.url);
	canvas = new Canvas(page);
	await openFiveNodes();
});

afterAll(async () => {
	await closeEditor(page);
	await server?.close();
});

test('the five nodes are on the canvas, with their names and icons', async () => {
	for (const name of Object.keys(five)) {
		const node = canvas.node(name);
		await node.waitFor();
		expect(await node.innerText()).toContain(name);
		const icon = node.locator('img').first();
		await icon.waitFor();
		const width = await icon.evaluate((image) => (image as { naturalWidth?: number }).naturalWidth);
		expect(width).toBeGreaterThan(0);
	}
	await page.screenshot({ path: join(screenshots, 'editor.png') });
});

test('the panel of the Contact node shows its fields', async () => {
	const panel = await canvas.openNode('ServiceNow Contact');
	const text = await panel.parameters.innerText();
	const labels = ['Resource', 'Operation', 'First Name', 'Last Name', 'Email', 'Account'];
	const collections = ['Additional Fields', 'Custom Fields', 'Options'];
	for (const label of ['Credential', ...labels, ...collections]) expect(text).toContain(label);
	expect(await panel.parameters.locator('input').evaluateAll(valuesOf)).toEqual(
		expect.arrayContaining(['Contact', 'Create', 'Ines', 'Caller', 'Boxeo']),
	);
	await page.screenshot({ path: join(screenshots, 'contact.png') });
	await panel.close();
});
