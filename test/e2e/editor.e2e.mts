import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { owner } from '../../scripts/n8n/client.mts';
import { byId, Server, type NodeSpec } from './server.mts';

const screenshots =
	process.env.UPDATE_SCREENSHOTS === '1' ? join('docs', 'images') : join('.n8n-data', 'images');

function findChromium(): string {
	const names = ['chromium', 'chromium-browser', 'google-chrome'];
	for (const folder of (process.env.PATH ?? '').split(delimiter)) {
		for (const name of names) {
			try {
				accessSync(join(folder, name), constants.X_OK);
				return join(folder, name);
			} catch {
				continue;
			}
		}
	}
	throw new Error('Chromium is missing. On Debian install it with: apt-get install chromium');
}

let server: Server;
let browser: Browser;
let page: Page;

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

function inEditor(testId: string, name?: string) {
	const named = name === undefined ? '' : `[data-node-name="${name}"]`;
	return page.locator(`[data-test-id="${testId}"]${named}`);
}

function valuesOf(inputs: unknown[]): string[] {
	return inputs.map((input) => (input as { value: string }).value);
}

async function logIn(url: string): Promise<void> {
	await page.goto(`${url}/signin`);
	await page.locator('input[autocomplete="email"]').fill(owner.email);
	await page.locator('input[type="password"]').fill(owner.password);
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL((to) => !to.pathname.includes('signin'));
}

async function openFiveNodes(): Promise<void> {
	const nodes = Object.entries(five).map(([name, spec], index) =>
		server.nodeOf(spec, name, [240 * (index + 1), 0]),
	);
	const id = await server.addRow('The five ServiceNow nodes', nodes);
	await page.goto(`${server.client.url}/workflow/${id}`);
	await inEditor('canvas-node').first().waitFor();
}

beforeAll(async () => {
	mkdirSync(screenshots, { recursive: true });
	server = await Server.open();
	browser = await chromium.launch({
		executablePath: findChromium(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	page = await browser.newPage({ viewport: { width: 1500, height: 720 } });
	await logIn(server.client.url);
	await openFiveNodes();
});

afterAll(async () => {
	await browser?.close();
	await server?.close();
});

test('the five nodes are on the canvas, with their names and icons', async () => {
	for (const name of Object.keys(five)) {
		const node = inEditor('canvas-node', name);
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
	await inEditor('canvas-node', 'ServiceNow Contact').dblclick();
	const panel = page.locator('[data-test-id="node-parameters"]');
	await panel.getByText('Loading fields').first().waitFor({ state: 'hidden' });
	const text = await panel.innerText();
	const labels = ['Resource', 'Operation', 'First Name', 'Last Name', 'Email', 'Account'];
	const collections = ['Additional Fields', 'Custom Fields', 'Options'];
	for (const label of ['Credential', ...labels, ...collections]) expect(text).toContain(label);
	expect(await panel.locator('input').evaluateAll(valuesOf)).toEqual(
		expect.arrayContaining(['Contact', 'Create', 'Ines', 'Caller', 'Boxeo']),
	);
	await page.screenshot({ path: join(screenshots, 'contact.png') });
	await page.keyboard.press('Escape');
});
