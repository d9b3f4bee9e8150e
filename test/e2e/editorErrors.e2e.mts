import type { Page } from 'playwright-core';
import { basicCredential } from '../../scripts/n8n/logins.mts';
import { logins } from '../../simulator/instance.mts';
import { closeEditor, openEditor } from './editor/browser.mts';
import { Canvas } from './editor/canvas.mts';
import { part } from './editor/part.mts';
import { takePicture } from './editor/picture.mts';
import { byId, Server, type NodeSpec } from './server.mts';

let server: Server;
let page: Page;
let credentials: NonNullable<NodeSpec['settings']>['credentials'];

beforeAll(async () => {
	server = await Server.open();
	const { userName, password } = logins.limited;
	const name = 'ServiceNow (no roles)';
	const login = { ...basicCredential(server.instance.url, userName, password), name };
	credentials = { [login.type]: { id: await server.client.saveCredential(login), name } };
	page = await openEditor(server.client.url);
});

afterAll(async () => {
	await closeEditor(page);
	await server?.close();
});

/** Executes a node in its panel. @returns the message and the advice of the output panel */
async function failureOf(spec: Omit<NodeSpec, 'authentication'>, name: string) {
	const node = server.nodeOf({ authentication: 'basicAuth', ...spec }, name, [240, 0]);
	const canvas = new Canvas(page);
	await canvas.open(await server.addRow(`Fails: ${name}`, [node]));
	const panel = await canvas.openNode(name);
	await panel.execute();
	return {
		message: await part(panel.output, 'node-error-message').innerText(),
		advice: await part(panel.output, 'node-error-description').innerText(),
	};
}

describe('The output panel of a node that failed', () => {
	test('a call that the instance refuses', async () => {
		const spec = {
			node: 'serviceNowContact',
			resource: 'contact',
			operation: 'get',
			parameters: { id: byId('ddce70866f9331003b3c498f5d3ee417') },
			settings: { credentials },
		};
		const { message, advice } = await failureOf(spec, 'Get contact');
		expect(message).toContain('The ServiceNow user is not allowed to do this');
		expect(advice).toContain('give the user the role csm_ws_integration');
		expect(advice).toContain('ServiceNow says: User Not Authorized');
		await takePicture(page, 'error');
	});

	test('a value that is not sent', async () => {
		const spec = {
			node: 'serviceNowOpenFrame',
			resource: 'voiceInteraction',
			operation: 'create',
			parameters: { userPhoneNumber: '555-1234' },
		};
		const { message, advice } = await failureOf(spec, 'Create voice interaction');
		expect(message).toContain('userPhoneNumber');
		expect(advice).toMatch(/plus sign|E\.164/);
		expect(server.instance.counts['voiceInteraction.create']).toBeUndefined();
	});
});
