import type { Page } from 'playwright-core';
import { closeEditor, openEditor } from './editor/browser.mts';
import { Canvas } from './editor/canvas.mts';
import type { NodePanel } from './editor/nodePanel.mts';
import { RecordList } from './editor/recordList.mts';
import { Server, type NodeSpec } from './server.mts';

let server: Server;
let page: Page;
let panel: NodePanel;
let list: RecordList;

beforeAll(async () => {
	server = await Server.open();
	page = await openEditor(server.client.url);
});

afterAll(async () => {
	await closeEditor(page);
	await server?.close();
});

beforeEach(() => server.instance.reset());

/** Opens the panel of a node, in a workflow of its own, with the list of one of its parameters. */
async function openNode(
	name: string,
	spec: Pick<NodeSpec, 'node' | 'resource' | 'operation'>,
	parameter: string,
): Promise<void> {
	const node = server.nodeOf(
		{ authentication: 'basicAuth', parameters: {}, ...spec },
		name,
		[240, 0],
	);
	const canvas = new Canvas(page);
	await canvas.open(await server.addRow(`List: ${name}`, [node]));
	panel = await canvas.openNode(name);
	list = new RecordList(page, panel, parameter);
}

test('a contact is picked by a part of the name', async () => {
	const contact = { sysId: 'ddce70866f9331003b3c498f5d3ee417', name: 'George Warren' };
	const get = { node: 'serviceNowContact', resource: 'contact', operation: 'get' };
	await openNode('Get contact', get, 'id');
	await list.open();
	await list.items.nth(10).waitFor();
	await list.search('warr');
	await list.items.getByText(contact.name).waitFor();
	await list.items.nth(1).waitFor({ state: 'hidden' });
	expect(await list.items.allInnerTexts()).toEqual([expect.stringContaining(contact.name)]);
	await list.items.first().click();
	expect(await list.value.inputValue()).toContain(contact.name);
	await panel.execute();
	await panel.output.getByText('1 item').waitFor();
	expect(server.instance.requests.at(-1)?.path).toBe(`/api/now/contact/${contact.sysId}`);
});

test('where the user may not read the records, the list says so, and By ID works', async () => {
	const sysId = 'b243cde4208f1700964f959e0488dee8';
	const close = { node: 'serviceNowInteraction', resource: 'interaction', operation: 'close' };
	server.instance.settings.deniedTables = ['interaction'];
	await openNode('Close interaction', close, 'interaction_id');
	await list.open();
	await list.error.getByText('may not read the table interaction').waitFor();
	await list.error.getByText('Choose By ID').waitFor();
	await page.keyboard.press('Escape');
	await list.switchTo('By ID');
	await list.value.fill(sysId);
	// The editor takes what was typed after a moment, and until then calls the parameter empty.
	const given = panel.output.getByText(sysId).first();
	for (let isGiven = false; !isGiven;) {
		await panel.execute();
		isGiven = await given.waitFor({ timeout: 5000 }).then(
			() => true,
			() => false,
		);
	}
	expect(server.instance.store.get('interaction', sysId)?.state).toBe('closed_complete');
});
